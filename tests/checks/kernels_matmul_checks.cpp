// Matrix products of every table, format and precision against sums in double precision.
//
// What a product may differ by is measured in units of max |weight of the row| * sum |activations|,
// the largest that the result could be: F32 sums of up to a thousand terms in any order stay below
// 1e-6 of it (2^-24 per addition along a chain of at most a few dozen, and centred quants start at
// the same exact integers). One quant that is wrong by one exceeds that by a factor of ten.

#include "kernels/check.h"
#include "kernels/dequantise.h"
#include "kernels/half.h"
#include "tests/checks/check.h"
#include "tests/checks/kernels_support.h"
#include "tests/support/quantise.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <string>

namespace {

using namespace kernels;
using checks::Random;

constexpr double kTolerance = 1e-6;
constexpr DType kAllTypes[] = {DType::F32,  DType::F16,  DType::BF16, DType::Q8_0,
                               DType::Q4_0, DType::Q4_1, DType::Q5_0, DType::Q5_1,
                               DType::Q4_K, DType::Q5_K, DType::Q6_K};

// Weights of random bits: every quant, sub-scale and sign occurs. Scales are made moderate, since
// random F16 numbers include infinity.
std::vector<std::byte> randomWeights(DType dtype, std::int64_t elements, Random& random)
{
    if (!isQuantised(dtype))
        return checks::encode(dtype, random.numbers(elements));
    const DTypeTraits traits = dtypeTraits(dtype);
    std::vector<std::byte> bytes(static_cast<std::size_t>(rowBytes(dtype, elements)));
    for (std::byte& byte : bytes)
        byte = static_cast<std::byte>(random.bits());
    const auto setHalf = [&](std::size_t at, float value) {
        const std::uint16_t half = f32ToF16(value);
        std::memcpy(bytes.data() + at, &half, sizeof half);
    };
    for (std::size_t b = 0; b < bytes.size(); b += static_cast<std::size_t>(traits.blockBytes)) {
        if (dtype == DType::Q6_K) {
            setHalf(b + 208, random.number());
        } else {
            setHalf(b, random.number());
            if (dtype != DType::Q8_0 && dtype != DType::Q4_0 && dtype != DType::Q5_0)
                setHalf(b + 2, random.number());
        }
    }
    return bytes;
}

// Weights and activations with the sums of one matrix product in double precision. The data lie two
// (weights) and four (activations) bytes off the alignment that an allocation has.
struct Case
{
    DType dtype;
    std::int64_t rows, cols, tokens;
    std::vector<std::byte> weightBytes;
    std::vector<float> weights; // dequantised
    std::vector<float> activations;

    Case(DType type, std::int64_t rowCount, std::int64_t colCount, std::int64_t tokenCount,
         const std::vector<std::byte>& encoded, const std::vector<float>& x)
        : dtype(type)
        , rows(rowCount)
        , cols(colCount)
        , tokens(tokenCount)
        , weightBytes(encoded.size() + shift())
        , weights(static_cast<std::size_t>(rows * cols))
        , activations(x.size() + 1)
    {
        std::copy(encoded.begin(), encoded.end(), weightBytes.begin() + shift());
        std::copy(x.begin(), x.end(), activations.begin() + 1);
        for (std::int64_t r = 0; r < rows; ++r)
            dequantiseRow(dtype, weight(rows).slice(r, 1).data, cols, weights.data() + r * cols);
    }

    static Case random(DType dtype, std::int64_t rows, std::int64_t cols, std::int64_t tokens,
                       std::uint64_t seed)
    {
        Random random(seed);
        const std::vector<std::byte> bytes = randomWeights(dtype, rows * cols, random);
        return {dtype, rows, cols, tokens, bytes, random.numbers(tokens * cols)};
    }

