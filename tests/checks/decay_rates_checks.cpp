// The decay rates of lightning layers against numbers published or worked out by hand.

#include "engine/model_config.h"
#include "tests/checks/check.h"

using engine::decayRates;
using engine::SlopeSeries;

LEVIN_CHECK(decayRatesAreThoseOfMiniMaxM1)
{
    const std::vector<float> first = decayRates(64, 0, 79.0);
    REQUIRE(first.size() == 64);
    // Decay per token, exp(-rate); wanted to the five digits that are written here.
    EXPECT_NEAR(std::vector<float>({std::exp(-first[0]), std::exp(-first[63])}),
                std::vector<float>({0.39971f, 0.99610f}), 5e-6);
    const std::vector<float> last = decayRates(64, 78, 79.0);
    EXPECT_NEAR(std::vector<float>({std::exp(-last[0])}), std::vector<float>({0.98845f}), 5e-6);
}

LEVIN_CHECK(slopesOfOddHeadCountsFollowALiBi)
{
    // Six heads: the four slopes of four heads, then the first and third of eight.
    const float factor = 1.0f + 1e-5f;
    EXPECT_CLOSE(decayRates(6, 0, 4.0),
                 std::vector<float>({0.25f * factor, 0.0625f * factor, 0.015625f * factor,
                                     0.00390625f * factor, 0.5f * factor, 0.125f * factor}),
                 1e-7); // one rounding to F32
}

LEVIN_CHECK(geometricSlopesNeedNoPowerOfTwo)
{
    std::vector<float> wanted;
    for (int head = 0; head < 6; ++head)
        wanted.push_back(float(std::pow(2.0, -8.0 * (head + 1) / 6.0) * (0.5 + 1e-5)));
    EXPECT_CLOSE(decayRates(6, 2, 4.0, SlopeSeries::Geometric), wanted, 2e-7); // two roundings
    EXPECT(decayRates(8, 1, 4.0, SlopeSeries::Geometric) == decayRates(8, 1, 4.0));
}
