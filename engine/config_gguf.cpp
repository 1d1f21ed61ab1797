// ModelConfig from GGUF metadata: the keys that llama.cpp's converter writes for the architecture
// minimax-01 (MiniMax-Text-01 and MiniMax-M1).

#include "engine/config_readers.h"
#include "engine/dimensions.h"

#include <algorithm>

namespace engine {
namespace {

constexpr const char* kArchitecture = "minimax-01";

std::string key(const char* name) { return concat(kArchitecture, ".", name); }

FieldValue fieldOf(const GgufValue& value)
{
    if (const auto* flag = std::get_if<bool>(&value))
        return {*flag};
    if (const auto* integer = std::get_if<std::int64_t>(&value))
        return {*integer};
    if (const auto* number = std::get_if<double>(&value))
        return {*number};
    if (const auto* text = std::get_if<std::string_view>(&value))
        return {std::string(*text)};

    // Lists of the config are flags by layer; others are only shown in errors.
    constexpr std::uint64_t kLongestList = 4096;
    const auto& array = std::get<GgufArray>(value);
    std::vector<FieldValue> list(std::size_t(std::min(array.count, kLongestList)));
    if (const auto flags = array.count <= kLongestList ? array.booleans() : std::nullopt)
        for (std::size_t i = 0; i < flags->size(); ++i)
            list[i] = {bool((*flags)[i])};
    return {std::move(list)};
}

const DimensionKeys& dimensionKeys()
{
    static const DimensionKeys kKeys = {
        .layers = key("block_count"),
        .hidden = key("embedding_length"),
        .heads = key("attention.head_count"),
        .kvHeads = key("attention.head_count_kv"),
        .headDim = key("attention.key_length"),
        .rotaryDim = key("rope.dimension_count"),
        .ropeTheta = key("rope.freq_base"),
        .experts = key("expert_count"),
        .expertsPerToken = key("expert_used_count"),
        .expertHidden = key("feed_forward_length"),
        .vocabulary = key("vocab_size"),
        .contextLimit = key("context_length"),
        .normEps = key("attention.layer_norm_rms_epsilon"),
    };
    return kKeys;
}

// Either a list names the lightning layers, or every so-many-th layer is a softmax layer.
std::vector<LayerKind> layerKinds(ConfigFields& fields, std::size_t layers)
{
    constexpr int kUsualInterval = 8;
    const std::string listKey = key("attention.recurrent_layers");
    std::vector<LayerKind> kinds;
    if (fields.has(listKey)) {
        for (const FieldValue& field : fields.list(listKey, layers)) {
            const auto* isLightning = std::get_if<bool>(&field.value);
            fields.require(isLightning, ErrorCode::FileDamaged, listKey, " holds ", shown(field),
                           ", its values must be true or false");
            kinds.push_back(isLightning && *isLightning ? LayerKind::Lightning
                                                        : LayerKind::Softmax);
        }
        return kinds;
    }
    const auto interval = static_cast<std::size_t>(
        fields.count(key("full_attention_interval"), {1, 1024}, kUsualInterval));
    for (std::size_t layer = 0; layer < layers; ++layer)
        kinds.push_back((layer + 1) % interval != 0 ? LayerKind::Lightning : LayerKind::Softmax);
    return kinds;
}

// What the architecture could say and Levin does not do.
void refuseOtherVariants(ConfigFields& fields, const ModelConfig& config)
{
    constexpr auto kCode = ErrorCode::NotSupported;
    const std::string valueKey = key("attention.value_length");
    const int valueDim = fields.count(valueKey, {1, 1 << 16}, config.headDim);
    fields.require(valueDim == config.headDim, kCode, valueKey, " is ", valueDim,
                   ", only the length of keys (", config.headDim, ") is supported");
    for (const char* shared : {"expert_shared_count", "expert_shared_feed_forward_length"}) {
        const int size = fields.count(key(shared), {0, 1 << 20}, 0);
        fields.require(size == 0, kCode, key(shared), " is ", size,
                       ", shared experts are not supported (only 0)");
    }
    const std::string scaling = fields.text(key("rope.scaling.type"), "none");
    fields.require(scaling == "none", kCode, key("rope.scaling.type"), " is \"", readable(scaling),
                   "\", only \"none\" is supported");
}

// The rows of the embedding, where the metadata does not say how many there are.
std::optional<int> embeddingRows(const GgufFile& file)
{
    constexpr std::int64_t kMost = 1 << 30;
    const TensorEntry* embedding = file.tensors().find("token_embd.weight");
    if (!embedding)
        return {};
    return static_cast<int>(std::min(embedding->shape.front(), kMost));
}

} // namespace

Result<ModelConfig> configFromGguf(const GgufFile& file)
{
    const auto* architecture = file.get<std::string_view>("general.architecture");
    if (!architecture)
        return Error{ErrorCode::FileDamaged,
                     concat(file.name(), " is damaged: the key general.architecture is missing")};
    if (*architecture != kArchitecture)
        return Error{ErrorCode::NotSupported,
                     concat(file.name(), " holds a model of the architecture \"",
                            readable(*architecture), "\", Levin runs \"", kArchitecture,
                            "\" (MiniMax-M1 and MiniMax-Text-01)")};

    ConfigFields fields(file.name(), [&](const std::string& name) -> FieldValue {
        const GgufValue* value = file.find(name);
        return value ? fieldOf(*value) : FieldValue{};
    });
    constexpr float kUsualTheta = 10'000.0f;
    const DimensionKeys& keys = dimensionKeys();
    ModelConfig config =
        readDimensions(fields, keys, {.vocabulary = embeddingRows(file), .ropeTheta = kUsualTheta});
    readRotaryDim(config, fields, keys, config.headDim);
    refuseOtherVariants(fields, config);

    config.architecture = kArchitecture;
    config.name = fields.text("general.name", "");
    config.isPostNorm = true; // implied by the architecture
    const ResidualFactors factors{fields.number(key("residual_scale"), kFactorBounds), 1.0f};
    const std::vector<LayerKind> kinds = layerKinds(fields, config.layers.size());
    if (fields.error())
        return *fields.error();

    for (int i = 0; i < config.layerCount(); ++i) {
        LayerConfig& layer = config.layers[std::size_t(i)];
        layer.kind = kinds[std::size_t(i)];
        layer.attention = factors;
        layer.mlp = factors;
        // The slopes of MiniMax's own code, whose weights these are, for any number of heads.
        if (layer.kind == LayerKind::Lightning)
            layer.decayRates = decayRates(config.heads, i, config.layerCount() - 1.0);
    }
    return config;
}

} // namespace engine
