// Quantised weights times many rounded tokens, for AVX2 and AVX-512.
//
// A panel of rows is unpacked into bytes, four columns of each row side by side, and multiplied
// with all tokens before the next panel is unpacked: a register then holds one product per row, the
// scales of the rows are a vector too, and nothing is ever summed across lanes. Sums of 32 columns
// (16 in Q6_K) are exact integers; scaling them is one conversion and two multiplications.

#pragma once

#include "kernels/cpu/quantised_vectors-inl.h"
#include "kernels/cpu/transpose-inl.h"

namespace {

using kernels::cpu::MatmulSlice;

// A panel is a sequence of blocks of 32 columns, each: quants [column / 4][row][4], then one or two
// scales of each row, then perhaps the offsets of each row.
template <class F>
struct PanelLayout
{
#if defined(__AVX512F__)
    static constexpr int kVectors = 2; // of rows; by 6 tokens that is 12 + 12 sums of 32 registers
    static constexpr int kMostTokens = 6;
#else
    static constexpr int kVectors = 1; // 4 + 4 sums of 16 registers
    static constexpr int kMostTokens = 4;
#endif
    static constexpr int kRows = kVectors * F32::kLanes;
    static constexpr int kScales = ActivationGroup::kBlock / F::kSubBlock;
    static constexpr int kQuadBytes = 4 * kRows;
    static constexpr int kScalesAt = ActivationGroup::kBlock * kRows;
    static constexpr int kOffsetsAt = kScalesAt + kScales * kRows * 4;
    static constexpr int kBlockBytes = kOffsetsAt + (F::kHasOffsets ? kRows * 4 : 0);

