// The harness itself must be able to fail.

#include "tests/checks/check.h"

#include <limits>

namespace {

using checks::Context;

const std::vector<float> kWanted = {1.0f, 0.0f, -2.0f};

void equalValues(Context& context) { EXPECT_EQ(std::string("a"), "a"); }
void unequalValues(Context& context) { EXPECT_EQ(1, 2); }
void exact(Context& context) { EXPECT_NEAR(kWanted, kWanted, 0.0); }
void within(Context& context)
{
    EXPECT_NEAR(std::vector<float>({1.0f, 0.1f, -2.0f}), kWanted, 0.11);
}
void outside(Context& context)
{
    EXPECT_NEAR(std::vector<float>({1.0f, 0.1f, -2.0f}), kWanted, 0.09);
}
void shorter(Context& context) { EXPECT_CLOSE(std::vector<float>({1.0f, 0.0f}), kWanted, 10.0); }
void notANumber(Context& context)
{
    EXPECT_CLOSE(std::vector<float>({1.0f, std::numeric_limits<float>::quiet_NaN(), -2.0f}),
                 kWanted, 10.0);
}

bool fails(void (*function)(Context&)) { return checks::run({"", __FILE__, function}).failed(); }

} // namespace

LEVIN_CHECK(harnessReportsWhatDiffers)
{
    EXPECT(!fails(equalValues));
    EXPECT(!fails(exact));
    EXPECT(!fails(within));
    EXPECT(fails(unequalValues));
    EXPECT(fails(outside));
    EXPECT(fails(shorter));
    EXPECT(fails(notANumber));
}
