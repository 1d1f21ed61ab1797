// Sampler: picks the next token from the logits, reproducibly: the same options, seed and logits
// give the same tokens on every machine.

#pragma once

#include <cstdint>
#include <random>
#include <span>
#include <utility>
#include <vector>

namespace engine {

struct SamplingOptions
{
    float temperature = 1.0f;       // 0: greedy, the token with the largest logit
    int topK = 0;                   // keep the k most probable; 0: all
    float topP = 0.95f;             // keep the most probable whose sum reaches p; 1: all
    float minP = 0.0f;              // keep those with at least minP times the largest probability
    float repetitionPenalty = 1.0f; // > 1 makes tokens of the last penaltyWindow tokens less likely
    int penaltyWindow = 256;
    std::uint64_t seed = 0;
};

struct SampledToken
{
    std::int32_t id = 0;
    float probability = 0.0f; // under the model itself: temperature 1, nothing cut off
};

class Sampler
{
public:
    explicit Sampler(const SamplingOptions& options);

    // `recent`: the tokens so far, of which the last penaltyWindow are looked at.
    SampledToken sample(std::span<const float> logits, std::span<const std::int32_t> recent);

private:
    struct Candidate
    {
        float logit;
        std::int32_t id;
    };

    void penalise(std::span<const std::int32_t> recent);
    std::int32_t draw();
    double uniform(); // [0, 1)

    SamplingOptions m_options;
    std::mt19937_64 m_random;
    std::vector<float> m_logits;
    std::vector<Candidate> m_candidates;
    std::vector<double> m_weights;
};

// Ends a degenerate loop: MiniMax-M1's (arXiv:2506.13585, section 3.2: generation stops when 3,000
// tokens in a row each have a probability above 0.99), and one token or two in turn, over and over,
// which a small model may write with a lower probability each, until the context is full.
struct LoopRule
{
    int tokens = 3000; // 0 switches the rule off
    float probability = 0.99f;
    int repeated = 512; // tokens in a row that are the one before the last; 0 switches the rule off
};

class LoopGuard
{
public:
    explicit LoopGuard(const LoopRule& rule) : m_rule(rule) {}

    // True when the token completes a run that is long enough.
    bool endsLoop(std::int32_t token, float probability)
    {
        m_certain = probability > m_rule.probability ? m_certain + 1 : 0;
        m_repeated = token == m_lastButOne ? m_repeated + 1 : 0;
        m_lastButOne = std::exchange(m_last, token);
        return (m_rule.tokens > 0 && m_certain >= m_rule.tokens)
               || (m_rule.repeated > 0 && m_repeated >= m_rule.repeated);
    }

private:
    LoopRule m_rule;
    std::int32_t m_last = -1, m_lastButOne = -1;
    int m_certain = 0, m_repeated = 0; // tokens in a row
};

} // namespace engine
