// Quantised weights times rounded tokens for the baseline, and for few tokens and many alike: a
// group of one row is unpacked once and multiplied with every token.

#pragma once

#include "kernels/cpu/matmul_kernels.h"
#include "kernels/cpu/quantised_formats_portable-inl.h"

namespace {

using kernels::cpu::ActivationGroup;
using kernels::cpu::MatmulSlice;

template <class F>
inline const typename F::Block* groupOf(const void* row, std::int64_t group)
{
    return static_cast<const typename F::Block*>(row) + group * F::kBlocksPerGroup;
}

template <class F>
float groupDot(const PlainGroup& weights, const ActivationGroup& x, int blocks)
{
    float sum = 0.0f;
    for (int b = 0; b < blocks; ++b) {
        for (int s = b * 32 / F::kSubBlock; s < (b + 1) * 32 / F::kSubBlock; ++s) {
            std::int32_t dot = 0;
            for (int c = s * F::kSubBlock; c < (s + 1) * F::kSubBlock; ++c)
                dot += weights.quants[c] * x.quants[c];
            sum += weights.scales[s] * x.scales[b] * static_cast<float>(dot);
        }
        if constexpr (F::kHasOffsets)
            sum += weights.offsets[b] * x.scaledSums[b];
    }
    return sum;
}

template <class F>
void portableProduct(const MatmulSlice& slice)
{
    const std::int64_t blocks = slice.cols / ActivationGroup::kBlock;
    const auto* weight = static_cast<const std::byte*>(slice.weight);
    PlainGroup weights;
    for (std::int64_t r = 0; r < slice.rows; ++r)
        for (std::int64_t b = 0; b < blocks; b += ActivationGroup::kBlocks) {
            const std::int64_t group = b / ActivationGroup::kBlocks;
            const auto here = static_cast<int>(
                blocks - b < ActivationGroup::kBlocks ? blocks - b : ActivationGroup::kBlocks);
            F::unpack(groupOf<F>(weight + r * slice.weightRowBytes, group), here, weights);
            for (int t = 0; t < slice.tokens; ++t) {
                const std::int64_t row = slice.xRows ? slice.xRows[t] : t;
                float& out = slice.out[t * slice.outStride + r];
                const float dot =
                    groupDot<F>(weights, slice.groups[row * slice.xStride + group], here);
                out = b == 0 ? dot : out + dot;
            }
        }
}

} // namespace
