// Vocabulary, chat template, end tokens and suppressed tokens, from both formats.

#include "engine/model_file.h"
#include "engine/model_parts.h"
#include "engine/text.h"
#include "tests/support/expect_error.h"
#include "tests/support/tiny_files.h"

namespace {

using checks::Bytes;
using checks::GgufBuilder;
using checks::named;
using checks::TinyModel;
using engine::TokenKind;
using Ids = std::vector<std::int32_t>;

constexpr int kRows = 24;

// A model in which these rows of the embedding are padding.
TinyModel withZeroRows(const Ids& rows, const checks::TinyDimensions& dimensions = {})
{
    TinyModel model(9, dimensions);
    checks::TinyTensor& embedding = model.tensors.at("model.embed_tokens.weight");
    const auto hidden = std::ptrdiff_t(embedding.shape[1]);
    for (const std::int32_t row : rows)
        std::fill_n(embedding.values.begin() + row * hidden, hidden, 0.0f);
    return model;
}

std::vector<std::string> letters(int count)
{
    std::vector<std::string> tokens;
    for (int i = 0; i < count; ++i)
        tokens.push_back(std::string(1, char('a' + i)));
    return tokens;
}

// A tokenizer of so many tokens.
GgufBuilder& addTokenizer(GgufBuilder& gguf, int tokens)
{
    gguf.text("tokenizer.ggml.model", "gpt2").text("tokenizer.ggml.pre", "minimax-m2");
    gguf.texts("tokenizer.ggml.tokens", letters(tokens)).texts("tokenizer.ggml.merges", {"a b"});
    return gguf;
}

GgufBuilder withTokenizer(const TinyModel& model, int tokens)
{
    GgufBuilder gguf = checks::tinyGguf(model);
    return addTokenizer(gguf, tokens);
}

engine::Result<engine::ModelParts> read(const GgufBuilder& gguf)
{
    const Bytes bytes = gguf.build();
    // The weights point into bytes that are gone afterwards; what is looked at below does not.
    return engine::readGgufModel(std::vector{named("tiny.gguf", bytes)});
}

// A folder in memory; its files are texts that the caller keeps.
struct Folder
{
    explicit Folder(const TinyModel& model)
        : config(checks::tinyConfigJson(model))
        , weights(checks::tinySafetensors(model))
    {}

    engine::Result<engine::ModelParts> read()
    {
        files.folder = "tiny";
        files.config = named("config.json", config);
        files.weights = {named("model.safetensors", weights)};
        return engine::readHfModel(files);
    }

    std::string config;
    Bytes weights;
    engine::HfFiles files;
};

// Byte-level pairs without merges: tokens for the letters, then one added token.
std::string tokenizerJson(int letterCount, const std::string& added)
{
    std::string vocabulary;
    for (const std::string& letter : letters(letterCount))
        vocabulary +=
            engine::concat(vocabulary.empty() ? "" : ",", '"', letter, "\":", int(letter[0] - 'a'));
    return engine::concat(
        R"({"model": {"type": "BPE", "merges": [], "vocab": {)", vocabulary, R"(}},)",
        R"("added_tokens": [{"id": )", letterCount, R"(, "content": ")", added,
        R"(", "special": true, "normalized": false, "lstrip": false, "rstrip": false,)",
        R"( "single_word": false}], "normalizer": null, "pre_tokenizer": {"type": "ByteLevel",)",
        R"( "add_prefix_space": false, "use_regex": true, "trim_offsets": true},)",
        R"( "decoder": {"type": "ByteLevel"}})");
}

} // namespace

LEVIN_CHECK(everyGgufPreTokenizerIsKnownOrRefused)
{
    const TinyModel model(9);
    const auto preOf = [&](const char* name) {
        const auto parts = read(withTokenizer(model, kRows).text("tokenizer.ggml.pre", name));
        if (parts && parts->vocabulary)
            return std::pair(int(parts->vocabulary->preTokenizer), parts->vocabulary->ignoreMerges);
        return std::pair(-1, false);
    };
    using engine::PreTokenizer;
    EXPECT(preOf("minimax-m2") == std::pair(int(PreTokenizer::O200k), false));
    EXPECT(preOf("gpt-4o") == std::pair(int(PreTokenizer::O200k), false));
    EXPECT(preOf("llama-bpe") == std::pair(int(PreTokenizer::Llama3), true));
    EXPECT(preOf("qwen2") == std::pair(int(PreTokenizer::Qwen2), false));
    EXPECT(preOf("qwen35") == std::pair(int(PreTokenizer::Qwen35), false));
    EXPECT(preOf("gpt-2") == std::pair(int(PreTokenizer::Gpt2), false));

    const auto other = read(withTokenizer(model, kRows).text("tokenizer.ggml.pre", "tekken"));
    REQUIRE_OK(other);
    EXPECT(!other->vocabulary);
    EXPECT_EQ(other->noVocabulary,
              "tiny.gguf: the tokenizer splits text as \"tekken\" does, which Levin does not know");
    const auto noPre = read(withTokenizer(model, kRows).withoutKey("tokenizer.ggml.pre"));
    REQUIRE_OK(noPre);
    EXPECT(noPre->noVocabulary.find("\"default\"") != std::string::npos);
    const auto pieces = read(withTokenizer(model, kRows).text("tokenizer.ggml.model", "llama"));
    REQUIRE_OK(pieces);
    EXPECT(pieces->noVocabulary.find("\"llama\"") != std::string::npos);
    const auto none = read(checks::tinyGguf(model));
    REQUIRE_OK(none);
    EXPECT_EQ(none->noVocabulary, "tiny.gguf: there is no tokenizer in this file");
}

