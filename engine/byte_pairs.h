// BytePairs: byte-pair encoding of one piece of text. Starting from single bytes, the neighbours
// whose merge has the lowest rank become one token, the leftmost of equals first, until no two
// neighbours have a merge (Sennrich et al., arXiv 1508.07909, section 3.2, on bytes).

#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace engine {

struct Merge
{
    std::int32_t left;
    std::int32_t right;
    std::int32_t product;
};

// Immutable; any thread.
class BytePairs
{
public:
    // Merges in rank order, fewer than 2^24 - 1, no pair twice; all ids are at least 0.
    BytePairs(const std::array<std::int32_t, 256>& byteTokens, const std::vector<Merge>& merges);

    // Appends the tokens of the piece. Long pieces take n log n steps and 24 bytes for each of
    // theirs, so that a hostile text cannot stop the program.
    void encode(std::string_view piece, std::vector<std::int32_t>& tokens) const;

private:
    static constexpr std::uint32_t kNoMerge = 0xFFFFFFFFu;

    // Where the search for a pair begins, and the top byte of its slot.
    struct Place
    {
        std::size_t slot;
        std::uint32_t mark;
    };

    Place placeOf(std::int32_t left, std::int32_t right) const;
    std::uint32_t rankOf(std::int32_t left, std::int32_t right) const;
    void encodeShort(std::string_view piece, std::vector<std::int32_t>& tokens) const;
    void encodeLong(std::string_view piece, std::vector<std::int32_t>& tokens) const;

    std::array<std::int32_t, 256> m_byteTokens;
    std::vector<std::uint32_t> m_byteRanks; // (256, 256): of the merge of two bytes
    std::vector<Merge> m_merges;            // by rank

    // Open addressing, a power of two, at most half full. A slot is a byte of the pair's hash above
    // the rank of its merge: most pairs have no merge, and nearly all of those are told by these 4
    // bytes alone, in a table that stays in the cache (2 MiB for 200,000 merges).
    std::vector<std::uint32_t> m_slots;
    int m_shift = 64; // 64 - log2(slots)
};

} // namespace engine
