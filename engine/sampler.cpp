#include "engine/sampler.h"

#include "kernels/check.h"

#include <algorithm>
#include <cmath>

namespace engine {
namespace {

constexpr float kLeastTemperature = 1e-6f;

// The lowest id of the largest logit. A NaN is never chosen unless all are NaN.
std::int32_t argmax(std::span<const float> logits)
{
    std::size_t best = 0;
    for (std::size_t i = 1; i < logits.size(); ++i)
        if (logits[i] > logits[best] || (std::isnan(logits[best]) && !std::isnan(logits[i])))
            best = i;
    return std::int32_t(best);
}

float probabilityOf(std::span<const float> logits, std::int32_t id)
{
    const float largest = logits[std::size_t(argmax(logits))];
    double sum = 0.0;
    for (const float logit : logits)
        sum += std::exp(double(logit) - double(largest));
    return float(std::exp(double(logits[std::size_t(id)]) - double(largest)) / sum);
}

} // namespace

Sampler::Sampler(const SamplingOptions& options) : m_options(options), m_random(options.seed) {}

SampledToken Sampler::sample(std::span<const float> logits, std::span<const std::int32_t> recent)
{
    CHECK(!logits.empty());
    m_logits.assign(logits.begin(), logits.end());
    penalise(recent);
    // Below it logits would overflow when they are divided; NaN is not above it.
    const bool isGreedy = !(m_options.temperature > kLeastTemperature);
    const std::int32_t id = isGreedy ? argmax(m_logits) : draw();
    return {id, probabilityOf(logits, id)};
}

// As in CTRL (arXiv:1909.05858, section 4.1): a positive logit is divided, a negative multiplied.
void Sampler::penalise(std::span<const std::int32_t> recent)
{
    if (m_options.repetitionPenalty == 1.0f)
        return;
    const auto window = std::min(recent.size(), std::size_t(std::max(0, m_options.penaltyWindow)));
    std::vector<std::int32_t> ids(recent.end() - std::ptrdiff_t(window), recent.end());
    std::sort(ids.begin(), ids.end());
    ids.erase(std::unique(ids.begin(), ids.end()), ids.end()); // once, however often it occurred
    for (const std::int32_t id : ids) {
        float& logit = m_logits[std::size_t(id)];
        logit = logit > 0.0f ? logit / m_options.repetitionPenalty
                             : logit * m_options.repetitionPenalty;
    }
}

// Temperature first, then top-k, top-p and min-p of the tempered distribution, the order of the
// published generation code.
std::int32_t Sampler::draw()
{
    const auto isBetter = [](const Candidate& a, const Candidate& b) {
        return a.logit > b.logit || (a.logit == b.logit && a.id < b.id);
    };
    m_candidates.clear();
    for (std::size_t i = 0; i < m_logits.size(); ++i)
        if (m_logits[i] > -std::numeric_limits<float>::infinity()) // false for NaN too
            m_candidates.push_back({m_logits[i] / m_options.temperature, std::int32_t(i)});
    if (m_candidates.empty())
        return argmax(m_logits);

    float largest = m_candidates.front().logit;
    for (const Candidate& candidate : m_candidates)
        largest = std::max(largest, candidate.logit);
    double total = 0.0; // of the weights exp(logit - largest) that take part
    for (const Candidate& candidate : m_candidates)
        total += std::exp(double(candidate.logit) - double(largest));

    std::size_t kept = m_candidates.size();
    std::size_t sorted = 0; // the first `sorted` candidates are the best ones, in order
    const auto sortTo = [&](std::size_t count) {
        count = std::min(count, m_candidates.size());
        if (count > sorted)
            std::partial_sort(m_candidates.begin() + std::ptrdiff_t(sorted),
                              m_candidates.begin() + std::ptrdiff_t(count), m_candidates.end(),
                              isBetter);
        sorted = std::max(sorted, count);
    };
    const auto weight = [&](std::size_t i) {
        return std::exp(double(m_candidates[i].logit) - double(largest));
    };

    if (m_options.topK > 0 && std::size_t(m_options.topK) < kept) {
        kept = std::size_t(m_options.topK);
        sortTo(kept);
        total = 0.0;
        for (std::size_t i = 0; i < kept; ++i)
            total += weight(i);
    }
    if (m_options.topP < 1.0f) {
        // Few candidates usually hold the mass, so they are sorted a growing part at a time.
        double sum = 0.0;
        std::size_t i = 0;
        for (; i < kept && sum < double(m_options.topP) * total; ++i) {
            if (i >= sorted)
                sortTo(std::max<std::size_t>(256, 4 * sorted));
            sum += weight(i);
        }
        kept = std::max<std::size_t>(1, i);
        sortTo(kept);
    }
    m_weights.clear();
    double sum = 0.0;
    for (std::size_t i = 0; i < kept; ++i) {
        const double w = weight(i);
        m_weights.push_back(w >= double(m_options.minP) ? w : 0.0); // the largest weight is 1
        sum += m_weights.back();
    }

    double target = uniform() * sum;
    std::size_t chosen = 0;
    for (std::size_t i = 0; i < kept; ++i) {
        if (m_weights[i] == 0.0)
            continue;
        chosen = i; // the last one with a weight, should rounding leave a rest
        target -= m_weights[i];
        if (target < 0.0)
            break;
    }
    return m_candidates[chosen].id;
}

// std::uniform_real_distribution may differ between libraries; the top 53 bits do not.
double Sampler::uniform() { return double(m_random() >> 11) * 0x1.0p-53; }

} // namespace engine
