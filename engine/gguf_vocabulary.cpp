// Vocabulary from the tokenizer.ggml keys of a GGUF file.

#include "engine/text.h"
#include "engine/tokenizer_readers.h"

#include <algorithm>
#include <array>

namespace engine {
namespace {

struct KnownPreTokenizer
{
    std::string_view name;
    PreTokenizer preTokenizer;
    bool ignoreMerges;
};

// The names that converters give to the patterns that Levin has.
constexpr std::array kPreTokenizers = {
    KnownPreTokenizer{"minimax-m2", PreTokenizer::O200k, false},
    KnownPreTokenizer{"gpt-4o", PreTokenizer::O200k, false},
    KnownPreTokenizer{"o200k", PreTokenizer::O200k, false},
    KnownPreTokenizer{"llama4", PreTokenizer::O200k, false},
    KnownPreTokenizer{"llama-bpe", PreTokenizer::Llama3, true},
    KnownPreTokenizer{"llama3", PreTokenizer::Llama3, true},
    KnownPreTokenizer{"llama-v3", PreTokenizer::Llama3, true},
    KnownPreTokenizer{"qwen2", PreTokenizer::Qwen2, false},
    KnownPreTokenizer{"qwen35", PreTokenizer::Qwen35, false},
    KnownPreTokenizer{"gpt-2", PreTokenizer::Gpt2, false},
};

// token_type, by number.
constexpr std::array kKinds = {
    TokenKind::Unused,  // 0 undefined
    TokenKind::Normal,  // 1 normal
    TokenKind::Control, // 2 unknown
    TokenKind::Control, // 3 control
    TokenKind::Added,   // 4 user-defined
    TokenKind::Unused,  // 5 unused
    TokenKind::Normal,  // 6 byte
};

class VocabularyReader
{
public:
    explicit VocabularyReader(const GgufFile& file) : m_file(file) {}

    Result<Vocabulary> read(int rows) const;

private:
    // A list of texts with at most so many elements.
    Result<std::vector<std::string>> texts(const char* key, std::uint64_t most) const;
    Result<std::vector<TokenKind>> kinds(std::size_t tokens) const;

    Error error(ErrorCode code, const std::string& problem) const
    {
        return {code, concat(m_file.name(), ": ", problem)};
    }

    const GgufFile& m_file;
};

Result<Vocabulary> VocabularyReader::read(int rows) const
{
    const auto* model = m_file.get<std::string_view>("tokenizer.ggml.model");
    if (!model)
        return error(ErrorCode::NotSupported, "there is no tokenizer in this file");
    if (*model != "gpt2")
        return error(ErrorCode::NotSupported,
                     concat("the tokenizer is of the kind \"", readable(*model),
                            "\", only \"gpt2\" (byte-level pairs) is supported"));
    const auto* pre = m_file.get<std::string_view>("tokenizer.ggml.pre");
    const auto* known = std::find_if(
        kPreTokenizers.begin(), kPreTokenizers.end(),
        [&](const KnownPreTokenizer& candidate) { return pre && candidate.name == *pre; });
    if (known == kPreTokenizers.end())
        return error(ErrorCode::NotSupported,
                     concat("the tokenizer splits text as \"", pre ? readable(*pre) : "default",
                            "\" does, which Levin does not know"));

    Vocabulary vocabulary;
    vocabulary.preTokenizer = known->preTokenizer;
    vocabulary.ignoreMerges = known->ignoreMerges;
    Result<std::vector<std::string>> tokens =
        texts("tokenizer.ggml.tokens", static_cast<std::uint64_t>(rows));
    if (!tokens)
        return tokens.error();
    constexpr std::uint64_t kMostMerges = 1 << 24;
    Result<std::vector<std::string>> merges = texts("tokenizer.ggml.merges", kMostMerges);
    if (!merges)
        return merges.error();
    Result<std::vector<TokenKind>> tokenKinds = kinds(tokens->size());
    if (!tokenKinds)
        return tokenKinds.error();
    vocabulary.tokens = std::move(*tokens);
    vocabulary.merges = std::move(*merges);
    vocabulary.kinds = std::move(*tokenKinds);
    return vocabulary;
}

Result<std::vector<std::string>> VocabularyReader::texts(const char* key, std::uint64_t most) const
{
    const auto* array = m_file.get<GgufArray>(key);
    if (array && array->count > most)
        return error(ErrorCode::FileDamaged, concat("key ", key, " lists ", array->count,
                                                    " texts, this model can have ", most));
    const auto views = array ? array->strings() : std::nullopt;
    if (!views)
        return error(ErrorCode::FileDamaged, concat("key ", key, " is not a list of texts"));
    return std::vector<std::string>(views->begin(), views->end());
}

Result<std::vector<TokenKind>> VocabularyReader::kinds(std::size_t tokens) const
{
    const char* key = "tokenizer.ggml.token_type";
    if (!m_file.find(key))
        return std::vector<TokenKind>(tokens, TokenKind::Normal);
    const auto* array = m_file.get<GgufArray>(key);
    if (array && array->count != tokens)
        return error(ErrorCode::FileDamaged, concat("key ", key, " lists ", array->count,
                                                    " types for ", tokens, " tokens"));
    const auto types = array ? array->integers() : std::nullopt;
    if (!types)
        return error(ErrorCode::FileDamaged, concat("key ", key, " is not a list of numbers"));
    std::vector<TokenKind> all;
    for (const std::int64_t type : *types) {
        if (type < 0 || type >= static_cast<std::int64_t>(kKinds.size()))
            return error(ErrorCode::FileDamaged,
                         concat("key ", key, " holds ", type, " for token ", all.size(),
                                ", types go from 0 to ", kKinds.size() - 1));
        all.push_back(kKinds[static_cast<std::size_t>(type)]);
    }
    return all;
}

} // namespace

Result<Vocabulary> ggufVocabulary(const GgufFile& file, int rows)
{
    return VocabularyReader(file).read(rows);
}

} // namespace engine
