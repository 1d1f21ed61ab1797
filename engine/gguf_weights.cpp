// The tensor names of GGUF's architecture minimax-01. The experts of a layer are one tensor each
// for w1, w3 and w2, the expert's number outermost.

#include "engine/text.h"
#include "engine/weight_loaders.h"

namespace engine {
namespace {

std::vector<kernels::ExpertWeights> readExperts(WeightReader& reader, const ModelConfig& config,
                                                const std::string& prefix)
{
    const auto gates = reader.matrices(prefix + "ffn_gate_exps.weight", config.experts,
                                       config.expertHidden, config.hidden);
    const auto ups = reader.matrices(prefix + "ffn_up_exps.weight", config.experts,
                                     config.expertHidden, config.hidden);
    const auto downs = reader.matrices(prefix + "ffn_down_exps.weight", config.experts,
                                       config.hidden, config.expertHidden);
    std::vector<kernels::ExpertWeights> experts;
    if (!reader.error())
        for (std::size_t i = 0; i < gates.size(); ++i)
            experts.push_back({gates[i], ups[i], downs[i]});
    return experts;
}

LayerWeights readLayer(WeightReader& reader, const ModelConfig& config, int index)
{
    const std::string prefix = concat("blk.", index, ".");
    const std::int64_t hidden = config.hidden;
    const std::int64_t width = config.attentionWidth();
    const std::int64_t kvWidth = std::int64_t{config.kvHeads} * config.headDim;

    LayerWeights layer;
    layer.mixerNorm = reader.norm(prefix + "attn_norm.weight", hidden);
    layer.mlpNorm = reader.norm(prefix + "ffn_norm.weight", hidden);
    if (config.layers[std::size_t(index)].kind == LayerKind::Lightning) {
        layer.qkv = reader.matrix(prefix + "attn_qkv.weight", 3 * width, hidden);
        layer.outputGate = reader.matrix(prefix + "attn_gate.weight", width, hidden);
        layer.lightningNorm = reader.norm(prefix + "attn_norm_2.weight", width);
    } else {
        layer.q = reader.matrix(prefix + "attn_q.weight", width, hidden);
        layer.k = reader.matrix(prefix + "attn_k.weight", kvWidth, hidden);
        layer.v = reader.matrix(prefix + "attn_v.weight", kvWidth, hidden);
    }
    layer.output = reader.matrix(prefix + "attn_output.weight", hidden, width);
    layer.router = reader.matrix(prefix + "ffn_gate_inp.weight", config.experts, hidden);
    layer.experts = readExperts(reader, config, prefix);
    return layer;
}

} // namespace

Weights ggufWeights(WeightReader& reader, const ModelConfig& config)
{
    Weights weights;
    weights.embedding = reader.matrix("token_embd.weight", config.vocabulary, config.hidden);
    weights.finalNorm = reader.norm("output_norm.weight", config.hidden);
    // The format leaves the head out when it is the embedding.
    weights.head = reader.has("output.weight")
                       ? reader.matrix("output.weight", config.vocabulary, config.hidden)
                       : weights.embedding;
    for (int i = 0; i < config.layerCount() && !reader.error(); ++i)
        weights.layers.push_back(readLayer(reader, config, i));
    return weights;
}

} // namespace engine
