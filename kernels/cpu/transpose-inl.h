// What makes panels of weights and stores their products.
//
// Transposes a square of 32-bit lanes held in registers: lane c of register r becomes lane r of
// register c. Panels of weights are made with it: from rows side by side to columns side by side.

#pragma once

#include "kernels/cpu/simd.h"

namespace {

#if defined(__AVX512F__)

inline void transposeLanes(__m512i (&r)[16])
{
    __m512i pairs[16];
    for (int i = 0; i < 16; i += 2) {
        pairs[i] = _mm512_unpacklo_epi32(r[i], r[i + 1]);
        pairs[i + 1] = _mm512_unpackhi_epi32(r[i], r[i + 1]);
    }
    // Quarter q of quads[4 i + j] is column 4 q + j of rows 4 i .. 4 i + 3.
    __m512i quads[16];
    for (int i = 0; i < 16; i += 4) {
        quads[i] = _mm512_unpacklo_epi64(pairs[i], pairs[i + 2]);
        quads[i + 1] = _mm512_unpackhi_epi64(pairs[i], pairs[i + 2]);
        quads[i + 2] = _mm512_unpacklo_epi64(pairs[i + 1], pairs[i + 3]);
        quads[i + 3] = _mm512_unpackhi_epi64(pairs[i + 1], pairs[i + 3]);
    }
    constexpr int kEven = 0x88; // quarters 0 and 2 of both operands
    constexpr int kOdd = 0xdd;  // quarters 1 and 3
    for (int j = 0; j < 4; ++j) {
        const __m512i evenLow = _mm512_shuffle_i32x4(quads[j], quads[4 + j], kEven);
        const __m512i oddLow = _mm512_shuffle_i32x4(quads[j], quads[4 + j], kOdd);
        const __m512i evenHigh = _mm512_shuffle_i32x4(quads[8 + j], quads[12 + j], kEven);
        const __m512i oddHigh = _mm512_shuffle_i32x4(quads[8 + j], quads[12 + j], kOdd);
        r[j] = _mm512_shuffle_i32x4(evenLow, evenHigh, kEven);
        r[4 + j] = _mm512_shuffle_i32x4(oddLow, oddHigh, kEven);
        r[8 + j] = _mm512_shuffle_i32x4(evenLow, evenHigh, kOdd);
        r[12 + j] = _mm512_shuffle_i32x4(oddLow, oddHigh, kOdd);
    }
}

#elif defined(__AVX2__)

inline void transposeLanes(__m256i (&r)[8])
{
    __m256i pairs[8];
    for (int i = 0; i < 8; i += 2) {
        pairs[i] = _mm256_unpacklo_epi32(r[i], r[i + 1]);
        pairs[i + 1] = _mm256_unpackhi_epi32(r[i], r[i + 1]);
    }
    // Half h of quads[4 i + j] is column 4 h + j of rows 4 i .. 4 i + 3.
    __m256i quads[8];
    for (int i = 0; i < 8; i += 4) {
        quads[i] = _mm256_unpacklo_epi64(pairs[i], pairs[i + 2]);
        quads[i + 1] = _mm256_unpackhi_epi64(pairs[i], pairs[i + 2]);
        quads[i + 2] = _mm256_unpacklo_epi64(pairs[i + 1], pairs[i + 3]);
        quads[i + 3] = _mm256_unpackhi_epi64(pairs[i + 1], pairs[i + 3]);
    }
    for (int j = 0; j < 4; ++j) {
        r[j] = _mm256_permute2x128_si256(quads[j], quads[4 + j], 0x20);
        r[4 + j] = _mm256_permute2x128_si256(quads[j], quads[4 + j], 0x31);
    }
}

#else

inline void transposeLanes(F32 (&r)[F32::kLanes])
{
    float columns[F32::kLanes][F32::kLanes];
    for (int i = 0; i < F32::kLanes; ++i)
        for (int j = 0; j < F32::kLanes; ++j)
            columns[i][j] = r[j].v[i];
    for (int i = 0; i < F32::kLanes; ++i)
        r[i] = load(columns[i]);
}

#endif

#if defined(__AVX512F__)
inline void transposeLanes(F32 (&r)[16])
{
    __m512i bits[16];
    for (int i = 0; i < 16; ++i)
        bits[i] = _mm512_castps_si512(r[i].v);
    transposeLanes(bits);
    for (int i = 0; i < 16; ++i)
        r[i].v = _mm512_castsi512_ps(bits[i]);
}
#elif defined(__AVX2__)
inline void transposeLanes(F32 (&r)[8])
{
    __m256i bits[8];
    for (int i = 0; i < 8; ++i)
        bits[i] = _mm256_castps_si256(r[i].v);
    transposeLanes(bits);
    for (int i = 0; i < 8; ++i)
        r[i].v = _mm256_castsi256_ps(bits[i]);
}
#endif

// The first `count` lanes of a row of results; all when there are at least kLanes.
inline F32 loadRows(const float* p, std::int64_t count)
{
    return count >= F32::kLanes ? load(p) : loadFirst(p, count > 0 ? count : 0);
}
inline void storeRows(float* p, F32 a, std::int64_t count)
{
    if (count >= F32::kLanes)
        store(p, a);
    else
        storeFirst(p, a, count > 0 ? count : 0);
}

} // namespace
