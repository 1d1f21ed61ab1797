#include "engine/model_config.h"

#include "kernels/check.h"

#include <algorithm>
#include <bit>
#include <cmath>

namespace engine {
namespace {

// 2^(-8/n), 2^(-16/n) ... 2^-8: the slopes of ALiBi (arXiv:2108.12409, section 3) for n heads.
double alibiSlope(int index, int series) { return std::exp2(-8.0 * (index + 1) / series); }

double slope(int head, int heads, SlopeSeries series)
{
    if (series == SlopeSeries::Geometric || std::has_single_bit(unsigned(heads)))
        return alibiSlope(head, heads);
    // ALiBi's own code: the series of the power of two below, then every second slope of the one
    // above.
    const int below = int(std::bit_floor(unsigned(heads)));
    return head < below ? alibiSlope(head, below) : alibiSlope(2 * (head - below), 2 * below);
}

} // namespace

int ModelConfig::countOf(LayerKind kind) const
{
    return int(std::count_if(layers.begin(), layers.end(),
                             [kind](const LayerConfig& layer) { return layer.kind == kind; }));
}

std::vector<float> decayRates(int heads, int layer, double divisor, SlopeSeries series)
{
    CHECK(heads > 0 && layer >= 0 && divisor > 0.0);
    // Slope and factor are rounded to F32 before they are multiplied, as in the published code.
    const auto factor = float(1.0 - layer / divisor + 1e-5);
    std::vector<float> rates;
    rates.reserve(std::size_t(heads));
    for (int head = 0; head < heads; ++head)
        rates.push_back(float(slope(head, heads, series)) * factor);
    return rates;
}

} // namespace engine
