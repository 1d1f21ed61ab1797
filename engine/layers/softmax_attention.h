// Softmax attention with grouped queries (arXiv:2305.13245) and rotary positions on the first part
// of each head.

#pragma once

#include "engine/layers/token_mixer.h"
#include "engine/weights.h"

namespace engine {

class SoftmaxAttention : public TokenMixer
{
public:
    // Borrows the weights and the config, which must outlive it.
    SoftmaxAttention(const ModelConfig& config, const LayerWeights& weights,
                     kernels::Precision precision);

    void forward(kernels::Ops& ops, const Batch& batch, LayerState& state, Scratch& scratch,
                 kernels::TensorView out, kernels::ConstTensorView h) const override;

private:
    void rotate(kernels::Ops& ops, kernels::TensorView x, int heads, std::int64_t start) const;

    const ModelConfig& m_config;
    const LayerWeights& m_weights;
    kernels::Precision m_precision;
};

} // namespace engine
