#include "kernels/dequantise.h"

#include "kernels/blocks.h"
#include "kernels/check.h"
#include "kernels/half.h"

#include <cstring>

namespace kernels {
namespace {

int lowNibble(std::uint8_t byte) { return byte & 0x0f; }
int highNibble(std::uint8_t byte) { return byte >> 4; }

// Bit i of a little-endian field of 32 bits, as the value that a fifth bit has.
int fifthBit(const std::uint8_t (&bits)[4], int i) { return ((bits[i / 8] >> (i % 8)) & 1) << 4; }

void dequantise(const BlockQ8_0& block, float* out)
{
    const float scale = f16ToF32(block.scale);
    for (int i = 0; i < 32; ++i)
        out[i] = scale * static_cast<float>(block.quants[i]);
}

void dequantise(const BlockQ4_0& block, float* out)
{
    const float scale = f16ToF32(block.scale);
    for (int i = 0; i < 16; ++i) {
        out[i] = scale * static_cast<float>(lowNibble(block.nibbles[i]) - 8);
        out[i + 16] = scale * static_cast<float>(highNibble(block.nibbles[i]) - 8);
    }
}

void dequantise(const BlockQ4_1& block, float* out)
{
    const float scale = f16ToF32(block.scale);
    const float offset = f16ToF32(block.offset);
    for (int i = 0; i < 16; ++i) {
        out[i] = scale * static_cast<float>(lowNibble(block.nibbles[i])) + offset;
        out[i + 16] = scale * static_cast<float>(highNibble(block.nibbles[i])) + offset;
    }
}

void dequantise(const BlockQ5_0& block, float* out)
{
    const float scale = f16ToF32(block.scale);
    for (int i = 0; i < 16; ++i) {
        const int low = lowNibble(block.nibbles[i]) | fifthBit(block.fifthBits, i);
        const int high = highNibble(block.nibbles[i]) | fifthBit(block.fifthBits, i + 16);
        out[i] = scale * static_cast<float>(low - 16);
        out[i + 16] = scale * static_cast<float>(high - 16);
    }
}

void dequantise(const BlockQ5_1& block, float* out)
{
    const float scale = f16ToF32(block.scale);
    const float offset = f16ToF32(block.offset);
    for (int i = 0; i < 16; ++i) {
        const int low = lowNibble(block.nibbles[i]) | fifthBit(block.fifthBits, i);
        const int high = highNibble(block.nibbles[i]) | fifthBit(block.fifthBits, i + 16);
        out[i] = scale * static_cast<float>(low) + offset;
        out[i + 16] = scale * static_cast<float>(high) + offset;
    }
}

struct SubScale
{
    int scale;
    int min;
};

// Q4_K and Q5_K pack eight 6-bit scales and eight 6-bit minima into 12 bytes: bytes 0..3 hold the
// scales 0..3 and bytes 4..7 the minima 0..3 in their low six bits; bytes 8..11 hold the low four
// bits of scale and minimum 4..7, whose two upper bits lie on top of the first eight bytes.
SubScale unpackSubScale(const std::uint8_t (&packed)[12], int s)
{
    if (s < 4)
        return {packed[s] & 0x3f, packed[s + 4] & 0x3f};
    return {lowNibble(packed[s + 4]) | (packed[s - 4] >> 6) << 4,
            highNibble(packed[s + 4]) | (packed[s] >> 6) << 4};
}

void dequantise(const BlockQ4_K& block, float* out)
{
    const float scale = f16ToF32(block.scale);
    const float minScale = f16ToF32(block.minScale);
    for (int s = 0; s < 8; ++s) {
        const SubScale sub = unpackSubScale(block.subScales, s);
        const float subScale = scale * static_cast<float>(sub.scale);
        const float subMin = minScale * static_cast<float>(sub.min);
        const std::uint8_t* nibbles = block.nibbles + s / 2 * 32;
        for (int i = 0; i < 32; ++i) {
            const int quant = s % 2 == 0 ? lowNibble(nibbles[i]) : highNibble(nibbles[i]);
            out[s * 32 + i] = subScale * static_cast<float>(quant) - subMin;
        }
    }
}

void dequantise(const BlockQ5_K& block, float* out)
{
    const float scale = f16ToF32(block.scale);
    const float minScale = f16ToF32(block.minScale);
    for (int s = 0; s < 8; ++s) {
        const SubScale sub = unpackSubScale(block.subScales, s);
        const float subScale = scale * static_cast<float>(sub.scale);
        const float subMin = minScale * static_cast<float>(sub.min);
        const std::uint8_t* nibbles = block.nibbles + s / 2 * 32;
        for (int i = 0; i < 32; ++i) {
            const int nibble = s % 2 == 0 ? lowNibble(nibbles[i]) : highNibble(nibbles[i]);
            const int quant = nibble | ((block.fifthBits[i] >> s) & 1) << 4;
            out[s * 32 + i] = subScale * static_cast<float>(quant) - subMin;
        }
    }
}

// Two halves of 128 values. In a half, 32 bytes of upper bits and 64 bytes of nibbles serve four
// runs of 32 values: runs 0 and 1 are the low nibbles of the two 32-byte groups, runs 2 and 3 the
// high nibbles; run r takes its upper bits from bit 2 r.
void dequantise(const BlockQ6_K& block, float* out)
{
    const float scale = f16ToF32(block.scale);
    for (int half = 0; half < 2; ++half) {
        const std::uint8_t* upper = block.upperBits + half * 32;
        for (int run = 0; run < 4; ++run) {
            const std::uint8_t* nibbles = block.nibbles + half * 64 + run % 2 * 32;
            for (int i = 0; i < 32; ++i) {
                const int nibble = run < 2 ? lowNibble(nibbles[i]) : highNibble(nibbles[i]);
                const int quant = (nibble | ((upper[i] >> (2 * run)) & 3) << 4) - 32;
                const int element = half * 128 + run * 32 + i;
                const float subScale = scale * static_cast<float>(block.subScales[element / 16]);
                out[element] = subScale * static_cast<float>(quant);
            }
        }
    }
}

template <class Block>
void dequantiseBlocks(DType dtype, const void* row, std::int64_t cols, float* out)
{
    const int elements = dtypeTraits(dtype).blockElements;
    DCHECK(cols % elements == 0);
    const auto* blocks = static_cast<const Block*>(row);
    for (std::int64_t b = 0; b < cols / elements; ++b)
        dequantise(blocks[b], out + b * elements);
}

template <float (*kConvert)(std::uint16_t)>
void convertHalves(const void* row, std::int64_t cols, float* out)
{
    const auto* halves = static_cast<const std::uint16_t*>(row);
    for (std::int64_t i = 0; i < cols; ++i)
        out[i] = kConvert(halves[i]);
}

} // namespace

void dequantiseRow(DType dtype, const void* row, std::int64_t cols, float* out)
{
    switch (dtype) {
    case DType::F32:
        std::memcpy(out, row, static_cast<std::size_t>(cols) * sizeof(float));
        return;
    case DType::F16:
        return convertHalves<f16ToF32>(row, cols, out);
    case DType::BF16:
        return convertHalves<bf16ToF32>(row, cols, out);
    case DType::Q8_0:
        return dequantiseBlocks<BlockQ8_0>(dtype, row, cols, out);
    case DType::Q4_0:
        return dequantiseBlocks<BlockQ4_0>(dtype, row, cols, out);
    case DType::Q4_1:
        return dequantiseBlocks<BlockQ4_1>(dtype, row, cols, out);
    case DType::Q5_0:
        return dequantiseBlocks<BlockQ5_0>(dtype, row, cols, out);
    case DType::Q5_1:
        return dequantiseBlocks<BlockQ5_1>(dtype, row, cols, out);
    case DType::Q4_K:
        return dequantiseBlocks<BlockQ4_K>(dtype, row, cols, out);
    case DType::Q5_K:
        return dequantiseBlocks<BlockQ5_K>(dtype, row, cols, out);
    case DType::Q6_K:
        return dequantiseBlocks<BlockQ6_K>(dtype, row, cols, out);
    }
    checkFailed(__FILE__, __LINE__, "a DType without a layout");
}

} // namespace kernels
