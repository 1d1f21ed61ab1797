// tokenizer.json: its variants, what is refused by name, and damaged files.

#include "engine/pre_tokenizer.h"
#include "engine/tokenizer_json.h"
#include "tests/checks/check.h"
#include "tests/support/tiny_tokenizer.h"

#include <functional>
#include <random>

namespace {

using namespace engine;
using nlohmann::ordered_json;

ordered_json tinyJson() { return checks::readDataJson("golden/tiny-a/tokenizer.json"); }

// The error's sentence for the tiny file after a change; empty when it is still accepted.
std::string refusal(const std::function<void(ordered_json&)>& change)
{
    ordered_json root = tinyJson();
    change(root);
    const Result<Vocabulary> vocabulary = parseTokenizerJson(root.dump(), "tokenizer.json");
    return vocabulary ? "" : vocabulary.error().message;
}

bool mentions(const std::string& sentence, std::string_view part)
{
    return sentence.starts_with("tokenizer.json") && sentence.find(part) != std::string::npos;
}

std::optional<PreTokenizer> preTokenizerFrom(const ordered_json& preTokenizer)
{
    ordered_json root = tinyJson();
    root["pre_tokenizer"] = preTokenizer;
    const Result<Vocabulary> vocabulary = parseTokenizerJson(root.dump(), "tokenizer.json");
    return vocabulary ? std::optional(vocabulary->preTokenizer) : std::nullopt;
}

ordered_json splitBy(std::string_view pattern, const char* behavior, bool isInverted)
{
    const ordered_json split = {{"type", "Split"},
                                {"pattern", {{"Regex", pattern}}},
                                {"behavior", behavior},
                                {"invert", isInverted}};
    const ordered_json byteLevel = {
        {"type", "ByteLevel"}, {"add_prefix_space", false}, {"use_regex", false}};
    return {{"type", "Sequence"}, {"pretokenizers", ordered_json::array({split, byteLevel})}};
}

} // namespace

LEVIN_CHECK(tokenizerJsonGivesTheVocabulary)
{
    const Result<Vocabulary> vocabulary = checks::tinyVocabulary();
    REQUIRE_OK(vocabulary);
    EXPECT_EQ(vocabulary->tokens.size(), 512u);
    EXPECT_EQ(vocabulary->kinds.size(), 512u);
    EXPECT_EQ(vocabulary->merges.size(), 240u);
    EXPECT(vocabulary->preTokenizer == PreTokenizer::O200k);
    EXPECT(!vocabulary->ignoreMerges);
    EXPECT_EQ(vocabulary->tokens[257], "\u0120t");
    EXPECT_EQ(vocabulary->merges[1], "\u0120 t");
    EXPECT(vocabulary->kinds[495] == TokenKind::Normal);
    EXPECT(vocabulary->kinds[496] == TokenKind::Control);
    EXPECT_EQ(vocabulary->tokens[496], "<beginning_of_sentence>");
}

LEVIN_CHECK(tokenizerJsonTakesMergesAsPairs)
{
    ordered_json root = tinyJson();
    for (ordered_json& merge : root["model"]["merges"]) {
        const std::string text = merge;
        const std::size_t space = text.find(' ');
        merge = ordered_json::array({text.substr(0, space), text.substr(space + 1)});
    }
    const Result<Vocabulary> pairs = parseTokenizerJson(root.dump(), "tokenizer.json");
    REQUIRE_OK(pairs);
    const Result<Vocabulary> strings = checks::tinyVocabulary();
    REQUIRE_OK(strings);
    EXPECT(pairs->merges == strings->merges);
}

