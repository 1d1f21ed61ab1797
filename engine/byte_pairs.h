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
    // Merges in rank order, no pair twice; all ids are at least 0.
    BytePairs(const std::array<std::int32_t, 256>& byteTokens, const std::vector<Merge>& merges);

    // Appends the tokens of the piece. Long pieces take n log n steps and 24 bytes for each of
    // theirs, so that a hostile text cannot stop the program.
    void encode(std::string_view piece, std::vector<std::int32_t>& tokens) const;

private:
    static constexpr std::uint32_t kNoMerge = 0xFFFFFFFFu;

    struct Slot
    {
        std::int32_t left = -1; // -1: empty
        std::int32_t right = -1;
        std::uint32_t rank = kNoMerge;
        std::int32_t product = -1;
    };

    std::size_t slotOf(std::int32_t left, std::int32_t right) const;
    std::uint32_t rankOf(std::int32_t left, std::int32_t right) const;
    void encodeShort(std::string_view piece, std::vector<std::int32_t>& tokens) const;
    void encodeLong(std::string_view piece, std::vector<std::int32_t>& tokens) const;

    std::array<std::int32_t, 256> m_byteTokens;
    std::vector<std::uint32_t> m_byteRanks; // (256, 256): of the merge of two bytes
    std::vector<std::int32_t> m_products;   // by rank
    std::vector<Slot> m_slots;              // open addressing, a power of two, at most half full
    int m_shift = 64;                       // 64 - log2(slots)
};

} // namespace engine
