#include "engine/tokenizer_json.h"

#include "engine/json_limits.h"
#include "engine/pre_tokenizer.h"
#include "engine/text.h"

#include <cstdint>
#include <optional>
#include <utility>

namespace engine {
namespace {

using nlohmann::json;

// Published files have up to 260,000 tokens, 260,000 merges and 15 MB.
constexpr JsonLimits kLimits = {.bytes = std::size_t{256} << 20, .values = 16'000'000, .depth = 32};
// Ids without a token become unused tokens; published files have a few at most.
constexpr std::size_t kMostUnusedIds = 4096;

// Fills a Vocabulary from the tree; each step returns the reason why it could not.
class TokenizerJson
{
public:
    TokenizerJson(const json& root, const std::string& fileName)
        : m_root(root)
        , m_fileName(fileName)
        , m_mostIds(std::int64_t(at(at(root, "model"), "vocab").size()
                                 + at(root, "added_tokens").size() + kMostUnusedIds))
    {}

    Result<Vocabulary> read();

private:
    using Step = Status (TokenizerJson::*)();

    Status readSettings();
    Status readPreTokenizer();
    Status readTokens();
    Status readAddedTokens();
    Status readMerges();

    Status readAddedToken(const json& added, std::size_t index);
    Result<std::string> splitPattern(const json& split) const;
    Status checkByteLevel(const json& byteLevel, bool shouldSplit) const;
    Status giveId(std::int64_t id, const std::string& token, TokenKind kind);

    static const json& at(const json& object, const char* key);
    Error damaged(const std::string& problem) const
    {
        return {ErrorCode::FileDamaged, concat(m_fileName, ": ", problem)};
    }
    Error notSupported(const std::string& what) const
    {
        return {ErrorCode::NotSupported, concat(m_fileName, ": ", what)};
    }

