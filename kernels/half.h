// Scalar conversions between F32 and the two 16-bit formats, both rounding to nearest even.
//
// For ordinary translation units only: the SIMD kernels convert with the loads and stores of
// kernels/cpu/simd.h, since an inline function compiled with wide instructions could be the copy
// that the linker keeps for the whole program.

#pragma once

#include <bit>
#include <cstdint>

namespace kernels {

inline float f16ToF32(std::uint16_t half)
{
    const std::uint32_t sign = (half & 0x8000u) << 16;
    const std::uint32_t magnitude = half & 0x7fffu;
    if (magnitude >= 0x7c00u) // infinity or NaN, payload kept
        return std::bit_cast<float>(sign | 0x7f800000u | (magnitude & 0x3ffu) << 13);
    if (magnitude < 0x0400u) { // zero or subnormal: a multiple of 2^-24
        const float value = static_cast<float>(magnitude) * 0x1p-24f;
        return sign ? -value : value;
    }
    constexpr std::uint32_t kExponentShift = 127 - 15;
    return std::bit_cast<float>(sign | ((magnitude << 13) + (kExponentShift << 23)));
}

inline std::uint16_t f32ToF16(float value)
{
    const std::uint32_t bits = std::bit_cast<std::uint32_t>(value);
    const std::uint32_t sign = (bits >> 16) & 0x8000u;
    std::uint32_t magnitude = bits & 0x7fffffffu;
    if (magnitude > 0x7f800000u) // NaN: quiet, the upper bits of the payload kept
        return static_cast<std::uint16_t>(sign | 0x7e00u | ((magnitude >> 13) & 0x3ffu));
    if (magnitude >= 0x477ff000u) // 65520 and more round to infinity
        return static_cast<std::uint16_t>(sign | 0x7c00u);
    if (magnitude < 0x38800000u) { // below 2^-14: adding 0.5 rounds at 2^-24, the subnormals' step
        const float shifted = std::bit_cast<float>(magnitude) + 0.5f;
        return static_cast<std::uint16_t>(sign
                                          | (std::bit_cast<std::uint32_t>(shifted) - 0x3f000000u));
    }
    magnitude += 0xfffu + ((magnitude >> 13) & 1u);
    constexpr std::uint32_t kExponentShift = 127 - 15;
    return static_cast<std::uint16_t>(sign | ((magnitude - (kExponentShift << 23)) >> 13));
}

inline float bf16ToF32(std::uint16_t value)
{
    return std::bit_cast<float>(static_cast<std::uint32_t>(value) << 16);
}

inline std::uint16_t f32ToBf16(float value)
{
    const std::uint32_t bits = std::bit_cast<std::uint32_t>(value);
    if ((bits & 0x7fffffffu) > 0x7f800000u)
        return static_cast<std::uint16_t>((bits >> 16) | 0x40u);
    return static_cast<std::uint16_t>((bits + 0x7fffu + ((bits >> 16) & 1u)) >> 16);
}

} // namespace kernels
