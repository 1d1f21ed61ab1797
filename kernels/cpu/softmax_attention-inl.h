// Softmax attention over one page of keys and values.

#include "kernels/cpu/attention_kernels.h"
#include "kernels/cpu/gemm-inl.h"
#include "kernels/cpu/simd.h"

namespace {

inline float maximum(const float* x, std::int64_t count)
{
    constexpr int kLanes = F32::kLanes;
    F32 largest = splat(kernels::cpu::kNoScore);
    std::int64_t i = 0;
    for (; i + kLanes <= count; i += kLanes)
        largest = max(largest, load(x + i));
    float result = maxLane(largest);
    for (; i < count; ++i)
        result = x[i] > result ? x[i] : result;
    return result;
}

// Scores become weights, x[j] = exp(x[j] - offset), the ones from `visible` on zero; returns their
// sum. x has room for whole panels.
inline float weigh(float* x, std::int64_t visible, std::int64_t count, float offset)
{
    constexpr int kLanes = F32::kLanes;
    const F32 shift = splat(offset);
    F32 sum = splat(0.0f);
    std::int64_t j = 0;
    for (; j + kLanes <= visible; j += kLanes) {
        const F32 weight = exp(sub(load(x + j), shift));
        store(x + j, weight);
        sum = add(sum, weight);
    }
    const std::int64_t left = visible - j;
    if (left > 0) {
        const F32 weight = exp(sub(loadFirst(x + j, left), shift));
        storeFirst(x + j, weight, left);
        sum = add(sum, loadFirst(x + j, left));
        j = visible;
    }
    for (; j < count; ++j)
        x[j] = 0.0f;
    return sumLanes(sum);
}

inline const float* toF32(const std::uint16_t* from, std::int64_t count, float* to)
{
    for (std::int64_t i = 0; i < count; i += F32::kLanes)
        store(to + i, loadF16(from + i));
    return to;
}

// At most kKeyTile keys of a page, in the cache or converted.
template <class Element>
struct KeyTile
{
    const Element* keys;
    const Element* values;
    const Element* nextKeys; // of the tile after this one; null: unknown, or keys are a copy
    bool isCopy;
    std::int64_t first; // key of the page
    std::int64_t count;
};

// Folds a tile into the running result.
template <class Element>
inline void attendTile(const kernels::cpu::AttendPage& page, const KeyTile<Element>& tile,
                       float* scores, float* corrections)
{
    constexpr std::int64_t kTile = kernels::cpu::AttendPage::kKeyTile;
    multiply(Product<Element>{.a = page.q,
                              .aRow = page.headDim,
                              .b = tile.keys,
                              .bDepth = kPanel,
                              .bPanel = page.headDim * kPanel,
                              .c = scores,
                              .cRow = kTile,
                              .next = tile.isCopy ? nullptr : tile.values,
                              .rows = page.rows,
                              .cols = (tile.count + kPanel - 1) / kPanel * kPanel,
                              .depth = page.headDim});

    for (std::int64_t r = 0; r < page.rows; ++r) {
        std::int64_t visible = page.firstVisible + r / page.rowsPerToken - tile.first;
        visible = visible < 0 ? 0 : visible > tile.count ? tile.count : visible;
        float* row = scores + r * kTile;
        const float before = page.maxima[r];
        const float largest = maximum(row, visible);
        const float now = largest > before ? largest : before;
        float correction[F32::kLanes];
        store(correction, exp(splat(before - now)));
        corrections[r] = correction[0];
        page.maxima[r] = now;
        page.sums[r] = correction[0] * page.sums[r] + weigh(row, visible, tile.count, now);
    }

    multiply(Product<Element>{.a = scores,
                              .aRow = kTile,
                              .b = tile.values,
                              .bDepth = page.headDim,
                              .c = page.out,
                              .cRow = page.headDim,
                              .addend = page.out,
                              .scales = corrections,
                              .scaleStep = 1,
                              .next = tile.nextKeys,
                              .rows = page.rows,
                              .cols = page.headDim,
                              .depth = tile.count});
}

// The tiles of a page as they lie in the cache.
template <class Element>
inline void attendDirectly(const kernels::cpu::AttendPage& page, float* scores, float* corrections)
{
    constexpr std::int64_t kTile = kernels::cpu::AttendPage::kKeyTile;
    const auto* keys = static_cast<const Element*>(page.keys);
    const auto* values = static_cast<const Element*>(page.values);
    for (std::int64_t first = 0; first < page.keyCount; first += kTile) {
        const std::int64_t offset = first * page.headDim; // a tile is whole key blocks
        const std::int64_t left = page.keyCount - first;
        const bool isLast = left <= kTile;
        attendTile<Element>(page,
                            {.keys = keys + offset,
                             .values = values + offset,
                             .nextKeys = isLast ? static_cast<const Element*>(page.nextKeys)
                                                : keys + offset + kTile * page.headDim,
                             .isCopy = false,
                             .first = first,
                             .count = isLast ? left : kTile},
                            scores, corrections);
    }
}

// The tiles of a page of F16, each converted to F32 first.
inline void attendConverted(const kernels::cpu::AttendPage& page, float* copy, float* scores,
                            float* corrections)
{
    constexpr std::int64_t kTile = kernels::cpu::AttendPage::kKeyTile;
    const auto* keys = static_cast<const std::uint16_t*>(page.keys);
    const auto* values = static_cast<const std::uint16_t*>(page.values);
    for (std::int64_t first = 0; first < page.keyCount; first += kTile) {
        const std::int64_t offset = first * page.headDim;
        const std::int64_t left = page.keyCount - first;
        const std::int64_t count = left < kTile ? left : kTile;
        const std::int64_t padded = (count + kPanel - 1) / kPanel * kPanel;
        attendTile<float>(
            page,
            {.keys = toF32(keys + offset, padded * page.headDim, copy),
             .values = toF32(values + offset, count * page.headDim, copy + kTile * page.headDim),
             .nextKeys = nullptr,
             .isCopy = true,
             .first = first,
             .count = count},
            scores, corrections);
    }
}

inline void attendPage(const kernels::cpu::AttendPage& page)
{
    constexpr std::int64_t kTile = kernels::cpu::AttendPage::kKeyTile;
    // Up to two register tiles of rows, an F16 is converted wherever it is read; more rows are worth
    // a converted copy. The baseline has no instruction for it and always copies.
    constexpr std::int64_t kDirectRows = F32::kLanes == 4 ? 0 : 2 * kTileRows;
    float* copy = page.scratch; // keys, then values
    float* scores = copy + 2 * kTile * page.headDim;
    float* corrections = scores + page.rows * kTile;
    if (!page.isF16)
        attendDirectly<float>(page, scores, corrections);
    else if (page.rows <= kDirectRows)
        attendDirectly<std::uint16_t>(page, scores, corrections);
    else
        attendConverted(page, copy, scores, corrections);
}

} // namespace
