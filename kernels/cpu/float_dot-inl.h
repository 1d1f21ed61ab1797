// Weights of any format times a few tokens in F32: dot products along the rows, bound by memory.

#pragma once

#include "kernels/cpu/matmul_kernels.h"
#include "kernels/cpu/widen-inl.h"

namespace {

using kernels::cpu::MatmulSlice;

inline const float* activationRow(const MatmulSlice& slice, std::int64_t token)
{
    return slice.x + (slice.xRows ? slice.xRows[token] : token) * slice.xStride;
}

// The dot products of kRows rows of weights with kTokens rows of activations.
template <int kRows, int kTokens>
struct FloatDots
{
    F32 sum[kRows][kTokens];

    void clear()
    {
        for (auto& rowSums : sum)
            for (F32& one : rowSums)
                one = splat(0.0f);
    }

    template <class W>
    inline __attribute__((always_inline)) void add(const typename W::Element* const (&row)[kRows],
                                                   const float* const (&x)[kTokens],
                                                   std::int64_t cols)
    {
        constexpr int kLanes = F32::kLanes;
        std::int64_t c = 0;
        for (; c + kLanes <= cols; c += kLanes) {
            F32 lanes[kTokens];
            for (int t = 0; t < kTokens; ++t)
                lanes[t] = load(x[t] + c);
            for (int r = 0; r < kRows; ++r) {
                const F32 weights = W::read(row[r] + c);
                for (int t = 0; t < kTokens; ++t)
                    sum[r][t] = mulAdd(weights, lanes[t], sum[r][t]);
            }
        }
        if (c < cols)
            for (int r = 0; r < kRows; ++r) {
                const F32 weights = readFirst<W>(row[r] + c, cols - c);
                for (int t = 0; t < kTokens; ++t)
                    sum[r][t] = mulAdd(weights, loadFirst(x[t] + c, cols - c), sum[r][t]);
            }
    }
};

template <class W>
struct FloatRows // rows of F32, F16 or BF16
{
    template <int kRows, int kTokens>
    static void dots(const MatmulSlice& slice, std::int64_t firstRow,
                     const float* const (&x)[kTokens], FloatDots<kRows, kTokens>& dots)
    {
        const typename W::Element* row[kRows];
        for (int r = 0; r < kRows; ++r)
            row[r] = reinterpret_cast<const typename W::Element*>(
                static_cast<const std::byte*>(slice.weight)
                + (firstRow + r) * slice.weightRowBytes);
        dots.template add<W>(row, x, slice.cols);
    }
};

template <class F>
struct QuantisedRows // rows of blocks, widened a group at a time
{
    template <int kRows, int kTokens>
    static void dots(const MatmulSlice& slice, std::int64_t firstRow,
                     const float* const (&x)[kTokens], FloatDots<kRows, kTokens>& dots)
    {
        constexpr std::int64_t kColumns = ActivationGroup::kColumns;
        alignas(64) float widened[kRows][kColumns];
        const float* row[kRows];
        for (int r = 0; r < kRows; ++r)
            row[r] = widened[r];
        const auto* weight =
            static_cast<const std::byte*>(slice.weight) + firstRow * slice.weightRowBytes;
        for (std::int64_t c = 0; c < slice.cols; c += kColumns) {
            const std::int64_t here = slice.cols - c < kColumns ? slice.cols - c : kColumns;
            const float* xHere[kTokens];
            for (int t = 0; t < kTokens; ++t)
                xHere[t] = x[t] + c;
            for (int r = 0; r < kRows; ++r)
                widenRow<F>(weight + r * slice.weightRowBytes, c, here, widened[r]);
            dots.template add<StoredF32>(row, xHere, here);
        }
    }
};

template <class Rows, int kRows, int kTokens>
void floatDotTile(const MatmulSlice& slice, std::int64_t firstRow, int firstToken)
{
    const float* x[kTokens];
    for (int t = 0; t < kTokens; ++t)
        x[t] = activationRow(slice, firstToken + t);
    FloatDots<kRows, kTokens> dots;
    dots.clear();
    Rows::dots(slice, firstRow, x, dots);
    for (int r = 0; r < kRows; ++r)
        for (int t = 0; t < kTokens; ++t)
            slice.out[(firstToken + t) * slice.outStride + firstRow + r] = sumLanes(dots.sum[r][t]);
}

template <class Rows, int kTokens>
void floatDotTokens(const MatmulSlice& slice)
{
    constexpr int kRows = 4;
    std::int64_t r = 0;
    for (; r + kRows <= slice.rows; r += kRows)
        floatDotTile<Rows, kRows, kTokens>(slice, r, 0);
    for (; r < slice.rows; ++r)
        floatDotTile<Rows, 1, kTokens>(slice, r, 0);
}

constexpr int kFloatDotTokens = 3; // up to so many, a panel would cost more than it saves

template <class Rows>
void floatDotProduct(const MatmulSlice& slice)
{
    switch (slice.tokens) {
    case 1:
        return floatDotTokens<Rows, 1>(slice);
    case 2:
        return floatDotTokens<Rows, 2>(slice);
    default:
        return floatDotTokens<Rows, 3>(slice);
    }
}

} // namespace
