// The cache of keys and values, and softmax attention over it, against the reference.

#include "tests/checks/check.h"
#include "tests/checks/kernels_support.h"

#include <cmath>
#include <cstring>
#include <limits>

namespace {

using checks::forEachCpuOps;
using checks::Random;
using checks::view;
using kernels::DType;
using kernels::KvCacheView;
using kernels::cpu::CpuOps;

// Pages that the cache view points at. What no token has been written to is NaN, so that a kernel
// that reads too far is found out.
class Cache
{
public:
    Cache(DType dtype, int kvHeads, int headDim, std::int64_t positions)
        : m_dtype(dtype)
        , m_kvHeads(kvHeads)
        , m_headDim(headDim)
    {
        const std::int64_t count =
            (positions + KvCacheView::kPageTokens - 1) / KvCacheView::kPageTokens;
        const std::int64_t bytes = KvCacheView::pageBytes(dtype, kvHeads, headDim);
        for (std::int64_t i = 0; i < count; ++i)
            m_memory.emplace_back(static_cast<std::size_t>(bytes), std::byte{0xff});
        for (std::vector<std::byte>& page : m_memory)
            m_pages.push_back(page.data());
    }

    KvCacheView view() const { return {m_pages, m_dtype, m_kvHeads, m_headDim}; }
    bool operator==(const Cache& other) const { return m_memory == other.m_memory; }

private:
    DType m_dtype;
    int m_kvHeads;
    int m_headDim;
    std::vector<std::vector<std::byte>> m_memory;
    std::vector<std::byte*> m_pages;
};

struct Shape
{
    int heads;
    int kvHeads;
    int headDim;
    std::int64_t start;
    int tokens;
};

// Random keys and values up to the last position of the shape, written by the reference.
Cache filledCache(Random& random, const Shape& shape, DType dtype)
{
    const std::int64_t positions = shape.start + shape.tokens;
    const std::int64_t cols = std::int64_t{shape.kvHeads} * shape.headDim;
    Cache cache(dtype, shape.kvHeads, shape.headDim, positions);
    const std::vector<float> k = random.numbers(positions * cols);
    const std::vector<float> v = random.numbers(positions * cols);
    kernels::ReferenceOps().appendKv(cache.view(), 0, view(k, cols), view(v, cols));
    return cache;
}

std::vector<float> attend(kernels::Ops& ops, const Cache& cache, const Shape& shape,
                          const std::vector<float>& q)
{
    std::vector<float> out(q.size(), std::numeric_limits<float>::quiet_NaN());
    const float scale = 1.0f / std::sqrt(static_cast<float>(shape.headDim));
    ops.softmaxAttention(
        {q.data(), out.data(), cache.view(), shape.heads, shape.start, shape.tokens, scale});
    return out;
}

void compare(checks::Context& context, const Shape& shape, float queryScale, double tolerance)
{
    kernels::ReferenceOps reference;
    for (const std::uint64_t seed : checks::kSeeds) {
        for (const DType dtype : {DType::F32, DType::F16}) {
            Random random(seed);
            const Cache cache = filledCache(random, shape, dtype);
            const std::vector<float> q = random.numbers(
                std::int64_t{shape.tokens} * shape.heads * shape.headDim, queryScale);
            const std::vector<float> wanted = attend(reference, cache, shape, q);
            forEachCpuOps([&](CpuOps& ops) {
                EXPECT_CLOSE(attend(ops, cache, shape, q), wanted, tolerance);
            });
        }
    }
}

// The cache already holds what both sides read, F16 or not; what differs are F32 sums over headDim
// and over the keys, and exp within two units in the last place of F32. Large queries (scores of
// tens) multiply the error of a score.
constexpr double kTolerance = 1e-5;

} // namespace