    // Columns that are unpacked at a time: with AVX-512 36 to 40 KiB, which streams from L2.
    static constexpr int kGroups = 4;
};

// Unpacks one group of F32::kLanes rows; `panel` is where the first row's part of the group begins.
template <class F>
void unpackGroup(const typename F::Block* const (&row)[F32::kLanes], int blocks, std::byte* panel)
{
    using Layout = PanelLayout<F>;
    constexpr int kLanes = F32::kLanes;
    constexpr int kUnitQuads = kUnitBlocks * 8;
    static_assert(kUnitQuads == kLanes);

    for (int unit = 0; unit * kUnitBlocks < blocks; ++unit) {
        Ints quads[kLanes];
        for (int r = 0; r < kLanes; ++r)
            quads[r] = readUnit<F>(row[r], unit, blocks);
        transposeLanes(quads);
        const int stored = (blocks - unit * kUnitBlocks) * 8;
        for (int q = 0; q < kLanes && q < stored; ++q)
            storeBytes(panel + (unit * kUnitBlocks + q / 8) * Layout::kBlockBytes
                           + q % 8 * Layout::kQuadBytes,
                       quads[q]);
    }

    // Scale s belongs to block s / kScales.
    constexpr int kParts = GroupScales<F>::kParts;
    for (int part = 0; part < kParts; ++part) {
        Ints scales[kLanes];
        for (int r = 0; r < kLanes; ++r)
            scales[r] = asInts(GroupScales<F>::weights(row[r], blocks).v[part]);
        transposeLanes(scales);
        for (int i = 0; i < kLanes; ++i) {
            const int s = part * kLanes + i;
            if (s < blocks * Layout::kScales)
                storeBytes(panel + s / Layout::kScales * Layout::kBlockBytes + Layout::kScalesAt
                               + s % Layout::kScales * Layout::kRows * 4,
                           scales[i]);
        }
    }
    if constexpr (F::kHasOffsets) {
        Ints offsets[kLanes];
        for (int r = 0; r < kLanes; ++r)
            offsets[r] = asInts(widen8(F::offsets(row[r], blocks)));
        transposeLanes(offsets);
        for (int i = 0; i < blocks; ++i)
            storeBytes(panel + i * Layout::kBlockBytes + Layout::kOffsetsAt, offsets[i]);
    }
}

// Groups [firstGroup, firstGroup + ...) of one panel. Rows that do not exist repeat the last one;
// their results are dropped.
template <class F>
void unpackPanel(const MatmulSlice& slice, std::int64_t firstRow, std::int64_t firstGroup,
                 int blocks)
{
    using Layout = PanelLayout<F>;
    constexpr int kLanes = F32::kLanes;
    const auto* weight = static_cast<const std::byte*>(slice.weight);
    for (int v = 0; v < Layout::kVectors; ++v) {
        const typename F::Block* row[kLanes];
        for (int r = 0; r < kLanes; ++r) {
            const std::int64_t wanted = firstRow + v * kLanes + r;
            const std::int64_t existing = wanted < slice.rows ? wanted : slice.rows - 1;
            row[r] = groupOf<F>(weight + existing * slice.weightRowBytes, firstGroup);
        }
        std::byte* panel = slice.scratch + v * kLanes * 4;
        for (int block = 0; block < blocks; block += ActivationGroup::kBlocks) {
            const int left = blocks - block;
            unpackGroup<F>(row, left < ActivationGroup::kBlocks ? left : ActivationGroup::kBlocks,
                           panel + block * Layout::kBlockBytes);
            for (auto& r : row)
                r += F::kBlocksPerGroup;
        }
    }
}

// Adds to `dots` the products of kQuads times four columns.
template <class F, int kQuads, int kTokens, int kVectors>
inline __attribute__((always_inline)) void dotQuads(Ints (&dots)[kTokens][kVectors],
                                                    const std::byte* weights,
                                                    const std::int8_t* const (&x)[kTokens])
{
    constexpr int kQuadBytes = PanelLayout<F>::kQuadBytes;
#if defined(__AVX512F__)
    for (int q = 0; q < kQuads; ++q) {
        Bytes w[kVectors];
        for (int v = 0; v < kVectors; ++v)
            w[v] = loadBytes(weights + q * kQuadBytes + v * 64);
        for (int t = 0; t < kTokens; ++t) {
            const Bytes quad = splatQuad(x[t] + 4 * q);
            for (int v = 0; v < kVectors; ++v)
                dots[t][v] = dotLanes<F>(dots[t][v], w[v], quad);
        }
    }
#else
    // As many pair sums are added in 16 bits as cannot overflow: 2 * (2^kBits - 1) * 127 each.
    constexpr int kSafeQuads = F::kBits == 4 ? 8 : F::kBits == 5 ? 4 : F::kBits == 6 ? 2 : 1;
    constexpr int kStep = kSafeQuads < kQuads ? kSafeQuads : kQuads;
    static_assert(kVectors == 1);
    for (int first = 0; first < kQuads; first += kStep) {
        __m256i pairs[kTokens];
        for (int q = 0; q < kStep; ++q) {
            const Bytes w = loadBytes(weights + (first + q) * kQuadBytes);
            for (int t = 0; t < kTokens; ++t) {
                const __m256i pair = dotPairs<F>(w, splatQuad(x[t] + 4 * (first + q)));
                pairs[t] = q == 0 ? pair : _mm256_add_epi16(pairs[t], pair);
            }
        }
        for (int t = 0; t < kTokens; ++t)
            dots[t][0] =
                _mm256_add_epi32(dots[t][0], _mm256_madd_epi16(pairs[t], _mm256_set1_epi16(1)));
    }
#endif
}

// One panel times kTokens tokens.
template <class F, int kTokens>
struct PanelTile
{
    using Layout = PanelLayout<F>;
    static constexpr int kVectors = Layout::kVectors;

    F32 sum[kTokens][kVectors];

