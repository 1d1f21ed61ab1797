// Moe: routes each token to its best experts and mixes their answers. One expert is the dense case.

#pragma once

#include "engine/scratch.h"
#include "engine/weights.h"
#include "kernels/ops.h"

namespace engine {

class Moe
{
public:
    // Borrows the weights and the config, which must outlive it.
    Moe(const ModelConfig& config, const LayerWeights& weights, kernels::Precision precision);

    // out (tokens, hidden) from h (tokens, hidden), the normed input.
    void forward(kernels::Ops& ops, Scratch& scratch, kernels::TensorView out,
                 kernels::ConstTensorView h) const;

private:
    const ModelConfig& m_config;
    const LayerWeights& m_weights;
    kernels::Precision m_precision;
};

} // namespace engine
