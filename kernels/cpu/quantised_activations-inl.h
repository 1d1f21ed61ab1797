// Rounds activations to 8 bits in blocks of 32, for products with quantised weights.

#pragma once

#include "kernels/cpu/matmul_kernels.h"
#include "kernels/cpu/simd.h"

namespace {

using kernels::cpu::ActivationGroup;

// Stores whole numbers in -127..127 as bytes.
inline void storeBytes(std::int8_t* p, F32 a)
{
#if defined(__AVX512F__)
    _mm_storeu_si128(reinterpret_cast<__m128i*>(p), _mm512_cvtepi32_epi8(_mm512_cvtps_epi32(a.v)));
#elif defined(__AVX2__)
    const __m256i wide = _mm256_cvtps_epi32(a.v);
    const __m128i words =
        _mm_packs_epi32(_mm256_castsi256_si128(wide), _mm256_extracti128_si256(wide, 1));
    _mm_storel_epi64(reinterpret_cast<__m128i*>(p), _mm_packs_epi16(words, words));
#else
    for (int i = 0; i < F32::kLanes; ++i)
        p[i] = static_cast<std::int8_t>(a.v[i]);
#endif
}

// Columns [32 block, 32 block + 32) of a group; columns from `count` on count as zero.
inline void quantiseBlock(const float* x, std::int64_t count, ActivationGroup& group, int block)
{
    constexpr int kBlock = ActivationGroup::kBlock;
    constexpr int kVectors = kBlock / F32::kLanes;
    // Below this the reciprocal would overflow; nothing of that size matters to a product.
    constexpr float kSmallest = 1e-30f;

    F32 values[kVectors];
    F32 largest = splat(0.0f);
    F32 poison = splat(0.0f);
    for (int v = 0; v < kVectors; ++v) {
        const std::int64_t left = count - v * F32::kLanes;
        values[v] = left >= F32::kLanes ? load(x + v * F32::kLanes)
                                        : loadFirst(x + v * F32::kLanes, left > 0 ? left : 0);
        largest = max(largest, max(values[v], sub(splat(0.0f), values[v])));
        poison = mulAdd(values[v], splat(0.0f), poison);
    }
    const float amplitude = maxLane(largest);
    const F32 reciprocal = splat(amplitude > kSmallest ? 127.0f / amplitude : 0.0f);

    float halfSums[2] = {};
    std::int8_t* quants = group.quants + block * kBlock;
    for (int v = 0; v < kVectors; ++v) {
        const F32 rounded = roundToEven(mul(values[v], reciprocal));
        const F32 clamped = min(max(rounded, splat(-127.0f)), splat(127.0f)); // NaN: -127
        storeBytes(quants + v * F32::kLanes, clamped);
        halfSums[v * 2 / kVectors] += sumLanes(clamped);
    }
    // A NaN or an infinity among the activations becomes the NaN of the whole block.
    const float scale = amplitude / 127.0f + sumLanes(poison);
    group.scales[block] = scale;
    group.scaledSums[block] = scale * (halfSums[0] + halfSums[1]);
    group.negatedSums[block] = -static_cast<std::int32_t>(halfSums[0] + halfSums[1]);
    group.negatedHalfSums[2 * block] = -static_cast<std::int32_t>(halfSums[0]);
    group.negatedHalfSums[2 * block + 1] = -static_cast<std::int32_t>(halfSums[1]);
}

inline void quantiseRow(const kernels::cpu::QuantiseRow& row)
{
    constexpr std::int64_t kColumns = ActivationGroup::kColumns;
    const bool isLast = row.first + row.count == row.cols;
    const std::int64_t end =
        isLast ? (row.cols + kColumns - 1) / kColumns * kColumns : row.first + row.count;
    for (std::int64_t c = row.first; c < end; c += ActivationGroup::kBlock) {
        const std::int64_t left = row.first + row.count - c;
        quantiseBlock(row.x + (c - row.first), left > 0 ? left : 0, row.groups[c / kColumns],
                      static_cast<int>(c % kColumns / ActivationGroup::kBlock));
    }
}

} // namespace
