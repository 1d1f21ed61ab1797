// F32: as many floats as one vector register of the file being compiled holds, and the few
// operations that the kernels need.
//
// Included once by each of baseline.cpp, avx2.cpp and avx512.cpp (through the -inl.h files); the
// anonymous namespace keeps the three versions apart. The baseline uses the compiler's own vector
// types, so it is whatever four lanes are on the machine it is built for.

#pragma once

#include <cstdint>
#if defined(__AVX2__)
#include <immintrin.h>
#endif

namespace {

#if defined(__AVX512F__)

constexpr char kTargetName[] = "avx512";

struct F32
{
    static constexpr int kLanes = 16;
    __m512 v;
};
inline F32 load(const float* p) { return {_mm512_loadu_ps(p)}; }
inline void store(float* p, F32 a) { _mm512_storeu_ps(p, a.v); }
inline F32 splat(float x) { return {_mm512_set1_ps(x)}; }
inline F32 add(F32 a, F32 b) { return {_mm512_add_ps(a.v, b.v)}; }
inline F32 sub(F32 a, F32 b) { return {_mm512_sub_ps(a.v, b.v)}; }
inline F32 mul(F32 a, F32 b) { return {_mm512_mul_ps(a.v, b.v)}; }
inline F32 div(F32 a, F32 b) { return {_mm512_div_ps(a.v, b.v)}; }
inline F32 mulAdd(F32 a, F32 b, F32 c) { return {_mm512_fmadd_ps(a.v, b.v, c.v)}; }
inline F32 negMulAdd(F32 a, F32 b, F32 c) { return {_mm512_fnmadd_ps(a.v, b.v, c.v)}; }
inline F32 max(F32 a, F32 b) { return {_mm512_max_ps(a.v, b.v)}; }
inline F32 min(F32 a, F32 b) { return {_mm512_min_ps(a.v, b.v)}; }
inline F32 roundToEven(F32 a) { return {_mm512_roundscale_ps(a.v, _MM_FROUND_TO_NEAREST_INT)}; }
inline F32 timesPowerOf2(F32 a, F32 n) { return {_mm512_scalef_ps(a.v, n.v)}; }
inline F32 zeroWhereBelow(F32 a, F32 x, float bound)
{
    return {_mm512_maskz_mov_ps(_mm512_cmp_ps_mask(x.v, _mm512_set1_ps(bound), _CMP_NLT_UQ), a.v)};
}
inline float sumLanes(F32 a) { return _mm512_reduce_add_ps(a.v); }
inline float maxLane(F32 a) { return _mm512_reduce_max_ps(a.v); }
inline F32 loadF16(const std::uint16_t* p)
{
    return {_mm512_cvtph_ps(_mm256_loadu_si256(reinterpret_cast<const __m256i*>(p)))};
}
inline void storeF16(std::uint16_t* p, F32 a)
{
    _mm256_storeu_si256(reinterpret_cast<__m256i*>(p),
                        _mm512_cvtps_ph(a.v, _MM_FROUND_TO_NEAREST_INT | _MM_FROUND_NO_EXC));
}
inline F32 loadBf16(const std::uint16_t* p)
{
    const __m256i halves = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(p));
    return {_mm512_castsi512_ps(_mm512_slli_epi32(_mm512_cvtepu16_epi32(halves), 16))};
}

#elif defined(__AVX2__)

constexpr char kTargetName[] = "avx2";

