// The weight formats: blocks packed here, by the formats' definition and apart from the code that
// unpacks them, must come out as the numbers they were made of.

#include "kernels/blocks.h"
#include "kernels/dequantise.h"
#include "kernels/half.h"
#include "tests/checks/check.h"
#include "tests/checks/kernels_support.h"

#include <cmath>
#include <cstring>
#include <limits>

namespace {

using checks::Random;
using kernels::DType;
using kernels::f16ToF32;
using kernels::f32ToF16;

// Scales that F16 holds exactly, so that every wanted value is exact in F32.
constexpr float kScale = 0.375f;
constexpr float kOffset = -1.25f;

template <class Block>
std::vector<float> unpacked(DType dtype, const Block& block)
{
    std::vector<float> out(static_cast<std::size_t>(kernels::dtypeTraits(dtype).blockElements));
    kernels::dequantiseRow(dtype, &block, static_cast<std::int64_t>(out.size()), out.data());
    return out;
}

std::uint8_t byteOf(std::int64_t low, std::int64_t high)
{
    return static_cast<std::uint8_t>(low | high << 4);
}

// Twelve bytes of 6-bit scales and minima, bit by bit: bit b of a value goes to (byte, bit).
void packSubScales(const int (&scales)[8], const int (&minima)[8], std::uint8_t (&packed)[12])
{
    std::memset(packed, 0, sizeof packed);
    const auto put = [&](int value, int from, int byte, int bit) {
        packed[byte] = static_cast<std::uint8_t>(packed[byte] | ((value >> from) & 1) << bit);
    };
    for (int s = 0; s < 8; ++s) {
        for (int b = 0; b < 6; ++b) {
            if (s < 4) {
                put(scales[s], b, s, b);
                put(minima[s], b, s + 4, b);
            } else if (b < 4) {
                put(scales[s], b, s + 4, b);
                put(minima[s], b, s + 4, b + 4);
            } else {
                put(scales[s], b, s - 4, b + 2);
                put(minima[s], b, s, b + 2);
            }
        }
    }
}

} // namespace

LEVIN_CHECK(halvesRoundToNearestEven)
{
    EXPECT_EQ(f32ToF16(1.0f), 0x3c00);
    EXPECT_EQ(f32ToF16(-2.0f), 0xc000);
    EXPECT_EQ(f32ToF16(65504.0f), 0x7bff);
    EXPECT_EQ(f32ToF16(65519.0f), 0x7bff);
    EXPECT_EQ(f32ToF16(65520.0f), 0x7c00);
    EXPECT_EQ(f32ToF16(1.0f + 0x1p-11f), 0x3c00);            // half way: to even, down
    EXPECT_EQ(f32ToF16(1.0f + 0x1p-10f + 0x1p-11f), 0x3c02); // half way: to even, up
    EXPECT_EQ(f32ToF16(0x1p-24f), 0x0001);                   // the smallest subnormal
    EXPECT_EQ(f32ToF16(0x1p-25f), 0x0000);
    EXPECT_EQ(f32ToF16(0x1.8p-25f), 0x0001);
    EXPECT_EQ(f32ToF16(0x1.ffep-15f), 0x0400); // rounds up to the smallest normal number
    EXPECT_EQ(f32ToF16(-std::numeric_limits<float>::infinity()), 0xfc00);
    EXPECT(std::isnan(f16ToF32(f32ToF16(std::numeric_limits<float>::quiet_NaN()))));
    for (int bits = 0; bits < 65536; ++bits) {
        const auto half = static_cast<std::uint16_t>(bits);
        const float value = f16ToF32(half);
        if (!std::isnan(value))
            EXPECT_EQ(f32ToF16(value), half);
    }
    EXPECT_EQ(kernels::f32ToBf16(1.0f + 0x1p-8f), 0x3f80); // half way: to even
    EXPECT_EQ(kernels::f32ToBf16(1.0f + 0x1p-7f + 0x1p-8f), 0x3f82);
    EXPECT_EQ(kernels::bf16ToF32(0xc040), -3.0f);
    EXPECT(std::isnan(
        kernels::bf16ToF32(kernels::f32ToBf16(std::numeric_limits<float>::signaling_NaN()))));
}

