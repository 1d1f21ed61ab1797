// DecoderLayer: norm, mixer, norm, experts, with MiniMax's scaled residuals.

#pragma once

#include "engine/layers/moe.h"
#include "engine/layers/token_mixer.h"

#include <memory>

namespace engine {

class DecoderLayer
{
public:
    // Borrows the weights and the config, which must outlive it.
    DecoderLayer(const ModelConfig& config, const LayerConfig& layer, const LayerWeights& weights,
                 kernels::Precision precision);

    // x (count, hidden) is input and output; afterwards only its last `wanted` rows are the
    // layer's output, the others are spent.
    void forward(kernels::Ops& ops, const Batch& batch, LayerState& state, Scratch& scratch,
                 kernels::TensorView x) const;

private:
    void addBranch(kernels::Ops& ops, kernels::TensorView x, kernels::ConstTensorView h,
                   kernels::ConstTensorView branch, const ResidualFactors& factors) const;

    const ModelConfig& m_config;
    const LayerConfig& m_layer;
    const LayerWeights& m_weights;
    std::unique_ptr<TokenMixer> m_mixer;
    Moe m_moe;
};

} // namespace engine
