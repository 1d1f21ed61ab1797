// What a config may say, and the sentence for each thing that it must not say.

#include "engine/config_readers.h"
#include "engine/text.h"
#include "tests/support/expect_error.h"
#include "tests/support/tiny_files.h"

#include <limits>

namespace {

using checks::GgufBuilder;
using checks::named;
using checks::TinyLayout;
using checks::TinyModel;
using engine::LayerKind;

engine::Result<engine::HfConfig> parse(const std::string& json)
{
    return engine::parseConfigJson(named("config.json", std::string_view(json)));
}

// The config of a tiny model with one value replaced, added, or (with an empty value) removed.
std::string with(const std::string& key, const std::string& value,
                 TinyLayout layout = TinyLayout::MiniMax)
{
    static const TinyModel kModel(1);
    std::string json = checks::tinyConfigJson(kModel, layout);
    if (const std::size_t start = json.find("\"" + key + "\": "); start != std::string::npos) {
        std::size_t end = start + key.size() + 4;
        int depth = 0;
        while (depth > 0 || (json[end] != ',' && json[end] != '}')) {
            depth += json[end] == '[' ? 1 : json[end] == ']' ? -1 : 0;
            ++end;
        }
        json.replace(start, end - start, "\"was\": 0");
    }
    if (!value.empty())
        json.insert(1, "\"" + key + "\": " + value + ", ");
    return json;
}

engine::Result<engine::ModelConfig> read(const GgufBuilder& gguf)
{
    const checks::Bytes bytes = gguf.build();
    const auto file = engine::GgufFile::parse(std::vector{named("tiny.gguf", bytes)});
    if (!file)
        return file.error();
    return engine::configFromGguf(*file);
}

struct Wrong
{
    const char* key;
    const char* value;
    std::vector<std::string> named; // beside the file and the key
};

} // namespace

LEVIN_CHECK(configDefaultsAreThoseOfThePublishedCode)
{
    std::string noHeadDim = with("head_dim", "");
    EXPECT_ERROR(parse(noHeadDim), {"config.json", "head_dim is missing", "16"}); // 32 / 4 is less
    noHeadDim.replace(noHeadDim.find("\"num_attention_heads\": 4"), 24,
                      "\"num_attention_heads\": 2");
    const auto headDim = parse(noHeadDim);
    REQUIRE_OK(headDim);
    EXPECT_EQ(headDim->model.headDim, 16);
    const auto kvHeads = parse(with("num_key_value_heads", ""));
    REQUIRE_OK(kvHeads);
    EXPECT_EQ(kvHeads->model.kvHeads, 4);
    const auto rotary = parse(with("rotary_dim", ""));
    REQUIRE_OK(rotary);
    EXPECT_EQ(rotary->model.rotaryDim, 16);
    const auto alpha = parse(with("layernorm_mlp_alpha", ""));
    REQUIRE_OK(alpha);
    EXPECT_EQ(alpha->model.layers[0].mlp.alpha, 1.0f);
    const auto prenorm = parse(with("postnorm", ""));
    REQUIRE_OK(prenorm);
    EXPECT(!prenorm->model.isPostNorm);
    const auto text = parse(with("model_type", "\"minimax_text_01\""));
    REQUIRE_OK(text);
    EXPECT_EQ(text->model.architecture, "minimax_text_01");
    EXPECT(text->endTokens.empty());
    EXPECT(!text->tiesEmbeddings);
    const auto whole = parse(with("hidden_size", "32.0")); // JSON has one kind of number
    REQUIRE_OK(whole);
    EXPECT_EQ(whole->model.hidden, 32);
}