struct F32
{
    static constexpr int kLanes = 8;
    __m256 v;
};
inline F32 load(const float* p) { return {_mm256_loadu_ps(p)}; }
inline void store(float* p, F32 a) { _mm256_storeu_ps(p, a.v); }
inline F32 splat(float x) { return {_mm256_set1_ps(x)}; }
inline F32 add(F32 a, F32 b) { return {_mm256_add_ps(a.v, b.v)}; }
inline F32 sub(F32 a, F32 b) { return {_mm256_sub_ps(a.v, b.v)}; }
inline F32 mul(F32 a, F32 b) { return {_mm256_mul_ps(a.v, b.v)}; }
inline F32 div(F32 a, F32 b) { return {_mm256_div_ps(a.v, b.v)}; }
inline F32 mulAdd(F32 a, F32 b, F32 c) { return {_mm256_fmadd_ps(a.v, b.v, c.v)}; }
inline F32 negMulAdd(F32 a, F32 b, F32 c) { return {_mm256_fnmadd_ps(a.v, b.v, c.v)}; }
inline F32 max(F32 a, F32 b) { return {_mm256_max_ps(a.v, b.v)}; }
inline F32 min(F32 a, F32 b) { return {_mm256_min_ps(a.v, b.v)}; }
inline F32 roundToEven(F32 a) { return {_mm256_round_ps(a.v, _MM_FROUND_TO_NEAREST_INT)}; }
inline F32 timesPowerOf2(F32 a, F32 n) // n in -126 .. 127
{
    const __m256i exponent = _mm256_add_epi32(_mm256_cvtps_epi32(n.v), _mm256_set1_epi32(127));
    return {_mm256_mul_ps(a.v, _mm256_castsi256_ps(_mm256_slli_epi32(exponent, 23)))};
}
inline F32 zeroWhereBelow(F32 a, F32 x, float bound)
{
    return {_mm256_and_ps(a.v, _mm256_cmp_ps(x.v, _mm256_set1_ps(bound), _CMP_NLT_UQ))};
}
inline float sumLanes(F32 a)
{
    __m128 s = _mm_add_ps(_mm256_castps256_ps128(a.v), _mm256_extractf128_ps(a.v, 1));
    s = _mm_add_ps(s, _mm_movehl_ps(s, s));
    return _mm_cvtss_f32(_mm_add_ss(s, _mm_movehdup_ps(s)));
}
inline float maxLane(F32 a)
{
    __m128 s = _mm_max_ps(_mm256_castps256_ps128(a.v), _mm256_extractf128_ps(a.v, 1));
    s = _mm_max_ps(s, _mm_movehl_ps(s, s));
    return _mm_cvtss_f32(_mm_max_ss(s, _mm_movehdup_ps(s)));
}
inline F32 loadF16(const std::uint16_t* p)
{
    return {_mm256_cvtph_ps(_mm_loadu_si128(reinterpret_cast<const __m128i*>(p)))};
}
inline void storeF16(std::uint16_t* p, F32 a)
{
    _mm_storeu_si128(reinterpret_cast<__m128i*>(p),
                     _mm256_cvtps_ph(a.v, _MM_FROUND_TO_NEAREST_INT | _MM_FROUND_NO_EXC));
}
inline F32 loadBf16(const std::uint16_t* p)
{
    const __m128i halves = _mm_loadu_si128(reinterpret_cast<const __m128i*>(p));
    return {_mm256_castsi256_ps(_mm256_slli_epi32(_mm256_cvtepu16_epi32(halves), 16))};
}

#else

constexpr char kTargetName[] = "baseline";

