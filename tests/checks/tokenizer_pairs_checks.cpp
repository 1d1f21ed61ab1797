// Byte-pair merging against a plain implementation that searches the whole piece for every merge.

#include "engine/byte_pairs.h"
#include "tests/checks/check.h"

#include <algorithm>
#include <map>
#include <numeric>
#include <random>
#include <string>

namespace {

using namespace engine;

std::array<std::int32_t, 256> identity()
{
    std::array<std::int32_t, 256> tokens{};
    std::iota(tokens.begin(), tokens.end(), 0);
    return tokens;
}

std::vector<std::int32_t> plainEncode(std::string_view piece, const std::vector<Merge>& merges)
{
    std::map<std::pair<std::int32_t, std::int32_t>, std::size_t> ranks;
    for (std::size_t rank = 0; rank < merges.size(); ++rank)
        ranks[{merges[rank].left, merges[rank].right}] = rank;
    std::vector<std::int32_t> tokens;
    for (const char byte : piece)
        tokens.push_back(static_cast<unsigned char>(byte));
    while (true) {
        std::size_t best = merges.size();
        std::size_t at = 0;
        for (std::size_t i = 0; i + 1 < tokens.size(); ++i) {
            const auto found = ranks.find({tokens[i], tokens[i + 1]});
            if (found != ranks.end() && found->second < best) {
                best = found->second;
                at = i;
            }
        }
        if (best == merges.size())
            return tokens;
        tokens[at] = merges[best].product;
        tokens.erase(tokens.begin() + std::ptrdiff_t(at) + 1);
    }
}

// Merges over few letters, so that nearly every pair of a random text has one. Their ranks are
// shuffled: in a trained vocabulary a product never ranks before its parts, here it may.
std::vector<Merge> randomMerges(std::mt19937& random, std::size_t count, bool isShuffled)
{
    std::vector<Merge> merges;
    std::vector<std::int32_t> tokens = {'a', 'b', 'c', 0xFF};
    std::map<std::pair<std::int32_t, std::int32_t>, int> known;
    std::int32_t next = 256;
    while (merges.size() < count) {
        const Merge merge = {tokens[random() % tokens.size()], tokens[random() % tokens.size()],
                             next};
        if (++known[{merge.left, merge.right}] > 1)
            continue;
        merges.push_back(merge);
        tokens.push_back(next++);
    }
    if (isShuffled)
        std::shuffle(merges.begin(), merges.end(), random);
    return merges;
}

std::string randomPiece(std::mt19937& random, std::size_t length)
{
    std::string piece;
    while (piece.size() < length)
        piece += "abc\xFF"[random() % 4];
    return piece;
}

} // namespace

LEVIN_CHECK(bytePairsMergeAsThePlainSearchDoes)
{
    std::mt19937 random(11);
    for (int round = 0; round < 60; ++round) {
        const std::vector<Merge> merges =
            randomMerges(random, std::size_t(round) * 2, round % 2 == 1);
        const BytePairs pairs(identity(), merges);
        // The two methods change places at 96 bytes.
        for (const std::size_t length : {0, 1, 2, 3, 7, 30, 95, 96, 97, 98, 150, 400}) {
            const std::string piece = randomPiece(random, length);
            std::vector<std::int32_t> tokens;
            pairs.encode(piece, tokens);
            EXPECT(tokens == plainEncode(piece, merges));
        }
    }
}

LEVIN_CHECK(bytePairsAppendToWhatIsThere)
{
    const BytePairs pairs(identity(), {{'a', 'b', 300}});
    std::vector<std::int32_t> tokens = {7};
    pairs.encode("cabab", tokens);
    EXPECT(tokens == std::vector<std::int32_t>({7, 'c', 300, 300}));
}

// a a -> 256, 256 256 -> 257, ...: every merge of a run has the same rank. A quadratic method would
// take minutes for this length.
LEVIN_CHECK(bytePairsMergeAMillionEqualLetters)
{
    std::vector<Merge> merges = {{'a', 'a', 256}};
    while (merges.size() < 12)
        merges.push_back({merges.back().product, merges.back().product, merges.back().product + 1});
    const BytePairs pairs(identity(), merges);
    std::vector<std::int32_t> tokens;
    pairs.encode(std::string((std::size_t(1) << 20) + 3, 'a'), tokens);
    REQUIRE(tokens.size() == 256 + 2); // 4096 letters a token, and "aaa" is left
    EXPECT_EQ(tokens.front(), 267);
    EXPECT_EQ(tokens[255], 267);
    EXPECT_EQ(tokens[256], 256);
    EXPECT_EQ(tokens[257], std::int32_t('a'));
}