LEVIN_CHECK(appendKvEqualsReference)
{
    kernels::ReferenceOps reference;
    forEachCpuOps([&](CpuOps& ops) {
        for (const std::uint64_t seed : checks::kSeeds) {
            for (const DType dtype : {DType::F32, DType::F16}) {
                for (const std::int64_t start : {0, 1, 15, 250, 255, 256, 500}) {
                    for (const int tokens : {1, 2, 17, 300}) {
                        Random random(seed);
                        constexpr int kHeads = 3;
                        constexpr int kHeadDim = 48;
                        const std::vector<float> k = random.numbers(tokens * kHeads * kHeadDim);
                        // With halves that round, overflow and are subnormal.
                        std::vector<float> v = random.numbers(tokens * kHeads * kHeadDim, 1e5f);
                        v[0] = 1e-7f;
                        v[1] = -5.9604645e-8f;
                        Cache wanted(dtype, kHeads, kHeadDim, start + tokens);
                        Cache actual(dtype, kHeads, kHeadDim, start + tokens);
                        const std::int64_t cols = kHeads * kHeadDim;
                        reference.appendKv(wanted.view(), start, view(k, cols), view(v, cols));
                        ops.appendKv(actual.view(), start, view(k, cols), view(v, cols));
                        EXPECT(actual == wanted);
                    }
                }
            }
        }
    });
}

LEVIN_CHECK(softmaxAttentionEqualsReferenceForManyTokens)
{
    // heads, kvHeads, headDim, start, tokens: around the row tile (256), the key block (16), the key
    // tile (128) and the page (256); groups of 1, 2, 3 and 8.
    const Shape shapes[] = {
        {1, 1, 16, 0, 1},    {2, 2, 32, 0, 15},    {4, 2, 48, 0, 16},   {4, 2, 16, 0, 17},
        {8, 1, 64, 3, 9},    {3, 1, 128, 100, 30}, {2, 1, 16, 0, 127},  {2, 1, 16, 0, 129},
        {2, 1, 16, 200, 56}, {2, 1, 16, 200, 57},  {8, 1, 16, 250, 70}, {6, 2, 32, 511, 2},
        {1, 1, 16, 10, 520},
    };
    for (const Shape& shape : shapes)
        compare(context, shape, 1.0f, kTolerance);
}

LEVIN_CHECK(softmaxAttentionEqualsReferenceForOneTokenAndManyKeys)
{
    const Shape shapes[] = {
        {8, 2, 128, 1100, 1}, {8, 1, 64, 1279, 1},  {4, 4, 32, 1280, 1},
        {2, 1, 16, 3000, 1},  {12, 1, 32, 2047, 1}, {4, 2, 64, 2048, 5},
    };
    for (const Shape& shape : shapes)
        compare(context, shape, 1.0f, kTolerance);
}

LEVIN_CHECK(softmaxAttentionEqualsReferenceForSharpScores)
{
    // Queries of 100: the largest scores are some hundreds, and one or two keys take all weight.
    // A score of 500 has an F32 error of 3e-5 and more, which is the relative error of its weight.
    compare(context, {4, 2, 64, 600, 3}, 100.0f, 1e-3);
    compare(context, {4, 2, 64, 0, 130}, 100.0f, 1e-3);
}

LEVIN_CHECK(softmaxAttentionOfOneKeyIsItsValue)
{
    const Shape shape{4, 2, 32, 0, 1};
    Random random(5);
    Cache cache(DType::F32, shape.kvHeads, shape.headDim, 1);
    const std::vector<float> k = random.numbers(64);
    const std::vector<float> v = random.numbers(64);
    const std::vector<float> q = random.numbers(128, 30.0f);
    forEachCpuOps([&](CpuOps& ops) {
        ops.appendKv(cache.view(), 0, view(k, 64), view(v, 64));
        const std::vector<float> out = attend(ops, cache, shape, q);
        for (std::size_t i = 0; i < out.size(); ++i)
            EXPECT_EQ(out[i], v[i / 64 * 32 + i % 32]); // two query heads per value head
    });
}

// A chunk attends as its tokens do one after the other.
LEVIN_CHECK(softmaxAttentionInChunksEqualsTokenByToken)
{
    const Shape whole{4, 2, 32, 0, 300};
    Random random(6);
    const Cache cache = filledCache(random, whole, DType::F16);
    const std::vector<float> q = random.numbers(300 * 4 * 32);
    forEachCpuOps([&](CpuOps& ops) {
        const std::vector<float> chunk = attend(ops, cache, whole, q);
        for (const int t : {0, 1, 15, 16, 127, 128, 255, 256, 299}) {
            const std::vector<float> one(q.begin() + t * 128, q.begin() + (t + 1) * 128);
            const std::vector<float> wanted(chunk.begin() + t * 128, chunk.begin() + (t + 1) * 128);
            EXPECT_CLOSE(attend(ops, cache, {4, 2, 32, t, 1}, one), wanted, kTolerance);
        }
    });
}