LEVIN_CHECK(ggufTokenTypesBecomeKinds)
{
    const TinyModel model(9);
    GgufBuilder gguf = withTokenizer(model, 7);
    gguf.integers("tokenizer.ggml.token_type", {1, 2, 3, 4, 5, 6, 0});
    const auto parts = read(gguf);
    REQUIRE_OK(parts);
    REQUIRE(parts->vocabulary.has_value());
    EXPECT(
        parts->vocabulary->kinds
        == std::vector({TokenKind::Normal, TokenKind::Control, TokenKind::Control, TokenKind::Added,
                        TokenKind::Unused, TokenKind::Normal, TokenKind::Unused}));
    EXPECT_ERROR(read(gguf.integers("tokenizer.ggml.token_type", {1, 1, 1, 1, 9, 1, 1})),
                 {"tiny.gguf", "tokenizer.ggml.token_type", "9 for token 4"});
    EXPECT_ERROR(read(gguf.integers("tokenizer.ggml.token_type", {1, 1})),
                 {"tokenizer.ggml.token_type", "2 types for 7 tokens"});
    EXPECT_ERROR(read(gguf.text("tokenizer.ggml.token_type", "1")), {"tokenizer.ggml.token_type"});
}

LEVIN_CHECK(ggufTokensFitTheModel)
{
    const TinyModel model(9);
    GgufBuilder gguf = withTokenizer(model, kRows + 1);
    EXPECT_ERROR(read(gguf), {"tiny.gguf", "tokenizer.ggml.tokens", "25", "24"});
    EXPECT_ERROR(read(gguf.integer("minimax-01.vocab_size", kRows + 1)),
                 {"tiny.gguf", "token_embd.weight", "(24, 32)", "(25, 32)"});
    gguf = withTokenizer(model, kRows);
    EXPECT_ERROR(read(gguf.integers("tokenizer.ggml.tokens", Ids(kRows))),
                 {"tokenizer.ggml.tokens", "not a list of texts"});
    gguf = withTokenizer(model, kRows);
    EXPECT_ERROR(read(gguf.withoutKey("tokenizer.ggml.merges")), {"tokenizer.ggml.merges"});
}

LEVIN_CHECK(ggufSuppressesWhatItListsAndItsPadding)
{
    const TinyModel model = withZeroRows({2, 20, 21, 23});
    GgufBuilder gguf = withTokenizer(model, 20);
    auto parts = read(gguf);
    REQUIRE_OK(parts);
    EXPECT(parts->suppressedTokens == Ids({20, 21, 23})); // row 2 belongs to a token

    gguf.integers("tokenizer.ggml.suppress_tokens", {22, 5, 22});
    parts = read(gguf);
    REQUIRE_OK(parts);
    EXPECT(parts->suppressedTokens == Ids({5, 20, 21, 22, 23}));
    EXPECT_ERROR(read(gguf.integers("tokenizer.ggml.suppress_tokens", {24})),
                 {"tiny.gguf", "tokenizer.ggml.suppress_tokens", "24", "23"});
    EXPECT_ERROR(read(gguf.integers("tokenizer.ggml.suppress_tokens", {-1})), {"id -1"});
    EXPECT_ERROR(read(gguf.text("tokenizer.ggml.suppress_tokens", "all")),
                 {"tokenizer.ggml.suppress_tokens", "not a list"});

    // Filled up by the converter: unused and zero.
    Ids types(kRows, 1);
    types[21] = types[22] = 5;
    const auto filled =
        read(withTokenizer(model, kRows).integers("tokenizer.ggml.token_type", types));
    REQUIRE_OK(filled);
    EXPECT(filled->suppressedTokens == Ids({21}));
}