LEVIN_CHECK(transformersRotatesHalfOfAHeadUnlessToldOtherwise)
{
    const auto rotaryOf = [](const std::string& json) {
        const auto config = parse(json);
        return config ? config->model.rotaryDim : -1;
    };
    constexpr auto kLayout = TinyLayout::TransformersStacked;
    EXPECT_EQ(rotaryOf(with("x", "0", kLayout)), 8);
    std::string json = with("rotary_dim", "", kLayout);
    EXPECT_EQ(rotaryOf(json), 8);
    std::string share = json;
    share.insert(1, "\"rope_parameters\": {\"partial_rotary_factor\": 0.25}, ");
    EXPECT_EQ(rotaryOf(share), 4);
    share.insert(1, "\"partial_rotary_factor\": 1.0, ");
    EXPECT_EQ(rotaryOf(share), 16);

    json = with("rope_theta", "", kLayout);
    json.insert(1, "\"rope_parameters\": {\"rope_theta\": 5000.0, \"rope_type\": \"default\"}, ");
    const auto theta = parse(json);
    REQUIRE_OK(theta);
    EXPECT_EQ(theta->model.ropeTheta, 5000.0f);
}

LEVIN_CHECK(transformersLayersAlternateByDefault)
{
    const auto config = parse(with("layer_types", "", TinyLayout::TransformersStacked));
    REQUIRE_OK(config);
    for (std::size_t i = 0; i < 4; ++i)
        EXPECT((config->model.layers[i].kind == LayerKind::Softmax) == (i % 2 == 0));

    std::string older = with("layer_types", "", TinyLayout::TransformersStacked);
    older.insert(1, "\"attn_type_list\": [0, 0, 0, 1], ");
    const auto listed = parse(older);
    REQUIRE_OK(listed);
    EXPECT_EQ(listed->model.countOf(LayerKind::Lightning), 3);
    EXPECT(listed->model.layers[3].kind == LayerKind::Softmax);
}

