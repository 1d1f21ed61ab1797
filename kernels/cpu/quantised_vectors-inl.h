// What the 8-bit products of AVX2 and AVX-512 are made of: a register of quants, its dot products
// with rounded activations in lanes of four columns, and the scale that belongs to each lane.

#pragma once

#include "kernels/cpu/matmul_kernels.h"
#include "kernels/cpu/quantised_formats-inl.h"

namespace {

using kernels::cpu::ActivationGroup;

inline float sumLanes8(__m256 a)
{
    const __m128 half = _mm_add_ps(_mm256_castps256_ps128(a), _mm256_extractf128_ps(a, 1));
    const __m128 quarter = _mm_add_ps(half, _mm_movehl_ps(half, half));
    return _mm_cvtss_f32(_mm_add_ss(quarter, _mm_movehdup_ps(quarter)));
}

#if defined(__AVX512F__)

// VNNI multiplies unsigned by signed bytes, so signed quants are shifted by 128 and the shift is
// part of the centre that the product subtracts again.
using Bytes = __m512i;
using Ints = __m512i;
constexpr int kUnitBlocks = 2; // blocks of 32 columns in one register

template <class F>
constexpr int kUnitCentre = F::kSigned ? 128 : F::kCentre;

inline Bytes loadBytes(const void* p) { return _mm512_loadu_si512(p); }
inline Bytes splatByte(int value) { return _mm512_set1_epi8(static_cast<char>(value)); }
inline Ints zeroInts() { return _mm512_setzero_si512(); }
inline Ints splatInt(int value) { return _mm512_set1_epi32(value); }
inline Ints negate(Ints a) { return _mm512_sub_epi32(zeroInts(), a); }
inline Ints shiftLeft(Ints a, int bits)
{
    return _mm512_slli_epi32(a, static_cast<unsigned>(bits));
}
inline F32 toFloats(Ints a) { return {_mm512_cvtepi32_ps(a)}; }
inline Ints asInts(__m512 a) { return _mm512_castps_si512(a); }
inline __m512 widen8(__m256 a) { return _mm512_zextps256_ps512(a); }
inline void storeBytes(void* p, Ints a) { _mm512_storeu_si512(p, a); }
// Four bytes in every lane.
inline Bytes splatQuad(const void* p)
{
    int quad;
    __builtin_memcpy(&quad, p, sizeof quad);
    return _mm512_set1_epi32(quad);
}

// The quants of blocks 2 unit and 2 unit + 1 of a group; a second block that is not there is zero.
template <class F>
inline Bytes readUnit(const typename F::Block* group, int unit, int blocks)
{
    const __m256i low = F::quants(group, 2 * unit);
    Bytes both;
    if (2 * unit + 1 < blocks)
        both = _mm512_inserti64x4(_mm512_castsi256_si512(low), F::quants(group, 2 * unit + 1), 1);
    else
        both = _mm512_zextsi256_si512(low);
    return F::kSigned ? _mm512_xor_si512(both, _mm512_set1_epi8(-128)) : both;
}

template <class F>
inline Ints dotLanes(Ints sum, Bytes weights, Bytes x)
{
    return _mm512_dpbusd_epi32(sum, weights, x);
}

// One scale per sub-block: 8 or 16 of them.
template <class F>
struct GroupScales
{
    static constexpr int kParts = 1;
    __m512 v[1];

    static GroupScales weights(const typename F::Block* group, int blocks)
    {
        __m256 part[ActivationGroup::kColumns / F::kSubBlock / 8];
        F::scales(group, blocks, part);
        if constexpr (F::kSubBlock == 16)
            return {{_mm512_insertf32x8(_mm512_castps256_ps512(part[0]), part[1], 1)}};
        else
            return {{_mm512_zextps256_ps512(part[0])}};
    }
    static GroupScales activations(const ActivationGroup& x)
    {
        const __m512 scales = _mm512_zextps256_ps512(_mm256_loadu_ps(x.scales));
        if constexpr (F::kSubBlock == 16)
            return {{_mm512_permutexvar_ps(
                _mm512_setr_epi32(0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7), scales)}};
        else
            return {{scales}};
    }
    GroupScales times(GroupScales other) const { return {{_mm512_mul_ps(v[0], other.v[0])}}; }