LEVIN_CHECK(dequantiseUnpacksBlocksOf32)
{
    for (const std::uint64_t seed : checks::kSeeds) {
        Random random(seed);
        kernels::BlockQ8_0 q8 = {f32ToF16(kScale), {}};
        kernels::BlockQ4_0 q40 = {f32ToF16(kScale), {}};
        kernels::BlockQ4_1 q41 = {f32ToF16(kScale), f32ToF16(kOffset), {}};
        kernels::BlockQ5_0 q50 = {f32ToF16(kScale), {}, {}};
        kernels::BlockQ5_1 q51 = {f32ToF16(kScale), f32ToF16(kOffset), {}, {}};
        std::vector<float> wantedQ8, wantedQ40, wantedQ41, wantedQ50, wantedQ51;
        std::vector<std::int64_t> nibbles, fives;
        std::uint32_t fifthBits = 0;
        for (int i = 0; i < 32; ++i) {
            q8.quants[i] = static_cast<std::int8_t>(random.below(256) - 128);
            nibbles.push_back(random.below(16));
            fives.push_back(nibbles.back() + 16 * random.below(2));
            fifthBits |= static_cast<std::uint32_t>(fives.back() >> 4) << i;
            wantedQ8.push_back(kScale * static_cast<float>(q8.quants[i]));
            wantedQ40.push_back(kScale * static_cast<float>(nibbles.back() - 8));
            wantedQ41.push_back(kScale * static_cast<float>(nibbles.back()) + kOffset);
            wantedQ50.push_back(kScale * static_cast<float>(fives.back() - 16));
            wantedQ51.push_back(kScale * static_cast<float>(fives.back()) + kOffset);
        }
        for (std::size_t i = 0; i < 16; ++i) {
            const std::uint8_t byte = byteOf(nibbles[i], nibbles[i + 16]);
            q40.nibbles[i] = q41.nibbles[i] = q50.nibbles[i] = q51.nibbles[i] = byte;
        }
        for (int i = 0; i < 4; ++i)
            q50.fifthBits[i] = q51.fifthBits[i] = static_cast<std::uint8_t>(fifthBits >> (8 * i));
        EXPECT_NEAR(unpacked(DType::Q8_0, q8), wantedQ8, 0.0);
        EXPECT_NEAR(unpacked(DType::Q4_0, q40), wantedQ40, 0.0);
        EXPECT_NEAR(unpacked(DType::Q4_1, q41), wantedQ41, 0.0);
        EXPECT_NEAR(unpacked(DType::Q5_0, q50), wantedQ50, 0.0);
        EXPECT_NEAR(unpacked(DType::Q5_1, q51), wantedQ51, 0.0);
    }
}

