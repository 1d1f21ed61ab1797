// Quantised weights times a few rounded tokens: dot products straight from the file's blocks.
//
// Bound by memory: a tile of rows is read once for all its tokens, and while a group of 256 columns
// is computed, the same group of the next tile is requested. (Without that the prefetcher of the
// processor starts anew at every row: rows of 1024 columns are only 1 KiB long.)

#pragma once

#include "kernels/cpu/quantised_vectors-inl.h"

namespace {

using kernels::cpu::MatmulSlice;

template <class F, int kRows, int kTokens>
struct DotTile
{
    using Block = typename F::Block;

    const Block* row[kRows];
    const ActivationGroup* x[kTokens];
    F32 sum[kRows][kTokens];
    __m256 offsetSum[kRows][kTokens];

    // Adds the columns of one group, of which `blocks` times 32 exist.
    inline __attribute__((always_inline)) void addGroup(int blocks)
    {
        GroupScales<F> scales[kRows][kTokens];
        for (int r = 0; r < kRows; ++r) {
            const auto weightScales = GroupScales<F>::weights(row[r], blocks);
            for (int t = 0; t < kTokens; ++t)
                scales[r][t] = weightScales.times(GroupScales<F>::activations(*x[t]));
            if constexpr (F::kHasOffsets) {
                const __m256 offsets = F::offsets(row[r], blocks);
                for (int t = 0; t < kTokens; ++t)
                    offsetSum[r][t] =
                        _mm256_fmadd_ps(offsets, _mm256_load_ps(x[t]->scaledSums), offsetSum[r][t]);
            }
        }
        for (int unit = 0; unit * kUnitBlocks < blocks; ++unit) {
            Bytes xUnit[kTokens];
            Ints start[kTokens];
            for (int t = 0; t < kTokens; ++t) {
                xUnit[t] = loadBytes(x[t]->quants + unit * kUnitBlocks * 32);
                start[t] = centreLanes<F>(xUnit[t]);
            }
            for (int r = 0; r < kRows; ++r) {
                const Bytes weights = readUnit<F>(row[r], unit, blocks);
                for (int t = 0; t < kTokens; ++t) {
                    const Ints dots = dotLanes<F>(start[t], weights, xUnit[t]);
                    sum[r][t] = mulAdd(toFloats(dots), scales[r][t].ofUnit(unit), sum[r][t]);
                }
            }
        }
    }
};

template <class F, int kRows, int kTokens>
void dotTile(const MatmulSlice& slice, std::int64_t firstRow)
{
    DotTile<F, kRows, kTokens> tile;
    const auto* weight = static_cast<const std::byte*>(slice.weight);
    for (int r = 0; r < kRows; ++r)
        tile.row[r] = groupOf<F>(weight + (firstRow + r) * slice.weightRowBytes, 0);
    for (int t = 0; t < kTokens; ++t) {
        tile.x[t] = slice.groups + (slice.xRows ? slice.xRows[t] : t) * slice.xStride;
    }
    for (auto& rowSums : tile.sum)
        for (F32& sum : rowSums)
            sum = splat(0.0f);
    for (auto& rowSums : tile.offsetSum)
        for (__m256& sum : rowSums)
            sum = _mm256_setzero_ps();

    constexpr std::int64_t kGroupBytes = F::kBlocksPerGroup * sizeof(typename F::Block);
    const std::int64_t fullGroups = slice.cols / ActivationGroup::kColumns;
    for (std::int64_t g = 0; g < fullGroups; ++g) {
        for (int r = 0; r < kRows; ++r) {
            const auto* next =
                reinterpret_cast<const char*>(tile.row[r]) + kRows * slice.weightRowBytes;
            for (std::int64_t line = 0; line < kGroupBytes; line += 64)
                _mm_prefetch(next + line, _MM_HINT_T0);
        }
        tile.addGroup(ActivationGroup::kBlocks);
        for (auto& row : tile.row)
            row += F::kBlocksPerGroup;
        for (auto& x : tile.x)
            ++x;
    }
    // Formats of 256-column blocks have no shorter group.
    if constexpr (F::kBlocksPerGroup > 1)
        if (slice.cols % ActivationGroup::kColumns)
            tile.addGroup(
                static_cast<int>(slice.cols % ActivationGroup::kColumns / ActivationGroup::kBlock));

    for (int r = 0; r < kRows; ++r)
        for (int t = 0; t < kTokens; ++t) {
            float sum = sumLanes(tile.sum[r][t]);
            if constexpr (F::kHasOffsets)
                sum += sumLanes8(tile.offsetSum[r][t]);
            slice.out[t * slice.outStride + firstRow + r] = sum;
        }
}

template <class F, int kTokens>
void dotTokens(const MatmulSlice& slice)
{
    constexpr int kRows = kTokens <= 2 ? 4 : 2;
    std::int64_t r = 0;
    for (; r + kRows <= slice.rows; r += kRows)
        dotTile<F, kRows, kTokens>(slice, r);
    for (; r < slice.rows; ++r)
        dotTile<F, 1, kTokens>(slice, r);
}

constexpr int kQuantisedDotTokens = 4; // from five on a panel is faster

template <class F>
void quantisedDotProduct(const MatmulSlice& slice)
{
    switch (slice.tokens) {
    case 1:
        return dotTokens<F, 1>(slice);
    case 2:
        return dotTokens<F, 2>(slice);
    case 3:
        return dotTokens<F, 3>(slice);
    default:
        return dotTokens<F, 4>(slice);
    }
}

} // namespace
