// Weights of any format as F32: the float formats a vector at a time, the quantised ones a group of
// 256 columns at a time.

#pragma once

#include "kernels/cpu/simd.h"
#if defined(__AVX2__)
#include "kernels/cpu/quantised_vectors-inl.h"
#else
#include "kernels/cpu/quantised_portable-inl.h"
#endif

namespace {

struct StoredF32
{
    using Element = float;
    static F32 read(const float* p) { return load(p); }
};
struct StoredF16
{
    using Element = std::uint16_t;
    static F32 read(const std::uint16_t* p) { return loadF16(p); }
};
struct StoredBf16
{
    using Element = std::uint16_t;
    static F32 read(const std::uint16_t* p) { return loadBf16(p); }
};

// The first `count` elements, fewer than a vector, then zeros.
template <class W>
inline F32 readFirst(const typename W::Element* p, std::int64_t count)
{
    typename W::Element elements[F32::kLanes] = {};
    for (std::int64_t i = 0; i < count; ++i)
        elements[i] = p[i];
    return W::read(elements);
}

#if defined(__AVX2__)

// F32::kLanes of 32 bytes.
template <bool kSigned>
inline F32 bytesToFloats(__m256i bytes, int part)
{
    const __m128i half = part * F32::kLanes < 16 ? _mm256_castsi256_si128(bytes)
                                                 : _mm256_extracti128_si256(bytes, 1);
#if defined(__AVX512F__)
    return {_mm512_cvtepi32_ps(kSigned ? _mm512_cvtepi8_epi32(half) : _mm512_cvtepu8_epi32(half))};
#else
    const __m128i eight = part % 2 ? _mm_srli_si128(half, 8) : half;
    return {
        _mm256_cvtepi32_ps(kSigned ? _mm256_cvtepi8_epi32(eight) : _mm256_cvtepu8_epi32(eight))};
#endif
}

template <class F>
void widenGroup(const typename F::Block* group, int blocks, float* out)
{
    constexpr int kScales = ActivationGroup::kColumns / F::kSubBlock;
    __m256 scaleLanes[kScales / 8];
    F::scales(group, blocks, scaleLanes);
    float scales[kScales];
    for (int i = 0; i < kScales / 8; ++i)
        _mm256_storeu_ps(scales + 8 * i, scaleLanes[i]);
    float offsets[ActivationGroup::kBlocks];
    if constexpr (F::kHasOffsets)
        _mm256_storeu_ps(offsets, F::offsets(group, blocks));

    constexpr int kParts = ActivationGroup::kBlock / F32::kLanes;
    for (int b = 0; b < blocks; ++b) {
        const __m256i quants = F::quants(group, b);
        for (int part = 0; part < kParts; ++part) {
            const int column = b * ActivationGroup::kBlock + part * F32::kLanes;
            const float scale = scales[column / F::kSubBlock];
            // scale * centre is exact, since centres are powers of two: one rounding in all.
            const float offset = F::kHasOffsets ? offsets[b] : -scale * F::kCentre;
            store(out + column,
                  mulAdd(bytesToFloats<F::kSigned>(quants, part), splat(scale), splat(offset)));
        }
    }
}

#else

template <class F>
void widenGroup(const typename F::Block* group, int blocks, float* out)
{
    PlainGroup plain;
    F::unpack(group, blocks, plain);
    for (int c = 0; c < blocks * ActivationGroup::kBlock; ++c) {
        const float offset = F::kHasOffsets ? plain.offsets[c / 32] : 0.0f;
        out[c] = plain.scales[c / F::kSubBlock] * static_cast<float>(plain.quants[c]) + offset;
    }
}

#endif

// Columns [first, first + count) of a row; `first` is a multiple of 256, count of 32.
template <class F>
void widenRow(const void* row, std::int64_t first, std::int64_t count, float* out)
{
    constexpr std::int64_t kColumns = ActivationGroup::kColumns;
    for (std::int64_t c = 0; c < count; c += kColumns) {
        const std::int64_t here = count - c < kColumns ? count - c : kColumns;
        widenGroup<F>(groupOf<F>(row, (first + c) / kColumns),
                      static_cast<int>(here / ActivationGroup::kBlock), out + c);
    }
}

} // namespace
