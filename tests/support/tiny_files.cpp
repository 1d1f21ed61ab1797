#include "tests/support/tiny_files.h"

#include "engine/text.h"
#include "kernels/check.h"
#include "tests/support/quantise.h"

namespace checks {
namespace {

using engine::concat;
using kernels::DType;

bool isNorm(const std::string& name) { return name.find("norm.weight") != std::string::npos; }
bool isRouter(const std::string& name) { return name.ends_with(".gate.weight"); }

DType typeOf(const std::string& name, const TinyTypes& types)
{
    if (isNorm(name))
        return types.norm;
    return isRouter(name) ? types.router : types.matrix;
}

struct StoredTensor
{
    std::string name;
    std::vector<std::int64_t> shape;
    DType dtype;
    Bytes data;
};

// Tensors of the same shape, one after the other, as one with a dimension more.
StoredTensor stacked(const std::string& name, const std::vector<StoredTensor>& parts)
{
    StoredTensor all{name, parts.front().shape, parts.front().dtype, {}};
    all.shape.insert(all.shape.begin(), std::int64_t(parts.size()));
    for (const StoredTensor& part : parts) {
        CHECK(part.shape == parts.front().shape);
        all.data.insert(all.data.end(), part.data.begin(), part.data.end());
    }
    return all;
}

class Writer
{
public:
    Writer(const TinyModel& model, const TinyTypes& types) : m_model(model), m_types(types) {}

    StoredTensor tensor(const std::string& name) const
    {
        const TinyTensor& source = m_model.tensors.at(name);
        const DType dtype = typeOf(name, m_types);
        return {name, source.shape, dtype, encode(dtype, source.values)};
    }

    // One of w1, w2 and w3 of every expert.
    std::vector<StoredTensor> experts(const std::string& layer, const char* which) const
    {
        std::vector<StoredTensor> all;
        for (int i = 0; i < m_model.dimensions.experts; ++i)
            all.push_back(
                tensor(concat(layer, "block_sparse_moe.experts.", i, ".", which, ".weight")));
        return all;
    }

    // As transformers stores them: w1 above w3 in one matrix for each expert.
    StoredTensor stackedGateUps(const std::string& layer) const
    {
        const std::vector<StoredTensor> ups = experts(layer, "w3");
        std::vector<StoredTensor> both = experts(layer, "w1");
        for (std::size_t i = 0; i < both.size(); ++i) {
            both[i].shape[0] *= 2;
            both[i].data.insert(both[i].data.end(), ups[i].data.begin(), ups[i].data.end());
        }
        return stacked(layer + "mlp.experts.gate_up_proj", both);
    }

    // All tensors under the names of the layout.
    std::vector<StoredTensor> huggingFace(TinyLayout layout) const
    {
        std::vector<StoredTensor> all;
        const bool isStacked = layout == TinyLayout::TransformersStacked;
        for (const auto& [name, source] : m_model.tensors)
            if (!isStacked || name.find("block_sparse_moe") == std::string::npos)
                all.push_back(tensor(name));
        for (std::size_t i = 0; isStacked && i < m_model.dimensions.layerTypes.size(); ++i) {
            const std::string layer = concat("model.layers.", i, ".");
            StoredTensor router = tensor(layer + "block_sparse_moe.gate.weight");
            router.name = layer + "mlp.gate.weight";
            all.push_back(std::move(router));
            all.push_back(stackedGateUps(layer));
            all.push_back(stacked(layer + "mlp.experts.down_proj", experts(layer, "w2")));
        }
        return all;
    }

    std::vector<StoredTensor> gguf() const
    {
        std::vector<StoredTensor> all = {renamed("model.embed_tokens.weight", "token_embd.weight"),
                                         renamed("model.norm.weight", "output_norm.weight"),
                                         renamed("lm_head.weight", "output.weight")};
        for (std::size_t i = 0; i < m_model.dimensions.layerTypes.size(); ++i)
            addGgufLayer(all, concat("model.layers.", i, "."), concat("blk.", i, "."),
                         m_model.dimensions.layerTypes[i] == 1);
        return all;
    }

private:
    StoredTensor renamed(const std::string& name, const std::string& newName) const
    {
        StoredTensor result = tensor(name);
        result.name = newName;
        return result;
    }

