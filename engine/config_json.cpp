// ModelConfig from config.json: MiniMax's own key names (model_type minimax_m1 and
// minimax_text_01), and those of the model that transformers has built in (model_type minimax).

#include "engine/config_readers.h"
#include "engine/dimensions.h"
#include "engine/json_limits.h"

#include <algorithm>

namespace engine {
namespace {

using nlohmann::json;

FieldValue fieldOf(const json& value)
{
    switch (value.type()) {
    case json::value_t::boolean:
        return {value.get<bool>()};
    case json::value_t::number_integer:
        return {value.get<std::int64_t>()};
    case json::value_t::number_unsigned:
        if (value.get<std::uint64_t>() > INT64_MAX)
            return {value.get<double>()};
        return {value.get<std::int64_t>()};
    case json::value_t::number_float:
        return {value.get<double>()};
    case json::value_t::string:
        return {value.get<std::string>()};
    case json::value_t::array: {
        std::vector<FieldValue> list;
        for (const json& element : value)
            list.push_back(fieldOf(element));
        return {std::move(list)};
    }
    case json::value_t::object:
        return {concat("an object of ", value.size(), " values")};
    default:
        return {};
    }
}

// A key, or "outer.inner" for a key of an object.
FieldValue lookUp(const json& config, const std::string& key)
{
    const json* object = &config;
    std::string name = key;
    if (const auto dot = key.find('.'); dot != std::string::npos) {
        const auto outer = config.find(key.substr(0, dot));
        if (outer == config.end() || !outer->is_object())
            return {};
        object = &*outer;
        name = key.substr(dot + 1);
    }
    const auto place = object->find(name);
    return place == object->end() ? FieldValue{} : fieldOf(*place);
}

// The residual factors of a kind of sublayer, under the names of the model's own code.
struct FactorKeys
{
    const char* alpha;
    const char* beta;
};

// What the two families of key names differ in.
struct Family
{
    FactorKeys softmax;
    FactorKeys lightning;
    FactorKeys mlp;
};

constexpr Family kMiniMaxFamily = {
    {"layernorm_full_attention_alpha", "layernorm_full_attention_beta"},
    {"layernorm_linear_attention_alpha", "layernorm_linear_attention_beta"},
    {"layernorm_mlp_alpha", "layernorm_mlp_beta"},
};

constexpr Family kTransformersFamily = {
    {"full_attn_alpha_factor", "full_attn_beta_factor"},
    {"linear_attn_alpha_factor", "linear_attn_beta_factor"},
    {"mlp_alpha_factor", "mlp_beta_factor"},
};

ResidualFactors readFactors(ConfigFields& fields, const FactorKeys& keys)
{
    return {fields.number(keys.alpha, kFactorBounds, 1.0f),
            fields.number(keys.beta, kFactorBounds, 1.0f)};
}

// attn_type_list: 0 is a lightning layer, 1 a softmax layer.
std::vector<LayerKind> readTypeList(ConfigFields& fields, std::size_t layers)
{
    std::vector<LayerKind> kinds;
    for (const FieldValue& field : fields.list("attn_type_list", layers)) {
        const auto* type = std::get_if<std::int64_t>(&field.value);
        fields.require(type && (*type == 0 || *type == 1), ErrorCode::FileDamaged,
                       "attn_type_list[", kinds.size(), "] is ", shown(field),
                       ", it must be 0 (lightning) or 1 (softmax)");
        kinds.push_back(type && *type == 1 ? LayerKind::Softmax : LayerKind::Lightning);
    }
    return kinds;
}

// layer_types, or in older files attn_type_list; by default alternating, a softmax layer first.
std::vector<LayerKind> readLayerTypes(ConfigFields& fields, std::size_t layers)
{
    std::vector<LayerKind> kinds;
    if (!fields.has("layer_types") && fields.has("attn_type_list"))
        return readTypeList(fields, layers);
    if (!fields.has("layer_types")) {
        for (std::size_t layer = 0; layer < layers; ++layer)
            kinds.push_back(layer % 2 == 0 ? LayerKind::Softmax : LayerKind::Lightning);
        return kinds;
    }
    for (const FieldValue& field : fields.list("layer_types", layers)) {
        const auto* type = std::get_if<std::string>(&field.value);
        const bool isSoftmax = type && *type == "full_attention";
        fields.require(isSoftmax || (type && *type == "linear_attention"), ErrorCode::NotSupported,
                       "layer_types[", kinds.size(), "] is ", shown(field),
                       ", it must be \"linear_attention\" or \"full_attention\"");
        kinds.push_back(isSoftmax ? LayerKind::Softmax : LayerKind::Lightning);
    }
    return kinds;
}

// Without rotary_dim, MiniMax's own code rotates whole heads. The model of transformers has no key
// for it in older versions, and then rotates whole heads as well, but the released weights were
// trained with half of each head rotated: half it is.
int usualRotaryDim(ConfigFields& fields, const ModelConfig& config, bool isTransformers)
{
    if (!isTransformers)
        return config.headDim;
    constexpr NumberBounds kShare{0.01, 1.0};
    const float share =
        fields.number("partial_rotary_factor", kShare,
                      fields.number("rope_parameters.partial_rotary_factor", kShare, 0.5f));
    return int(float(config.headDim) * share);
}

void refuseOtherVariants(ConfigFields& fields)
{
    constexpr auto kCode = ErrorCode::NotSupported;
    const std::string activation = fields.text("hidden_act", "silu");
    fields.require(activation == "silu" || activation == "swish", kCode, "hidden_act is \"",
                   readable(activation), "\", only \"silu\" is supported");
    const int shared = fields.count("shared_intermediate_size", {0, 1 << 20}, 0);
    fields.require(shared == 0, kCode, "shared_intermediate_size is ", shared,
                   ", shared experts are not supported (only 0)");
    fields.require(!fields.has("sliding_window"), kCode,
                   "sliding_window is set, but sliding windows are not supported (only null)");
    fields.require(!fields.has("quantization_config"), kCode,
                   "quantization_config is set, but quantised weights are read from GGUF only");
    fields.require(!fields.has("rope_scaling"), kCode,
                   "rope_scaling is set, but scaled positions are not supported (only null)");
    const std::string ropeType = fields.text("rope_parameters.rope_type", "default");
    fields.require(ropeType == "default", kCode, "rope_parameters.rope_type is \"",
                   readable(ropeType), "\", only \"default\" is supported");
}

DimensionKeys dimensionKeys(const ConfigFields& fields)
{
    return {
        .layers = "num_hidden_layers",
        .hidden = "hidden_size",
        .heads = "num_attention_heads",
        .kvHeads = "num_key_value_heads",
        .headDim = "head_dim",
        .rotaryDim = "rotary_dim",
        .ropeTheta = fields.has("rope_theta") || !fields.has("rope_parameters.rope_theta")
                         ? "rope_theta"
                         : "rope_parameters.rope_theta",
        .experts = "num_local_experts",
        .expertsPerToken = "num_experts_per_tok",
        .expertHidden = "intermediate_size",
        .vocabulary = "vocab_size",
        .contextLimit = "max_position_embeddings",
        .normEps = "rms_norm_eps",
    };
}

void readLayers(ModelConfig& config, ConfigFields& fields, bool isTransformers)
{
    const std::vector<LayerKind> kinds = isTransformers
                                             ? readLayerTypes(fields, config.layers.size())
                                             : readTypeList(fields, config.layers.size());
    const Family& family = isTransformers ? kTransformersFamily : kMiniMaxFamily;
    const ResidualFactors softmax = readFactors(fields, family.softmax);
    const ResidualFactors lightning = readFactors(fields, family.lightning);
    const ResidualFactors mlp = readFactors(fields, family.mlp);
    const double divisor = config.layerCount() - 1.0 + (isTransformers ? 1e-5 : 0.0);
    const SlopeSeries series = isTransformers ? SlopeSeries::Geometric : SlopeSeries::Alibi;
    for (int i = 0; i < config.layerCount(); ++i) {
        LayerConfig& layer = config.layers[std::size_t(i)];
        layer.kind = kinds[std::size_t(i)];
        layer.attention = layer.kind == LayerKind::Softmax ? softmax : lightning;
        layer.mlp = mlp;
        if (layer.kind == LayerKind::Lightning)
            layer.decayRates = decayRates(config.heads, i, divisor, series);
    }
}

Result<json> parseObject(const FileBytes& file)
{
    Result<json> object = parseJson(file.text(), file.name);
    if (object && !object->is_object())
        return Error{ErrorCode::FileDamaged,
                     concat(file.name, " is damaged: it is not a JSON object")};
    return object;
}

// eos_token_id is an id, a list of ids, or null.
std::vector<std::int32_t> readEndTokens(ConfigFields& fields, const json& object, int vocabulary)
{
    const std::string key = "eos_token_id";
    FieldValue field = lookUp(object, key);
    auto* list = std::get_if<std::vector<FieldValue>>(&field.value);
    const std::vector<FieldValue> values =
        list ? std::move(*list) : std::vector<FieldValue>{std::move(field)};
    std::vector<std::int32_t> ids;
    for (const FieldValue& value : values) {
        if (std::holds_alternative<std::monostate>(value.value))
            continue;
        const auto* id = std::get_if<std::int64_t>(&value.value);
        fields.require(id && *id >= 0 && *id < vocabulary, ErrorCode::FileDamaged, key, " is ",
                       shown(value), ", it must be an id from 0 to ", vocabulary - 1);
        if (id)
            ids.push_back(static_cast<std::int32_t>(*id));
    }
    return ids;
}

} // namespace

Result<HfConfig> parseConfigJson(const FileBytes& file)
{
    const Result<json> parsed = parseObject(file);
    if (!parsed)
        return parsed.error();
    ConfigFields fields(file.name, [&](const std::string& key) { return lookUp(*parsed, key); });

    const std::string type = fields.text("model_type", "");
    const bool isTransformers = type == "minimax";
    fields.require(isTransformers || type == "minimax_m1" || type == "minimax_text_01",
                   ErrorCode::NotSupported, "model_type is \"", readable(type),
                   "\", Levin runs \"minimax_m1\", \"minimax_text_01\" and \"minimax\"");
    if (fields.error())
        return *fields.error();

    HfConfig config;
    const DimensionKeys keys = dimensionKeys(fields);
    config.model = readDimensions(fields, keys);
    readRotaryDim(config.model, fields, keys, usualRotaryDim(fields, config.model, isTransformers));
    refuseOtherVariants(fields);
    config.model.architecture = type;
    config.model.isPostNorm = isTransformers || fields.flag("postnorm", false);
    readLayers(config.model, fields, isTransformers);
    config.tiesEmbeddings = fields.flag("tie_word_embeddings", false);
    config.endTokens = readEndTokens(fields, *parsed, config.model.vocabulary);
    if (fields.error())
        return *fields.error();
    return config;
}

Result<std::vector<std::int32_t>> parseEndTokens(const FileBytes& file, int vocabulary)
{
    const Result<json> parsed = parseObject(file);
    if (!parsed)
        return parsed.error();
    ConfigFields fields(file.name, [&](const std::string& key) { return lookUp(*parsed, key); });
    std::vector<std::int32_t> ids = readEndTokens(fields, *parsed, vocabulary);
    if (fields.error())
        return *fields.error();
    return ids;
}

} // namespace engine
