// The quantised formats for the baseline: one group of 256 columns unpacked into plain arrays.

#pragma once

#include "kernels/blocks.h"
#include "kernels/cpu/simd.h"

namespace {

// weight[c] = scales[c / kSubBlock] * quants[c] + offsets[c / 32]
struct PlainGroup
{
    std::int8_t quants[256];
    float scales[16];
    float offsets[8]; // only where the format has them
};

inline void unpackNibbles(const std::uint8_t* nibbles, int count, std::int8_t* out)
{
    for (int i = 0; i < count; ++i) {
        out[i] = static_cast<std::int8_t>(nibbles[i] & 0x0f);
        out[i + count] = static_cast<std::int8_t>(nibbles[i] >> 4);
    }
}

// Adds 16 to each of 32 quants whose fifth bit is set.
inline void addFifthBits(const std::uint8_t (&bits)[4], std::int8_t* out)
{
    for (int i = 0; i < 32; ++i)
        out[i] = static_cast<std::int8_t>(out[i] + ((bits[i / 8] >> i % 8) & 1) * 16);
}

inline void centre(std::int8_t* quants, int count, int value)
{
    for (int i = 0; i < count; ++i)
        quants[i] = static_cast<std::int8_t>(quants[i] - value);
}

// A group of eight blocks of 32, or fewer at the end of a row; B unpacks one of them.
template <class B, bool kOffsets>
struct FormatOf32
{
    static constexpr int kSubBlock = 32;
    static constexpr bool kHasOffsets = kOffsets;
    static constexpr int kBlocksPerGroup = 8;
    using Block = B;

    static void unpack(const Block* group, int blocks, PlainGroup& out)
    {
        for (int b = 0; b < blocks; ++b) {
            unpackQuants(group[b], out.quants + 32 * b);
            out.scales[b] = halfToFloat(group[b].scale);
            if constexpr (kOffsets)
                out.offsets[b] = halfToFloat(group[b].offset);
        }
    }

private:
    static void unpackQuants(const kernels::BlockQ8_0& block, std::int8_t* out)
    {
        __builtin_memcpy(out, block.quants, 32);
    }
    static void unpackQuants(const kernels::BlockQ4_0& block, std::int8_t* out)
    {
        unpackNibbles(block.nibbles, 16, out);
        centre(out, 32, 8);
    }
    static void unpackQuants(const kernels::BlockQ4_1& block, std::int8_t* out)
    {
        unpackNibbles(block.nibbles, 16, out);
    }
    static void unpackQuants(const kernels::BlockQ5_0& block, std::int8_t* out)
    {
        unpackNibbles(block.nibbles, 16, out);
        addFifthBits(block.fifthBits, out);
        centre(out, 32, 16);
    }
    static void unpackQuants(const kernels::BlockQ5_1& block, std::int8_t* out)
    {
        unpackNibbles(block.nibbles, 16, out);
        addFifthBits(block.fifthBits, out);
    }
};

using FormatQ8_0 = FormatOf32<kernels::BlockQ8_0, false>;
using FormatQ4_0 = FormatOf32<kernels::BlockQ4_0, false>;
using FormatQ4_1 = FormatOf32<kernels::BlockQ4_1, true>;
using FormatQ5_0 = FormatOf32<kernels::BlockQ5_0, false>;
using FormatQ5_1 = FormatOf32<kernels::BlockQ5_1, true>;

// The 6-bit scales and minima: those of sub-blocks 0..3 are the lower six bits of bytes 0..3 and
// 4..7; those of 4..7 have their lower four bits in the nibbles of bytes 8..11 and their upper two
// in the upper bits of bytes 0..7.
template <class Block>
void unpackScalesAndMinima(const Block& block, PlainGroup& out)
{
    const float scale = halfToFloat(block.scale);
    const float minScale = halfToFloat(block.minScale);
    const std::uint8_t* packed = block.subScales;
    for (int s = 0; s < 4; ++s) {
        out.scales[s] = scale * static_cast<float>(packed[s] & 63);
        out.offsets[s] = -minScale * static_cast<float>(packed[s + 4] & 63);
        out.scales[s + 4] = scale * static_cast<float>((packed[s + 8] & 15) | packed[s] >> 6 << 4);
        out.offsets[s + 4] =
            -minScale * static_cast<float>(packed[s + 8] >> 4 | packed[s + 4] >> 6 << 4);
    }
}

struct FormatQ4_K
{
    using Block = kernels::BlockQ4_K;
    static constexpr int kSubBlock = 32;
    static constexpr bool kHasOffsets = true;
    static constexpr int kBlocksPerGroup = 1;

    static void unpack(const Block* group, int, PlainGroup& out)
    {
        for (int pair = 0; pair < 4; ++pair)
            unpackNibbles(group->nibbles + 32 * pair, 32, out.quants + 64 * pair);
        unpackScalesAndMinima(*group, out);
    }
};

struct FormatQ5_K
{
    using Block = kernels::BlockQ5_K;
    static constexpr int kSubBlock = 32;
    static constexpr bool kHasOffsets = true;
    static constexpr int kBlocksPerGroup = 1;

    static void unpack(const Block* group, int, PlainGroup& out)
    {
        for (int pair = 0; pair < 4; ++pair)
            unpackNibbles(group->nibbles + 32 * pair, 32, out.quants + 64 * pair);
        for (int s = 0; s < 8; ++s)
            for (int i = 0; i < 32; ++i)
                out.quants[32 * s + i] = static_cast<std::int8_t>(
                    out.quants[32 * s + i] + ((group->fifthBits[i] >> s) & 1) * 16);
        unpackScalesAndMinima(*group, out);
    }
};

struct FormatQ6_K
{
    using Block = kernels::BlockQ6_K;
    static constexpr int kSubBlock = 16;
    static constexpr bool kHasOffsets = false;
    static constexpr int kBlocksPerGroup = 1;

    // Each half (128 columns) has 64 bytes of nibbles and 32 of upper bits: four times 32 columns,
    // the low nibbles of the first and second 32 bytes, then the high ones.
    static void unpack(const Block* group, int, PlainGroup& out)
    {
        for (int half = 0; half < 2; ++half) {
            std::int8_t* quants = out.quants + 128 * half;
            unpackNibbles(group->nibbles + 64 * half, 64, quants);
            for (int quarter = 0; quarter < 4; ++quarter)
                for (int i = 0; i < 32; ++i) {
                    const int upper = (group->upperBits[32 * half + i] >> 2 * quarter) & 3;
                    std::int8_t& quant = quants[32 * quarter + i];
                    quant = static_cast<std::int8_t>((quant | upper << 4) - 32);
                }
        }
        const float scale = halfToFloat(group->scale);
        for (int s = 0; s < 16; ++s)
            out.scales[s] = scale * static_cast<float>(group->subScales[s]);
    }
};

} // namespace