    void addGgufLayer(std::vector<StoredTensor>& all, const std::string& from,
                      const std::string& to, bool isSoftmax) const
    {
        using Names = std::pair<const char*, const char*>;
        const auto add = [&](std::initializer_list<Names> names) {
            for (const auto& [name, newName] : names)
                all.push_back(renamed(from + name + ".weight", to + newName + ".weight"));
        };
        add({{"input_layernorm", "attn_norm"},
             {"post_attention_layernorm", "ffn_norm"},
             {"block_sparse_moe.gate", "ffn_gate_inp"}});
        if (isSoftmax)
            add({{"self_attn.q_proj", "attn_q"},
                 {"self_attn.k_proj", "attn_k"},
                 {"self_attn.v_proj", "attn_v"},
                 {"self_attn.o_proj", "attn_output"}});
        else
            add({{"self_attn.qkv_proj", "attn_qkv"},
                 {"self_attn.output_gate", "attn_gate"},
                 {"self_attn.norm", "attn_norm_2"},
                 {"self_attn.out_proj", "attn_output"}});
        all.push_back(stacked(to + "ffn_gate_exps.weight", experts(from, "w1")));
        all.push_back(stacked(to + "ffn_up_exps.weight", experts(from, "w3")));
        all.push_back(stacked(to + "ffn_down_exps.weight", experts(from, "w2")));
    }

