#include "tests/fuzz/touch_model.h"

#include "engine/tokenizer.h"
#include "kernels/check.h"

namespace fuzz {
namespace {

unsigned sumOf(kernels::ConstTensorView view)
{
    const auto* bytes = static_cast<const unsigned char*>(view.data);
    unsigned sum = 0;
    for (std::int64_t i = 0; i < view.bytes(); ++i)
        sum += bytes[i];
    return sum;
}

} // namespace

engine::FileBytes fileOf(const char* name, const std::uint8_t* data, std::size_t size)
{
    return {name, std::as_bytes(std::span(data, size))};
}

void touchModel(const engine::ModelParts& parts)
{
    const engine::ModelConfig& config = parts.config;
    const engine::Weights& weights = parts.weights;
    CHECK(weights.layers.size() == config.layers.size());
    volatile unsigned sum =
        sumOf(weights.embedding) + sumOf(weights.finalNorm) + sumOf(weights.head);
    for (const engine::LayerWeights& layer : weights.layers) {
        for (const kernels::ConstTensorView view :
             {layer.mixerNorm, layer.mlpNorm, layer.qkv, layer.outputGate, layer.lightningNorm,
              layer.q, layer.k, layer.v, layer.output, layer.router})
            sum = sum + sumOf(view);
        CHECK(layer.experts.size() == std::size_t(config.experts));
        for (const kernels::ExpertWeights& expert : layer.experts)
            sum = sum + sumOf(expert.gate) + sumOf(expert.up) + sumOf(expert.down);
    }
    for (const std::vector<std::int32_t>& ids : {parts.suppressedTokens, parts.endTokens})
        for (const std::int32_t id : ids)
            CHECK(id >= 0 && id < config.vocabulary);
    if (parts.vocabulary) {
        CHECK(parts.vocabulary->kinds.size() == parts.vocabulary->tokens.size());
        const auto tokenizer = engine::Tokenizer::create(*parts.vocabulary);
        CHECK(tokenizer || !tokenizer.error().message.empty());
    }
}

} // namespace fuzz