    // The scale of each lane of a unit.
    F32 ofUnit(int unit) const
    {
        if constexpr (F::kSubBlock == 16) {
            const __m512i first = _mm512_setr_epi32(0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3);
            return {
                _mm512_permutexvar_ps(_mm512_add_epi32(first, _mm512_set1_epi32(4 * unit)), v[0])};
        } else {
            const __m512i first = _mm512_setr_epi32(0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1, 1, 1);
            return {
                _mm512_permutexvar_ps(_mm512_add_epi32(first, _mm512_set1_epi32(2 * unit)), v[0])};
        }
    }
};

#else

// Without VNNI, bytes are multiplied in pairs into 16 bits, which must not saturate: unsigned
// quants are at most 63, and signed ones lend their sign to the activation (128 * 127 * 2 < 2^15).
using Bytes = __m256i;
using Ints = __m256i;
constexpr int kUnitBlocks = 1;

template <class F>
constexpr int kUnitCentre = F::kCentre;

inline Bytes loadBytes(const void* p) { return load32(p); }
inline Bytes splatByte(int value) { return _mm256_set1_epi8(static_cast<char>(value)); }
inline Ints zeroInts() { return _mm256_setzero_si256(); }
inline Ints splatInt(int value) { return _mm256_set1_epi32(value); }
inline Ints negate(Ints a) { return _mm256_sub_epi32(zeroInts(), a); }
inline Ints shiftLeft(Ints a, int bits) { return _mm256_slli_epi32(a, bits); }
inline F32 toFloats(Ints a) { return {_mm256_cvtepi32_ps(a)}; }
inline Ints asInts(__m256 a) { return _mm256_castps_si256(a); }
inline __m256 widen8(__m256 a) { return a; }
inline void storeBytes(void* p, Ints a) { _mm256_storeu_si256(static_cast<__m256i*>(p), a); }
// Four bytes in every lane.
inline Bytes splatQuad(const void* p)
{
    int quad;
    __builtin_memcpy(&quad, p, sizeof quad);
    return _mm256_set1_epi32(quad);
}
template <class F>
inline Bytes readUnit(const typename F::Block* group, int unit, int)
{
    return F::quants(group, unit);
}

template <class F>
inline __m256i dotPairs(Bytes weights, Bytes x)
{
    if constexpr (F::kSigned)
        return _mm256_maddubs_epi16(_mm256_abs_epi8(weights), _mm256_sign_epi8(x, weights));
    else
        return _mm256_maddubs_epi16(weights, x);
}

template <class F>
inline Ints dotLanes(Ints sum, Bytes weights, Bytes x)
{
    const __m256i quads = _mm256_madd_epi16(dotPairs<F>(weights, x), _mm256_set1_epi16(1));
    return _mm256_add_epi32(sum, quads);
}

template <class F>
struct GroupScales
{
    static constexpr int kParts = ActivationGroup::kColumns / F::kSubBlock / 8;
    __m256 v[kParts];

    static GroupScales weights(const typename F::Block* group, int blocks)
    {
        GroupScales result;
        F::scales(group, blocks, result.v);
        return result;
    }
    static GroupScales activations(const ActivationGroup& x)
    {
        const __m256 scales = _mm256_loadu_ps(x.scales);
        if constexpr (F::kSubBlock == 16)
            return {{_mm256_permutevar8x32_ps(scales, _mm256_setr_epi32(0, 0, 1, 1, 2, 2, 3, 3)),
                     _mm256_permutevar8x32_ps(scales, _mm256_setr_epi32(4, 4, 5, 5, 6, 6, 7, 7))}};
        else
            return {{scales}};
    }
    GroupScales times(GroupScales other) const
    {
        GroupScales result;
        for (int i = 0; i < kParts; ++i)
            result.v[i] = _mm256_mul_ps(v[i], other.v[i]);
        return result;
    }
    F32 ofUnit(int unit) const
    {
        if constexpr (F::kSubBlock == 16) {
            const __m256i first = _mm256_setr_epi32(0, 0, 0, 0, 1, 1, 1, 1);
            return {_mm256_permutevar8x32_ps(
                v[unit / 4], _mm256_add_epi32(first, _mm256_set1_epi32(unit % 4 * 2)))};
        } else {
            return {_mm256_permutevar8x32_ps(v[0], _mm256_set1_epi32(unit))};
        }
    }
};

#endif

// - centre * sum of x, in the lanes of four columns: where a dot product with centred quants starts.
template <class F>
inline Ints centreLanes(Bytes x)
{
    if constexpr (kUnitCentre<F> == 0)
        return zeroInts();
    else
        return negate(dotLanes<F>(zeroInts(), splatByte(kUnitCentre<F>), x));
}

template <class F>
inline const typename F::Block* groupOf(const void* row, std::int64_t group)
{
    return static_cast<const typename F::Block*>(row) + group * F::kBlocksPerGroup;
}

} // namespace
