#include "engine/layers/decoder_layer.h"

#include "engine/layers/lightning_attention.h"
#include "engine/layers/softmax_attention.h"

namespace engine {

using kernels::ConstTensorView;
using kernels::Ops;
using kernels::TensorView;

DecoderLayer::DecoderLayer(const ModelConfig& config, const LayerConfig& layer,
                           const LayerWeights& weights, kernels::Precision precision)
    : m_config(config)
    , m_layer(layer)
    , m_weights(weights)
    , m_moe(config, weights, precision)
{
    if (layer.kind == LayerKind::Softmax)
        m_mixer = std::make_unique<SoftmaxAttention>(config, weights, precision);
    else
        m_mixer = std::make_unique<LightningAttention>(config, layer, weights, precision);
}

// MiniMax's "post-norm" residual is unusual: what skips the sublayer is the normed input, not x
// itself, and both branches are scaled (MiniMax-01, arXiv:2501.08313):
//     h = norm(x)     x <- alpha  * h + beta  * mixer(h)
//     g = norm'(x)    x <- alpha' * g + beta' * moe(g)
// From the mixer on, only the wanted tokens are computed.
void DecoderLayer::forward(Ops& ops, const Batch& batch, LayerState& state, Scratch& scratch,
                           TensorView x) const
{
    const TensorView h = scratch.normed(batch.count);
    const TensorView branch = scratch.branch(batch.wanted);
    ops.rmsNorm(h, x, m_weights.mixerNorm, m_config.normEps);
    m_mixer->forward(ops, batch, state, scratch, branch, h);
    if (batch.wanted == 0)
        return;

    const TensorView wanted = x.slice(batch.firstWanted(), batch.wanted);
    addBranch(ops, wanted, h.slice(batch.firstWanted(), batch.wanted), branch, m_layer.attention);

    const TensorView g = scratch.normed(batch.wanted);
    ops.rmsNorm(g, wanted, m_weights.mlpNorm, m_config.normEps);
    m_moe.forward(ops, scratch, branch, g);
    addBranch(ops, wanted, g, branch, m_layer.mlp);
}

void DecoderLayer::addBranch(Ops& ops, TensorView x, ConstTensorView h, ConstTensorView branch,
                             const ResidualFactors& factors) const
{
    const ConstTensorView skipped = m_config.isPostNorm ? h : ConstTensorView(x);
    ops.scaledAdd(x, skipped, factors.alpha, branch, factors.beta);
}

} // namespace engine
