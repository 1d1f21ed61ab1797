#include "engine/memory_plan.h"

#include "engine/scratch.h"
#include "engine/state.h"

namespace engine {

using kernels::ConstTensorView;

namespace {

// Visits every matrix of the model with the share of it that one token uses.
template <class Visit>
void forEachMatrix(const ModelConfig& config, const Weights& weights, Visit visit)
{
    const double expertShare = double(config.expertsPerToken) / double(config.experts);
    visit(weights.embedding, 0.0);
    visit(weights.finalNorm, 1.0);
    visit(weights.head, 1.0);
    for (const LayerWeights& layer : weights.layers) {
        for (const ConstTensorView& matrix :
             {layer.mixerNorm, layer.mlpNorm, layer.qkv, layer.outputGate, layer.lightningNorm,
              layer.q, layer.k, layer.v, layer.output, layer.router})
            visit(matrix, 1.0);
        for (const kernels::ExpertWeights& expert : layer.experts)
            for (const ConstTensorView& matrix : {expert.gate, expert.up, expert.down})
                visit(matrix, expertShare);
    }
}

} // namespace

MemoryPlan planMemory(const ModelConfig& config, std::int64_t weightBytes, kernels::DType kvType,
                      std::int64_t contextTokens, int chunkTokens)
{
    const StateSize state = stateSize(config, kvType, contextTokens);
    MemoryPlan plan;
    plan.weightBytes = weightBytes;
    plan.recurrentBytes = 2 * state.recurrentBytes;
    plan.kvBytes = state.kvBytes;
    plan.kvBytesPerToken = state.kvBytesPerToken;
    plan.activationBytes =
        Scratch::bytesFor(config, chunkTokens) + config.vocabulary * std::int64_t{sizeof(float)};
    return plan;
}

kernels::DType defaultKvType(const Weights& weights)
{
    for (const LayerWeights& layer : weights.layers)
        if (kernels::isQuantised(layer.output.dtype))
            return kernels::DType::F16;
    return kernels::DType::F32;
}

ParameterCount countParameters(const ModelConfig& config, const Weights& weights)
{
    ParameterCount count;
    double active = 0.0;
    const bool isTied = weights.head.data == weights.embedding.data;
    forEachMatrix(config, weights, [&](const ConstTensorView& matrix, double share) {
        const std::int64_t parameters = matrix.rows * matrix.cols;
        if (!(isTied && &matrix == &weights.head))
            count.total += parameters;
        active += share * double(parameters);
    });
    count.active = std::int64_t(active);
    return count;
}

std::int64_t decodeBytes(const ModelConfig& config, const Weights& weights, kernels::DType kvType,
                         std::int64_t depth)
{
    double bytes = 0.0;
    forEachMatrix(config, weights, [&](const ConstTensorView& matrix, double share) {
        bytes += share * double(matrix.bytes());
    });
    const StateSize state = stateSize(config, kvType, depth);
    return std::int64_t(bytes) + state.kvBytesPerToken * depth + 2 * state.recurrentBytes;
}

} // namespace engine
