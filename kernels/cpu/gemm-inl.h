// The F32 matrix product of the kernels: C = scales . D + A B, one thread, everything in strides.
//
// A is read element by element and broadcast, B in vectors of columns. A tile of C stays in
// registers while depth runs; a panel of B stays in L1 while the rows run, so B should fit:
// 64 columns x 128 deep are 32 KiB.

#pragma once

#include "kernels/cpu/simd.h"

#include <cstdint>

namespace {

// Columns come in panels of 16, whatever the width of a vector: the key blocks of the cache.
constexpr int kPanel = 16;
constexpr int kPanelVectors = kPanel / F32::kLanes;

// The largest tile of C, in registers: 6 x 4 of 32 for AVX-512, 6 x 2 of 16 for AVX2, 2 x 4 of 16
// for the baseline, which needs one more for the product that it cannot fuse with the sum.
constexpr int kTileRows = F32::kLanes == 4 ? 2 : 6;
constexpr int kTilePanels = F32::kLanes == 16 ? 4 : 1;

template <class Element> // of B: float, or std::uint16_t for F16
struct Product
{
    const float* a = nullptr; // (rows, depth): element (r, k) is a[r * aRow + k * aDepth]
    std::int64_t aRow = 0;
    std::int64_t aDepth = 1;
    const Element* b = nullptr; // (depth, cols): (k, c) is b[k * bDepth + c / 16 * bPanel + c % 16]
    std::int64_t bDepth = 0;
    std::int64_t bPanel = kPanel;
    float* c = nullptr; // (rows, cols)
    std::int64_t cRow = 0;

    // D, of C's shape and stride, may be C; null: there is none. Row r is multiplied by
    // scales[r * scaleStep] (scaleStep may be zero or negative).
    const float* addend = nullptr;
    const float* scales = nullptr;
    std::int64_t scaleStep = 0;

    // What will be read next, as many bytes as B has: brought into L2 meanwhile, line by line. For a
    // B that comes from memory; the hardware alone loses its way between the panels. Null: nothing.
    const Element* next = nullptr;

    std::int64_t rows = 0;
    std::int64_t cols = 0; // a multiple of 16
    std::int64_t depth = 0;
};

inline F32 loadElements(const float* p) { return load(p); }
inline F32 loadElements(const std::uint16_t* p) { return loadF16(p); }

template <int kRows, int kPanels, class Element>
inline void multiplyTile(const Product<Element>& p, std::int64_t row, std::int64_t column)
{
    constexpr int kVectors = kPanels * kPanelVectors;
    F32 sums[kRows][kVectors];
#pragma GCC unroll 8
    for (int r = 0; r < kRows; ++r)
#pragma GCC unroll 8
        for (int v = 0; v < kVectors; ++v)
            sums[r][v] = splat(0.0f);

    const float* a = p.a + row * p.aRow;
    const Element* b = p.b + column / kPanel * p.bPanel;
    const Element* next = p.next && row == 0 ? p.next + column * p.depth : nullptr;
    for (std::int64_t k = 0; k < p.depth; ++k) {
        if (next) {
            constexpr int kStep = kPanels * kPanel; // elements of B in a step of depth
            constexpr int kLine = 64 / sizeof(Element);
#pragma GCC unroll 8
            for (int i = 0; i < kStep; i += kLine)
                __builtin_prefetch(next + k * kStep + i, 0, 2); // read, into L2
        }
        F32 right[kVectors];
#pragma GCC unroll 8
        for (int v = 0; v < kVectors; ++v)
            right[v] =
                loadElements(b + v / kPanelVectors * p.bPanel + v % kPanelVectors * F32::kLanes);
#pragma GCC unroll 8
        for (int r = 0; r < kRows; ++r) {
            const F32 left = splat(a[r * p.aRow]);
#pragma GCC unroll 8
            for (int v = 0; v < kVectors; ++v)
                sums[r][v] = mulAdd(left, right[v], sums[r][v]);
        }
        a += p.aDepth;
        b += p.bDepth;
    }

#pragma GCC unroll 8
    for (int r = 0; r < kRows; ++r) {
        const std::int64_t offset = (row + r) * p.cRow + column;
        const F32 scale = splat(p.addend ? p.scales[(row + r) * p.scaleStep] : 0.0f);
#pragma GCC unroll 8
        for (int v = 0; v < kVectors; ++v) {
            F32 sum = sums[r][v];
            if (p.addend)
                sum = mulAdd(scale, load(p.addend + offset + v * F32::kLanes), sum);
            store(p.c + offset + v * F32::kLanes, sum);
        }
    }
}

template <int kRows, int kPanels, class Element>
inline void multiplyRows(const Product<Element>& p, std::int64_t row, std::int64_t rows,
                         std::int64_t column)
{
    if constexpr (kRows > 0) {
        if (rows == kRows)
            multiplyTile<kRows, kPanels>(p, row, column);
        else
            multiplyRows<kRows - 1, kPanels>(p, row, rows, column);
    }
}

// Eight rows are 4 + 4, not 6 + 2: a tile of few rows waits for its own sums.
template <int kPanels, class Element>
inline void multiplyColumns(const Product<Element>& p, std::int64_t column)
{
    for (std::int64_t row = 0; row < p.rows;) {
        const std::int64_t left = p.rows - row;
        const std::int64_t tiles = (left + kTileRows - 1) / kTileRows;
        const std::int64_t rows = (left + tiles - 1) / tiles;
        multiplyRows<kTileRows, kPanels>(p, row, rows, column);
        row += rows;
    }
}

template <class Element>
inline void multiply(const Product<Element>& p)
{
    std::int64_t column = 0;
    for (; column + kTilePanels * kPanel <= p.cols; column += kTilePanels * kPanel)
        multiplyColumns<kTilePanels>(p, column);
    if constexpr (kTilePanels > 1) {
        if (p.cols - column >= 2 * kPanel) {
            multiplyColumns<2>(p, column);
            column += 2 * kPanel;
        }
        if (p.cols - column >= kPanel)
            multiplyColumns<1>(p, column);
    }
}

} // namespace