    inline __attribute__((always_inline)) void
    addBlock(const std::byte* block, const ActivationGroup* const (&x)[kTokens], int index)
    {
        constexpr int kQuads = F::kSubBlock / 4;
        for (int s = 0; s < Layout::kScales; ++s) {
            const int scale = index * Layout::kScales + s;
            const std::int8_t* quants[kTokens];
            Ints dots[kTokens][kVectors];
            for (int t = 0; t < kTokens; ++t) {
                quants[t] = x[t]->quants + scale * F::kSubBlock;
                Ints start = zeroInts();
                if constexpr (kUnitCentre<F> != 0)
                    start = shiftLeft(splatInt(F::kSubBlock == 16 ? x[t]->negatedHalfSums[scale]
                                                                  : x[t]->negatedSums[scale]),
                                      __builtin_ctz(kUnitCentre<F>));
                for (int v = 0; v < kVectors; ++v)
                    dots[t][v] = start;
            }
            dotQuads<F, kQuads>(dots, block + s * kQuads * Layout::kQuadBytes, quants);

            const auto* scales =
                reinterpret_cast<const float*>(block + Layout::kScalesAt) + s * Layout::kRows;
            for (int t = 0; t < kTokens; ++t) {
                const F32 xScale = splat(x[t]->scales[index]);
                for (int v = 0; v < kVectors; ++v)
                    sum[t][v] = mulAdd(mul(toFloats(dots[t][v]), xScale),
                                       load(scales + v * F32::kLanes), sum[t][v]);
            }
        }
        if constexpr (F::kHasOffsets) {
            const auto* offsets = reinterpret_cast<const float*>(block + Layout::kOffsetsAt);
            for (int t = 0; t < kTokens; ++t) {
                const F32 xSum = splat(x[t]->scaledSums[index]);
                for (int v = 0; v < kVectors; ++v)
                    sum[t][v] = mulAdd(xSum, load(offsets + v * F32::kLanes), sum[t][v]);
            }
        }
    }
};

// Rows of results that a tile may hold beyond the slice's last row.
struct PanelRows
{
    std::int64_t first;
    std::int64_t count;
};

template <class F, int kTokens>
void panelTile(const MatmulSlice& slice, PanelRows rows, int firstToken, std::int64_t firstGroup,
               int blocks)
{
    using Layout = PanelLayout<F>;
    constexpr int kLanes = F32::kLanes;
    PanelTile<F, kTokens> tile;
    const ActivationGroup* x[kTokens];
    for (int t = 0; t < kTokens; ++t) {
        const std::int64_t token = firstToken + t;
        x[t] =
            slice.groups + (slice.xRows ? slice.xRows[token] : token) * slice.xStride + firstGroup;
        const float* out = slice.out + token * slice.outStride + rows.first;
        for (int v = 0; v < Layout::kVectors; ++v)
            tile.sum[t][v] =
                firstGroup == 0 ? splat(0.0f) : loadRows(out + v * kLanes, rows.count - v * kLanes);
    }

    const std::byte* block = slice.scratch;
    for (int left = blocks; left > 0; left -= ActivationGroup::kBlocks) {
        const int here = left < ActivationGroup::kBlocks ? left : ActivationGroup::kBlocks;
        for (int index = 0; index < here; ++index, block += Layout::kBlockBytes)
            tile.addBlock(block, x, index);
        for (auto& group : x)
            ++group;
    }

    for (int t = 0; t < kTokens; ++t) {
        float* out = slice.out + (firstToken + t) * slice.outStride + rows.first;
        for (int v = 0; v < Layout::kVectors; ++v)
            storeRows(out + v * kLanes, tile.sum[t][v], rows.count - v * kLanes);
    }
}

template <class F, int kTokens>
void panelTileOf(int tokens, const MatmulSlice& slice, PanelRows rows, int firstToken,
                 std::int64_t firstGroup, int blocks)
{
    if (tokens == kTokens)
        panelTile<F, kTokens>(slice, rows, firstToken, firstGroup, blocks);
    else if constexpr (kTokens > 1)
        panelTileOf<F, kTokens - 1>(tokens, slice, rows, firstToken, firstGroup, blocks);
}

template <class F>
void panelProduct(const MatmulSlice& slice)
{
    using Layout = PanelLayout<F>;
    constexpr std::int64_t kMostBlocks = Layout::kGroups * ActivationGroup::kBlocks;
    static_assert(kMostBlocks * Layout::kBlockBytes <= MatmulSlice::kScratchBytes);

    const std::int64_t blocks = slice.cols / ActivationGroup::kBlock;
    for (std::int64_t r = 0; r < slice.rows; r += Layout::kRows) {
        const PanelRows rows = {r, slice.rows - r < Layout::kRows ? slice.rows - r : Layout::kRows};
        for (std::int64_t b = 0; b < blocks; b += kMostBlocks) {
            const auto here = static_cast<int>(blocks - b < kMostBlocks ? blocks - b : kMostBlocks);
            const std::int64_t firstGroup = b / ActivationGroup::kBlocks;
            unpackPanel<F>(slice, r, firstGroup, here);
            // Tiles of nearly equal size: 7 tokens are 4 + 3, not 6 + 1.
            int tiles = (slice.tokens + Layout::kMostTokens - 1) / Layout::kMostTokens;
            for (int token = 0; token < slice.tokens; --tiles) {
                const int tokens = (slice.tokens - token + tiles - 1) / tiles;
                panelTileOf<F, Layout::kMostTokens>(tokens, slice, rows, token, firstGroup, here);
                token += tokens;
            }
        }
    }
}

} // namespace
