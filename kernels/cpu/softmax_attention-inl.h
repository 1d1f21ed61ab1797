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

// Folds `count` keys from `first` on, at most a tile, into the running result.
template <class Element>
inline void attendTile(const kernels::cpu::AttendPage& page, const Element* keys,
                       const Element* values, std::int64_t first, std::int64_t count, float* scores,
                       float* corrections)
{
    constexpr std::int64_t kTile = kernels::cpu::AttendPage::kKeyTile;
    multiply(Product<Element>{.a = page.q,
                              .aRow = page.headDim,
                              .b = keys,
                              .bDepth = kPanel,
                              .bPanel = page.headDim * kPanel,
                              .c = scores,
                              .cRow = kTile,
                              .rows = page.rows,
                              .cols = (count + kPanel - 1) / kPanel * kPanel,
                              .depth = page.headDim});

    for (std::int64_t r = 0; r < page.rows; ++r) {
        std::int64_t visible = page.firstVisible + r / page.rowsPerToken - first;
        visible = visible < 0 ? 0 : visible > count ? count : visible;
        float* row = scores + r * kTile;
        const float before = page.maxima[r];
        const float largest = maximum(row, visible);
        const float now = largest > before ? largest : before;
        float correction[F32::kLanes];
        store(correction, exp(splat(before - now)));
        corrections[r] = correction[0];
        page.maxima[r] = now;
        page.sums[r] = correction[0] * page.sums[r] + weigh(row, visible, count, now);
    }

    multiply(Product<Element>{.a = scores,
                              .aRow = kTile,
                              .b = values,
                              .bDepth = page.headDim,
                              .c = page.out,
                              .cRow = page.headDim,
                              .addend = page.out,
                              .scales = corrections,
                              .scaleStep = 1,
                              .rows = page.rows,
                              .cols = page.headDim,
                              .depth = count});
}

inline void attendPage(const kernels::cpu::AttendPage& page)
{
    constexpr std::int64_t kTile = kernels::cpu::AttendPage::kKeyTile;
    // Up to a register tile or two of rows, an F16 is converted as often as it is read; more rows
    // read a converted copy.
    constexpr std::int64_t kDirectRows = 2 * kTileRows;
    float* keyCopy = page.scratch;
    float* valueCopy = keyCopy + kTile * page.headDim;
    float* scores = valueCopy + kTile * page.headDim;
    float* corrections = scores + page.rows * kTile;

    for (std::int64_t first = 0; first < page.keyCount; first += kTile) {
        const std::int64_t left = page.keyCount - first;
        const std::int64_t count = left < kTile ? left : kTile;
        const std::int64_t offset = first * page.headDim; // tiles are whole key blocks
        if (!page.isF16) {
            attendTile(page, static_cast<const float*>(page.keys) + offset,
                       static_cast<const float*>(page.values) + offset, first, count, scores,
                       corrections);
            continue;
        }
        const auto* keys = static_cast<const std::uint16_t*>(page.keys) + offset;
        const auto* values = static_cast<const std::uint16_t*>(page.values) + offset;
        if (page.rows <= kDirectRows) {
            attendTile(page, keys, values, first, count, scores, corrections);
        } else {
            const std::int64_t padded = (count + kPanel - 1) / kPanel * kPanel;
            attendTile(page, toF32(keys, padded * page.headDim, keyCopy),
                       toF32(values, count * page.headDim, valueCopy), first, count, scores,
                       corrections);
        }
    }
}

} // namespace
