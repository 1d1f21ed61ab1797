// TokenMixer: a layer's way of looking at other tokens. Softmax attention and lightning attention
// are its two forms; which one a layer has, and so what its state holds, is the mixer's secret.

#pragma once

#include "engine/scratch.h"
#include "engine/state.h"
#include "kernels/ops.h"

namespace engine {

// The tokens of one forward pass through a layer.
struct Batch
{
    std::int64_t start = 0; // position of the first token
    int count = 0;
    int wanted = 0; // the layer's output is needed for the last `wanted` tokens only; all of them
                    // go into the layer's state
    int firstWanted() const { return count - wanted; }
};

class TokenMixer
{
public:
    virtual ~TokenMixer() = default;

    // out (wanted, hidden) from h (count, hidden), the normed input. With wanted = 0 only the state
    // is updated and out is not touched.
    virtual void forward(kernels::Ops& ops, const Batch& batch, LayerState& state, Scratch& scratch,
                         kernels::TensorView out, kernels::ConstTensorView h) const = 0;
};

} // namespace engine
