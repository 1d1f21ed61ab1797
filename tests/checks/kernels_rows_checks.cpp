// Norms, sums, activations, rotation and routing of CpuOps against the reference.

#include "tests/checks/check.h"
#include "tests/checks/kernels_support.h"

#include <limits>

namespace {

using checks::forEachCpuOps;
using checks::Random;
using checks::view;
using kernels::cpu::CpuOps;

// Around the lanes of every table (4, 8, 16), four of them (the sums in flight), and odd.
constexpr std::int64_t kCols[] = {1, 3, 4, 15, 16, 17, 31, 33, 63, 64, 65, 257, 1024};

// A few roundings of F32 (2^-24 each) per element, and sums of up to 1024 terms whose rounding
// errors average out.
constexpr double kTolerance = 2e-6;

} // namespace

LEVIN_CHECK(rmsNormEqualsReference)
{
    kernels::ReferenceOps reference;
    forEachCpuOps([&](CpuOps& ops) {
        for (const std::uint64_t seed : checks::kSeeds) {
            for (const std::int64_t cols : kCols) {
                Random random(seed);
                const std::int64_t rows = seed == 1 ? 1 : 37;
                // One element of padding in front misaligns everything.
                const std::vector<float> padded = random.numbers(rows * cols + 1, 3.0f);
                const kernels::ConstTensorView x{padded.data() + 1, kernels::DType::F32, rows,
                                                 cols};
                const std::vector<float> weight = random.numbers(cols);
                std::vector<float> wanted(static_cast<std::size_t>(rows * cols));
                std::vector<float> actual = wanted;
                reference.rmsNorm(view(wanted, cols), x, view(weight, cols), 1e-5f);
                ops.rmsNorm(view(actual, cols), x, view(weight, cols), 1e-5f);
                EXPECT_CLOSE(actual, wanted, kTolerance);

                std::vector<float> inPlace(padded.begin() + 1, padded.end());
                ops.rmsNorm(view(inPlace, cols), view(inPlace, cols), view(weight, cols), 1e-5f);
                EXPECT(inPlace == actual);
            }
        }
    });
}

LEVIN_CHECK(gatedRmsNormEqualsReference)
{
    kernels::ReferenceOps reference;
    forEachCpuOps([&](CpuOps& ops) {
        for (const std::uint64_t seed : checks::kSeeds) {
            for (const std::int64_t cols : kCols) {
                Random random(seed);
                const std::int64_t rows = 23;
                std::vector<float> wanted = random.numbers(rows * cols);
                std::vector<float> actual = wanted;
                const std::vector<float> gate = random.numbers(rows * cols, 12.0f);
                const std::vector<float> weight = random.numbers(cols);
                reference.gatedRmsNorm(view(wanted, cols), view(gate, cols), view(weight, cols),
                                       1e-6f);
                ops.gatedRmsNorm(view(actual, cols), view(gate, cols), view(weight, cols), 1e-6f);
                EXPECT_CLOSE(actual, wanted, kTolerance);
            }
        }
    });
}

LEVIN_CHECK(scaledAddAndSiluEqualReference)
{
    kernels::ReferenceOps reference;
    forEachCpuOps([&](CpuOps& ops) {
        for (const std::uint64_t seed : checks::kSeeds) {
            for (const std::int64_t cols : kCols) {
                Random random(seed);
                const std::int64_t rows = 41;
                const std::vector<float> a = random.numbers(rows * cols);
                const std::vector<float> b = random.numbers(rows * cols, 15.0f);
                std::vector<float> wanted = a;
                std::vector<float> actual = a;
                reference.scaledAdd(view(wanted, cols), view(a, cols), 3.5f, view(b, cols), -0.75f);
                ops.scaledAdd(view(actual, cols), view(actual, cols), 3.5f, view(b, cols), -0.75f);
                EXPECT_CLOSE(actual, wanted, kTolerance);

                wanted = b;
                actual = b;
                reference.silu(view(wanted, cols));
                ops.silu(view(actual, cols));
                EXPECT_CLOSE(actual, wanted, kTolerance);
            }
        }
    });
}

