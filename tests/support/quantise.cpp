#include "tests/support/quantise.h"

#include "kernels/blocks.h"
#include "kernels/half.h"

#include <algorithm>
#include <cmath>
#include <cstring>

namespace checks {
namespace {

using namespace kernels;

// The value of largest magnitude, with its sign.
float extreme(const float* x, int count)
{
    return *std::max_element(x, x + count,
                             [](float a, float b) { return std::abs(a) < std::abs(b); });
}

// The nearest whole number to x / scale in [lowest, highest]; 0 or the nearest to it for scale 0.
int nearest(float x, float scale, int lowest, int highest)
{
    const float quotient = scale != 0.0f ? x / scale : 0.0f;
    return static_cast<int>(
        std::lround(std::clamp(quotient, static_cast<float>(lowest), static_cast<float>(highest))));
}

void setNibble(std::uint8_t* nibbles, int i, int half, int value)
{
    nibbles[i % half] =
        static_cast<std::uint8_t>(nibbles[i % half] | (value & 15) << (i < half ? 0 : 4));
}

void setFifthBit(std::uint8_t (&bits)[4], int i, int value)
{
    bits[i / 8] = static_cast<std::uint8_t>(bits[i / 8] | (value >> 4 & 1) << i % 8);
}

void encode(const float* x, BlockQ8_0& block)
{
    block.scale = f32ToF16(std::abs(extreme(x, 32)) / 127.0f);
    for (int i = 0; i < 32; ++i)
        block.quants[i] = static_cast<std::int8_t>(nearest(x[i], f16ToF32(block.scale), -127, 127));
}

// The value of largest magnitude becomes the lowest quant, which has no positive counterpart.
void encode(const float* x, BlockQ4_0& block)
{
    block.scale = f32ToF16(extreme(x, 32) / -8.0f);
    for (int i = 0; i < 32; ++i)
        setNibble(block.nibbles, i, 16, nearest(x[i], f16ToF32(block.scale), -8, 7) + 8);
}

void encode(const float* x, BlockQ5_0& block)
{
    block.scale = f32ToF16(extreme(x, 32) / -16.0f);
    for (int i = 0; i < 32; ++i) {
        const int quant = nearest(x[i], f16ToF32(block.scale), -16, 15) + 16;
        setNibble(block.nibbles, i, 16, quant);
        setFifthBit(block.fifthBits, i, quant);
    }
}

void encode(const float* x, BlockQ4_1& block)
{
    const auto [lowest, highest] = std::minmax_element(x, x + 32);
    block.scale = f32ToF16((*highest - *lowest) / 15.0f);
    block.offset = f32ToF16(*lowest);
    for (int i = 0; i < 32; ++i)
        setNibble(block.nibbles, i, 16,
                  nearest(x[i] - f16ToF32(block.offset), f16ToF32(block.scale), 0, 15));
}

void encode(const float* x, BlockQ5_1& block)
{
    const auto [lowest, highest] = std::minmax_element(x, x + 32);
    block.scale = f32ToF16((*highest - *lowest) / 31.0f);
    block.offset = f32ToF16(*lowest);
    for (int i = 0; i < 32; ++i) {
        const int quant = nearest(x[i] - f16ToF32(block.offset), f16ToF32(block.scale), 0, 31);
        setNibble(block.nibbles, i, 16, quant);
        setFifthBit(block.fifthBits, i, quant);
    }
}

// Scale and minimum of the eight sub-blocks of Q4_K and Q5_K, as 6-bit multiples of F16 numbers.
struct SubBlocks
{
    float scales[8]; // as they will be decoded
    float minima[8];
};

template <class Block>
SubBlocks encodeSubBlocks(const float* x, int highestQuant, Block& block)
{
    float scales[8];
    float minima[8];
    for (int s = 0; s < 8; ++s) {
        const auto [lowest, highest] = std::minmax_element(x + 32 * s, x + 32 * s + 32);
        minima[s] = -std::min(*lowest, 0.0f); // only what is below zero can be shifted
        scales[s] = (*highest + minima[s]) / static_cast<float>(highestQuant);
        scales[s] = std::max(scales[s], 0.0f);
    }
    block.scale = f32ToF16(*std::max_element(scales, scales + 8) / 63.0f);
    block.minScale = f32ToF16(*std::max_element(minima, minima + 8) / 63.0f);

    SubBlocks decoded;
    std::uint8_t* packed = block.subScales;
    for (int s = 0; s < 8; ++s) {
        const int scale = nearest(scales[s], f16ToF32(block.scale), 0, 63);
        const int min = nearest(minima[s], f16ToF32(block.minScale), 0, 63);
        decoded.scales[s] = f16ToF32(block.scale) * static_cast<float>(scale);
        decoded.minima[s] = f16ToF32(block.minScale) * static_cast<float>(min);
        if (s < 4) {
            packed[s] = static_cast<std::uint8_t>(packed[s] | scale);
            packed[s + 4] = static_cast<std::uint8_t>(packed[s + 4] | min);
        } else {
            packed[s + 4] = static_cast<std::uint8_t>((scale & 15) | (min & 15) << 4);
            packed[s - 4] = static_cast<std::uint8_t>(packed[s - 4] | scale >> 4 << 6);
            packed[s] = static_cast<std::uint8_t>(packed[s] | min >> 4 << 6);
        }
    }
    return decoded;
}

void encode(const float* x, BlockQ4_K& block)
{
    const SubBlocks sub = encodeSubBlocks(x, 15, block);
    for (int i = 0; i < 256; ++i) {
        const int s = i / 32;
        setNibble(block.nibbles + i / 64 * 32, i % 64, 32,
                  nearest(x[i] + sub.minima[s], sub.scales[s], 0, 15));
    }
}

void encode(const float* x, BlockQ5_K& block)
{
    const SubBlocks sub = encodeSubBlocks(x, 31, block);
    for (int i = 0; i < 256; ++i) {
        const int s = i / 32;
        const int quant = nearest(x[i] + sub.minima[s], sub.scales[s], 0, 31);
        setNibble(block.nibbles + i / 64 * 32, i % 64, 32, quant);
        std::uint8_t& bits = block.fifthBits[i % 32];
        bits = static_cast<std::uint8_t>(bits | (quant >> 4) << s);
    }
}

void encode(const float* x, BlockQ6_K& block)
{
    float scales[16];
    for (int s = 0; s < 16; ++s)
        scales[s] = extreme(x + 16 * s, 16) / -32.0f;
    block.scale = f32ToF16(extreme(scales, 16) / -128.0f);
    for (int s = 0; s < 16; ++s)
        block.subScales[s] =
            static_cast<std::int8_t>(nearest(scales[s], f16ToF32(block.scale), -128, 127));
    for (int i = 0; i < 256; ++i) {
        const float scale = f16ToF32(block.scale) * static_cast<float>(block.subScales[i / 16]);
        const int quant = nearest(x[i], scale, -32, 31) + 32;
        setNibble(block.nibbles + i / 128 * 64, i % 128, 64, quant);
        std::uint8_t& upper = block.upperBits[i / 128 * 32 + i % 32];
        upper = static_cast<std::uint8_t>(upper | (quant >> 4) << i % 128 / 32 * 2);
    }
}

template <class Block>
std::vector<std::byte> encodeBlocks(DType dtype, std::span<const float> values)
{
    const auto elements = static_cast<std::size_t>(dtypeTraits(dtype).blockElements);
    std::vector<std::byte> bytes(values.size() / elements * sizeof(Block));
    for (std::size_t b = 0; b < values.size() / elements; ++b) {
        Block block = {};
        encode(values.data() + b * elements, block);
        std::memcpy(bytes.data() + b * sizeof block, &block, sizeof block);
    }
    return bytes;
}

template <std::uint16_t (*kConvert)(float)>
std::vector<std::byte> encodeHalves(std::span<const float> values)
{
    std::vector<std::byte> bytes(values.size() * 2);
    for (std::size_t i = 0; i < values.size(); ++i) {
        const std::uint16_t half = kConvert(values[i]);
        std::memcpy(bytes.data() + 2 * i, &half, sizeof half);
    }
    return bytes;
}

} // namespace

std::vector<std::byte> encode(DType dtype, std::span<const float> values)
{
    switch (dtype) {
    case DType::F32: {
        const auto bytes = std::as_bytes(values);
        return {bytes.begin(), bytes.end()};
    }
    case DType::F16:
        return encodeHalves<f32ToF16>(values);
    case DType::BF16:
        return encodeHalves<f32ToBf16>(values);
    case DType::Q8_0:
        return encodeBlocks<BlockQ8_0>(dtype, values);
    case DType::Q4_0:
        return encodeBlocks<BlockQ4_0>(dtype, values);
    case DType::Q4_1:
        return encodeBlocks<BlockQ4_1>(dtype, values);
    case DType::Q5_0:
        return encodeBlocks<BlockQ5_0>(dtype, values);
    case DType::Q5_1:
        return encodeBlocks<BlockQ5_1>(dtype, values);
    case DType::Q4_K:
        return encodeBlocks<BlockQ4_K>(dtype, values);
    case DType::Q5_K:
        return encodeBlocks<BlockQ5_K>(dtype, values);
    case DType::Q6_K:
        return encodeBlocks<BlockQ6_K>(dtype, values);
    }
    return {};
}

} // namespace checks
