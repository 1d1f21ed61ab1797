// The quantised blocks as they lie in a GGUF file (ggml's layouts), little endian.
//
// Blocks of 32 have one F16 scale and perhaps an offset. Blocks of 256 ("K") have an F16 scale of
// scales and 6-bit or 8-bit scales for sub-blocks of 32 or 16. kernels/dequantise.cpp spells out
// what the bits mean.

#pragma once

#include "kernels/dtype.h"

#include <cstdint>

namespace kernels {

// value = scale * quant
struct BlockQ8_0
{
    std::uint16_t scale; // F16
    std::int8_t quants[32];
};

// value = scale * (nibble - 8); low nibbles are elements 0..15, high nibbles 16..31
struct BlockQ4_0
{
    std::uint16_t scale; // F16
    std::uint8_t nibbles[16];
};

// value = scale * nibble + offset
struct BlockQ4_1
{
    std::uint16_t scale;  // F16
    std::uint16_t offset; // F16
    std::uint8_t nibbles[16];
};

// value = scale * ((nibble | fifth bit << 4) - 16); bit i of fifthBits belongs to element i
struct BlockQ5_0
{
    std::uint16_t scale; // F16
    std::uint8_t fifthBits[4];
    std::uint8_t nibbles[16];
};

// value = scale * (nibble | fifth bit << 4) + offset
struct BlockQ5_1
{
    std::uint16_t scale;  // F16
    std::uint16_t offset; // F16
    std::uint8_t fifthBits[4];
    std::uint8_t nibbles[16];
};

// Eight sub-blocks of 32: value = scale * subScale * nibble - minScale * subMin.
// Each 32 bytes of nibbles hold two sub-blocks: low nibbles the even one, high nibbles the odd one.
struct BlockQ4_K
{
    std::uint16_t scale;        // F16
    std::uint16_t minScale;     // F16
    std::uint8_t subScales[12]; // eight 6-bit scales and eight 6-bit minima
    std::uint8_t nibbles[128];
};

// As Q4_K with a fifth bit: bit s of fifthBits[i] belongs to element i of sub-block s.
struct BlockQ5_K
{
    std::uint16_t scale;        // F16
    std::uint16_t minScale;     // F16
    std::uint8_t subScales[12]; // as in Q4_K
    std::uint8_t fifthBits[32];
    std::uint8_t nibbles[128];
};

// Sixteen sub-blocks of 16: value = scale * subScale * ((nibble | two upper bits << 4) - 32).
struct BlockQ6_K
{
    std::uint8_t nibbles[128];
    std::uint8_t upperBits[64];
    std::int8_t subScales[16];
    std::uint16_t scale; // F16
};

static_assert(sizeof(BlockQ8_0) == dtypeTraits(DType::Q8_0).blockBytes);
static_assert(sizeof(BlockQ4_0) == dtypeTraits(DType::Q4_0).blockBytes);
static_assert(sizeof(BlockQ4_1) == dtypeTraits(DType::Q4_1).blockBytes);
static_assert(sizeof(BlockQ5_0) == dtypeTraits(DType::Q5_0).blockBytes);
static_assert(sizeof(BlockQ5_1) == dtypeTraits(DType::Q5_1).blockBytes);
static_assert(sizeof(BlockQ4_K) == dtypeTraits(DType::Q4_K).blockBytes);
static_assert(sizeof(BlockQ5_K) == dtypeTraits(DType::Q5_K).blockBytes);
static_assert(sizeof(BlockQ6_K) == dtypeTraits(DType::Q6_K).blockBytes);

} // namespace kernels