LEVIN_CHECK(everyWrongConfigValueIsNamed)
{
    const std::vector<Wrong> wrongs = {
        {"model_type", "\"llama\"", {"\"llama\"", "minimax_m1"}},
        {"model_type", "7", {"7"}},
        {"num_hidden_layers", "0", {"0", "2", "1024"}},
        {"num_hidden_layers", "1", {"1", "2", "1024"}},
        {"num_hidden_layers", "1e300", {"1e+300", "1024"}},
        {"num_hidden_layers", "4.5", {"4.5"}},
        {"num_hidden_layers", "\"4\"", {"\"4\""}},
        {"num_hidden_layers", "18446744073709551615", {"1.84467e+19", "1024"}},
        {"num_hidden_layers", "", {"missing"}},
        {"num_hidden_layers", "5", {"attn_type_list", "4 values", "5 values"}},
        {"hidden_size", "-1", {"-1", "1", "65536"}},
        {"hidden_size", "100000", {"100000", "65536"}},
        {"num_attention_heads", "0", {"0", "1024"}},
        {"num_key_value_heads", "3", {"3", "num_attention_heads (4)"}},
        {"head_dim", "24", {"24", "16"}},
        {"head_dim", "8", {"8", "16"}},
        {"head_dim", "4096", {"4096", "1024"}},
        {"rotary_dim", "7", {"7", "even"}},
        {"rotary_dim", "32", {"32", "head_dim (16)"}},
        {"rotary_dim", "0", {"0", "2"}},
        {"rope_theta", "0", {"0", "1"}},
        {"rope_theta", "1e13", {"1e+13", "1e+12"}},
        {"rope_theta", "\"NaN\"", {"\"NaN\""}},
        {"rope_theta", "", {"missing"}},
        {"num_local_experts", "0", {"0", "4096"}},
        {"num_experts_per_tok", "5", {"5", "num_local_experts is only 4"}},
        {"intermediate_size", "0", {"0"}},
        {"vocab_size", "0", {"0", "16777216"}},
        {"vocab_size", "99999999", {"99999999", "16777216"}},
        {"max_position_embeddings", "0", {"0"}},
        {"rms_norm_eps", "0", {"0", "1e-12"}},
        {"rms_norm_eps", "1.0", {"1", "0.1"}},
        {"rms_norm_eps", "-1e-5", {"-1e-05"}},
        {"rms_norm_eps", "null", {"missing"}},
        {"layernorm_mlp_alpha", "1e5", {"100000", "10000"}},
        {"layernorm_linear_attention_beta", "[1]", {"a list of 1 values"}},
        {"postnorm", "1", {"1", "true or false"}},
        {"tie_word_embeddings", "\"no\"", {"\"no\""}},
        {"attn_type_list", "[0, 1, 0]", {"a list of 3 values", "4 values"}},
        {"attn_type_list", "[0, 1, 2, 0]", {"attn_type_list[2]", "2"}},
        {"attn_type_list", "[0, 1, true, 0]", {"attn_type_list[2]", "true"}},
        {"attn_type_list", "3", {"3", "4 values"}},
        {"attn_type_list", "", {"missing"}},
        {"hidden_act", "\"gelu\"", {"\"gelu\"", "\"silu\""}},
        {"shared_intermediate_size", "64", {"64", "shared experts"}},
        {"sliding_window", "4096", {"not supported"}},
        {"quantization_config", "{\"bits\": 4}", {"GGUF"}},
        {"rope_scaling", "{\"type\": \"yarn\"}", {"not supported"}},
        {"eos_token_id", "24", {"24", "23"}},
        {"eos_token_id", "[1, -5]", {"-5", "23"}},
    };
    for (const Wrong& wrong : wrongs) {
        std::vector<std::string> parts = {"config.json: "};
        const bool isElsewhere = std::string(wrong.key) == "num_hidden_layers"
                                 && wrong.named.front() == "attn_type_list";
        if (!isElsewhere)
            parts.emplace_back(wrong.key);
        parts.insert(parts.end(), wrong.named.begin(), wrong.named.end());
        checks::expectError(context, __FILE__, __LINE__,
                            engine::concat(wrong.key, ": ", wrong.value),
                            parse(with(wrong.key, wrong.value)), parts);
    }
    constexpr auto kLayout = TinyLayout::TransformersStacked;
    EXPECT_ERROR(parse(with("layer_types", "[\"full_attention\"]", kLayout)),
                 {"config.json", "layer_types", "1 values", "4 values"});
    EXPECT_ERROR(parse(with("layer_types", "[\"full_attention\", \"mamba\", 0, 0]", kLayout)),
                 {"layer_types[1]", "\"mamba\""});
    EXPECT_ERROR(parse(with("rope_parameters", "{\"rope_type\": \"yarn\"}", kLayout)),
                 {"rope_parameters.rope_type", "\"yarn\""});
}

LEVIN_CHECK(everyTruncationOfAConfigIsAnError)
{
    const TinyModel model(1);
    const std::string json = checks::tinyConfigJson(model);
    REQUIRE_OK(parse(json));
    for (std::size_t length = 0; length < json.size(); ++length)
        EXPECT_ERROR(parse(json.substr(0, length)), {"config.json is damaged", "byte"});
    EXPECT_ERROR(parse("[" + json + "]"), {"config.json", "not a JSON object"});
    EXPECT_ERROR(parse(json + "x"), {"config.json", "byte"});
}

LEVIN_CHECK(ggufDefaultsAreThoseOfItsConverter)
{
    const TinyModel model(1);
    GgufBuilder gguf = checks::tinyGguf(model);
    for (const char* key : {"attention.head_count_kv", "rope.dimension_count", "rope.freq_base",
                            "attention.value_length", "attention.recurrent_layers"})
        gguf.withoutKey(engine::concat("minimax-01.", key));
    gguf.integer("minimax-01.block_count", 17);
    const auto config = read(gguf);
    REQUIRE_OK(config);
    EXPECT_EQ(config->kvHeads, 4);
    EXPECT_EQ(config->rotaryDim, 16);
    EXPECT_EQ(config->ropeTheta, 10000.0f);
    EXPECT_EQ(config->vocabulary, 24);
    EXPECT_EQ(config->lightningNormEps, 1e-6f);
    EXPECT_EQ(config->layers[3].attention.alpha, 2.5f);
    EXPECT_EQ(config->layers[3].attention.beta, 1.0f);
    EXPECT_EQ(config->layers[3].mlp.alpha, 2.5f);
    for (std::size_t i = 0; i < 17; ++i)
        EXPECT((config->layers[i].kind == LayerKind::Softmax) == (i == 7 || i == 15));

    const auto interval = read(gguf.integer("minimax-01.full_attention_interval", 3));
    REQUIRE_OK(interval);
    EXPECT_EQ(interval->countOf(LayerKind::Softmax), 5);
    EXPECT(interval->layers[2].kind == LayerKind::Softmax);
}

