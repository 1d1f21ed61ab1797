// Linear attention with a constant decay per head: token by token, and a block of tokens at once.

#include "kernels/cpu/attention_kernels.h"
#include "kernels/cpu/gemm-inl.h"
#include "kernels/cpu/simd.h"
#include "kernels/cpu/transpose-inl.h"

namespace {

// Updates and reads kPanels panels of columns, for one token. Each piece of the state is folded
// into the output while it is still in a register, so a step reads and writes the state once; at
// dim 128 a head's state is 64 KiB, and the step waits for L2 or L3, not for arithmetic.
template <int kPanels>
inline void stepColumns(const kernels::cpu::LinearRecurrence& s, const float* q, const float* k,
                        const float* v, const float* stateIn, float* stateOut, float* out)
{
    constexpr int kVectors = kPanels * kPanelVectors;
    const F32 decay = splat(s.decay);
    F32 values[kVectors];
    F32 sums[kVectors];
#pragma GCC unroll 8
    for (int t = 0; t < kVectors; ++t) {
        values[t] = load(v + t * F32::kLanes);
        sums[t] = splat(0.0f);
    }

    for (std::int64_t i = 0; i < s.dim; ++i) {
        const F32 key = splat(k[i]);
        const F32 query = splat(q[i]);
#pragma GCC unroll 8
        for (int t = 0; t < kVectors; ++t) {
            const std::int64_t cell = i * s.dim + t * F32::kLanes;
            const F32 updated = mulAdd(decay, load(stateIn + cell), mul(key, values[t]));
            store(stateOut + cell, updated);
            sums[t] = mulAdd(query, updated, sums[t]);
        }
    }
#pragma GCC unroll 8
    for (int t = 0; t < kVectors; ++t)
        store(out + t * F32::kLanes, sums[t]);
}

// All tokens for a few columns before the next columns: their part of the state stays in L1.
template <int kPanels>
inline void recurColumns(const kernels::cpu::LinearRecurrence& s, std::int64_t column)
{
    const float* stateIn = s.stateIn;
    for (std::int64_t t = 0; t < s.tokens; ++t) {
        const std::int64_t token = t * s.tokenStride;
        stepColumns<kPanels>(s, s.q + token, s.k + token, s.v + token + column, stateIn + column,
                             s.stateOut + column, s.out + t * s.outStride + column);
        stateIn = s.stateOut;
    }
}

inline void linearRecurrence(const kernels::cpu::LinearRecurrence& s)
{
    constexpr int kPanels = F32::kLanes / 4; // four vectors: values, sums and temporaries in 16
    std::int64_t column = 0;
    for (; column + kPanels * kPanel <= s.columns; column += kPanels * kPanel)
        recurColumns<kPanels>(s, column);
    for (; column < s.columns; column += kPanel)
        recurColumns<1>(s, column);
}

// transposed (dim, kTokens) = k^T, the tokens after the last one zero up to a whole panel.
inline void transposeKeys(const kernels::cpu::LinearBlock& block, float* transposed)
{
    constexpr std::int64_t kTokens = kernels::cpu::LinearBlock::kTokens;
    constexpr int kLanes = F32::kLanes;
    const std::int64_t padded = (block.tokens + kPanel - 1) / kPanel * kPanel;
    for (std::int64_t j = 0; j < padded; j += kLanes) {
        for (std::int64_t d = 0; d < block.dim; d += kLanes) {
            F32 square[kLanes];
#pragma GCC unroll 16
            for (int i = 0; i < kLanes; ++i)
                square[i] = j + i < block.tokens ? load(block.k + (j + i) * block.tokenStride + d)
                                                 : splat(0.0f);
            transposeLanes(square);
#pragma GCC unroll 16
            for (int i = 0; i < kLanes; ++i)
                store(transposed + (d + i) * kTokens + j, square[i]);
        }
    }
}

// x[i][j] = x[i][j] * weights[j] for `rows` rows of kTokens numbers, of which `cols` are in use.
inline void scaleColumns(float* x, std::int64_t rows, std::int64_t cols, const float* weights)
{
    for (std::int64_t i = 0; i < rows; ++i) {
        float* row = x + i * kernels::cpu::LinearBlock::kTokens;
        for (std::int64_t j = 0; j < cols; j += F32::kLanes)
            store(row + j, mul(load(row + j), load(weights + j)));
    }
}

inline void linearBlock(const kernels::cpu::LinearBlock& block)
{
    constexpr std::int64_t kTokens = kernels::cpu::LinearBlock::kTokens;
    const std::int64_t m = block.tokens;
    const std::int64_t padded = (m + kPanel - 1) / kPanel * kPanel;
    float* keys = block.scratch;                      // (dim, kTokens): K^T
    float* values = keys + block.dim * kTokens;       // (m, columns): V
    float* scores = values + kTokens * block.columns; // (m, kTokens): Q K^T . M

    transposeKeys(block, keys);
    // A copy without gaps: rows of a token's stride, a multiple of 4 KiB, share few sets of L1.
    for (std::int64_t j = 0; j < m; ++j)
        for (std::int64_t c = 0; c < block.columns; c += F32::kLanes)
            store(values + j * block.columns + c, load(block.v + j * block.tokenStride + c));

    // out = Q S
    multiply(Product<float>{.a = block.q,
                            .aRow = block.tokenStride,
                            .b = block.stateIn,
                            .bDepth = block.dim,
                            .c = block.out,
                            .cRow = block.outStride,
                            .rows = m,
                            .cols = block.columns,
                            .depth = block.dim});

    // Sixteen rows at a time, and of these only the columns up to the diagonal.
    for (std::int64_t i = 0; i < m; i += kPanel) {
        const std::int64_t rows = m - i < kPanel ? m - i : kPanel;
        const std::int64_t cols = i + kPanel;
        multiply(Product<float>{.a = block.q + i * block.tokenStride,
                                .aRow = block.tokenStride,
                                .b = keys,
                                .bDepth = kTokens,
                                .c = scores + i * kTokens,
                                .cRow = kTokens,
                                .rows = rows,
                                .cols = cols,
                                .depth = block.dim});
        for (std::int64_t r = i; r < i + rows; ++r)
            scaleColumns(scores + r * kTokens, 1, cols, block.decays + kTokens - r);

        // out = diag(exp(-rate (i + 1))) out + scores V
        multiply(Product<float>{.a = scores + i * kTokens,
                                .aRow = kTokens,
                                .b = values,
                                .bDepth = block.columns,
                                .c = block.out + i * block.outStride,
                                .cRow = block.outStride,
                                .addend = block.out + i * block.outStride,
                                .scales = block.decays + kTokens - 1 - i,
                                .scaleStep = -1,
                                .rows = rows,
                                .cols = block.columns,
                                .depth = cols < m ? cols : m});
    }

    // stateOut = exp(-rate m) stateIn + (diag(exp(-rate (m - 1 - j))) K)^T V, j from 0
    scaleColumns(keys, block.dim, padded, block.decays + kTokens - (m - 1));
    multiply(Product<float>{.a = keys,
                            .aRow = kTokens,
                            .b = values,
                            .bDepth = block.columns,
                            .c = block.stateOut,
                            .cRow = block.dim,
                            .addend = block.stateIn,
                            .scales = block.decays + kTokens - m,
                            .scaleStep = 0,
                            .rows = block.dim,
                            .cols = block.columns,
                            .depth = m});
}

} // namespace
