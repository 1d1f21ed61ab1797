#include "engine/byte_pairs.h"

#include "kernels/check.h"

#include <algorithm>
#include <bit>
#include <functional>

namespace engine {
namespace {

// Up to here looking at every neighbour for each merge is faster than keeping a heap. Nearly all
// pieces of real text are far shorter.
constexpr std::size_t kLongestShortPiece = 96;

constexpr std::uint32_t kEmptySlot = 0xFFFFFFFFu;
constexpr int kRankBits = 24;
constexpr std::uint32_t kRankMask = (1u << kRankBits) - 1;

} // namespace

BytePairs::BytePairs(const std::array<std::int32_t, 256>& byteTokens,
                     const std::vector<Merge>& merges)
    : m_byteTokens(byteTokens)
    , m_merges(merges)
{
    CHECK(merges.size() < kRankMask); // so that no full slot looks empty
    m_slots.resize(std::bit_ceil(merges.size() * 2 + 2), kEmptySlot);
    m_shift = 64 - std::countr_zero(m_slots.size());
    for (std::uint32_t rank = 0; rank < merges.size(); ++rank) {
        const Merge& merge = merges[rank];
        CHECK(merge.left >= 0 && merge.right >= 0 && merge.product >= 0);
        Place place = placeOf(merge.left, merge.right);
        while (m_slots[place.slot] != kEmptySlot)
            place.slot = (place.slot + 1) & (m_slots.size() - 1);
        m_slots[place.slot] = place.mark << kRankBits | rank;
    }
    // The first look at a piece asks for two bytes each time; this table answers without hashing.
    m_byteRanks.resize(std::size_t{256} * 256);
    for (std::size_t left = 0; left < 256; ++left) {
        for (std::size_t right = 0; right < 256; ++right)
            m_byteRanks[left * 256 + right] = rankOf(byteTokens[left], byteTokens[right]);
    }
}

BytePairs::Place BytePairs::placeOf(std::int32_t left, std::int32_t right) const
{
    const std::uint64_t pair = std::uint64_t(left) << 32 | std::uint64_t(right);
    const std::uint64_t hash = pair * 0x9E3779B97F4A7C15u;
    return {std::size_t(hash >> m_shift), std::uint32_t(hash >> (m_shift - 8)) & 0xFF};
}

std::uint32_t BytePairs::rankOf(std::int32_t left, std::int32_t right) const
{
    const Place place = placeOf(left, right);
    for (std::size_t at = place.slot; m_slots[at] != kEmptySlot;
         at = (at + 1) & (m_slots.size() - 1)) {
        if (m_slots[at] >> kRankBits != place.mark)
            continue;
        const std::uint32_t rank = m_slots[at] & kRankMask;
        if (m_merges[rank].left == left && m_merges[rank].right == right)
            return rank;
    }
    return kNoMerge;
}

void BytePairs::encode(std::string_view piece, std::vector<std::int32_t>& tokens) const
{
    if (piece.size() <= kLongestShortPiece)
        encodeShort(piece, tokens);
    else
        encodeLong(piece, tokens);
}

void BytePairs::encodeShort(std::string_view piece, std::vector<std::int32_t>& tokens) const
{
    std::array<std::int32_t, kLongestShortPiece> part;
    std::array<std::uint32_t, kLongestShortPiece + 1> rank; // of the merge of part[i], part[i + 1]
    std::size_t count = piece.size();
    for (std::size_t i = 0; i < count; ++i) {
        const std::size_t byte = static_cast<unsigned char>(piece[i]);
        part[i] = m_byteTokens[byte];
        rank[i] = i + 1 < count ? m_byteRanks[byte * 256 + static_cast<unsigned char>(piece[i + 1])]
                                : kNoMerge;
    }
    while (count > 1) {
        const auto lowest = std::min_element(rank.begin(), rank.begin() + count - 1);
        if (*lowest == kNoMerge)
            break;
        const std::size_t at = std::size_t(lowest - rank.begin());
        part[at] = m_merges[*lowest].product;
        std::copy(part.begin() + at + 2, part.begin() + count, part.begin() + at + 1);
        std::copy(rank.begin() + at + 2, rank.begin() + count, rank.begin() + at + 1);
        --count;
        if (at > 0)
            rank[at - 1] = rankOf(part[at - 1], part[at]);
        rank[at] = at + 1 < count ? rankOf(part[at], part[at + 1]) : kNoMerge;
    }
    tokens.insert(tokens.end(), part.begin(), part.begin() + count);
}

// The parts are a linked list over the piece's bytes; a part lives where its first byte is. The heap
// holds every merge that was possible at some time; what was overtaken shows by its rank.
void BytePairs::encodeLong(std::string_view piece, std::vector<std::int32_t>& tokens) const
{
    constexpr int kPositionBits = 40;
    constexpr std::uint64_t kPositionMask = (std::uint64_t(1) << kPositionBits) - 1;
    struct Part
    {
        std::int32_t token;
        std::uint32_t previous;
        std::uint32_t next;
        std::uint32_t rank; // of the merge with the next part
    };
    CHECK(piece.size() < kNoMerge);
    const auto end = static_cast<std::uint32_t>(piece.size());

    std::vector<Part> parts(piece.size());
    std::vector<std::uint64_t> heap; // (rank, position): the lowest first, then the leftmost
    heap.reserve(piece.size());
    for (std::uint32_t i = 0; i < end; ++i) {
        const std::size_t byte = static_cast<unsigned char>(piece[i]);
        parts[i] = {m_byteTokens[byte], i - 1, i + 1, kNoMerge};
        if (i + 1 < end)
            parts[i].rank = m_byteRanks[byte * 256 + static_cast<unsigned char>(piece[i + 1])];
        if (parts[i].rank != kNoMerge)
            heap.push_back(std::uint64_t(parts[i].rank) << kPositionBits | i);
    }
    std::make_heap(heap.begin(), heap.end(), std::greater<>());

    const auto rankAgain = [&](std::uint32_t at) {
        Part& part = parts[at];
        part.rank = part.next < end ? rankOf(part.token, parts[part.next].token) : kNoMerge;
        if (part.rank != kNoMerge) {
            heap.push_back(std::uint64_t(part.rank) << kPositionBits | at);
            std::push_heap(heap.begin(), heap.end(), std::greater<>());
        }
    };
    while (!heap.empty()) {
        const auto rank = static_cast<std::uint32_t>(heap.front() >> kPositionBits);
        const auto at = static_cast<std::uint32_t>(heap.front() & kPositionMask);
        std::pop_heap(heap.begin(), heap.end(), std::greater<>());
        heap.pop_back();
        Part& part = parts[at];
        if (part.rank != rank)
            continue;
        Part& absorbed = parts[part.next];
        part.token = m_merges[rank].product;
        part.next = absorbed.next;
        absorbed.rank = kNoMerge;
        if (part.next < end)
            parts[part.next].previous = at;
        rankAgain(at);
        if (at > 0)
            rankAgain(part.previous);
    }
    for (std::uint32_t at = 0; at < end; at = parts[at].next)
        tokens.push_back(parts[at].token);
}

} // namespace engine
