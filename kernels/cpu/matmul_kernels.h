// The matrix products of one instruction set: single-threaded kernels over a slice of weight rows.
//
// cpu_matmul.cpp and cpu_experts.cpp cut the work into slices, own the threads and the scratch, and
// round activations once per call; the kernels unpack weights and multiply.

#pragma once

#include "kernels/dtype.h"

#include <cstddef>
#include <cstdint>

namespace kernels::cpu {

// 256 columns of one row of activations, rounded to 8 bits in blocks of 32:
//     x[c] ~ scales[c / 32] * quants[c],  quants in -127..127, scale = max |x| of the block / 127
// The sums serve weights whose quants are not centred on zero: sum (q - c) x = sum q x - c sum x.
// Columns beyond the row's end are zeros with scale zero.
struct alignas(64) ActivationGroup
{
    static constexpr int kColumns = 256;
    static constexpr int kBlock = 32;
    static constexpr int kBlocks = kColumns / kBlock;

    std::int8_t quants[kColumns];
    float scales[kBlocks];
    float scaledSums[kBlocks];                 // scale * sum of the block's quants
    std::int32_t negatedSums[kBlocks];         // - sum of the quants, per 32
    std::int32_t negatedHalfSums[kBlocks * 2]; // the same per 16
};

// Rounds columns [first, first + count) of a row of `cols` activations; first is a multiple of 32,
// count too unless the columns end at `cols`. Whoever rounds the last columns also clears what is
// left of the last group.
struct QuantiseRow
{
    const float* x = nullptr; // (count): the columns from `first` on
    std::int64_t first = 0;
    std::int64_t count = 0;
    std::int64_t cols = 0;
    ActivationGroup* groups = nullptr; // of the whole row
};

// out[t * outStride + r] = sum over c of x[row(t)][c] * weight[r][c], accumulated in F32.
struct MatmulSlice
{
    // A slice is cheapest when it starts at a multiple of this many rows.
    static constexpr int kRowTile = 32;
    static constexpr std::int64_t kScratchBytes = std::int64_t{128} * 1024;

    const void* weight = nullptr; // (rows, cols), aligned as its elements are
    DType dtype = DType::F32;
    std::int64_t rows = 0;
    std::int64_t cols = 0;
    std::int64_t weightRowBytes = 0;

    const float* x = nullptr;                // floatProduct: rows of xStride floats
    const ActivationGroup* groups = nullptr; // quantisedProduct: rows of xStride groups
    std::int64_t xStride = 0;
    const std::int32_t* xRows = nullptr; // (tokens) which row each token is; null: row t
    int tokens = 0;

    float* out = nullptr;
    std::int64_t outStride = 0;
    std::byte* scratch = nullptr; // kScratchBytes, aligned to 64
};

struct MatmulKernels
{
    void (*quantiseRow)(const QuantiseRow&);
    void (*floatProduct)(const MatmulSlice&);     // any weights
    void (*quantisedProduct)(const MatmulSlice&); // quantised weights

    // gate = silu(gate) * up
    void (*siluTimes)(float* gate, const float* up, std::int64_t count);
};

} // namespace kernels::cpu