    const json& m_root;
    const std::string& m_fileName;
    const std::int64_t m_mostIds; // a larger id would leave too many without a token
    Vocabulary m_vocabulary;
};

// The member, or null when there is none or the value is no object.
const json& TokenizerJson::at(const json& object, const char* key)
{
    static const json kNull;
    if (!object.is_object())
        return kNull;
    const auto found = object.find(key);
    return found == object.end() ? kNull : *found;
}

bool isFalse(const json& value) { return value.is_null() || value == false; }
bool isNothing(const json& value) { return value.is_null() || value == json("") || value == 0.0; }

// A name from the file, short enough for a sentence.
std::string shown(const json& value)
{
    constexpr std::size_t kMost = 300;
    const std::string text =
        value.dump(-1, ' ', true, json::error_handler_t::replace); // ASCII: can be cut anywhere
    return text.size() <= kMost ? text : text.substr(0, kMost) + "...";
}

Result<Vocabulary> TokenizerJson::read()
{
    for (const Step step :
         {&TokenizerJson::readSettings, &TokenizerJson::readPreTokenizer,
          &TokenizerJson::readTokens, &TokenizerJson::readAddedTokens, &TokenizerJson::readMerges})
    {
        if (const Status status = (this->*step)(); !status)
            return status.error();
    }
    return std::move(m_vocabulary);
}

Status TokenizerJson::readSettings()
{
    const json& model = at(m_root, "model");
    if (!model.is_object())
        return damaged("\"model\" is missing");
    if (at(model, "type") != "BPE")
        return notSupported(
            concat("model.type is ", shown(at(model, "type")), ", only \"BPE\" is supported"));
    if (!isFalse(at(model, "byte_fallback")))
        return notSupported(
            "model.byte_fallback is set, only byte-level vocabularies are supported");
    for (const char* key : {"dropout", "continuing_subword_prefix", "end_of_word_suffix"}) {
        if (!isNothing(at(model, key)))
            return notSupported(
                concat("model.", key, " is ", shown(at(model, key)), ", only null is supported"));
    }
    // The normal forms of Unicode need tables that this engine does not have, and text that is
    // not normalised as in training gives other tokens.
    const json& normalizer = at(m_root, "normalizer");
    if (!normalizer.is_null())
        return notSupported(
            concat("normalizer is ", shown(normalizer), ", only null is supported"));
    const json& ignoreMerges = at(model, "ignore_merges");
    if (!ignoreMerges.is_null() && !ignoreMerges.is_boolean())
        return damaged("model.ignore_merges is not true or false");
    m_vocabulary.ignoreMerges = ignoreMerges == true;
    return Done{};
}

// Either ByteLevel with its built-in pattern, GPT-2's, or Split by a pattern and then ByteLevel
// without one.
Status TokenizerJson::readPreTokenizer()
{
    const json& preTokenizer = at(m_root, "pre_tokenizer");
    if (at(preTokenizer, "type") == "ByteLevel") {
        m_vocabulary.preTokenizer = PreTokenizer::Gpt2;
        return checkByteLevel(preTokenizer, true);
    }
    const json& steps = at(preTokenizer, "pretokenizers");
    if (at(preTokenizer, "type") != "Sequence" || !steps.is_array() || steps.size() != 2
        || at(steps[0], "type") != "Split" || at(steps[1], "type") != "ByteLevel")
        return notSupported(concat("pre_tokenizer is ", shown(preTokenizer),
                                   ", only ByteLevel and Split with ByteLevel are supported"));
    if (const Status status = checkByteLevel(steps[1], false); !status)
        return status.error();
    const Result<std::string> pattern = splitPattern(steps[0]);
    if (!pattern)
        return pattern.error();
    const std::optional<PreTokenizer> known = preTokenizerOf(*pattern);
    if (!known)
        return notSupported(
            concat("the pattern of its pre_tokenizer is not one that is known: ", shown(*pattern)));
    m_vocabulary.preTokenizer = *known;
    return Done{};
}

Status TokenizerJson::checkByteLevel(const json& byteLevel, bool shouldSplit) const
{
    if (!isFalse(at(byteLevel, "add_prefix_space")))
        return notSupported("pre_tokenizer.add_prefix_space is set, which is not supported");
    const json& useRegex = at(byteLevel, "use_regex");
    const bool splits = useRegex.is_null() || useRegex == true;
    if (splits != shouldSplit)
        return notSupported(concat("pre_tokenizer.use_regex is ", shown(useRegex), " where only ",
                                   shouldSplit ? "true" : "false", " is supported"));
    return Done{};
}

Result<std::string> TokenizerJson::splitPattern(const json& split) const
{
    // The patterns leave nothing between two matches, so keeping what matches and removing what
    // does not are the same.
    const json& behavior = at(split, "behavior");
    const bool isInverted = at(split, "invert") == true;
    const bool keepsMatches =
        isInverted ? behavior == "Removed" || behavior == "Isolated" : behavior == "Isolated";
    if (!keepsMatches)
        return notSupported(concat("pre_tokenizer splits with behavior ", shown(behavior),
                                   ", only \"Isolated\" is supported"));
    const json& pattern = at(at(split, "pattern"), "Regex");
    if (!pattern.is_string())
        return notSupported(concat("the pattern of its pre_tokenizer is ",
                                   shown(at(split, "pattern")), ", only a Regex is supported"));
    return pattern.get<std::string>();
}

Status TokenizerJson::readTokens()
{
    const json& tokens = at(at(m_root, "model"), "vocab");
    if (!tokens.is_object())
        return damaged("model.vocab is not an object");
    for (const auto& [token, id] : tokens.items()) {
        if (!id.is_number_integer())
            return damaged(concat("the id of ", shown(token), " in model.vocab is ", shown(id),
                                  ", not a whole number"));
        if (const Status status = giveId(id.get<std::int64_t>(), token, TokenKind::Normal); !status)
            return status.error();
    }
    return Done{};
}

Status TokenizerJson::giveId(std::int64_t id, const std::string& token, TokenKind kind)
{
    if (id < 0 || id >= m_mostIds)
        return damaged(concat("the id of ", shown(token), " is ", id, ", outside of 0 to ",
                              m_mostIds - 1, ", what so many tokens can have"));
    const auto index = std::size_t(id);
    if (index >= m_vocabulary.tokens.size()) {
        m_vocabulary.tokens.resize(index + 1);
        m_vocabulary.kinds.resize(index + 1, TokenKind::Unused);
    }
    const bool isGiven = m_vocabulary.kinds[index] != TokenKind::Unused;
    if (isGiven && m_vocabulary.tokens[index] != token)
        return damaged(concat("id ", id, " is given to both ", shown(m_vocabulary.tokens[index]),
                              " and ", shown(token)));
    m_vocabulary.tokens[index] = token;
    m_vocabulary.kinds[index] = kind;
    return Done{};
}

Status TokenizerJson::readAddedTokens()
{
    const json& added = at(m_root, "added_tokens");
    if (!added.is_null() && !added.is_array())
        return damaged("added_tokens is not an array");
    for (std::size_t i = 0; i < added.size(); ++i) {
        if (const Status status = readAddedToken(added[i], i); !status)
            return status.error();
    }
    return Done{};
}

Status TokenizerJson::readAddedToken(const json& added, std::size_t index)
{
    const json& id = at(added, "id");
    const json& content = at(added, "content");
    if (!id.is_number_integer() || !content.is_string())
        return damaged(concat("added_tokens[", index, "] has no id or no content"));
    for (const char* key : {"single_word", "lstrip", "rstrip"}) {
        if (!isFalse(at(added, key)))
            return notSupported(
                concat("added_tokens[", index, "].", key, " is set, which is not supported"));
    }
    const bool isControl = at(added, "special") == true;
    return giveId(id.get<std::int64_t>(), content.get<std::string>(),
                  isControl ? TokenKind::Control : TokenKind::Added);
}

Status TokenizerJson::readMerges()
{
    const json& merges = at(at(m_root, "model"), "merges");
    if (!merges.is_array())
        return damaged("model.merges is not an array");
    m_vocabulary.merges.reserve(merges.size());
    for (std::size_t rank = 0; rank < merges.size(); ++rank) {
        const json& merge = merges[rank];
        if (merge.is_string()) {
            m_vocabulary.merges.push_back(merge.get<std::string>());
        } else if (merge.is_array() && merge.size() == 2 && merge[0].is_string()
                   && merge[1].is_string()) {
            m_vocabulary.merges.push_back(merge[0].get<std::string>() + ' '
                                          + merge[1].get<std::string>());
        } else {
            return damaged(
                concat("model.merges[", rank, "] is ", shown(merge), ", not two tokens"));
        }
    }
    return Done{};
}

} // namespace

Result<Vocabulary> parseTokenizerJson(std::string_view text, const std::string& fileName)
{
    const Result<json> root = parseJson(text, fileName, kLimits);
    if (!root)
        return root.error();
    return TokenizerJson(*root, fileName).read();
}

} // namespace engine