    int shift() const { return dtype == DType::F32 ? 4 : 2; }
    ConstTensorView weight(std::int64_t count) const
    {
        return {weightBytes.data() + shift(), dtype, count, cols};
    }
    ConstTensorView x(std::int64_t count) const
    {
        return {activations.data() + 1, DType::F32, count, cols};
    }
};

// The activations as this table rounds them, in double precision.
std::vector<double> roundedActivations(const cpu::KernelTable& table, const Case& c)
{
    constexpr std::int64_t kColumns = cpu::ActivationGroup::kColumns;
    std::vector<cpu::ActivationGroup> groups(
        static_cast<std::size_t>((c.cols + kColumns - 1) / kColumns));
    std::vector<double> result;
    for (std::int64_t t = 0; t < c.tokens; ++t) {
        table.matmul.quantiseRow({.x = c.x(c.tokens).f32() + t * c.cols,
                                  .first = 0,
                                  .count = c.cols,
                                  .cols = c.cols,
                                  .groups = groups.data()});
        for (std::int64_t i = 0; i < c.cols; ++i) {
            const cpu::ActivationGroup& group = groups[static_cast<std::size_t>(i / kColumns)];
            result.push_back(double{group.scales[i % kColumns / 32]} * group.quants[i % kColumns]);
        }
    }
    return result;
}

// (tokens, rows) sums of weights times x, and the unit that differences are measured in.
struct Wanted
{
    std::vector<double> sums;
    std::vector<double> units;

    Wanted(const Case& c, const std::vector<double>& x)
    {
        for (std::int64_t t = 0; t < c.tokens; ++t) {
            double magnitude = 0.0;
            for (std::int64_t i = 0; i < c.cols; ++i)
                magnitude += std::abs(x[static_cast<std::size_t>(t * c.cols + i)]);
            for (std::int64_t r = 0; r < c.rows; ++r) {
                const float* row = c.weights.data() + r * c.cols;
                const double* xRow = x.data() + t * c.cols;
                double sum = 0.0;
                float largest = 0.0f;
                for (std::int64_t i = 0; i < c.cols; ++i) {
                    sum += double{row[i]} * xRow[i];
                    largest = std::max(largest, std::abs(row[i]));
                }
                sums.push_back(sum);
                units.push_back(std::max(double{largest} * magnitude, 1e-30));
            }
        }
    }
};

// The product of the first `rows` rows and `tokens` tokens.
std::vector<float> product(cpu::CpuOps& ops, const Case& c, std::int64_t rows, std::int64_t tokens,
                           Precision precision)
{
    std::vector<float> out(static_cast<std::size_t>(tokens * rows), -1e30f);
    ops.matmul(checks::view(out, rows), c.x(tokens), c.weight(rows), precision);
    return out;
}

void expectProduct(checks::Context& context, int line, const std::string& what,
                   const std::vector<float>& out, const Wanted& wanted, const Case& c,
                   std::int64_t rows, std::int64_t tokens, double tolerance)
{
    std::vector<float> actual;
    std::vector<float> expected;
    for (std::int64_t t = 0; t < tokens; ++t)
        for (std::int64_t r = 0; r < rows; ++r) {
            const auto at = static_cast<std::size_t>(t * c.rows + r);
            const double unit = wanted.units[at];
            // The difference alone is compared, so that it is not rounded to F32 beside the sum.
            actual.push_back(static_cast<float>(
                (double{out[static_cast<std::size_t>(t * rows + r)]} - wanted.sums[at]) / unit));
            expected.push_back(0.0f);
        }
    const std::string text = what + " " + dtypeTraits(c.dtype).name + " rows "
                             + std::to_string(rows) + " cols " + std::to_string(c.cols) + " tokens "
                             + std::to_string(tokens);
    checks::expectNear(context, __FILE__, line, text.c_str(), actual, expected, tolerance);
}

struct Shape
{
    std::int64_t rows;
    std::int64_t tokens;
};

// Around every edge of tiles of 4, 6, 8, 16 and 32 rows or tokens.
std::vector<Shape> shapes()
{
    std::vector<Shape> result;
    for (const std::int64_t tokens : {1, 2, 3, 4, 5, 6, 7, 8, 9, 15, 16, 17, 31, 33, 64, 65})
        result.push_back({33, tokens});
    for (const std::int64_t rows : {1, 2, 3, 4, 5, 15, 16, 17, 31, 32, 47, 100})
        for (const std::int64_t tokens : {1, 5, 9})
            result.push_back({rows, tokens});
    return result;
}

std::vector<std::int64_t> columnsOf(DType dtype)
{
    switch (dtypeTraits(dtype).blockElements) {
    case 1:
        return {1, 7, 16, 33, 100, 256, 300, 523};
    case 32: // up to a part of a group, of two groups, and beyond the columns of a panel
        return {32, 64, 96, 256, 320, 544, 1056, 1248};
    default:
        return {256, 512, 768, 1280};
    }
}

constexpr std::int64_t kMostRows = 100;
constexpr std::int64_t kMostTokens = 65;

std::vector<double> asDoubles(ConstTensorView x) { return {x.f32(), x.f32() + x.rows * x.cols}; }

} // namespace