LEVIN_CHECK(tokenizerJsonRecognisesPreTokenizers)
{
    for (const PreTokenizer known : {PreTokenizer::O200k, PreTokenizer::Llama3, PreTokenizer::Qwen2,
                                     PreTokenizer::Qwen35, PreTokenizer::Gpt2})
    {
        EXPECT(preTokenizerFrom(splitBy(patternOf(known), "Isolated", false)) == known);
        EXPECT(preTokenizerFrom(splitBy(patternOf(known), "Removed", true)) == known);
        EXPECT(!preTokenizerFrom(splitBy(patternOf(known), "Removed", false)).has_value());
    }
    EXPECT(preTokenizerFrom({{"type", "ByteLevel"}, {"add_prefix_space", false}})
           == PreTokenizer::Gpt2);
    EXPECT(!preTokenizerFrom({{"type", "ByteLevel"}, {"add_prefix_space", true}}).has_value());
    EXPECT(!preTokenizerFrom({{"type", "ByteLevel"}, {"use_regex", false}}).has_value());
    EXPECT(!preTokenizerFrom({{"type", "Metaspace"}}).has_value());
    EXPECT(!preTokenizerFrom(nullptr).has_value());
    EXPECT(mentions(refusal([](ordered_json& root) {
                        root["pre_tokenizer"] = splitBy("\\w+|\\W+", "Isolated", false);
                    }),
                    "not one that is known: \"\\\\w+|\\\\W+\""));
}

LEVIN_CHECK(tokenizerJsonRefusesWhatItWouldTokenizeWrongly)
{
    const auto set = [](const char* pointer, const ordered_json& value) {
        return refusal(
            [&](ordered_json& root) { root[ordered_json::json_pointer(pointer)] = value; });
    };
    EXPECT_EQ(set("/normalizer", nullptr), "");
    EXPECT(mentions(set("/normalizer", {{"type", "NFC"}}), "normalizer is {\"type\":\"NFC\"}"));
    EXPECT(mentions(set("/model/type", "Unigram"), "model.type is \"Unigram\""));
    EXPECT(mentions(set("/model/byte_fallback", true), "model.byte_fallback"));
    EXPECT(mentions(set("/model/dropout", 0.1), "model.dropout is 0.1"));
    EXPECT_EQ(set("/model/dropout", 0.0), "");
    EXPECT(mentions(set("/model/end_of_word_suffix", "</w>"), "model.end_of_word_suffix"));
    EXPECT(mentions(set("/model/continuing_subword_prefix", "##"), "subword_prefix is \"##\""));
    EXPECT_EQ(set("/model/continuing_subword_prefix", ""), "");
    EXPECT(mentions(set("/model/ignore_merges", 1), "model.ignore_merges"));
    EXPECT(mentions(set("/model/merges/3", 7), "model.merges[3] is 7"));
    EXPECT(mentions(set("/model/merges/3", {"a", "b", "c"}), "model.merges[3]"));
    EXPECT(mentions(set("/model/merges", "a b"), "model.merges is not an array"));
    EXPECT(mentions(set("/model/vocab", nullptr), "model.vocab is not an object"));
    EXPECT(mentions(set("/model", nullptr), "\"model\" is missing"));
    EXPECT(mentions(set("/added_tokens", 3), "added_tokens is not an array"));
    EXPECT(mentions(set("/added_tokens/1/lstrip", true), "added_tokens[1].lstrip"));
    EXPECT(mentions(set("/added_tokens/1/content", nullptr), "added_tokens[1]"));
    EXPECT(mentions(set("/added_tokens/1/id", 3.5), "added_tokens[1]"));
}