LEVIN_CHECK(quantisedPaddingIsSuppressed)
{
    checks::TinyDimensions wide;
    wide.layerTypes = {0, 1};
    wide.hidden = 256;
    wide.expertHidden = 256;
    wide.heads = 16;
    const TinyModel model = withZeroRows({3, 22}, wide);
    for (int type = 0; type < kernels::kDTypeCount; ++type) {
        GgufBuilder gguf = checks::tinyGguf(model, {kernels::DType(type)});
        const auto parts = read(addTokenizer(gguf, 20));
        REQUIRE_OK(parts);
        EXPECT(parts->suppressedTokens == Ids({22}));
    }
}

LEVIN_CHECK(ggufNamesItsEndTokens)
{
    const TinyModel model(9);
    GgufBuilder gguf = withTokenizer(model, kRows);
    const auto none = read(gguf);
    REQUIRE_OK(none);
    EXPECT(none->endTokens.empty());

    std::vector<std::string> tokens = letters(kRows);
    tokens[7] = "<end_of_sentence>";
    const auto byName = read(gguf.texts("tokenizer.ggml.tokens", tokens));
    REQUIRE_OK(byName);
    EXPECT(byName->endTokens == Ids({7}));

    gguf.integer("tokenizer.ggml.eos_token_id", 3).integer("tokenizer.ggml.eot_token_id", 4);
    const auto both = read(gguf);
    REQUIRE_OK(both);
    EXPECT(both->endTokens == Ids({3, 4}));
    const auto same = read(gguf.integer("tokenizer.ggml.eot_token_id", 3));
    REQUIRE_OK(same);
    EXPECT(same->endTokens == Ids({3}));
    EXPECT_ERROR(read(gguf.integer("tokenizer.ggml.eos_token_id", kRows)),
                 {"tiny.gguf", "tokenizer.ggml.eos_token_id", "24", "23"});
}

LEVIN_CHECK(folderEndTokensComeFromTheFirstFileThatNamesThem)
{
    const TinyModel model(9);
    Folder folder(model);
    const std::string tokenizer = tokenizerJson(20, "<end_of_sentence>");
    folder.files.tokenizer = named("tokenizer.json", tokenizer);
    auto parts = folder.read();
    REQUIRE_OK(parts);
    REQUIRE(parts->vocabulary.has_value());
    EXPECT_EQ(parts->vocabulary->tokens.size(), 21u);
    EXPECT(parts->endTokens == Ids({20}));

    folder.config.insert(1, "\"eos_token_id\": [5, 6], ");
    parts = folder.read();
    REQUIRE_OK(parts);
    EXPECT(parts->endTokens == Ids({5, 6}));

    const std::string generation = R"({"eos_token_id": 7})";
    folder.files.generationConfig = named("generation_config.json", generation);
    parts = folder.read();
    REQUIRE_OK(parts);
    EXPECT(parts->endTokens == Ids({7}));

    const std::string empty = R"({"eos_token_id": null})";
    folder.files.generationConfig = named("generation_config.json", empty);
    parts = folder.read();
    REQUIRE_OK(parts);
    EXPECT(parts->endTokens == Ids({5, 6}));

    for (const std::string value : {"24", "-1", "[1, 99]", "\"7\"", "{}", "1.5", "true", "[[1]]"}) {
        const std::string wrong = "{\"eos_token_id\": " + value + "}";
        folder.files.generationConfig = named("generation_config.json", wrong);
        EXPECT_ERROR(folder.read(), {"generation_config.json", "eos_token_id", "23"});
    }
}

LEVIN_CHECK(folderSuppressesItsPadding)
{
    const TinyModel model = withZeroRows({3, 20, 22, 23});
    Folder folder(model);
    const std::string tokenizer = tokenizerJson(20, "<x>"); // ids 0..20
    folder.files.tokenizer = named("tokenizer.json", tokenizer);
    const auto parts = folder.read();
    REQUIRE_OK(parts);
    EXPECT(parts->suppressedTokens == Ids({22, 23})); // rows 3 and 20 belong to tokens

    folder.files.tokenizer.reset();
    const auto noTokenizer = folder.read();
    REQUIRE_OK(noTokenizer);
    EXPECT(noTokenizer->suppressedTokens.empty());
    EXPECT_EQ(noTokenizer->noVocabulary, "tiny has no tokenizer.json");
}