LEVIN_CHECK(matmulOfFullPrecisionEqualsReference)
{
    std::uint64_t seed = 0;
    for (const DType dtype : kAllTypes)
        for (const std::int64_t cols : columnsOf(dtype)) {
            const Case c = Case::random(dtype, kMostRows, cols, kMostTokens, ++seed);
            const Wanted wanted(c, asDoubles(c.x(c.tokens)));
            for (const cpu::KernelTable* table : cpu::availableKernels()) {
                cpu::CpuOps ops(1, *table);
                for (const auto [rows, tokens] : shapes())
                    expectProduct(context, __LINE__, table->name,
                                  product(ops, c, rows, tokens, Precision::Full), wanted, c, rows,
                                  tokens, kTolerance);
            }
        }
}

LEVIN_CHECK(matmulOfFastPrecisionEqualsSumsOverRoundedActivations)
{
    std::uint64_t seed = 100;
    for (const DType dtype : kAllTypes) {
        if (!isQuantised(dtype))
            continue;
        for (const std::int64_t cols : columnsOf(dtype)) {
            const Case c = Case::random(dtype, kMostRows, cols, kMostTokens, ++seed);
            for (const cpu::KernelTable* table : cpu::availableKernels()) {
                const Wanted wanted(c, roundedActivations(*table, c));
                cpu::CpuOps ops(1, *table);
                for (const auto [rows, tokens] : shapes())
                    expectProduct(context, __LINE__, table->name,
                                  product(ops, c, rows, tokens, Precision::Fast), wanted, c, rows,
                                  tokens, kTolerance);
            }
        }
    }
}

// Rounding moves an activation by at most half of 1/127 of its block's largest, so a sum of products
// with weights of at most w moves by at most w * sum of that; the unit's sum |x| is about half of
// the largest per activation here (uniform numbers).
LEVIN_CHECK(matmulOfFastPrecisionIsNearTheUnroundedProduct)
{
    for (const DType dtype : kAllTypes)
        for (const std::uint64_t seed : checks::kSeeds) {
            const Case c = Case::random(dtype, 40, 512, 9, seed);
            const Wanted wanted(c, asDoubles(c.x(c.tokens)));
            checks::forEachCpuOps([&](cpu::CpuOps& ops) {
                for (const std::int64_t tokens : {1, 9})
                    expectProduct(context, __LINE__, ops.name(),
                                  product(ops, c, c.rows, tokens, Precision::Fast), wanted, c,
                                  c.rows, tokens, isQuantised(dtype) ? 0.005 : kTolerance);
            });
        }
}

