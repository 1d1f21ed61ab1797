// Softmax attention of CpuOps.
//
// The query heads of one key-value head are stacked, token by token, into tiles of rows, so that
// keys and values are read once for all of them. A unit of work is one key-value head, one tile and,
// where there are too few tiles for the threads (one token over a long context), one range of pages;
// the partial results of the ranges are then combined.

#include "kernels/check.h"
#include "kernels/cpu/cpu_ops.h"
#include "kernels/kv_page.h"

#include <algorithm>
#include <cmath>

namespace kernels::cpu {
namespace {

constexpr std::int64_t kPageTokens = KvCacheView::kPageTokens;

// Rows of a tile: their scores, queries and sums stay in L2 beside a converted tile of keys.
constexpr int kTargetRows = 256;

struct Plan
{
    Plan(const SoftmaxAttention& attention, int threads);

    std::int64_t units() const { return attention.cache.kvHeads * tiles * splits; }
    // Floats of the running result of a unit: maxima, sums, output; whole cache lines.
    std::int64_t resultFloats() const
    {
        return (rows * (2 + std::int64_t{attention.cache.headDim}) + 15) / 16 * 16;
    }
    int tokensOf(std::int64_t tile) const
    {
        return static_cast<int>(
            std::min<std::int64_t>(tileTokens, attention.tokens - tile * tileTokens));
    }

    const SoftmaxAttention& attention;
    int group;      // query heads per key-value head
    int tileTokens; // tokens of a tile; the last one may have fewer
    int rows;       // tileTokens * group
    std::int64_t tiles;
    std::int64_t splits; // ranges of pages
};

Plan::Plan(const SoftmaxAttention& work, int threads)
    : attention(work)
    , group(work.heads / work.cache.kvHeads)
    , tileTokens(std::min(work.tokens, std::max(1, kTargetRows / group)))
    , rows(tileTokens * group)
    , tiles((work.tokens + tileTokens - 1) / tileTokens)
    , splits(1)
{
    // Eight units for each thread even out what a busy neighbour takes from one of them; a range of
    // fewer than two pages is not worth its share of the combining.
    constexpr std::int64_t kUnitsPerThread = 8;
    constexpr std::int64_t kFewestPages = 2;
    const std::int64_t pages = (work.start + work.tokens + kPageTokens - 1) / kPageTokens;
    const std::int64_t wanted = kUnitsPerThread * threads / (work.cache.kvHeads * tiles);
    if (threads > 1)
        splits = std::max<std::int64_t>(1, std::min(wanted, pages / kFewestPages));
}

// The running results of one unit in its memory.
struct Result
{
    Result(float* memory, const Plan& plan)
        : maxima(memory)
        , sums(memory + plan.rows)
        , out(memory + 2 * plan.rows)
    {}

