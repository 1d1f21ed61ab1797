#include "engine/tokenizer.h"

#include "engine/byte_alphabet.h"
#include "engine/file_bytes.h"
#include "engine/piece_cache.h"
#include "engine/text.h"
#include "kernels/check.h"

#include <array>
#include <utility>

namespace engine {
namespace {

// Far above any published vocabulary; keeps every id and rank within 24 bits.
constexpr std::size_t kMostTokens = (std::size_t(1) << 24) - 1;
constexpr std::size_t kMostMerges = (std::size_t(1) << 24) - 2;
constexpr std::size_t kMostNameBytes = std::size_t(1) << 31;
// The matcher may compare this many bytes at each place of a text.
constexpr std::size_t kLongestSpecialToken = 1024;

// These begin and end turns. A file that gives them as tokens of the user would have them matched in
// typed text, so they are control tokens whatever it says.
constexpr std::array<std::string_view, 4> kTurnTokens = {
    "<begin_of_document>", "<end_of_document>", "<beginning_of_sentence>", "<end_of_sentence>"};

Error damaged(std::string sentence) { return {ErrorCode::FileDamaged, std::move(sentence)}; }

Status checkCounts(const Vocabulary& vocabulary)
{
    if (vocabulary.tokens.size() > kMostTokens)
        return damaged(concat("the vocabulary has ", vocabulary.tokens.size(),
                              " tokens, more than the ", kMostTokens, " that are supported"));
    if (vocabulary.kinds.size() != vocabulary.tokens.size())
        return damaged(concat("the vocabulary has ", vocabulary.tokens.size(), " tokens but ",
                              vocabulary.kinds.size(), " token kinds"));
    if (vocabulary.merges.size() > kMostMerges)
        return damaged(concat("the vocabulary has ", vocabulary.merges.size(),
                              " merges, more than the ", kMostMerges, " that are supported"));
    return Done{};
}

// What the token of this id is called: its bytes, for regular ones out of the byte alphabet.
Result<std::string> nameOf(const Vocabulary& vocabulary, std::size_t id)
{
    const std::string& token = vocabulary.tokens[id];
    switch (vocabulary.kinds[id]) {
    case TokenKind::Unused:
        return token;
    case TokenKind::Control:
    case TokenKind::Added:
        if (token.empty() || token.size() > kLongestSpecialToken)
            return damaged(concat("special token ", id, " has a name of ", token.size(),
                                  " bytes, but it must have 1 to ", kLongestSpecialToken));
        return token;
    case TokenKind::Normal:
        break;
    }
    std::optional<std::string> bytes = fromByteAlphabet(token);
    if (!bytes || bytes->empty())
        return damaged(concat("token ", id, " (", readable(token),
                              ") is not written in the byte alphabet of byte-level vocabularies"));
    return std::move(*bytes);
}

Result<TokenNames> namesOf(const Vocabulary& vocabulary)
{
    std::size_t bytes = 0; // at least those of the names: the alphabet only lengthens
    for (const std::string& token : vocabulary.tokens)
        bytes += token.size();
    if (bytes > kMostNameBytes)
        return damaged(concat("the tokens of the vocabulary have ", bytes,
                              " bytes together, more than the ", kMostNameBytes,
                              " that are supported"));
    TokenNames names(bytes);
    for (std::size_t id = 0; id < vocabulary.tokens.size(); ++id) {
        const Result<std::string> name = nameOf(vocabulary, id);
        if (!name)
            return name.error();
        names.append(*name);
    }
    return names;
}

using IdByName = std::unordered_map<std::string_view, std::int32_t>;

Result<IdByName> idsByName(const Vocabulary& vocabulary, const TokenNames& names)
{
    IdByName ids;
    ids.reserve(names.size());
    for (std::size_t id = 0; id < names.size(); ++id) {
        if (vocabulary.kinds[id] == TokenKind::Unused)
            continue;
        const auto [known, isNew] = ids.emplace(names[id], static_cast<std::int32_t>(id));
        if (!isNew)
            return damaged(concat("token ", id, " (", readable(vocabulary.tokens[id]),
                                  ") is token ", known->second, " again"));
    }
    return ids;
}

Result<std::array<std::int32_t, 256>> byteTokensOf(const IdByName& ids,
                                                   const std::vector<TokenKind>& kinds)
{
    std::array<std::int32_t, 256> byteTokens{};
    for (std::size_t byte = 0; byte < 256; ++byte) {
        const char name = static_cast<char>(byte);
        const auto found = ids.find(std::string_view(&name, 1));
        if (found == ids.end() || kinds[std::size_t(found->second)] != TokenKind::Normal)
            return damaged(concat("the vocabulary has no token for byte ", byte,
                                  ", but a byte-level one has a token for each of the 256"));
        byteTokens[byte] = found->second;
    }
    return byteTokens;
}

Result<std::int32_t> mergedToken(const IdByName& ids, const std::vector<TokenKind>& kinds,
                                 const std::string& name, std::size_t rank,
                                 const std::string& merge)
{
    const auto found = ids.find(name);
    if (found == ids.end() || kinds[std::size_t(found->second)] == TokenKind::Control)
        return damaged(concat("merge ", rank, " (", readable(merge), ") needs the token ",
                              readable(toByteAlphabet(name)),
                              ", which the vocabulary does not have"));
    return found->second;
}

Result<std::vector<Merge>> mergesOf(const Vocabulary& vocabulary, const IdByName& ids)
{
    std::vector<Merge> merges;
    merges.reserve(vocabulary.merges.size());
    std::unordered_map<std::uint64_t, std::size_t> ranks; // by pair
    ranks.reserve(vocabulary.merges.size());
    for (std::size_t rank = 0; rank < vocabulary.merges.size(); ++rank) {
        const std::string& merge = vocabulary.merges[rank];
        const std::size_t space = merge.find(' ');
        std::optional<std::string> left;
        std::optional<std::string> right;
        if (space != std::string::npos) { // the byte alphabet has no space: there is just one
            left = fromByteAlphabet(std::string_view(merge).substr(0, space));
            right = fromByteAlphabet(std::string_view(merge).substr(space + 1));
        }
        if (!left || !right || left->empty() || right->empty())
            return damaged(concat("merge ", rank, " (", readable(merge),
                                  ") is not two tokens with a space between them"));
        const Result<std::int32_t> leftId = mergedToken(ids, vocabulary.kinds, *left, rank, merge);
        if (!leftId)
            return leftId.error();
        const Result<std::int32_t> rightId =
            mergedToken(ids, vocabulary.kinds, *right, rank, merge);
        if (!rightId)
            return rightId.error();
        const Result<std::int32_t> product =
            mergedToken(ids, vocabulary.kinds, *left + *right, rank, merge);
        if (!product)
            return product.error();
        const std::uint64_t pair = std::uint64_t(*leftId) << 32 | std::uint64_t(*rightId);
        const auto [known, isNew] = ranks.emplace(pair, rank);
        if (!isNew)
            return damaged(concat("merge ", rank, " (", readable(merge), ") is merge ",
                                  known->second, " again"));
        merges.push_back({*leftId, *rightId, *product});
    }
    return merges;
}

} // namespace

Tokenizer::Tokenizer(const Vocabulary& vocabulary, TokenNames names, IdByName ids,
                     PieceSplitter splitter, BytePairs bytePairs)
    : m_kinds(vocabulary.kinds)
    , m_names(std::move(names))
    , m_ids(std::move(ids))
    , m_splitter(std::move(splitter))
    , m_bytePairs(std::move(bytePairs))
    , m_ignoreMerges(vocabulary.ignoreMerges)
{
    for (const std::string_view name : kTurnTokens) {
        if (const std::optional<std::int32_t> id = idOf(name))
            m_kinds[std::size_t(*id)] = TokenKind::Control;
    }
    std::vector<TokenMatcher::Entry> added;
    std::vector<TokenMatcher::Entry> addedAndControl;
    for (std::size_t id = 0; id < m_kinds.size(); ++id) {
        const TokenMatcher::Entry entry = {m_names[id], static_cast<std::int32_t>(id)};
        if (m_kinds[id] == TokenKind::Added)
            added.push_back(entry);
        if (m_kinds[id] == TokenKind::Added || m_kinds[id] == TokenKind::Control)
            addedAndControl.push_back(entry);
    }
    m_addedTokens = TokenMatcher(added);
    m_addedAndControlTokens = TokenMatcher(addedAndControl);
}

Result<Tokenizer> Tokenizer::create(const Vocabulary& vocabulary)
{
    if (const Status counts = checkCounts(vocabulary); !counts)
        return counts.error();
    Result<TokenNames> names = namesOf(vocabulary);
    if (!names)
        return names.error();
    Result<IdByName> ids = idsByName(vocabulary, *names);
    if (!ids)
        return ids.error();
    const Result<std::array<std::int32_t, 256>> byteTokens = byteTokensOf(*ids, vocabulary.kinds);
    if (!byteTokens)
        return byteTokens.error();
    const Result<std::vector<Merge>> merges = mergesOf(vocabulary, *ids);
    if (!merges)
        return merges.error();
    Result<PieceSplitter> splitter = PieceSplitter::create(vocabulary.preTokenizer);
    if (!splitter)
        return splitter.error();
    return Tokenizer(vocabulary, std::move(*names), std::move(*ids), std::move(*splitter),
                     BytePairs(*byteTokens, *merges));
}

std::vector<std::int32_t> Tokenizer::encode(std::string_view text,
                                            SpecialTokens specialTokens) const
{
    std::vector<std::int32_t> tokens;
    encode(text, specialTokens, tokens);
    return tokens;
}

void Tokenizer::encode(std::string_view text, SpecialTokens specialTokens,
                       std::vector<std::int32_t>& appendTo) const
{
    const TokenMatcher& matcher =
        specialTokens == SpecialTokens::Parse ? m_addedAndControlTokens : m_addedTokens;
    PieceCache cache(text.size());
    std::size_t at = 0;
    while (at < text.size()) {
        const TokenMatcher::Match match = matcher.find(text, at);
        encodePieces(text.substr(at, match.begin - at), cache, appendTo);
        if (match.id < 0)
            break;
        appendTo.push_back(match.id);
        at = match.end;
    }
}

void Tokenizer::encodePieces(std::string_view text, PieceCache& cache,
                             std::vector<std::int32_t>& tokens) const
{
    if (text.empty())
        return;
    PieceSplitter::Pieces pieces(m_splitter, text);
    for (std::string_view piece = pieces.next(); !piece.empty(); piece = pieces.next()) {
        if (cache.append(piece, tokens))
            continue;
        const std::size_t first = tokens.size();
        const auto whole = m_ignoreMerges ? m_ids.find(piece) : m_ids.end();
        if (whole != m_ids.end() && m_kinds[std::size_t(whole->second)] == TokenKind::Normal)
            tokens.push_back(whole->second);
        else
            m_bytePairs.encode(piece, tokens);
        cache.remember(piece, first, tokens);
    }
}

std::string_view Tokenizer::name(std::int32_t id) const
{
    CHECK(id >= 0 && id < size());
    return m_names[std::size_t(id)];
}

TokenKind Tokenizer::kind(std::int32_t id) const
{
    CHECK(id >= 0 && id < size());
    return m_kinds[std::size_t(id)];
}

std::string_view Tokenizer::pieceBytes(std::int32_t id) const
{
    CHECK(id >= 0);
    if (id >= size())
        return {};
    const TokenKind tokenKind = kind(id);
    const bool isText = tokenKind == TokenKind::Normal || tokenKind == TokenKind::Added;
    return isText ? name(id) : std::string_view();
}

std::string Tokenizer::decode(std::span<const std::int32_t> ids) const
{
    std::string text;
    for (const std::int32_t id : ids)
        text += pieceBytes(id);
    return text;
}

std::optional<std::int32_t> Tokenizer::idOf(std::string_view name) const
{
    const auto found = m_ids.find(name);
    if (found == m_ids.end())
        return std::nullopt;
    return found->second;
}

} // namespace engine
