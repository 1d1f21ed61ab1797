// What a model needs in memory for a context of given length, and what one decoded token moves
// through it: from the numbers of the model alone, before anything is computed.

#pragma once

#include "engine/model_config.h"
#include "engine/weights.h"
#include "kernels/dtype.h"

#include <cstdint>

namespace engine {

struct MemoryPlan
{
    std::int64_t weightBytes = 0;    // mapped from the file; the system may drop and reload them
    std::int64_t recurrentBytes = 0; // of lightning layers, twice: present and next state
    std::int64_t kvBytes = 0;        // keys and values of softmax layers for the whole context
    std::int64_t kvBytesPerToken = 0;
    std::int64_t activationBytes = 0; // of one chunk, with the logits
    std::int64_t totalBytes() const
    {
        return weightBytes + recurrentBytes + kvBytes + activationBytes;
    }
};

MemoryPlan planMemory(const ModelConfig& config, std::int64_t weightBytes, kernels::DType kvType,
                      std::int64_t contextTokens, int chunkTokens);

// F16 where the weights are quantised, since half floats then lose nothing that is not lost already;
// F32 with other weights, so that they give the published code's logits.
kernels::DType defaultKvType(const Weights& weights);

// The parameters of a model, and how many of them one token uses.
struct ParameterCount
{
    std::int64_t total = 0;
    std::int64_t active = 0; // without the embedding, of which a token uses one row
};
ParameterCount countParameters(const ModelConfig& config, const Weights& weights);

// Bytes that decoding one token at `depth` tokens of context reads and writes at least: the active
// weights, the keys and values, the linear states in and out.
std::int64_t decodeBytes(const ModelConfig& config, const Weights& weights, kernels::DType kvType,
                         std::int64_t depth);

} // namespace engine
