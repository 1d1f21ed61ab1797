// How AVX2 and AVX-512 read the quantised formats: 32 quants at a time, and the scales of a group
// of 256 columns.
//
//     weight = scale * (quant - kCentre) + offset
//
// Quants are bytes: signed in Q8_0 (kSigned), else unsigned of kBits bits. Scales belong to
// kSubBlock columns, offsets (kHasOffsets) to 32. `group` points at the first block of a group,
// whose number of 32-column blocks is 8, or less at the end of a row.

#pragma once

#include "kernels/blocks.h"
#include "kernels/cpu/simd.h"

#include <immintrin.h>

namespace {

inline __m256i load32(const void* p) { return _mm256_loadu_si256(static_cast<const __m256i*>(p)); }

// The low nibbles of 16 bytes, then the high nibbles.
inline __m256i nibbles32(const std::uint8_t* p)
{
    const __m128i bytes = _mm_loadu_si128(reinterpret_cast<const __m128i*>(p));
    const __m256i both = _mm256_set_m128i(_mm_srli_epi16(bytes, 4), bytes);
    return _mm256_and_si256(both, _mm256_set1_epi8(0x0f));
}

// Bit i of 32 bits as 16 in byte i.
inline __m256i fifthBits32(const std::uint8_t* p)
{
    std::uint32_t bits;
    __builtin_memcpy(&bits, p, sizeof bits);
#if defined(__AVX512BW__) && defined(__AVX512VL__)
    return _mm256_maskz_set1_epi8(bits, 16);
#else
    const __m256i byteOfLane = _mm256_setr_epi8(0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1, 1, 1, 2,
                                                2, 2, 2, 2, 2, 2, 2, 3, 3, 3, 3, 3, 3, 3, 3);
    const __m256i bitOfLane = _mm256_set1_epi64x(static_cast<long long>(0x8040201008040201ull));
    const __m256i bytes =
        _mm256_shuffle_epi8(_mm256_set1_epi32(static_cast<int>(bits)), byteOfLane);
    const __m256i set = _mm256_cmpeq_epi8(_mm256_and_si256(bytes, bitOfLane), bitOfLane);
    return _mm256_and_si256(set, _mm256_set1_epi8(16));
#endif
}

// One F16 field of up to eight blocks, as F32; absent blocks give zero.
template <class Block, std::uint16_t Block::*kField>
inline __m256 halves8(const Block* b, int blocks)
{
    __m128i halves;
    if (blocks == 8) {
        halves = _mm_setr_epi16(static_cast<short>(b[0].*kField), static_cast<short>(b[1].*kField),
                                static_cast<short>(b[2].*kField), static_cast<short>(b[3].*kField),
                                static_cast<short>(b[4].*kField), static_cast<short>(b[5].*kField),
                                static_cast<short>(b[6].*kField), static_cast<short>(b[7].*kField));
    } else {
        alignas(16) std::uint16_t fields[8] = {};
        for (int i = 0; i < blocks; ++i)
            fields[i] = b[i].*kField;
        halves = _mm_load_si128(reinterpret_cast<const __m128i*>(fields));
    }
    return _mm256_cvtph_ps(halves);
}

inline __m256 splatHalf(std::uint16_t half)
{
    return _mm256_cvtph_ps(_mm_set1_epi16(static_cast<short>(half)));
}

struct FormatQ8_0
{
    using Block = kernels::BlockQ8_0;
    static constexpr int kBits = 8;
    static constexpr bool kSigned = true;
    static constexpr int kCentre = 0;
    static constexpr int kSubBlock = 32;
    static constexpr bool kHasOffsets = false;
    static constexpr int kBlocksPerGroup = 8;

    static __m256i quants(const Block* group, int block) { return load32(group[block].quants); }
    static void scales(const Block* group, int blocks, __m256 (&out)[1])
    {
        out[0] = halves8<Block, &Block::scale>(group, blocks);
    }
};

struct FormatQ4_0
{
    using Block = kernels::BlockQ4_0;
    static constexpr int kBits = 4;
    static constexpr bool kSigned = false;
    static constexpr int kCentre = 8;
    static constexpr int kSubBlock = 32;
    static constexpr bool kHasOffsets = false;
    static constexpr int kBlocksPerGroup = 8;