LEVIN_CHECK(matmulDoesNotDependOnTheNumberOfThreads)
{
    for (const cpu::KernelTable* table : cpu::availableKernels()) {
        cpu::CpuOps one(1, *table);
        cpu::CpuOps two(2, *table);
        cpu::CpuOps three(3, *table);
        for (const DType dtype : kAllTypes)
            for (const std::int64_t rows : {8, 100})
                for (const std::int64_t tokens : {1, 4, 65, 200}) {
                    const Case c = Case::random(dtype, rows, 256, tokens, 7);
                    for (const Precision precision : {Precision::Full, Precision::Fast}) {
                        const auto wanted = product(one, c, rows, tokens, precision);
                        EXPECT(product(two, c, rows, tokens, precision) == wanted);
                        EXPECT(product(three, c, rows, tokens, precision) == wanted);
                    }
                }
    }
}

// All bits set, only the top bits set (-128 in Q8_0), all clear, in turn by block, times activations
// that all round to 127 or -127: where 8-bit and 16-bit sums would saturate.
LEVIN_CHECK(matmulSurvivesExtremeWeightsAndActivations)
{
    constexpr std::int64_t kRows = 36;
    constexpr std::int64_t kCols = 512;
    constexpr std::int64_t kTokens = 10;
    constexpr int kPatterns[] = {0xff, 0x80, 0x7f, 0x00};
    // Sums of equal terms round the same way every time: chains of up to 256 of 2^-25 on average.
    constexpr double kEqualTermsTolerance = 8e-6;
    for (const DType dtype : kAllTypes) {
        if (!isQuantised(dtype))
            continue;
        Random random(11);
        std::vector<std::byte> bytes = randomWeights(dtype, kRows * kCols, random);
        const DTypeTraits traits = dtypeTraits(dtype);
        const auto blockBytes = static_cast<std::size_t>(traits.blockBytes);
        const bool scaleIsLast = dtype == DType::Q6_K;
        const std::size_t scales = blockBytes - static_cast<std::size_t>(traits.blockElements / 2)
                                   - (dtype == DType::Q8_0 ? 16 : 0);
        for (std::size_t b = 0; b < bytes.size() / blockBytes; ++b) {
            std::byte* block = bytes.data() + b * blockBytes;
            std::byte* quants = scaleIsLast ? block : block + std::min<std::size_t>(scales, 4);
            const std::size_t count =
                scaleIsLast ? blockBytes - 2 : blockBytes - std::min<std::size_t>(scales, 4);
            std::memset(quants, kPatterns[b % 4], count);
        }
        for (const float amplitude : {1.0f, 1e6f, 1e-6f}) {
            std::vector<float> x;
            for (std::int64_t t = 0; t < kTokens; ++t)
                for (std::int64_t i = 0; i < kCols; ++i)
                    x.push_back(t % 3 == 0   ? amplitude
                                : t % 3 == 1 ? -amplitude
                                : i % 2      ? amplitude
                                             : -amplitude);
            const Case c(dtype, kRows, kCols, kTokens, bytes, x);
            for (const cpu::KernelTable* table : cpu::availableKernels()) {
                const Wanted fast(c, roundedActivations(*table, c));
                const Wanted full(c, asDoubles(c.x(c.tokens)));
                cpu::CpuOps ops(1, *table);
                for (const std::int64_t tokens : {std::int64_t{1}, std::int64_t{4}, kTokens}) {
                    expectProduct(context, __LINE__, table->name,
                                  product(ops, c, kRows, tokens, Precision::Fast), fast, c, kRows,
                                  tokens, kTolerance);
                    expectProduct(context, __LINE__, table->name,
                                  product(ops, c, kRows, tokens, Precision::Full), full, c, kRows,
                                  tokens, kEqualTermsTolerance);
                }
            }
        }
    }
}

