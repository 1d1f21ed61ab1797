// Model: runs chunks of tokens through all layers. It reads like section 2 of the MiniMax-01 report
// (arXiv:2501.08313): embed, decoder layers, norm, head.

#pragma once

#include "engine/layers/decoder_layer.h"
#include "engine/result.h"
#include "engine/scratch.h"
#include "engine/state.h"
#include "engine/weights.h"
#include "kernels/ops.h"

#include <cstdint>
#include <span>
#include <stop_token>
#include <vector>

namespace engine {

class Model
{
public:
    // Borrows config and weights, which must outlive it. Logits of `suppressed` ids are -infinity.
    Model(const ModelConfig& config, const Weights& weights,
          std::span<const std::int32_t> suppressed, kernels::Precision precision);

    const ModelConfig& config() const { return m_config; }

    // Reads `ids` (at most scratch.maxTokens()) into the state. The residual stream of the last
    // `wanted` of them is left in the last rows of scratch.stream(ids.size()). A stop request is
    // honoured before each layer; then, as on any error, the state is as before the call.
    Status forward(kernels::Ops& ops, SequenceState& state, Scratch& scratch,
                   std::span<const std::int32_t> ids, int wanted, std::stop_token stop) const;

    // logits (n, vocabulary) from the residual stream (n, hidden), which is normed in place. Full
    // precision: a head in BF16 made the sampled and the trained probabilities differ (MiniMax-M1,
    // arXiv:2506.13585, section 3.2).
    void head(kernels::Ops& ops, kernels::TensorView stream, kernels::TensorView logits) const;

private:
    const ModelConfig& m_config;
    const Weights& m_weights;
    std::vector<std::int32_t> m_suppressed;
    std::vector<DecoderLayer> m_layers;
};

} // namespace engine