struct F32
{
    static constexpr int kLanes = 4;
    typedef float Lanes __attribute__((vector_size(16)));
    typedef std::int32_t Integers __attribute__((vector_size(16)));
    Lanes v;
};
inline F32 load(const float* p)
{
    F32 a;
    __builtin_memcpy(&a.v, p, sizeof a.v);
    return a;
}
inline void store(float* p, F32 a) { __builtin_memcpy(p, &a.v, sizeof a.v); }
inline F32 splat(float x) { return {F32::Lanes{x, x, x, x}}; }
inline F32 add(F32 a, F32 b) { return {a.v + b.v}; }
inline F32 sub(F32 a, F32 b) { return {a.v - b.v}; }
inline F32 mul(F32 a, F32 b) { return {a.v * b.v}; }
inline F32 div(F32 a, F32 b) { return {a.v / b.v}; }
inline F32 mulAdd(F32 a, F32 b, F32 c) { return {a.v * b.v + c.v}; }
inline F32 negMulAdd(F32 a, F32 b, F32 c) { return {c.v - a.v * b.v}; }
inline F32 max(F32 a, F32 b) { return {a.v > b.v ? a.v : b.v}; }
inline F32 min(F32 a, F32 b) { return {a.v < b.v ? a.v : b.v}; }
inline F32 roundToEven(F32 a) // |a| below 2^22: adding 1.5 * 2^23 leaves no room for a fraction
{
    const F32 shift = splat(12582912.0f);
    return {(a.v + shift.v) - shift.v};
}
inline F32 timesPowerOf2(F32 a, F32 n) // n in -126 .. 127
{
    const F32::Integers bits = (__builtin_convertvector(n.v, F32::Integers) + 127) << 23;
    F32::Lanes power;
    __builtin_memcpy(&power, &bits, sizeof power);
    return {a.v * power};
}
inline F32 zeroWhereBelow(F32 a, F32 x, float bound)
{
    return {x.v < splat(bound).v ? splat(0.0f).v : a.v};
}
inline float sumLanes(F32 a) { return (a.v[0] + a.v[2]) + (a.v[1] + a.v[3]); }
inline float maxLane(F32 a)
{
    const float even = a.v[0] > a.v[2] ? a.v[0] : a.v[2];
    const float odd = a.v[1] > a.v[3] ? a.v[1] : a.v[3];
    return even > odd ? even : odd;
}
inline float bitsToFloat(std::uint32_t bits)
{
    float value;
    __builtin_memcpy(&value, &bits, sizeof value);
    return value;
}
inline std::uint32_t floatToBits(float value)
{
    std::uint32_t bits;
    __builtin_memcpy(&bits, &value, sizeof bits);
    return bits;
}
// Shifted into place, an F16 is an F32 whose exponent is 112 too small; a product puts that right,
// subnormals included. Infinity and NaN come out as 65536 and more.
inline float halfToFloat(std::uint16_t half)
{
    const float magnitude = bitsToFloat((half & 0x7fffu) << 13) * 0x1p112f;
    const std::uint32_t special = magnitude >= 65536.0f ? 0x7f800000u : 0u;
    return bitsToFloat((half & 0x8000u) << 16 | special | floatToBits(magnitude));
}
inline std::uint16_t floatToHalf(float value) // as kernels/half.h explains
{
    const std::uint32_t bits = floatToBits(value);
    const std::uint32_t sign = (bits >> 16) & 0x8000u;
    const std::uint32_t magnitude = bits & 0x7fffffffu;
    if (magnitude > 0x7f800000u)
        return static_cast<std::uint16_t>(sign | 0x7e00u | ((magnitude >> 13) & 0x3ffu));
    if (magnitude >= 0x477ff000u)
        return static_cast<std::uint16_t>(sign | 0x7c00u);
    if (magnitude < 0x38800000u)
        return static_cast<std::uint16_t>(
            sign | (floatToBits(bitsToFloat(magnitude) + 0.5f) - 0x3f000000u));
    const std::uint32_t rounded = magnitude + 0xfffu + ((magnitude >> 13) & 1u);
    return static_cast<std::uint16_t>(sign | ((rounded - (112u << 23)) >> 13));
}
inline F32 loadF16(const std::uint16_t* p)
{
    return {F32::Lanes{halfToFloat(p[0]), halfToFloat(p[1]), halfToFloat(p[2]), halfToFloat(p[3])}};
}
inline void storeF16(std::uint16_t* p, F32 a)
{
    for (int i = 0; i < F32::kLanes; ++i)
        p[i] = floatToHalf(a.v[i]);
}
inline F32 loadBf16(const std::uint16_t* p)
{
    F32 a;
    for (int i = 0; i < F32::kLanes; ++i)
        a.v[i] = bitsToFloat(static_cast<std::uint32_t>(p[i]) << 16);
    return a;
}

#endif

// The first `count` lanes from memory, the others zero; count is at most kLanes.
inline F32 loadFirst(const float* p, std::int64_t count)
{
    float lanes[F32::kLanes] = {};
    for (std::int64_t i = 0; i < count; ++i)
        lanes[i] = p[i];
    return load(lanes);
}
inline void storeFirst(float* p, F32 a, std::int64_t count)
{
    float lanes[F32::kLanes];
    store(lanes, a);
    for (std::int64_t i = 0; i < count; ++i)
        p[i] = lanes[i];
}

// e^x within 2 units in the last place: x = n ln 2 + r with |r| <= ln 2 / 2, and a polynomial of
// degree 6 (interpolated at Chebyshev nodes, relative error below 1e-8) for e^r. Zero below -87.33,
// where results stop being normal numbers (so e^-infinity is 0); saturates at e^88.37.
inline F32 exp(F32 x)
{
    constexpr float kLowest = -87.33f;
    const F32 clamped = min(splat(88.37f), max(splat(kLowest), x)); // in this order NaN stays NaN
    const F32 n = roundToEven(mul(clamped, splat(1.44269504f)));
    // ln 2 in two parts; the first has 15 bits, so that its product with n is exact.
    const F32 r = negMulAdd(n, splat(1.42860677e-6f), negMulAdd(n, splat(0.693145752f), clamped));
    F32 p = splat(0x1.6d10fcp-10f);
    p = mulAdd(p, r, splat(0x1.120b62p-7f));
    p = mulAdd(p, r, splat(0x1.55551ap-5f));
    p = mulAdd(p, r, splat(0x1.5554dep-3f));
    p = mulAdd(p, r, splat(0.5f));
    p = mulAdd(mul(p, r), r, add(r, splat(1.0f)));
    return zeroWhereBelow(timesPowerOf2(p, n), x, kLowest);
}

// Zero below -87.33, as exp is: so x * sigmoid(x) goes to zero for the lowest x, too.
inline F32 sigmoid(F32 x)
{
    const F32 one = splat(1.0f);
    const F32 quotient = div(one, add(one, exp(sub(splat(0.0f), x))));
    return zeroWhereBelow(quotient, x, -87.33f);
}

} // namespace