LEVIN_CHECK(siluIsFiniteAtTheEnds)
{
    forEachCpuOps([&](CpuOps& ops) {
        std::vector<float> x = {-std::numeric_limits<float>::max(),
                                -200.0f,
                                -100.0f,
                                -88.5f,
                                -88.0f,
                                -0.0f,
                                88.0f,
                                88.5f,
                                100.0f,
                                1e30f,
                                std::numeric_limits<float>::max()};
        const std::vector<float> wanted = {
            0, 0, 0, 0, 0, 0, 88.0f, 88.5f, 100.0f, 1e30f, std::numeric_limits<float>::max()};
        ops.silu(view(x, static_cast<std::int64_t>(x.size())));
        // The true values below -88 are smaller than 1e-36.
        EXPECT_NEAR(x, wanted, 1e-30);
        std::vector<float> nan = {std::numeric_limits<float>::quiet_NaN()};
        ops.silu(view(nan, 1));
        EXPECT(std::isnan(nan[0]));
    });
}

LEVIN_CHECK(ropeEqualsReferenceFarOut)
{
    kernels::ReferenceOps reference;
    forEachCpuOps([&](CpuOps& ops) {
        for (const std::uint64_t seed : checks::kSeeds) {
            for (const int rotaryDim : {2, 16, 30, 64, 128}) {
                for (const std::int64_t start : {0, 255, 1000000}) {
                    Random random(seed);
                    const int heads = 3;
                    const int headDim = 128;
                    const int tokens = 67;
                    std::vector<float> wanted = random.numbers(tokens * heads * headDim);
                    std::vector<float> actual = wanted;
                    kernels::Rope rope{wanted.data(), start,     tokens, heads,
                                       headDim,       rotaryDim, 1e7f};
                    reference.rope(rope);
                    rope.x = actual.data();
                    ops.rope(rope);
                    // Both take the same F32 cosines and sines; two products and a sum remain.
                    EXPECT_CLOSE(actual, wanted, kTolerance);
                }
            }
        }
    });
}

LEVIN_CHECK(routeEqualsReference)
{
    kernels::ReferenceOps reference;
    forEachCpuOps([&](CpuOps& ops) {
        for (const std::uint64_t seed : checks::kSeeds) {
            for (const std::int64_t experts : {1, 2, 6, 8, 32, 256}) {
                for (const int topK : {1, 2, 3, 8}) {
                    if (topK > experts)
                        continue;
                    Random random(seed);
                    const std::int64_t tokens = 300;
                    std::vector<float> logits = random.numbers(tokens * experts, 4.0f);
                    // A token in three has equal logits here and there.
                    for (std::int64_t i = 0; i < tokens * experts; i += 3)
                        logits[static_cast<std::size_t>(i)] = 1.0f;
                    const std::size_t slots = static_cast<std::size_t>(tokens * topK);
                    std::vector<std::int32_t> wantedChosen(slots), actualChosen(slots);
                    std::vector<float> wanted(slots), actual(slots);
                    reference.route(wantedChosen, wanted, view(logits, experts), topK);
                    ops.route(actualChosen, actual, view(logits, experts), topK);
                    EXPECT(actualChosen == wantedChosen);
                    EXPECT_CLOSE(actual, wanted, kTolerance);
                }
            }
        }
    });
}

LEVIN_CHECK(routeTakesTheLowerIndexOfEqualLogits)
{
    const std::vector<float> logits = {0.5f, 2.0f, 0.5f, 2.0f, 2.0f};
    kernels::ReferenceOps reference;
    forEachCpuOps([&](CpuOps& cpu) {
        for (kernels::Ops* ops :
             {static_cast<kernels::Ops*>(&reference), static_cast<kernels::Ops*>(&cpu)}) {
            std::vector<std::int32_t> chosen(2);
            std::vector<float> weights(2);
            ops->route(chosen, weights, view(logits, 5), 2);
            EXPECT_EQ(chosen[0], 1);
            EXPECT_EQ(chosen[1], 3);
            EXPECT_NEAR(weights, std::vector<float>({0.5f, 0.5f}), 0.0);
        }
    });
}
