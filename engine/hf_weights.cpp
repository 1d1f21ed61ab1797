// The tensor names of Hugging Face checkpoints: MiniMax's own, and those of newer versions of
// transformers, which stack the experts of a layer into two tensors.

#include "engine/text.h"
#include "engine/weight_loaders.h"

namespace engine {
namespace {

// mlp.experts.gate_up_proj (experts, 2 * expertHidden, hidden), rows of w1 before those of w3.
void readStackedExperts(LayerWeights& layer, WeightReader& reader, const ModelConfig& config,
                        const std::string& prefix)
{
    layer.router = reader.matrix(prefix + "mlp.gate.weight", config.experts, config.hidden);
    const std::int64_t inner = config.expertHidden;
    const auto gateUps = reader.matrices(prefix + "mlp.experts.gate_up_proj", config.experts,
                                         2 * inner, config.hidden);
    const auto downs =
        reader.matrices(prefix + "mlp.experts.down_proj", config.experts, config.hidden, inner);
    if (!reader.error())
        for (std::size_t i = 0; i < downs.size(); ++i)
            layer.experts.push_back(
                {gateUps[i].slice(0, inner), gateUps[i].slice(inner, inner), downs[i]});
}

void readExperts(LayerWeights& layer, WeightReader& reader, const ModelConfig& config,
                 const std::string& prefix)
{
    const std::string moe = prefix + "block_sparse_moe.";
    layer.router = reader.matrix(moe + "gate.weight", config.experts, config.hidden);
    for (int i = 0; i < config.experts && !reader.error(); ++i) {
        const std::string expert = concat(moe, "experts.", i, ".");
        layer.experts.push_back(
            {reader.matrix(expert + "w1.weight", config.expertHidden, config.hidden),
             reader.matrix(expert + "w3.weight", config.expertHidden, config.hidden),
             reader.matrix(expert + "w2.weight", config.hidden, config.expertHidden)});
    }
}

LayerWeights readLayer(WeightReader& reader, const ModelConfig& config, int index)
{
    const std::string prefix = concat("model.layers.", index, ".");
    const std::string attention = prefix + "self_attn.";
    const std::int64_t hidden = config.hidden;
    const std::int64_t width = config.attentionWidth();
    const std::int64_t kvWidth = std::int64_t{config.kvHeads} * config.headDim;

    LayerWeights layer;
    layer.mixerNorm = reader.norm(prefix + "input_layernorm.weight", hidden);
    layer.mlpNorm = reader.norm(prefix + "post_attention_layernorm.weight", hidden);
    if (config.layers[std::size_t(index)].kind == LayerKind::Lightning) {
        layer.qkv = reader.matrix(attention + "qkv_proj.weight", 3 * width, hidden);
        layer.outputGate = reader.matrix(attention + "output_gate.weight", width, hidden);
        layer.lightningNorm = reader.norm(attention + "norm.weight", width);
        layer.output = reader.matrix(attention + "out_proj.weight", hidden, width);
    } else {
        layer.q = reader.matrix(attention + "q_proj.weight", width, hidden);
        layer.k = reader.matrix(attention + "k_proj.weight", kvWidth, hidden);
        layer.v = reader.matrix(attention + "v_proj.weight", kvWidth, hidden);
        layer.output = reader.matrix(attention + "o_proj.weight", hidden, width);
    }
    if (reader.has(prefix + "mlp.experts.gate_up_proj"))
        readStackedExperts(layer, reader, config, prefix);
    else
        readExperts(layer, reader, config, prefix);
    return layer;
}

} // namespace

Weights hfWeights(WeightReader& reader, const ModelConfig& config, bool tiesEmbeddings)
{
    Weights weights;
    weights.embedding =
        reader.matrix("model.embed_tokens.weight", config.vocabulary, config.hidden);
    weights.finalNorm = reader.norm("model.norm.weight", config.hidden);
    weights.head = tiesEmbeddings
                       ? weights.embedding
                       : reader.matrix("lm_head.weight", config.vocabulary, config.hidden);
    for (int i = 0; i < config.layerCount() && !reader.error(); ++i)
        weights.layers.push_back(readLayer(reader, config, i));
    return weights;
}

} // namespace engine