    float* maxima; // (rows)
    float* sums;   // (rows)
    float* out;    // (rows, headDim)
};

void copyScaledQueries(const Plan& plan, std::int64_t kvHead, std::int64_t tile, float* q)
{
    const SoftmaxAttention& attention = plan.attention;
    const std::int64_t headDim = attention.cache.headDim;
    const std::int64_t rowFloats = plan.group * headDim; // heads of a group lie side by side
    for (int t = 0; t < plan.tokensOf(tile); ++t) {
        const float* from = attention.q + (tile * plan.tileTokens + t) * attention.heads * headDim
                            + kvHead * rowFloats;
        for (std::int64_t i = 0; i < rowFloats; ++i)
            q[t * rowFloats + i] = attention.scale * from[i];
    }
}

// One unit: a tile of rows over a range of pages.
void attendUnit(const KernelTable& kernels, const Plan& plan, std::int64_t kvHead,
                std::int64_t tile, std::int64_t split, float* scratch, const Result& result)
{
    const SoftmaxAttention& attention = plan.attention;
    const KvCacheView& cache = attention.cache;
    const int tokens = plan.tokensOf(tile);
    const int rows = tokens * plan.group;
    std::fill(result.maxima, result.maxima + rows, kNoScore);
    std::fill(result.sums, result.sums + rows, 0.0f);
    std::fill(result.out, result.out + std::int64_t{rows} * cache.headDim, 0.0f);

    // Scratch: first the kernel's, which is a multiple of 64 bytes, then the queries.
    float* q = scratch + AttendPage::scratchFloats(plan.rows, cache.headDim);
    copyScaledQueries(plan, kvHead, tile, q);

    const std::int64_t firstQuery = attention.start + tile * plan.tileTokens;
    const std::int64_t keys = firstQuery + tokens; // that the last row sees
    const std::int64_t pages = (keys + kPageTokens - 1) / kPageTokens;
    const KvPage layout{cache.headDim};
    const std::int64_t elementBytes = rowBytes(cache.dtype, 1);
    const int head = static_cast<int>(kvHead);
    const auto keysOf = [&](std::int64_t p) {
        return cache.pages[static_cast<std::size_t>(p)] + layout.headKeys(head) * elementBytes;
    };
    const std::int64_t end = pages * (split + 1) / plan.splits;
    for (std::int64_t p = pages * split / plan.splits; p < end; ++p) {
        const std::byte* page = cache.pages[static_cast<std::size_t>(p)];
        kernels.attention.attendPage({.q = q,
                                      .keys = keysOf(p),
                                      .values = page + layout.headValues(head) * elementBytes,
                                      .nextKeys = p + 1 < end ? keysOf(p + 1) : nullptr,
                                      .isF16 = cache.dtype == DType::F16,
                                      .headDim = cache.headDim,
                                      .rows = rows,
                                      .rowsPerToken = plan.group,
                                      .keyCount = std::min(kPageTokens, keys - p * kPageTokens),
                                      .firstVisible = firstQuery + 1 - p * kPageTokens,
                                      .maxima = result.maxima,
                                      .sums = result.sums,
                                      .out = result.out,
                                      .scratch = scratch});
    }
}

// Combines the `splits` results of one row, which lie resultFloats() apart from `first` on, and
// writes the row's output: each result was weighed relative to its own maximum.
void finishRow(const Plan& plan, std::int64_t kvHead, std::int64_t tile, std::int64_t row,
               float* first)
{
    const SoftmaxAttention& attention = plan.attention;
    const std::int64_t headDim = attention.cache.headDim;
    const auto part = [&](std::int64_t split) {
        return Result(first + split * plan.resultFloats(), plan);
    };
    float largest = kNoScore;
    for (std::int64_t s = 0; s < plan.splits; ++s)
        largest = std::max(largest, part(s).maxima[row]);
    float sum = 0.0f;
    for (std::int64_t s = 0; s < plan.splits; ++s)
        sum += std::exp(part(s).maxima[row] - largest) * part(s).sums[row];

    const std::int64_t token = tile * plan.tileTokens + row / plan.group;
    const std::int64_t head = kvHead * plan.group + row % plan.group;
    float* out = attention.out + (token * attention.heads + head) * headDim;
    std::fill(out, out + headDim, 0.0f);
    for (std::int64_t s = 0; s < plan.splits; ++s) {
        const float weight = std::exp(part(s).maxima[row] - largest) / sum;
        const float* from = part(s).out + row * headDim;
        for (std::int64_t c = 0; c < headDim; ++c)
            out[c] += weight * from[c];
    }
}

} // namespace

void CpuOps::softmaxAttention(const SoftmaxAttention& attention)
{
    const KvCacheView& cache = attention.cache;
    DCHECK(cache.dtype == DType::F32 || cache.dtype == DType::F16);
    DCHECK(attention.tokens >= 1 && attention.heads % cache.kvHeads == 0);
    DCHECK(cache.headDim % 16 == 0);
    DCHECK(attention.start + attention.tokens
           <= static_cast<std::int64_t>(cache.pages.size()) * kPageTokens);

    const Plan plan(attention, m_pool.threads());
    const std::int64_t queryFloats = std::int64_t{plan.rows} * cache.headDim;
    const std::int64_t kernelFloats = AttendPage::scratchFloats(plan.rows, cache.headDim);
    m_scratch.reserve(m_pool.threads(), kernelFloats + queryFloats + plan.resultFloats());
    if (plan.splits > 1)
        m_partialResults.reserve(static_cast<int>(plan.units()), plan.resultFloats());

    m_pool.forRange(plan.units(), 1, [&](int worker, std::int64_t unit, std::int64_t) {
        const std::int64_t split = unit % plan.splits;
        // The last tiles see the most keys: they come first, so that the threads end together.
        const std::int64_t tile = plan.tiles - 1 - unit / plan.splits % plan.tiles;
        const std::int64_t kvHead = unit / plan.splits / plan.tiles;
        float* scratch = m_scratch.of(worker);
        float* memory = plan.splits > 1 ? m_partialResults.of(static_cast<int>(unit))
                                        : scratch + kernelFloats + queryFloats;
        attendUnit(m_kernels, plan, kvHead, tile, split, scratch, Result(memory, plan));
        if (plan.splits == 1)
            for (int row = 0; row < plan.tokensOf(tile) * plan.group; ++row)
                finishRow(plan, kvHead, tile, row, memory);
    });
    if (plan.splits == 1)
        return;

    constexpr std::int64_t kRowsPerChunk = 8;
    const std::int64_t tilesOfAllHeads = cache.kvHeads * plan.tiles;
    m_pool.forRange(
        tilesOfAllHeads * plan.rows, kRowsPerChunk, [&](int, std::int64_t begin, std::int64_t end) {
            for (std::int64_t i = begin; i < end; ++i) {
                const std::int64_t row = i % plan.rows;
                const std::int64_t tile = plan.tiles - 1 - i / plan.rows % plan.tiles;
                if (row >= plan.tokensOf(tile) * plan.group)
                    continue;
                float* first = m_partialResults.of(static_cast<int>(i / plan.rows * plan.splits));
                finishRow(plan, i / plan.rows / plan.tiles, tile, row, first);
            }
        });
}

} // namespace kernels::cpu
