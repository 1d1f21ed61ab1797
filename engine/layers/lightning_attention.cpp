#include "engine/layers/lightning_attention.h"

namespace engine {

using kernels::ConstTensorView;
using kernels::Ops;
using kernels::TensorView;

LightningAttention::LightningAttention(const ModelConfig& config, const LayerConfig& layer,
                                       const LayerWeights& weights, kernels::Precision precision)
    : m_config(config)
    , m_layer(layer)
    , m_weights(weights)
    , m_precision(precision)
{}

//     [q k v] = silu(W_qkv h)                      head by head, no positions
//     S_t     = exp(-lambda) S_{t-1} + k_t v_t^T   o_t = S_t^T q_t
//     out     = W_out (sigmoid(W_gate h) . norm(o))
void LightningAttention::forward(Ops& ops, const Batch& batch, LayerState& state, Scratch& scratch,
                                 TensorView out, ConstTensorView h) const
{
    auto& recurrent = std::get<RecurrentState>(state);
    const TensorView qkv = scratch.wide(batch.count, std::int64_t{3} * m_config.attentionWidth());
    ops.matmul(qkv, h, m_weights.qkv, m_precision);
    ops.silu(qkv);

    const TensorView attended = scratch.attended(batch.count);
    kernels::LinearAttention attention;
    attention.qkv = qkv.f32();
    attention.rates = m_layer.decayRates.data();
    attention.stateIn = recurrent.current();
    attention.stateOut = recurrent.next();
    attention.out = attended.f32();
    attention.tokens = batch.count;
    attention.heads = m_config.heads;
    attention.dim = m_config.headDim;
    ops.linearAttention(attention);
    if (batch.wanted == 0)
        return;

    const TensorView wanted = attended.slice(batch.firstWanted(), batch.wanted);
    const TensorView gate = scratch.gate(batch.wanted);
    ops.matmul(gate, h.slice(batch.firstWanted(), batch.wanted), m_weights.outputGate, m_precision);
    ops.gatedRmsNorm(wanted, gate, m_weights.lightningNorm, m_config.lightningNormEps);
    ops.matmul(out, wanted, m_weights.output, m_precision);
}

} // namespace engine