LEVIN_CHECK(tokenizerJsonBoundsIds)
{
    const auto setId = [](const ordered_json& id) {
        return refusal([&](ordered_json& root) { root["model"]["vocab"]["new"] = id; });
    };
    EXPECT(mentions(setId(-1), "the id of \"new\" is -1"));
    EXPECT(mentions(setId(16777215), "the id of \"new\" is 16777215"));
    EXPECT(mentions(setId(9223372036854775807), "the id of \"new\""));
    EXPECT(mentions(setId(18446744073709551615u), "the id of \"new\""));
    EXPECT(mentions(setId(1.0), "the id of \"new\" in model.vocab is 1.0"));
    EXPECT(mentions(setId("512"), "not a whole number"));
    EXPECT(mentions(setId(7), "id 7 is given to both"));
    EXPECT(mentions(setId(500), "id 500 is given to both \"new\" and \"<function_call>\""));

    ordered_json root = tinyJson();
    root["model"]["vocab"]["new"] = 600; // leaves 512 to 599 without a token
    const Result<Vocabulary> vocabulary = parseTokenizerJson(root.dump(), "tokenizer.json");
    REQUIRE_OK(vocabulary);
    EXPECT_EQ(vocabulary->tokens.size(), 601u);
    EXPECT(vocabulary->kinds[599] == TokenKind::Unused);
    const Result<Tokenizer> tokenizer = Tokenizer::create(*vocabulary);
    REQUIRE_OK(tokenizer);
    EXPECT_EQ(tokenizer->pieceBytes(599), "");
    EXPECT_EQ(tokenizer->pieceBytes(600), "new");
}

LEVIN_CHECK(tokenizerJsonKeepsAddedTokensApartFromControlTokens)
{
    ordered_json root = tinyJson();
    root["added_tokens"][2]["special"] = false;
    root["added_tokens"].push_back({{"id", 97}, {"content", "a"}, {"special", false}});
    const Result<Vocabulary> vocabulary = parseTokenizerJson(root.dump(), "tokenizer.json");
    REQUIRE_OK(vocabulary);
    EXPECT(vocabulary->kinds[498] == TokenKind::Added);
    EXPECT(vocabulary->kinds[497] == TokenKind::Control);
    EXPECT(vocabulary->kinds[97] == TokenKind::Added);
}

LEVIN_CHECK(tokenizerJsonSurvivesEveryTruncation)
{
    const std::string whole = checks::readData("golden/tiny-a/tokenizer.json");
    REQUIRE(whole.size() > 10000);
    std::size_t end = whole.size();
    while (whole[end - 1] != '}') // what follows the last brace is white space
        --end;
    for (std::size_t length = 0; length < end; ++length) {
        const Result<Vocabulary> vocabulary =
            parseTokenizerJson(std::string_view(whole).substr(0, length), "tokenizer.json");
        REQUIRE(!vocabulary);
        EXPECT(mentions(vocabulary.error().message, "JSON"));
    }
}

// Whatever is read is either refused with a sentence or makes a tokenizer that round trips.
LEVIN_CHECK(tokenizerJsonSurvivesRandomDamage)
{
    const std::string whole = checks::readData("golden/tiny-a/tokenizer.json");
    std::mt19937 random(5);
    int accepted = 0;
    for (int round = 0; round < 1500; ++round) {
        std::string damaged = whole;
        for (int change = 0; change <= round % 3; ++change)
            damaged[random() % damaged.size()] = " \"{}[],:0179eE-\\u\xC4"[random() % 18];
        const Result<Vocabulary> vocabulary = parseTokenizerJson(damaged, "tokenizer.json");
        if (!vocabulary) {
            EXPECT(mentions(vocabulary.error().message, ""));
            continue;
        }
        const Result<Tokenizer> tokenizer = Tokenizer::create(*vocabulary);
        if (!tokenizer) {
            EXPECT(!tokenizer.error().message.empty());
            continue;
        }
        ++accepted;
        const std::string text = "the <end> of in'tion \xFF 42";
        EXPECT(tokenizer->decode(tokenizer->encode(text, SpecialTokens::AsText)) == text);
    }
    EXPECT(accepted > 0);
}

LEVIN_CHECK(tokenizerJsonRefusesHostileShapes)
{
    const std::string deep = std::string(100000, '[') + std::string(100000, ']');
    for (const std::string& text :
         {deep, "{\"model\":" + deep + "}", std::string("[]"), std::string("7"),
          std::string("null"), std::string("{}"), std::string("\xFF"),
          std::string("{\"model\":{\"type\":\"BPE\"}}")})
    {
        const Result<Vocabulary> vocabulary = parseTokenizerJson(text, "tokenizer.json");
        REQUIRE(!vocabulary);
        EXPECT(mentions(vocabulary.error().message, ""));
    }
}
