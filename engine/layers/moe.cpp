#include "engine/layers/moe.h"

namespace engine {

using kernels::ConstTensorView;
using kernels::Ops;
using kernels::TensorView;

Moe::Moe(const ModelConfig& config, const LayerWeights& weights, kernels::Precision precision)
    : m_config(config)
    , m_weights(weights)
    , m_precision(precision)
{}

//     p   = softmax(W_router h), the topK largest renormalised to sum to one
//     out = sum over the chosen e of p_e * W_down,e (silu(W_gate,e h) . (W_up,e h))
// The router decides by small differences, so its product is never rounded to 8 bits.
void Moe::forward(Ops& ops, Scratch& scratch, TensorView out, ConstTensorView h) const
{
    const int tokens = int(h.rows);
    const TensorView logits = scratch.routing(tokens);
    ops.matmul(logits, h, m_weights.router, kernels::Precision::Full);

    const auto slots = std::size_t(tokens) * std::size_t(m_config.expertsPerToken);
    ops.route(std::span(scratch.chosen).first(slots), std::span(scratch.expertWeights).first(slots),
              logits, m_config.expertsPerToken);

    kernels::MixtureOfExperts mixture;
    mixture.x = h;
    mixture.out = out;
    mixture.chosen = scratch.chosen.data();
    mixture.weights = scratch.expertWeights.data();
    mixture.experts = m_weights.experts;
    mixture.topK = m_config.expertsPerToken;
    mixture.precision = m_precision;
    ops.mixtureOfExperts(mixture);
}

} // namespace engine
