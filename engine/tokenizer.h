// Tokenizer: text to token ids and back, by byte-level byte-pair encoding. Any bytes survive the
// round trip, also those that are not UTF-8. Immutable; any thread.

#pragma once

#include "engine/byte_pairs.h"
#include "engine/pre_tokenizer.h"
#include "engine/result.h"
#include "engine/token_matcher.h"
#include "engine/token_names.h"
#include "engine/vocabulary.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace engine {

class PieceCache;

// What happens to the name of a control token inside a text. Whatever a user, a document or a tool
// wrote is encoded AsText, so that nothing in it can end a turn or begin one.
enum class SpecialTokens : std::uint8_t { Parse, AsText };

class Tokenizer
{
public:
    // Checks everything a Vocabulary says; the sentence of the error names the token or the merge.
    static Result<Tokenizer> create(const Vocabulary& vocabulary);

    // The text is shorter than 4 GiB.
    std::vector<std::int32_t> encode(std::string_view text, SpecialTokens specialTokens) const;
    void encode(std::string_view text, SpecialTokens specialTokens,
                std::vector<std::int32_t>& appendTo) const;

    // The bytes a token adds to the text; may end inside a UTF-8 sequence. Control and unused
    // tokens add none, nor do ids beyond the vocabulary, which a padded model may produce.
    std::string_view pieceBytes(std::int32_t id) const;

    // All of their bytes.
    std::string decode(std::span<const std::int32_t> ids) const;

    // What a token is called: control tokens by what prompts write for them, the others by their
    // bytes. The id is one of the vocabulary.
    std::string_view name(std::int32_t id) const;

    // The token with this name; unused tokens have none.
    std::optional<std::int32_t> idOf(std::string_view name) const;

    int size() const { return static_cast<int>(m_kinds.size()); }
    TokenKind kind(std::int32_t id) const; // the id is one of the vocabulary

private:
    using IdByName = std::unordered_map<std::string_view, std::int32_t>; // keys are in m_names

    Tokenizer(const Vocabulary& vocabulary, TokenNames names, IdByName ids, PieceSplitter splitter,
              BytePairs bytePairs);

    void encodePieces(std::string_view text, PieceCache& cache,
                      std::vector<std::int32_t>& tokens) const;

    std::vector<TokenKind> m_kinds; // by id
    TokenNames m_names;             // by id
    IdByName m_ids;
    PieceSplitter m_splitter;
    BytePairs m_bytePairs;
    TokenMatcher m_addedTokens;
    TokenMatcher m_addedAndControlTokens;
    bool m_ignoreMerges;
};

} // namespace engine