LEVIN_CHECK(matmulOfZeroActivationsIsZero)
{
    for (const DType dtype : kAllTypes) {
        Random random(5);
        const std::vector<std::byte> bytes = randomWeights(dtype, 33 * 256, random);
        const Case c(dtype, 33, 256, 7, bytes, std::vector<float>(7 * 256));
        checks::forEachCpuOps([&](cpu::CpuOps& ops) {
            for (const Precision precision : {Precision::Full, Precision::Fast})
                for (const std::int64_t tokens : {1, 7}) {
                    const auto out = product(ops, c, c.rows, tokens, precision);
                    EXPECT(std::all_of(out.begin(), out.end(), [](float v) { return v == 0.0f; }));
                }
        });
    }
}

// A NaN must be seen in the result, not vanish in the rounding to 8 bits.
LEVIN_CHECK(matmulShowsActivationsThatAreNotNumbers)
{
    Random random(6);
    const std::vector<std::byte> bytes = randomWeights(DType::Q8_0, 33 * 256, random);
    for (const float bad : {std::nanf(""), INFINITY, -INFINITY}) {
        std::vector<float> x = random.numbers(7 * 256);
        for (std::size_t t = 0; t < 7; ++t)
            x[t * 256 + 40 * t] = bad;
        const Case c(DType::Q8_0, 33, 256, 7, bytes, x);
        checks::forEachCpuOps([&](cpu::CpuOps& ops) {
            for (const std::int64_t tokens : {1, 7}) {
                const auto out = product(ops, c, c.rows, tokens, Precision::Fast);
                EXPECT(
                    std::none_of(out.begin(), out.end(), [](float v) { return std::isfinite(v); }));
            }
        });
    }
}

LEVIN_CHECK(activationsAreRoundedToTheNearestOf255Steps)
{
    constexpr std::int64_t kCols = 300; // the last block has 12 columns
    for (const cpu::KernelTable* table : cpu::availableKernels())
        for (const std::uint64_t seed : checks::kSeeds) {
            Random random(seed);
            std::vector<float> x = random.numbers(kCols, 1e4f);
            std::fill(x.begin() + 64, x.begin() + 96, 0.0f);
            std::fill(x.begin() + 96, x.begin() + 128, 1e-38f); // too small to matter: zero
            std::vector<cpu::ActivationGroup> groups(2);
            for (cpu::ActivationGroup& group : groups)
                std::memset(&group, 0x55, sizeof group);
            // In two calls, as the mixture of experts does.
            table->matmul.quantiseRow(
                {.x = x.data(), .first = 0, .count = 160, .cols = kCols, .groups = groups.data()});
            table->matmul.quantiseRow({.x = x.data() + 160,
                                       .first = 160,
                                       .count = kCols - 160,
                                       .cols = kCols,
                                       .groups = groups.data()});
            for (std::size_t block = 0; block < 16; ++block) {
                const cpu::ActivationGroup& group = groups[block / 8];
                const std::size_t b = block % 8;
                int sums[2] = {};
                for (std::size_t i = 0; i < 32; ++i) {
                    const std::size_t c = block * 32 + i;
                    const int quant = group.quants[b * 32 + i];
                    const float value = c < x.size() ? x[c] : 0.0f;
                    sums[i / 16] += quant;
                    EXPECT(std::abs(quant) <= 127);
                    // Half a step, and the rounding of the reciprocal.
                    EXPECT(std::abs(value - group.scales[b] * float(quant))
                           <= 0.50002f * group.scales[b] + 1e-30f);
                }
                EXPECT_EQ(group.negatedHalfSums[2 * b], -sums[0]);
                EXPECT_EQ(group.negatedHalfSums[2 * b + 1], -sums[1]);
                EXPECT_EQ(group.negatedSums[b], -sums[0] - sums[1]);
                EXPECT_EQ(group.scaledSums[b], group.scales[b] * float(sums[0] + sums[1]));
            }
            EXPECT_EQ(groups[0].scaledSums[2], 0.0f);
            EXPECT_EQ(groups[1].scales[7], 0.0f);
        }
}
