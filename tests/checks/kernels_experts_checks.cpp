// The mixture of experts of every table against ReferenceOps.

#include "tests/checks/check.h"
#include "tests/checks/kernels_support.h"
#include "tests/support/quantise.h"

#include <algorithm>
#include <cmath>

namespace {

using namespace kernels;
using checks::Random;

// F32 sums of up to 256 terms in two layers, and e^x within 2 units in the last place.
constexpr double kFullTolerance = 1e-5;
// Rounding to 8 bits in steps of 1/127 of a block's largest is off by 1/127 / sqrt(12) of it on
// average: 0.4 % of uniform numbers, which gate and up both feel, and 0.9 % of silu(gate) * up, whose
// largest are four times the typical. Together 1.1 % of the result's root mean square; a single
// result among thousands may be off by ten times that.
constexpr double kFastTolerance = 0.1;
constexpr double kFastMeanTolerance = 0.02;

double meanSquare(const std::vector<float>& values)
{
    double sum = 0.0;
    for (const float value : values)
        sum += double{value} * value;
    return sum / static_cast<double>(values.size());
}

struct Formats
{
    DType gate;
    DType up;
    DType down;
};

// Random experts and a random choice among them.
struct Mixture
{
    std::int64_t tokens;
    int topK;
    std::vector<float> x;
    std::vector<std::int32_t> chosen;
    std::vector<float> weights;
    std::vector<std::vector<std::byte>> encoded;
    std::vector<ExpertWeights> experts;
    std::int64_t hidden;

    Mixture(Formats formats, std::int64_t hiddenSize, std::int64_t ff, int count, int k,
            std::int64_t tokenCount, std::uint64_t seed)
        : tokens(tokenCount)
        , topK(k)
        , hidden(hiddenSize)
    {
        Random random(seed);
        x = random.numbers(tokens * hidden);
        const auto makeMatrix = [&](DType dtype, std::int64_t rows, std::int64_t cols) {
            // Three times the inverse root of the columns keeps activations near one.
            const float scale = 3.0f / std::sqrt(static_cast<float>(cols));
            encoded.push_back(checks::encode(dtype, random.numbers(rows * cols, scale)));
            return ConstTensorView{encoded.back().data(), dtype, rows, cols};
        };
        for (int e = 0; e < count; ++e)
            experts.push_back({makeMatrix(formats.gate, ff, hidden),
                               makeMatrix(formats.up, ff, hidden),
                               makeMatrix(formats.down, hidden, ff)});
        for (std::int64_t t = 0; t < tokens; ++t)
            for (int slot = 0; slot < topK; ++slot) {
                // Distinct experts per token, the lower ones more often.
                std::int32_t expert = 0;
                do
                    expert = static_cast<std::int32_t>(random.below(random.below(count) + 1));
                while (std::find(chosen.end() - slot, chosen.end(), expert) != chosen.end());
                chosen.push_back(expert);
                weights.push_back(random.number());
            }
    }

    std::vector<float> run(Ops& ops, Precision precision) const
    {
        std::vector<float> out(x.size(), 1e30f);
        ops.mixtureOfExperts({.x = checks::view(x, hidden),
                              .out = checks::view(out, hidden),
                              .chosen = chosen.data(),
                              .weights = weights.data(),
                              .experts = experts,
                              .topK = topK,
                              .precision = precision});
        return out;
    }
};

void expectLikeReference(checks::Context& context, const Mixture& mixture)
{
    ReferenceOps reference;
    const std::vector<float> wanted = mixture.run(reference, Precision::Full);
    for (const cpu::KernelTable* table : cpu::availableKernels()) {
        cpu::CpuOps one(1, *table);
        cpu::CpuOps two(2, *table);
        cpu::CpuOps three(3, *table);
        for (const Precision precision : {Precision::Full, Precision::Fast}) {
            const std::vector<float> out = mixture.run(one, precision);
            if (precision == Precision::Full) {
                EXPECT_CLOSE(out, wanted, kFullTolerance);
            } else {
                EXPECT_CLOSE(out, wanted, kFastTolerance);
                std::vector<float> difference = out;
                for (std::size_t i = 0; i < out.size(); ++i)
                    difference[i] -= wanted[i];
                EXPECT(std::sqrt(meanSquare(difference) / meanSquare(wanted)) < kFastMeanTolerance);
            }
            EXPECT(mixture.run(two, precision) == out);
            EXPECT(mixture.run(three, precision) == out);
        }
    }
}

constexpr Formats same(DType dtype) { return {dtype, dtype, dtype}; }

} // namespace

LEVIN_CHECK(expertsOfEveryFormatEqualReference)
{
    for (const DType dtype :
         {DType::F32, DType::F16, DType::BF16, DType::Q8_0, DType::Q4_0, DType::Q4_1, DType::Q5_0,
          DType::Q5_1, DType::Q4_K, DType::Q5_K, DType::Q6_K})
        for (const std::int64_t tokens : {1, 7})
            expectLikeReference(context, {same(dtype), 256, 256, 4, 2, tokens, 21});
}

LEVIN_CHECK(expertsOfManyShapesEqualReference)
{
    for (const std::uint64_t seed : checks::kSeeds) {
        for (const std::int64_t tokens : {1, 2, 3, 4, 5, 16, 33, 70})
            expectLikeReference(context, {same(DType::Q8_0), 96, 160, 5, 2, tokens, seed});
        for (const int topK : {1, 3, 6})
            expectLikeReference(context, {same(DType::Q4_0), 64, 96, 6, topK, 11, seed});
        // Columns that fill neither vectors nor blocks.
        for (const std::int64_t tokens : {1, 9})
            expectLikeReference(context, {same(DType::F32), 33, 71, 3, 2, tokens, seed});
    }
}

LEVIN_CHECK(expertsMayMixFormats)
{
    for (const std::int64_t tokens : {1, 12}) {
        expectLikeReference(context,
                            {{DType::Q4_K, DType::Q8_0, DType::Q6_K}, 256, 256, 3, 2, tokens, 4});
        expectLikeReference(context,
                            {{DType::Q8_0, DType::F16, DType::BF16}, 64, 96, 3, 2, tokens, 5});
        expectLikeReference(context,
                            {{DType::F32, DType::F32, DType::Q5_1}, 64, 96, 3, 2, tokens, 6});
    }
}

// More tokens than a tile holds, all on one of the experts.
LEVIN_CHECK(expertsTakeMoreTokensThanATile)
{
    Mixture mixture(same(DType::Q8_0), 32, 64, 3, 1, 1100, 8);
    std::fill(mixture.chosen.begin(), mixture.chosen.end(), 1);
    expectLikeReference(context, mixture);
}

// Scratch that a larger mixture left behind must not show in a smaller one.
LEVIN_CHECK(expertsForgetEarlierCalls)
{
    const Mixture large(same(DType::Q8_0), 128, 320, 4, 2, 40, 9);
    const Mixture small(same(DType::Q8_0), 64, 96, 4, 2, 5, 10);
    for (const cpu::KernelTable* table : cpu::availableKernels()) {
        cpu::CpuOps fresh(1, *table);
        cpu::CpuOps used(1, *table);
        large.run(used, Precision::Fast);
        EXPECT(small.run(used, Precision::Fast) == small.run(fresh, Precision::Fast));
    }
}
