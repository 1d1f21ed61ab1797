#include "engine/sampler.h"
#include "tests/checks/check.h"

#include <limits>
#include <map>

namespace {

using engine::Sampler;
using engine::SamplingOptions;

constexpr float kInfinity = std::numeric_limits<float>::infinity();

SamplingOptions plain()
{
    SamplingOptions options;
    options.topP = 1.0f;
    return options;
}

// How often each id comes in 4,000 draws.
std::map<std::int32_t, int> histogram(const SamplingOptions& options, std::vector<float> logits,
                                      std::vector<std::int32_t> recent = {})
{
    Sampler sampler(options);
    std::map<std::int32_t, int> counts;
    for (int i = 0; i < 4000; ++i)
        ++counts[sampler.sample(logits, recent).id];
    return counts;
}

} // namespace

LEVIN_CHECK(samplerGreedyTakesTheLowestOfTheLargest)
{
    SamplingOptions options;
    options.temperature = 0.0f;
    Sampler sampler(options);
    EXPECT_EQ(sampler.sample(std::vector<float>{0.0f, 3.0f, 3.0f, -1.0f}, {}).id, 1);
    const float nan = std::numeric_limits<float>::quiet_NaN();
    EXPECT_EQ(sampler.sample(std::vector<float>{nan, -kInfinity, 2.0f}, {}).id, 2);
}

LEVIN_CHECK(samplerReportsTheModelsOwnProbability)
{
    SamplingOptions options;
    options.temperature = 0.0f;
    options.topK = 1;
    Sampler sampler(options);
    const engine::SampledToken token = sampler.sample(std::vector<float>{0.0f, 0.0f, 1.0f}, {});
    EXPECT_NEAR(std::vector<float>{token.probability}, std::vector<float>{0.576117f}, 1e-5);
}

LEVIN_CHECK(samplerFollowsTheDistribution)
{
    // Probabilities 0.5, 0.3, 0.2; 4,000 draws have a standard deviation below 32.
    const std::vector<float> logits = {std::log(0.5f), std::log(0.3f), std::log(0.2f), -kInfinity};
    auto counts = histogram(plain(), logits);
    EXPECT(std::abs(counts[0] - 2000) < 160);
    EXPECT(std::abs(counts[1] - 1200) < 160);
    EXPECT(std::abs(counts[2] - 800) < 160);
    EXPECT_EQ(counts[3], 0);

    // Temperature 0.5 squares them: 25, 9, 4 of 38.
    SamplingOptions cold = plain();
    cold.temperature = 0.5f;
    counts = histogram(cold, logits);
    EXPECT(std::abs(counts[0] - 2632) < 160);
    EXPECT(std::abs(counts[2] - 421) < 110);
}

LEVIN_CHECK(samplerCutsOffTheTail)
{
    std::vector<float> logits(1000, std::log(0.2f / 996.0f));
    logits[700] = std::log(0.4f);
    logits[10] = std::log(0.2f);
    logits[999] = std::log(0.15f);
    logits[500] = std::log(0.05f);

    SamplingOptions options = plain();
    options.topK = 2;
    EXPECT_EQ(histogram(options, logits).size(), 2u);
    options = plain();
    options.topP = 0.7f; // 0.4 + 0.2 + 0.15
    EXPECT_EQ(histogram(options, logits).size(), 3u);
    options.topP = 0.0f; // at least one stays
    EXPECT_EQ(histogram(options, logits).size(), 1u);
    options = plain();
    options.minP = 0.3f; // of 0.4: 0.12
    EXPECT_EQ(histogram(options, logits).size(), 3u);
    // A cut inside the long tail, where the order of equal logits is that of their ids.
    options = plain();
    options.topP = 0.9f;
    for (const auto& [id, count] : histogram(options, logits))
        EXPECT(id < 502 || id == 700 || id == 999);
}

