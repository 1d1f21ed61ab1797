#include "tests/support/tiny_model.h"

#include "engine/text.h"
#include "kernels/check.h"

#include <algorithm>
#include <cstring>
#include <random>

namespace checks {
namespace {

using engine::concat;
using kernels::ConstTensorView;
using kernels::DType;

bool isNorm(const std::string& name) { return name.find("norm.weight") != std::string::npos; }
bool isRouter(const std::string& name) { return name.ends_with(".gate.weight"); }

DType typeOf(const std::string& name, const TinyTypes& types)
{
    if (isNorm(name))
        return types.norm;
    return isRouter(name) ? types.router : types.matrix;
}

// Blocks of random numbers with scales that are sound, the same for the same name; blocks of zeros
// where all values are zero.
Bytes randomBlocks(DType dtype, const std::string& name, const std::vector<float>& values)
{
    constexpr std::uint16_t kScale = 0x2000; // 2^-7 in F16
    const auto blockElements = std::ptrdiff_t(kernels::dtypeTraits(dtype).blockElements);
    const auto blockBytes = std::size_t(kernels::dtypeTraits(dtype).blockBytes);
    const bool hasTwoScales = dtype != DType::Q8_0 && dtype != DType::Q4_0 && dtype != DType::Q5_0
                              && dtype != DType::Q6_K;
    const std::size_t firstScale = dtype == DType::Q6_K ? blockBytes - sizeof kScale : 0;

    std::seed_seq seed(name.begin(), name.end());
    std::mt19937 random(seed);
    Bytes bytes;
    for (auto next = values.begin(); next != values.end(); next += blockElements) {
        Bytes block(blockBytes);
        if (std::any_of(next, next + blockElements, [](float value) { return value != 0.0f; })) {
            for (std::byte& byte : block)
                byte = std::byte(random() & 0xff);
            std::memcpy(block.data() + firstScale, &kScale, sizeof kScale);
            if (hasTwoScales)
                std::memcpy(block.data() + sizeof kScale, &kScale, sizeof kScale);
        }
        bytes.insert(bytes.end(), block.begin(), block.end());
    }
    return bytes;
}

Bytes stored(DType dtype, const std::string& name, const std::vector<float>& values)
{
    return kernels::isQuantised(dtype) ? randomBlocks(dtype, name, values) : encode(dtype, values);
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
        return {name, source.shape, dtype, stored(dtype, name, source.values)};
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

void expectView(Context& context, const TinyModel& model, const std::string& name,
                ConstTensorView view)
{
    const TinyTensor& wanted = model.tensors.at(name);
    const std::int64_t rows = wanted.shape.size() == 1 ? 1 : wanted.shape.front();
    const Bytes bytes = stored(view.dtype, name, wanted.values);
    const bool isSame = view.data && view.rows == rows && view.cols == wanted.shape.back()
                        && view.bytes() == std::int64_t(bytes.size())
                        && std::memcmp(view.data, bytes.data(), bytes.size()) == 0;
    if (!isSame)
        context.fail(__FILE__, __LINE__, name + " is not the model's");
}

} // namespace

TinyDimensions smallestDimensions()
{
    TinyDimensions least;
    least.layerTypes = {0, 1};
    least.hidden = 4;
    least.heads = 1;
    least.kvHeads = 1;
    least.rotaryDim = 2;
    least.experts = 1;
    least.expertsPerToken = 1;
    least.expertHidden = 4;
    least.vocabulary = 4;
    return least;
}

TinyModel::TinyModel(unsigned seed, const TinyDimensions& size) : dimensions(size)
{
    std::mt19937 random(seed);
    const auto add = [&](const std::string& name, std::vector<std::int64_t> shape) {
        std::int64_t count = 1;
        for (const std::int64_t length : shape)
            count *= length;
        std::vector<float> values;
        for (std::int64_t i = 0; i < count; ++i)
            values.push_back(float(int(random() % 257) - 128) / 128.0f);
        tensors[name + ".weight"] = {std::move(shape), std::move(values)};
    };
    const std::int64_t hidden = size.hidden;
    const std::int64_t width = std::int64_t(size.heads) * size.headDim;
    const std::int64_t kvWidth = std::int64_t(size.kvHeads) * size.headDim;
    add("model.embed_tokens", {size.vocabulary, hidden});
    add("model.norm", {hidden});
    add("lm_head", {size.vocabulary, hidden});
    for (std::size_t i = 0; i < size.layerTypes.size(); ++i) {
        const std::string layer = concat("model.layers.", i, ".");
        add(layer + "input_layernorm", {hidden});
        add(layer + "post_attention_layernorm", {hidden});
        if (size.layerTypes[i] == 1) {
            add(layer + "self_attn.q_proj", {width, hidden});
            add(layer + "self_attn.k_proj", {kvWidth, hidden});
            add(layer + "self_attn.v_proj", {kvWidth, hidden});
            add(layer + "self_attn.o_proj", {hidden, width});
        } else {
            add(layer + "self_attn.qkv_proj", {3 * width, hidden});
            add(layer + "self_attn.output_gate", {width, hidden});
            add(layer + "self_attn.norm", {width});
            add(layer + "self_attn.out_proj", {hidden, width});
        }
        add(layer + "block_sparse_moe.gate", {size.experts, hidden});
        for (int expert = 0; expert < size.experts; ++expert) {
            const std::string prefix = concat(layer, "block_sparse_moe.experts.", expert, ".");
            add(prefix + "w1", {size.expertHidden, hidden});
            add(prefix + "w2", {hidden, size.expertHidden});
            add(prefix + "w3", {size.expertHidden, hidden});
        }
    }
}

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

void expectWeights(Context& context, const engine::Weights& weights, const TinyModel& model)
{
    const TinyDimensions& size = model.dimensions;
    const auto expect = [&](const std::string& name, ConstTensorView view) {
        expectView(context, model, name + ".weight", view);
    };
    expect("model.embed_tokens", weights.embedding);
    expect("model.norm", weights.finalNorm);
    expect("lm_head", weights.head);
    EXPECT_EQ(weights.layers.size(), size.layerTypes.size());
    for (std::size_t i = 0; i < weights.layers.size(); ++i) {
        const engine::LayerWeights& layer = weights.layers[i];
        const std::string prefix = concat("model.layers.", i, ".");
        const std::string attention = prefix + "self_attn.";
        expect(prefix + "input_layernorm", layer.mixerNorm);
        expect(prefix + "post_attention_layernorm", layer.mlpNorm);
        if (size.layerTypes[i] == 1) {
            expect(attention + "q_proj", layer.q);
            expect(attention + "k_proj", layer.k);
            expect(attention + "v_proj", layer.v);
            expect(attention + "o_proj", layer.output);
        } else {
            expect(attention + "qkv_proj", layer.qkv);
            expect(attention + "output_gate", layer.outputGate);
            expect(attention + "norm", layer.lightningNorm);
            expect(attention + "out_proj", layer.output);
        }
        expect(prefix + "block_sparse_moe.gate", layer.router);
        EXPECT_EQ(layer.experts.size(), std::size_t(size.experts));
        for (std::size_t expert = 0; expert < layer.experts.size(); ++expert) {
            const std::string moe = concat(prefix, "block_sparse_moe.experts.", expert, ".");
            expect(moe + "w1", layer.experts[expert].gate);
            expect(moe + "w2", layer.experts[expert].down);
            expect(moe + "w3", layer.experts[expert].up);
        }
    }
}

} // namespace checks