LEVIN_CHECK(miniMaxPaddingIsSuppressedWithoutATokenizer)
{
    checks::TinyDimensions large = checks::smallestDimensions();
    large.vocabulary = 200'064;
    TinyModel model(11, large);
    auto& values = model.tensors.at("model.embed_tokens.weight").values;
    for (const int row : {7, 200'030, 200'063})
        std::fill_n(values.begin() + row * large.hidden, large.hidden, 0.0f);
    std::fill_n(values.begin() + 200'031 * large.hidden, large.hidden, 0.5f);
    Folder folder(model);
    const auto parts = folder.read();
    REQUIRE_OK(parts);
    const Ids& ids = parts->suppressedTokens;
    const auto has = [&](std::int32_t id) {
        return std::find(ids.begin(), ids.end(), id) != ids.end();
    };
    EXPECT(has(200'030) && has(200'063));
    EXPECT(!has(7) && !has(200'031));
}

LEVIN_CHECK(aTokenizerThatIsDamagedOrTooLargeIsAnError)
{
    const TinyModel model(9);
    Folder folder(model);
    const std::string damaged = "{\"model\": ";
    folder.files.tokenizer = named("tokenizer.json", damaged);
    EXPECT_ERROR(folder.read(), {"tokenizer.json", "byte"});
    const std::string large = tokenizerJson(24, "<x>");
    folder.files.tokenizer = named("tokenizer.json", large);
    EXPECT_ERROR(folder.read(), {"tokenizer.json", "25", "24"});
    const std::string other = R"({"model": {"type": "WordPiece", "vocab": {}}})";
    folder.files.tokenizer = named("tokenizer.json", other);
    const auto parts = folder.read();
    REQUIRE_OK(parts);
    EXPECT(!parts->vocabulary);
    EXPECT(parts->noVocabulary.find("tokenizer.json") != std::string::npos);
}

LEVIN_CHECK(chatTemplatesAreFound)
{
    const TinyModel model(9);
    Folder folder(model);
    const auto templateOf = [&](const std::string& tokenizerConfig) {
        folder.files.tokenizerConfig = named("tokenizer_config.json", tokenizerConfig);
        const auto parts = folder.read();
        return parts ? parts->chatTemplate : "error: " + parts.error().message;
    };
    EXPECT_EQ(templateOf("{}"), "");
    EXPECT_EQ(templateOf(R"({"chat_template": null})"), "");
    EXPECT_EQ(templateOf(R"({"chat_template": "{{ x }}"})"), "{{ x }}");
    EXPECT_EQ(templateOf(R"({"chat_template": [{"name": "tool_use", "template": "a"},)"
                         R"( {"name": "default", "template": "b"}]})"),
              "b");
    EXPECT(templateOf(R"({"chat_template": 5})").starts_with("error: tokenizer_config.json"));
    EXPECT(templateOf(R"([])").starts_with("error: tokenizer_config.json"));
    const std::string jinja = "{{ y }}";
    folder.files.chatTemplate = named("chat_template.jinja", jinja);
    EXPECT_EQ(templateOf(R"({"chat_template": "{{ x }}"})"), "{{ y }}");

    const auto gguf = read(checks::tinyGguf(model).text("tokenizer.chat_template", "{{ z }}"));
    REQUIRE_OK(gguf);
    EXPECT_EQ(gguf->chatTemplate, "{{ z }}");
}

LEVIN_CHECK(folderRecommendsWhatItsGenerationConfigSays)
{
    const TinyModel model(9);
    Folder folder(model);
    const auto recommendedBy = [&](const std::string& json) {
        folder.files.generationConfig = named("generation_config.json", json);
        const auto parts = folder.read();
        return parts ? parts->recommended : engine::RecommendedUse{{}, -1, {}, {}};
    };
    EXPECT(recommendedBy(R"({"temperature": 0.7, "top_p": 0.9, "top_k": 40})")
           == (engine::RecommendedUse{0.7f, 40, 0.9f, {}}));
    EXPECT(recommendedBy(R"({"temperature": 0.7, "do_sample": false})")
           == (engine::RecommendedUse{0.0f, {}, {}, {}}));
    EXPECT(recommendedBy(R"({"temperature": "hot", "top_p": 7, "top_k": -1})")
           == engine::RecommendedUse());
}

LEVIN_CHECK(ggufRecommendsWhatItsKeysSay)
{
    GgufBuilder gguf = checks::tinyGguf(TinyModel(9));
    gguf.number("general.sampling.temp", 0.25f).text("levin.system_prompt", "");
    const Bytes bytes = gguf.build();
    const auto parts = engine::readGgufModel(std::vector{named("m.gguf", bytes)});
    REQUIRE_OK(parts);
    EXPECT(parts->recommended == (engine::RecommendedUse{0.25f, {}, {}, ""}));
}