LEVIN_CHECK(everyWrongGgufKeyIsNamed)
{
    const TinyModel model(1);
    const GgufBuilder sound = checks::tinyGguf(model);
    REQUIRE_OK(read(sound));
    const auto expect = [&](GgufBuilder gguf, const std::vector<std::string>& parts) {
        checks::expectError(context, __FILE__, __LINE__, parts.back(), read(gguf), parts);
        EXPECT_ERROR(read(gguf), {"tiny.gguf"});
    };
    GgufBuilder gguf = sound;
    expect(gguf.withoutKey("general.architecture"), {"general.architecture is missing"});
    gguf = sound;
    expect(gguf.text("general.architecture", "llama"), {"\"llama\"", "\"minimax-01\""});
    const auto with = [&](const char* key, std::uint32_t value) {
        GgufBuilder changed = sound;
        return changed.integer(engine::concat("minimax-01.", key), value);
    };
    expect(with("block_count", 0), {"minimax-01.block_count is 0", "1024"});
    expect(with("block_count", 5),
           {"attention.recurrent_layers is a list of 4 values", "5 values"});
    expect(with("embedding_length", 0xFFFFFFFF), {"embedding_length is 4294967295", "65536"});
    expect(with("attention.head_count", 0), {"attention.head_count is 0"});
    expect(with("attention.head_count_kv", 3), {"attention.head_count_kv is 3", "(4)"});
    expect(with("attention.key_length", 20), {"attention.key_length is 20", "16"});
    expect(with("attention.value_length", 32), {"attention.value_length is 32", "(16)"});
    expect(with("rope.dimension_count", 18), {"rope.dimension_count is 18", "(16)"});
    expect(with("expert_used_count", 9), {"expert_used_count is 9", "expert_count is only 4"});
    expect(with("expert_shared_count", 1), {"expert_shared_count is 1", "not supported"});
    expect(with("context_length", 0), {"context_length is 0"});
    gguf = sound;
    gguf.withoutKey("minimax-01.attention.recurrent_layers");
    expect(gguf.integer("minimax-01.full_attention_interval", 0),
           {"full_attention_interval is 0", "1"});

    const auto withNumber = [&](const char* key, float value) {
        GgufBuilder changed = sound;
        return changed.number(engine::concat("minimax-01.", key), value);
    };
    const float nan = std::numeric_limits<float>::quiet_NaN();
    const float infinity = std::numeric_limits<float>::infinity();
    expect(withNumber("attention.layer_norm_rms_epsilon", nan), {"rms_epsilon is nan", "0.1"});
    expect(withNumber("residual_scale", infinity), {"residual_scale is inf", "10000"});
    expect(withNumber("residual_scale", nan), {"residual_scale is nan", "10000"});
    expect(withNumber("rope.freq_base", -1.0f), {"rope.freq_base is -1"});
    gguf = sound;
    expect(gguf.withoutKey("minimax-01.residual_scale"), {"residual_scale is missing"});
    gguf = sound;
    expect(gguf.integers("minimax-01.attention.recurrent_layers", {1, 0, 1, 1}),
           {"attention.recurrent_layers", "true or false"});
    gguf = sound;
    expect(gguf.text("minimax-01.rope.scaling.type", "yarn"), {"\"yarn\"", "\"none\""});
    gguf = sound;
    expect(gguf.flags("minimax-01.block_count", {true, false}), {"a list of 2 values"});
}
