#include "engine/piece_cache.h"

#include <algorithm>
#include <bit>
#include <cstring>

namespace engine {
namespace {

// 32 bytes an entry: 1 MiB at most, which stays in the second-level cache.
constexpr std::size_t kMostEntries = std::size_t(1) << 15;

// Longer pieces rarely repeat.
constexpr std::size_t kLongestPiece = 64;

std::uint64_t hashOf(std::string_view piece)
{
    constexpr std::uint64_t kMultiplier = 0x9E3779B97F4A7C15u;
    std::uint64_t hash = piece.size() * kMultiplier;
    while (!piece.empty()) {
        std::uint64_t word = 0;
        const std::size_t bytes = std::min(piece.size(), sizeof word);
        std::memcpy(&word, piece.data(), bytes);
        hash = (std::rotl(hash, 23) ^ word) * kMultiplier;
        piece.remove_prefix(bytes);
    }
    return hash ^ (hash >> 32);
}

} // namespace

PieceCache::PieceCache(std::size_t textBytes)
    : m_entries(std::clamp(std::bit_ceil(textBytes / 8 + 1), std::size_t(8), kMostEntries))
{}

PieceCache::Entry& PieceCache::entryOf(std::string_view piece)
{
    return m_entries[hashOf(piece) & (m_entries.size() - 1)];
}

bool PieceCache::append(std::string_view piece, std::vector<std::int32_t>& tokens)
{
    if (piece.size() > kLongestPiece)
        return false;
    const Entry& entry = entryOf(piece);
    if (entry.piece != piece)
        return false;
    for (std::size_t i = 0; i < entry.count; ++i)
        tokens.push_back(tokens[entry.first + i]);
    return true;
}

void PieceCache::remember(std::string_view piece, std::size_t first,
                          const std::vector<std::int32_t>& tokens)
{
    if (piece.size() <= kLongestPiece)
        entryOf(piece) = {piece, first, tokens.size() - first};
}

} // namespace engine
