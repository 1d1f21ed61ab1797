// Linear attention of CpuOps against the reference, in both forms and in any chunks.

#include "tests/checks/check.h"
#include "tests/checks/kernels_support.h"

#include <algorithm>

namespace {

using checks::forEachCpuOps;
using checks::Random;
using kernels::LinearAttention;
using kernels::cpu::CpuOps;
using Form = LinearAttention::Form;

// The inputs of a call and, after run(), its results.
struct Problem
{
    int tokens;
    int heads;
    int dim;
    std::vector<float> qkv;
    std::vector<float> rates;
    std::vector<float> state;
    std::vector<float> out = {};

    Problem(std::uint64_t seed, int tokenCount, int headCount, int dimension)
        : tokens(tokenCount)
        , heads(headCount)
        , dim(dimension)
    {
        Random random(seed);
        qkv = random.numbers(std::int64_t{tokens} * heads * 3 * dim);
        state = random.numbers(std::int64_t{heads} * dim * dim);
        // From no decay to one that exp(rate * 64) of a careless mask overflows with.
        for (int h = 0; h < heads; ++h)
            rates.push_back(heads == 1 ? 0.01f : 1.5f * static_cast<float>(h) / (heads - 1));
        out.resize(qkv.size() / 3);
    }

    // Tokens from `first` on; the state goes on from where it is.
    LinearAttention part(int first, int count, Form form)
    {
        const std::int64_t width = std::int64_t{heads} * dim;
        return {qkv.data() + first * 3 * width,
                rates.data(),
                state.data(),
                state.data(),
                out.data() + first * width,
                count,
                heads,
                dim,
                form};
    }
    Problem& run(kernels::Ops& ops, Form form)
    {
        ops.linearAttention(part(0, tokens, form));
        return *this;
    }
};

// Sums of dim products and of as many tokens as the decay keeps, in F32; terms of both signs, so
// errors are relative to the root mean square (EXPECT_CLOSE).
constexpr double kTolerance = 2e-5;

} // namespace

LEVIN_CHECK(linearAttentionEqualsReference)
{
    kernels::ReferenceOps reference;
    const int sizes[][3] = {
        // tokens, heads, dim: around the register tile (6), the panel (16), the block (64)
        {1, 1, 16},   {2, 3, 32},    {5, 2, 48},  {7, 1, 128},  {15, 2, 64},  {16, 1, 80},
        {17, 3, 16},  {63, 2, 128},  {64, 1, 32}, {65, 2, 64},  {127, 1, 48}, {128, 2, 16},
        {130, 5, 32}, {200, 1, 128}, {1, 8, 128}, {70, 2, 112},
    };
    for (const auto& [tokens, heads, dim] : sizes) {
        for (const std::uint64_t seed : checks::kSeeds) {
            Problem wanted(seed, tokens, heads, dim);
            wanted.run(reference, Form::Recurrent);
            forEachCpuOps([&](CpuOps& ops) {
                for (const Form form : {Form::Automatic, Form::Recurrent, Form::Block}) {
                    Problem actual(seed, tokens, heads, dim);
                    actual.run(ops, form);
                    EXPECT_CLOSE(actual.out, wanted.out, kTolerance);
                    EXPECT_CLOSE(actual.state, wanted.state, kTolerance);
                }
            });
        }
    }
}

LEVIN_CHECK(linearAttentionLeavesStateInAlone)
{
    forEachCpuOps([&](CpuOps& ops) {
        for (const Form form : {Form::Recurrent, Form::Block}) {
            for (const int tokens : {1, 65}) {
                Problem inPlace(4, tokens, 2, 32);
                Problem apart(4, tokens, 2, 32);
                const std::vector<float> before = apart.state;
                std::vector<float> stateOut(before.size(), -1.0f);
                LinearAttention attention = apart.part(0, tokens, form);
                attention.stateOut = stateOut.data();
                ops.linearAttention(attention);
                inPlace.run(ops, form);
                EXPECT(apart.state == before);
                EXPECT(stateOut == inPlace.state);
                EXPECT(apart.out == inPlace.out);
            }
        }
    });
}

// Four statements of the same mathematics over a long text.
LEVIN_CHECK(linearAttentionFormsAgreeOver4096Tokens)
{
    constexpr int kTokens = 4096;
    constexpr int kHeads = 2;
    constexpr int kDim = 32;
    // The contract of the engine: relative 1e-4 between any two forms.
    constexpr double kContract = 1e-4;
    const Problem fresh(7, kTokens, kHeads, kDim);
    kernels::ReferenceOps reference;

    Problem quadratic = fresh;
    quadratic.rates = {0.002f, 0.6f};
    kernels::referenceQuadraticLinearAttention(quadratic.part(0, kTokens, Form::Automatic));

    Problem recurrent = fresh;
    recurrent.rates = quadratic.rates;
    recurrent.run(reference, Form::Recurrent);
    EXPECT_CLOSE(recurrent.out, quadratic.out, 1e-6); // both in double, rounded once

    Problem block = fresh;
    block.rates = quadratic.rates;
    block.run(reference, Form::Block);
    EXPECT_CLOSE(block.out, quadratic.out, 1e-6);
    EXPECT_CLOSE(block.state, recurrent.state, 1e-6);

    forEachCpuOps([&](CpuOps& ops) {
        for (const Form form : {Form::Recurrent, Form::Block}) {
            Problem actual = fresh;
            actual.rates = quadratic.rates;
            actual.run(ops, form);
            EXPECT_CLOSE(actual.out, quadratic.out, kContract);
            EXPECT_CLOSE(actual.state, recurrent.state, kContract);
        }
        for (const int chunk : {1000, 97, 64, 1, 2048}) {
            if (chunk == 1 && ops.threads() == 3)
                continue; // the same work 4096 times over
            Problem actual = fresh;
            actual.rates = quadratic.rates;
            for (int first = 0; first < kTokens; first += chunk)
                ops.linearAttention(
                    actual.part(first, std::min(chunk, kTokens - first), Form::Automatic));
            EXPECT_CLOSE(actual.out, quadratic.out, kContract);
            EXPECT_CLOSE(actual.state, recurrent.state, kContract);
        }
    });
}