    static __m256i quants(const Block* group, int block) { return nibbles32(group[block].nibbles); }
    static void scales(const Block* group, int blocks, __m256 (&out)[1])
    {
        out[0] = halves8<Block, &Block::scale>(group, blocks);
    }
};

struct FormatQ4_1
{
    using Block = kernels::BlockQ4_1;
    static constexpr int kBits = 4;
    static constexpr bool kSigned = false;
    static constexpr int kCentre = 0;
    static constexpr int kSubBlock = 32;
    static constexpr bool kHasOffsets = true;
    static constexpr int kBlocksPerGroup = 8;

    static __m256i quants(const Block* group, int block) { return nibbles32(group[block].nibbles); }
    static void scales(const Block* group, int blocks, __m256 (&out)[1])
    {
        out[0] = halves8<Block, &Block::scale>(group, blocks);
    }
    static __m256 offsets(const Block* group, int blocks)
    {
        return halves8<Block, &Block::offset>(group, blocks);
    }
};

struct FormatQ5_0
{
    using Block = kernels::BlockQ5_0;
    static constexpr int kBits = 5;
    static constexpr bool kSigned = false;
    static constexpr int kCentre = 16;
    static constexpr int kSubBlock = 32;
    static constexpr bool kHasOffsets = false;
    static constexpr int kBlocksPerGroup = 8;

    static __m256i quants(const Block* group, int block)
    {
        return _mm256_or_si256(nibbles32(group[block].nibbles),
                               fifthBits32(group[block].fifthBits));
    }
    static void scales(const Block* group, int blocks, __m256 (&out)[1])
    {
        out[0] = halves8<Block, &Block::scale>(group, blocks);
    }
};

struct FormatQ5_1
{
    using Block = kernels::BlockQ5_1;
    static constexpr int kBits = 5;
    static constexpr bool kSigned = false;
    static constexpr int kCentre = 0;
    static constexpr int kSubBlock = 32;
    static constexpr bool kHasOffsets = true;
    static constexpr int kBlocksPerGroup = 8;

    static __m256i quants(const Block* group, int block)
    {
        return _mm256_or_si256(nibbles32(group[block].nibbles),
                               fifthBits32(group[block].fifthBits));
    }
    static void scales(const Block* group, int blocks, __m256 (&out)[1])
    {
        out[0] = halves8<Block, &Block::scale>(group, blocks);
    }
    static __m256 offsets(const Block* group, int blocks)
    {
        return halves8<Block, &Block::offset>(group, blocks);
    }
};

// The eight 6-bit scales or minima of Q4_K and Q5_K. Bytes 0..3 hold the first four scales and, in
// their upper two bits, part of the last four; bytes 4..7 the same of the minima; bytes 8..11 the
// lower four bits of the last four scales (low nibbles) and minima (high nibbles).
inline __m256 sixBits8(const std::uint8_t (&packed)[12], bool minima)
{
    std::uint32_t words[3];
    __builtin_memcpy(words, packed, sizeof words);
    const std::uint32_t own = words[minima ? 1 : 0];
    const std::uint32_t first = own & 0x3f3f3f3fu;
    const std::uint32_t last =
        ((words[2] >> (minima ? 4 : 0)) & 0x0f0f0f0fu) | ((own >> 2) & 0x30303030u);
    const __m128i bytes =
        _mm_cvtsi64_si128(static_cast<long long>(first | static_cast<std::uint64_t>(last) << 32));
    return _mm256_cvtepi32_ps(_mm256_cvtepu8_epi32(bytes));
}

// 32 nibbles of sub-block `block` of Q4_K and Q5_K.
inline __m256i nibblesOfSubBlock(const std::uint8_t (&nibbles)[128], int block)
{
    const __m256i bytes = load32(nibbles + block / 2 * 32);
    return _mm256_and_si256(block % 2 ? _mm256_srli_epi16(bytes, 4) : bytes,
                            _mm256_set1_epi8(0x0f));
}

struct FormatQ4_K
{
    using Block = kernels::BlockQ4_K;
    static constexpr int kBits = 4;
    static constexpr bool kSigned = false;
    static constexpr int kCentre = 0;
    static constexpr int kSubBlock = 32;
    static constexpr bool kHasOffsets = true;
    static constexpr int kBlocksPerGroup = 1;

