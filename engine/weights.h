// Weights: all parameters of a model by name, as views into the mapped model file. Every shape has
// been checked against the ModelConfig before a Weights exists.

#pragma once

#include "kernels/ops.h"

#include <cstdint>
#include <vector>

namespace engine {

struct LayerWeights
{
    kernels::ConstTensorView mixerNorm; // (1, hidden) F32, before attention
    kernels::ConstTensorView mlpNorm;   // (1, hidden) F32, before the experts

    // lightning layers
    kernels::ConstTensorView qkv;           // (heads * 3 * headDim, hidden): q, k, v head by head
    kernels::ConstTensorView outputGate;    // (heads * headDim, hidden)
    kernels::ConstTensorView lightningNorm; // (1, heads * headDim) F32

    // softmax layers
    kernels::ConstTensorView q; // (heads * headDim, hidden)
    kernels::ConstTensorView k; // (kvHeads * headDim, hidden)
    kernels::ConstTensorView v; // (kvHeads * headDim, hidden)

    // both
    kernels::ConstTensorView output;             // (hidden, heads * headDim)
    kernels::ConstTensorView router;             // (experts, hidden)
    std::vector<kernels::ExpertWeights> experts; // (experts)
};

struct Weights
{
    kernels::ConstTensorView embedding; // (vocabulary, hidden)
    kernels::ConstTensorView finalNorm; // (1, hidden) F32
    kernels::ConstTensorView head;      // (vocabulary, hidden); the embedding when they are tied
    std::vector<LayerWeights> layers;
};

} // namespace engine
