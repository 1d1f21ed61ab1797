// Lightning attention (MiniMax-01, arXiv:2501.08313, section 2.2): linear attention whose memory, a
// decayed sum of k v^T per head, does not grow.

#pragma once

#include "engine/layers/token_mixer.h"
#include "engine/weights.h"

#include <span>

namespace engine {

class LightningAttention : public TokenMixer
{
public:
    // Borrows the weights and the config, which must outlive it.
    LightningAttention(const ModelConfig& config, const LayerConfig& layer,
                       const LayerWeights& weights, kernels::Precision precision);

    void forward(kernels::Ops& ops, const Batch& batch, LayerState& state, Scratch& scratch,
                 kernels::TensorView out, kernels::ConstTensorView h) const override;

private:
    const ModelConfig& m_config;
    const LayerConfig& m_layer;
    const LayerWeights& m_weights;
    kernels::Precision m_precision;
};

} // namespace engine
