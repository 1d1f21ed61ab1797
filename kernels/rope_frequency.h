// The angle per position of one rotated pair of channels.

#pragma once

#include <cmath>

namespace kernels {

// theta^(-2 pair / rotaryDim), every step rounded to F32 in the order of the reference
// implementation (exponent, power, reciprocal): at a million positions the last bit counts.
inline float ropeFrequency(float theta, int pair, int rotaryDim)
{
    const float exponent = static_cast<float>(2 * pair) / static_cast<float>(rotaryDim);
    return 1.0f / std::pow(theta, exponent);
}

} // namespace kernels
