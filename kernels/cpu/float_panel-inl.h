// Weights of any format times many tokens in F32.
//
// A panel of rows is widened and transposed to [column][row] and kept in the cache while all tokens
// pass by: a register then holds one product per row, an activation is a scalar, and nothing is
// ever summed across lanes.

#pragma once

#include "kernels/cpu/float_dot-inl.h"
#include "kernels/cpu/transpose-inl.h"

namespace {

constexpr int kFloatPanelVectors = 2;
constexpr int kFloatPanelRows = kFloatPanelVectors * F32::kLanes;
constexpr std::int64_t kFloatPanelColumns = 256; // with 32 rows 32 KiB
// Tokens of a tile: 8 by 2 sums of 32 registers, 6 by 2 or 4 by 2 of 16.
constexpr int kFloatPanelTokens = F32::kLanes == 16 ? 8 : F32::kLanes == 8 ? 6 : 4;

// Where the widened rows of quantised weights lie in the scratch, behind the panel.
constexpr std::int64_t kWidenedAt = kFloatPanelRows * kFloatPanelColumns;
static_assert((kWidenedAt + F32::kLanes * kFloatPanelColumns) * 4 <= MatmulSlice::kScratchBytes);

// Transposes `cols` columns of kLanes rows into one vector of each column of the panel.
template <class W>
void fillPanel(const typename W::Element* const (&row)[F32::kLanes], std::int64_t cols,
               float* panel)
{
    constexpr int kLanes = F32::kLanes;
    for (std::int64_t c = 0; c < cols; c += kLanes) {
        const std::int64_t here = cols - c < kLanes ? cols - c : kLanes;
        F32 lanes[kLanes];
        for (int r = 0; r < kLanes; ++r)
            lanes[r] = here == kLanes ? W::read(row[r] + c) : readFirst<W>(row[r] + c, here);
        transposeLanes(lanes);
        for (int i = 0; i < kLanes && i < here; ++i)
            store(panel + (c + i) * kFloatPanelRows, lanes[i]);
    }
}

template <class W>
void fillPanel(const FloatRows<W>&, const std::byte* const (&row)[F32::kLanes], std::int64_t first,
               std::int64_t cols, float* panel, float*)
{
    const typename W::Element* elements[F32::kLanes];
    for (int r = 0; r < F32::kLanes; ++r)
        elements[r] = reinterpret_cast<const typename W::Element*>(row[r]) + first;
    fillPanel<W>(elements, cols, panel);
}

template <class F>
void fillPanel(const QuantisedRows<F>&, const std::byte* const (&row)[F32::kLanes],
               std::int64_t first, std::int64_t cols, float* panel, float* widened)
{
    const float* elements[F32::kLanes];
    for (int r = 0; r < F32::kLanes; ++r) {
        widenRow<F>(row[r], first, cols, widened + r * kFloatPanelColumns);
        elements[r] = widened + r * kFloatPanelColumns;
    }
    fillPanel<StoredF32>(elements, cols, panel);
}

struct FloatTile
{
    std::int64_t firstRow;
    std::int64_t rows; // of which some may lie beyond the panel's lanes
    int firstToken;
    std::int64_t firstColumn;
    std::int64_t cols;
};

template <int kTokens>
void floatPanelTile(const MatmulSlice& slice, const FloatTile& tile)
{
    constexpr int kLanes = F32::kLanes;
    constexpr int kVectors = kFloatPanelVectors;
    F32 sum[kTokens][kVectors];
    const float* x[kTokens];
    for (int t = 0; t < kTokens; ++t) {
        x[t] = activationRow(slice, tile.firstToken + t) + tile.firstColumn;
        for (int v = 0; v < kVectors; ++v)
            sum[t][v] = splat(0.0f);
    }

    const auto* panel = reinterpret_cast<const float*>(slice.scratch);
    for (std::int64_t c = 0; c < tile.cols; ++c, panel += kFloatPanelRows) {
        F32 weights[kVectors];
        for (int v = 0; v < kVectors; ++v)
            weights[v] = load(panel + v * kLanes);
        for (int t = 0; t < kTokens; ++t) {
            const F32 activation = splat(x[t][c]);
            for (int v = 0; v < kVectors; ++v)
                sum[t][v] = mulAdd(weights[v], activation, sum[t][v]);
        }
    }

    for (int t = 0; t < kTokens; ++t) {
        float* out = slice.out + (tile.firstToken + t) * slice.outStride + tile.firstRow;
        for (int v = 0; v < kVectors; ++v) {
            const std::int64_t rows = tile.rows - v * kLanes;
            // Adding whole panels keeps the chain of roundings short: 256 columns, then panels.
            if (tile.firstColumn > 0)
                sum[t][v] = add(sum[t][v], loadRows(out + v * kLanes, rows));
            storeRows(out + v * kLanes, sum[t][v], rows);
        }
    }
}

template <int kTokens>
void floatPanelTileOf(int tokens, const MatmulSlice& slice, const FloatTile& tile)
{
    if (tokens == kTokens)
        floatPanelTile<kTokens>(slice, tile);
    else if constexpr (kTokens > 1)
        floatPanelTileOf<kTokens - 1>(tokens, slice, tile);
}

template <class Rows>
void floatPanelProduct(const MatmulSlice& slice)
{
    constexpr int kLanes = F32::kLanes;
    auto* panel = reinterpret_cast<float*>(slice.scratch);
    const auto* weight = static_cast<const std::byte*>(slice.weight);
    for (std::int64_t r = 0; r < slice.rows; r += kFloatPanelRows)
        for (std::int64_t c = 0; c < slice.cols; c += kFloatPanelColumns) {
            const std::int64_t cols =
                slice.cols - c < kFloatPanelColumns ? slice.cols - c : kFloatPanelColumns;
            for (int v = 0; v < kFloatPanelVectors; ++v) {
                const std::byte* row[kLanes];
                for (int lane = 0; lane < kLanes; ++lane) {
                    // Rows that do not exist repeat the last one; their results are dropped.
                    const std::int64_t wanted = r + v * kLanes + lane;
                    row[lane] =
                        weight
                        + (wanted < slice.rows ? wanted : slice.rows - 1) * slice.weightRowBytes;
                }
                fillPanel(Rows{}, row, c, cols, panel + v * kLanes, panel + kWidenedAt);
            }
            int tiles = (slice.tokens + kFloatPanelTokens - 1) / kFloatPanelTokens;
            for (int token = 0; token < slice.tokens; --tiles) {
                const int tokens =
                    (slice.tokens - token + tiles - 1) / tiles; // of nearly equal size
                floatPanelTileOf<kFloatPanelTokens>(tokens, slice,
                                                    {r, slice.rows - r, token, c, cols});
                token += tokens;
            }
        }
}

} // namespace