    static __m256i quants(const Block* group, int block)
    {
        return nibblesOfSubBlock(group->nibbles, block);
    }
    static void scales(const Block* group, int, __m256 (&out)[1])
    {
        out[0] = _mm256_mul_ps(splatHalf(group->scale), sixBits8(group->subScales, false));
    }
    static __m256 offsets(const Block* group, int)
    {
        const __m256 negated = _mm256_xor_ps(splatHalf(group->minScale), _mm256_set1_ps(-0.0f));
        return _mm256_mul_ps(negated, sixBits8(group->subScales, true));
    }
};

struct FormatQ5_K
{
    using Block = kernels::BlockQ5_K;
    static constexpr int kBits = 5;
    static constexpr bool kSigned = false;
    static constexpr int kCentre = 0;
    static constexpr int kSubBlock = 32;
    static constexpr bool kHasOffsets = true;
    static constexpr int kBlocksPerGroup = 1;

    static __m256i quants(const Block* group, int block)
    {
        // Bit `block` of each byte moves to bit 4; what crosses from the neighbour byte is masked.
        const __m256i bits = load32(group->fifthBits);
        const __m256i moved =
            block < 4 ? _mm256_slli_epi16(bits, 4 - block) : _mm256_srli_epi16(bits, block - 4);
        return _mm256_or_si256(nibblesOfSubBlock(group->nibbles, block),
                               _mm256_and_si256(moved, _mm256_set1_epi8(16)));
    }
    static void scales(const Block* group, int, __m256 (&out)[1])
    {
        out[0] = _mm256_mul_ps(splatHalf(group->scale), sixBits8(group->subScales, false));
    }
    static __m256 offsets(const Block* group, int)
    {
        const __m256 negated = _mm256_xor_ps(splatHalf(group->minScale), _mm256_set1_ps(-0.0f));
        return _mm256_mul_ps(negated, sixBits8(group->subScales, true));
    }
};

struct FormatQ6_K
{
    using Block = kernels::BlockQ6_K;
    static constexpr int kBits = 6;
    static constexpr bool kSigned = false;
    static constexpr int kCentre = 32;
    static constexpr int kSubBlock = 16;
    static constexpr bool kHasOffsets = false;
    static constexpr int kBlocksPerGroup = 1;

    // Each half of a block (128 columns) has 64 bytes of nibbles and 32 of upper bits: its four
    // times 32 columns are the low nibbles of the first and second 32 bytes, then the high ones.
    static __m256i quants(const Block* group, int block)
    {
        const int half = block / 4;
        const int quarter = block % 4;
        const __m256i bytes = load32(group->nibbles + 64 * half + 32 * (quarter % 2));
        const __m256i nibble = _mm256_and_si256(quarter < 2 ? bytes : _mm256_srli_epi16(bytes, 4),
                                                _mm256_set1_epi8(0x0f));
        const __m256i upper = load32(group->upperBits + 32 * half);
        const __m256i moved = quarter < 2 ? _mm256_slli_epi16(upper, 4 - 2 * quarter)
                                          : _mm256_srli_epi16(upper, 2 * quarter - 4);
        return _mm256_or_si256(nibble, _mm256_and_si256(moved, _mm256_set1_epi8(0x30)));
    }
    static void scales(const Block* group, int, __m256 (&out)[2])
    {
        const __m256 scale = splatHalf(group->scale);
        const __m128i bytes = _mm_loadu_si128(reinterpret_cast<const __m128i*>(group->subScales));
        out[0] = _mm256_mul_ps(scale, _mm256_cvtepi32_ps(_mm256_cvtepi8_epi32(bytes)));
        out[1] = _mm256_mul_ps(scale,
                               _mm256_cvtepi32_ps(_mm256_cvtepi8_epi32(_mm_srli_si128(bytes, 8))));
    }
};

} // namespace