LEVIN_CHECK(samplerIsReproducible)
{
    std::vector<float> logits(300);
    for (std::size_t i = 0; i < logits.size(); ++i)
        logits[i] = float(i % 17) * 0.3f;
    const auto draw = [&](std::uint64_t seed) {
        SamplingOptions options;
        options.seed = seed;
        Sampler sampler(options);
        std::vector<std::int32_t> ids;
        for (int i = 0; i < 50; ++i)
            ids.push_back(sampler.sample(logits, {}).id);
        return ids;
    };
    EXPECT(draw(7) == draw(7));
    EXPECT(draw(7) != draw(8));
}

LEVIN_CHECK(samplerPenalisesRecentTokensOnce)
{
    SamplingOptions options = plain();
    options.temperature = 0.0f;
    options.repetitionPenalty = 1.5f;
    options.penaltyWindow = 2;
    Sampler sampler(options);
    const std::vector<float> logits = {2.9f, 2.0f, -1.0f};
    EXPECT_EQ(sampler.sample(logits, {}).id, 0);
    const std::vector<std::int32_t> recent = {1, 0, 0};
    EXPECT_EQ(sampler.sample(logits, recent).id, 1); // 2.9 / 1.5 < 2.0; 1 is out of the window
    const std::vector<float> close = {3.2f, 2.0f, -1.0f};
    EXPECT_EQ(sampler.sample(close, recent).id, 0); // twice would be 1.42
    const std::vector<float> negative = {-1.0f, -1.2f, -9.0f};
    EXPECT_EQ(sampler.sample(negative, recent).id, 1); // -1.5 < -1.2
}

LEVIN_CHECK(samplerSurvivesHopelessLogits)
{
    Sampler sampler(SamplingOptions{});
    const float nan = std::numeric_limits<float>::quiet_NaN();
    EXPECT_EQ(sampler.sample(std::vector<float>(4, -kInfinity), {}).id, 0);
    EXPECT_EQ(sampler.sample(std::vector<float>(4, nan), {}).id, 0);
    EXPECT_EQ(sampler.sample(std::vector<float>{nan, 1.0f, nan}, {}).id, 1);
}

LEVIN_CHECK(samplerIsGreedyAtTemperaturesThatOverflow)
{
    const std::vector<float> logits = {1.0f, 30.0f, 29.0f};
    for (const float temperature : {1e-38f, 1e-7f, std::numeric_limits<float>::quiet_NaN()}) {
        SamplingOptions options;
        options.temperature = temperature;
        Sampler sampler(options);
        for (int i = 0; i < 5; ++i)
            EXPECT_EQ(sampler.sample(logits, {}).id, 1);
    }
}

LEVIN_CHECK(loopGuardEndsALongRunOfCertainTokens)
{
    engine::LoopGuard guard({3, 0.99f, 0});
    EXPECT(!guard.endsLoop(1, 0.995f));
    EXPECT(!guard.endsLoop(2, 0.995f));
    EXPECT(!guard.endsLoop(3, 0.5f)); // breaks the run
    EXPECT(!guard.endsLoop(4, 1.0f));
    EXPECT(!guard.endsLoop(5, 1.0f));
    EXPECT(guard.endsLoop(6, 1.0f));
    engine::LoopGuard off({0, 0.99f, 0});
    for (int i = 0; i < 10; ++i)
        EXPECT(!off.endsLoop(1, 1.0f));
}

LEVIN_CHECK(loopGuardEndsOneOrTwoTokensOverAndOver)
{
    for (const int period : {1, 2}) {
        engine::LoopGuard guard({0, 0.99f, 4});
        for (int i = 0; i < 5; ++i)
            EXPECT(!guard.endsLoop(i % period, 0.1f));
        EXPECT(guard.endsLoop(5 % period, 0.1f)); // the fourth that is the one before the last
    }
    engine::LoopGuard three({0, 0.99f, 4});
    for (int i = 0; i < 20; ++i)
        EXPECT(!three.endsLoop(i % 3, 0.1f)); // a table's rows may well be alike
}