    const TinyModel& m_model;
    TinyTypes m_types;
};

void addTo(SafetensorsBuilder& builder, const StoredTensor& tensor)
{
    builder.tensor(tensor.name, kernels::dtypeTraits(tensor.dtype).name, tensor.shape, tensor.data);
}

void addTo(GgufBuilder& builder, const StoredTensor& tensor)
{
    builder.tensor(tensor.name, tensor.shape, ggufNumber(tensor.dtype), tensor.data);
}

void addKeys(GgufBuilder& builder, const TinyDimensions& dimensions)
{
    std::vector<bool> isLightning;
    for (const int type : dimensions.layerTypes)
        isLightning.push_back(type == 0);
    builder.text("general.architecture", "minimax-01").text("general.name", "tiny");
    const auto add = [&](const char* key, int value) {
        builder.integer(concat("minimax-01.", key), std::uint32_t(value));
    };
    add("block_count", int(dimensions.layerTypes.size()));
    add("context_length", 4096);
    add("embedding_length", dimensions.hidden);
    add("feed_forward_length", dimensions.expertHidden);
    add("attention.head_count", dimensions.heads);
    add("attention.head_count_kv", dimensions.kvHeads);
    add("attention.key_length", dimensions.headDim);
    add("attention.value_length", dimensions.headDim);
    add("rope.dimension_count", dimensions.rotaryDim);
    add("expert_count", dimensions.experts);
    add("expert_used_count", dimensions.expertsPerToken);
    builder.number("minimax-01.rope.freq_base", 1e7f);
    builder.number("minimax-01.attention.layer_norm_rms_epsilon", 1e-5f);
    builder.number("minimax-01.residual_scale", 2.5f);
    builder.flags("minimax-01.attention.recurrent_layers", isLightning);
}

} // namespace

std::string tinyConfigJson(const TinyModel& model, TinyLayout layout)
{
    const TinyDimensions& size = model.dimensions;
    const bool isMiniMax = layout == TinyLayout::MiniMax;
    std::string types;
    for (const int type : size.layerTypes) {
        types += types.empty() ? "" : ", ";
        if (isMiniMax)
            types += std::to_string(type);
        else
            types += type == 1 ? "\"full_attention\"" : "\"linear_attention\"";
    }
    std::string json = concat(
        R"({"num_hidden_layers": )", size.layerTypes.size(), R"(, "hidden_size": )", size.hidden,
        R"(, "num_attention_heads": )", size.heads, R"(, "num_key_value_heads": )", size.kvHeads,
        R"(, "head_dim": )", size.headDim, R"(, "rotary_dim": )", size.rotaryDim,
        R"(, "rope_theta": 10000000, "num_local_experts": )", size.experts,
        R"(, "num_experts_per_tok": )", size.expertsPerToken, R"(, "intermediate_size": )",
        size.expertHidden, R"(, "vocab_size": )", size.vocabulary,
        R"(, "max_position_embeddings": 4096, "rms_norm_eps": 1e-05, "hidden_act": "silu")");
    if (isMiniMax)
        json += concat(R"(, "model_type": "minimax_m1", "postnorm": true, "attn_type_list": [)",
                       types, R"(], "layernorm_full_attention_alpha": 2.5,)",
                       R"( "layernorm_linear_attention_alpha": 2.5, "layernorm_mlp_alpha": 2.5})");
    else
        json += concat(R"(, "model_type": "minimax", "block_size": 256, "layer_types": [)", types,
                       R"(], "full_attn_alpha_factor": 2.5, "linear_attn_alpha_factor": 2.25,)",
                       R"( "linear_attn_beta_factor": 0.5, "mlp_alpha_factor": 2.75})");
    return json;
}

Bytes tinySafetensors(const TinyModel& model, TinyLayout layout, TinyTypes types)
{
    SafetensorsBuilder builder;
    for (const StoredTensor& tensor : Writer(model, types).huggingFace(layout))
        addTo(builder, tensor);
    return builder.build();
}

TinyShards tinyShards(const TinyModel& model, int shards)
{
    std::vector<SafetensorsBuilder> builders(static_cast<std::size_t>(shards));
    TinyShards result;
    const auto fileName = [shards](std::size_t shard) {
        return concat("model-0000", shard, "-of-0000", shards, ".safetensors");
    };
    std::size_t next = 0;
    for (const StoredTensor& tensor : Writer(model, {}).huggingFace(TinyLayout::MiniMax)) {
        const std::size_t shard = next++ % builders.size();
        addTo(builders[shard], tensor);
        result.indexJson += concat(result.indexJson.empty() ? "" : ", ", '"', tensor.name, "\": \"",
                                   fileName(shard), '"');
    }
    result.indexJson = R"({"metadata": {}, "weight_map": {)" + result.indexJson + "}}";
    for (std::size_t shard = 0; shard < builders.size(); ++shard)
        result.files[fileName(shard)] = builders[shard].build();
    return result;
}

GgufBuilder tinyGguf(const TinyModel& model, TinyTypes types)
{
    GgufBuilder builder;
    addKeys(builder, model.dimensions);
    for (const StoredTensor& tensor : Writer(model, types).gguf())
        addTo(builder, tensor);
    return builder;
}

std::vector<Bytes> tinySplitGguf(const TinyModel& model, int parts, TinyTypes types)
{
    std::vector<GgufBuilder> builders(static_cast<std::size_t>(parts));
    addKeys(builders.front(), model.dimensions);
    const std::vector<StoredTensor> tensors = Writer(model, types).gguf();
    for (std::size_t i = 0; i < tensors.size(); ++i)
        addTo(builders[i * builders.size() / tensors.size()], tensors[i]);
    std::vector<Bytes> files;
    for (std::size_t part = 0; part < builders.size(); ++part) {
        const auto u16 = [](std::size_t value) {
            return GgufBytes().put(GgufValueType::U16).put(std::uint16_t(value));
        };
        builders[part].key("split.no", u16(part)).key("split.count", u16(builders.size()));
        builders[part].key("split.tensors.count",
                           GgufBytes().put(GgufValueType::I32).put(std::int32_t(tensors.size())));
        files.push_back(builders[part].build());
    }
    return files;
}

} // namespace checks