LEVIN_CHECK(dequantiseUnpacksBlocksOf256)
{
    for (const std::uint64_t seed : checks::kSeeds) {
        Random random(seed);
        int scales[8];
        int minima[8];
        for (int s = 0; s < 8; ++s) {
            scales[s] = static_cast<int>(random.below(64));
            minima[s] = static_cast<int>(random.below(64));
        }
        kernels::BlockQ4_K q4 = {f32ToF16(kScale), f32ToF16(0.5f), {}, {}};
        kernels::BlockQ5_K q5 = {f32ToF16(kScale), f32ToF16(0.5f), {}, {}, {}};
        packSubScales(scales, minima, q4.subScales);
        packSubScales(scales, minima, q5.subScales);
        kernels::BlockQ6_K q6 = {{}, {}, {}, f32ToF16(kScale)};
        for (std::int8_t& scale : q6.subScales)
            scale = static_cast<std::int8_t>(random.below(256) - 128);

        std::vector<float> wantedQ4(256), wantedQ5(256), wantedQ6(256);
        for (int i = 0; i < 256; ++i) {
            const auto element = static_cast<std::size_t>(i);
            const int quant = static_cast<int>(random.below(64));
            const int sub = i / 32;
            const float scale = kScale * static_cast<float>(scales[sub]);
            const float min = 0.5f * static_cast<float>(minima[sub]);

            // Q4_K, Q5_K: 64 elements share 32 bytes of nibbles.
            const int byte = i / 64 * 32 + i % 32;
            const int shift = sub % 2 * 4;
            q4.nibbles[byte] = static_cast<std::uint8_t>(q4.nibbles[byte] | (quant & 15) << shift);
            q5.nibbles[byte] = static_cast<std::uint8_t>(q5.nibbles[byte] | (quant & 15) << shift);
            q5.fifthBits[i % 32] =
                static_cast<std::uint8_t>(q5.fifthBits[i % 32] | (quant >> 4 & 1) << sub);
            wantedQ4[element] = scale * static_cast<float>(quant & 15) - min;
            wantedQ5[element] = scale * static_cast<float>(quant & 31) - min;

            // Q6_K: elements i and i + 64 of a half share a byte of nibbles, and i, i + 32, i + 64,
            // i + 96 a byte of upper bits.
            const int half = i / 128;
            const int inHalf = i % 128;
            const int lower = half * 64 + inHalf % 64;
            const int upper = half * 32 + inHalf % 32;
            q6.nibbles[lower] =
                static_cast<std::uint8_t>(q6.nibbles[lower] | (quant & 15) << (inHalf / 64 * 4));
            q6.upperBits[upper] =
                static_cast<std::uint8_t>(q6.upperBits[upper] | (quant >> 4) << (inHalf / 32 * 2));
            wantedQ6[element] =
                kScale * static_cast<float>(q6.subScales[i / 16]) * static_cast<float>(quant - 32);
        }
        EXPECT_NEAR(unpacked(DType::Q4_K, q4), wantedQ4, 0.0);
        EXPECT_NEAR(unpacked(DType::Q5_K, q5), wantedQ5, 0.0);
        EXPECT_NEAR(unpacked(DType::Q6_K, q6), wantedQ6, 0.0);
    }
}

// One block in bytes, worked out on paper.
LEVIN_CHECK(dequantiseReadsABlockOfBytes)
{
    std::uint8_t bytes[18] = {0x00, 0x40}; // scale 2, then nibbles
    bytes[2] = 0xf0;                       // element 0: 0, element 16: 15
    bytes[17] = 0x89;                      // element 15: 9, element 31: 8
    std::vector<float> wanted(32, -16.0f);
    wanted[16] = 14.0f;
    wanted[15] = 2.0f;
    wanted[31] = 0.0f;
    std::vector<float> actual(32);
    alignas(2) std::uint8_t aligned[18];
    std::memcpy(aligned, bytes, sizeof bytes);
    kernels::dequantiseRow(DType::Q4_0, aligned, 32, actual.data());
    EXPECT_NEAR(actual, wanted, 0.0);
}

LEVIN_CHECK(embedTakesTheRowsThatTheIdsName)
{
    constexpr std::int64_t kRows = 40;
    constexpr std::int64_t kCols = 512;
    const std::vector<std::int32_t> ids = {39, 0, 7, 7, 20};
    for (int d = 0; d < kernels::kDTypeCount; ++d) {
        const auto dtype = static_cast<DType>(d);
        // Bytes below 0x70 make finite numbers of every format's scales.
        Random random(11);
        std::vector<std::uint8_t> table(
            static_cast<std::size_t>(kRows * kernels::rowBytes(dtype, kCols)));
        for (std::uint8_t& byte : table)
            byte = static_cast<std::uint8_t>(random.below(0x70));
        const kernels::ConstTensorView view{table.data(), dtype, kRows, kCols};
        std::vector<float> wanted(ids.size() * kCols);
        for (std::size_t t = 0; t < ids.size(); ++t)
            kernels::dequantiseRow(dtype, view.slice(ids[t], 1).data, kCols,
                                   wanted.data() + t * kCols);
        std::vector<float> actual(wanted.size());
        kernels::ReferenceOps().embed(checks::view(actual, kCols), view, ids);
        EXPECT_NEAR(actual, wanted, 0.0);
        checks::forEachCpuOps([&](kernels::cpu::CpuOps& ops) {
            std::fill(actual.begin(), actual.end(), -1.0f);
            ops.embed(checks::view(actual, kCols), view, ids);
            EXPECT_NEAR(actual, wanted, 0.0);
        });
    }
}
