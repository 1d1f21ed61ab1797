#include "engine/pre_tokenizer.h"

#include "engine/text.h"
#include "engine/utf8.h"
#include "kernels/check.h"

#include <array>
#include <limits>
#include <new>
#include <string>

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

namespace engine {
namespace {

struct PublishedPattern
{
    PreTokenizer preTokenizer;
    std::string_view pattern;
};

// MiniMax-M1 and GPT-4o; Llama 3 and cl100k; Qwen 2 and 3; Qwen 3.5; GPT-2.
constexpr std::array<PublishedPattern, 5> kPublished = {{
    {PreTokenizer::O200k,
     R"([^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]*[\p{Ll}\p{Lm}\p{Lo}\p{M}]+)"
     R"((?i:'s|'t|'re|'ve|'m|'ll|'d)?)"
     R"(|[^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]+[\p{Ll}\p{Lm}\p{Lo}\p{M}]*)"
     R"((?i:'s|'t|'re|'ve|'m|'ll|'d)?)"
     R"(|\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n/]*|\s*[\r\n]+|\s+(?!\S)|\s+)"},
    {PreTokenizer::Llama3, R"((?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}{1,3})"
                           R"(| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+)"},
    {PreTokenizer::Qwen2, R"((?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N})"
                          R"(| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+)"},
    {PreTokenizer::Qwen35, R"((?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?[\p{L}\p{M}]+|\p{N})"
                           R"(| ?[^\s\p{L}\p{M}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+)"},
    {PreTokenizer::Gpt2,
     R"('s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+)"},
}};

// The engines that trained the vocabularies take \s as Unicode's White_Space; PCRE2 adds U+180E. So
// \s and \S are spelled out: inside a class as ranges, outside as a class of their own.
std::string withUnicodeSpaces(std::string_view pattern)
{
    constexpr std::string_view kSpaces = R"(\x09-\x0D\x20\x{85}\x{A0}\x{1680}\x{2000}-\x{200A})"
                                         R"(\x{2028}\x{2029}\x{202F}\x{205F}\x{3000})";
    std::string result;
    bool isInClass = false;
    for (std::size_t i = 0; i < pattern.size(); ++i) {
        const char c = pattern[i];
        if (c == '\\') {
            const char escaped = pattern[++i];
            if (escaped != 's' && escaped != 'S') {
                result += c;
                result += escaped;
            } else if (isInClass) {
                CHECK(escaped == 's');
                result += kSpaces;
            } else {
                result += escaped == 's' ? "[" : "[^";
                result += kSpaces;
                result += ']';
            }
            continue;
        }
        if (c == '[' || c == ']')
            isInClass = c == '[';
        result += c;
    }
    return result;
}

} // namespace

std::string_view patternOf(PreTokenizer preTokenizer)
{
    for (const PublishedPattern& published : kPublished) {
        if (published.preTokenizer == preTokenizer)
            return published.pattern;
    }
    return {};
}

std::optional<PreTokenizer> preTokenizerOf(std::string_view pattern)
{
    for (const PublishedPattern& published : kPublished) {
        if (published.pattern == pattern)
            return published.preTokenizer;
    }
    return std::nullopt;
}

struct PieceSplitter::Pattern
{
    pcre2_code* code = nullptr;
    pcre2_match_context* limits = nullptr;
    bool isMachineCode = false;

    Pattern() = default;
    Pattern(const Pattern&) = delete;
    Pattern& operator=(const Pattern&) = delete;
    ~Pattern()
    {
        pcre2_match_context_free(limits);
        pcre2_code_free(code);
    }
};

PieceSplitter::PieceSplitter(std::unique_ptr<Pattern> pattern) : m_pattern(std::move(pattern)) {}
PieceSplitter::PieceSplitter(PieceSplitter&&) noexcept = default;
PieceSplitter& PieceSplitter::operator=(PieceSplitter&&) noexcept = default;
PieceSplitter::~PieceSplitter() = default;

Result<PieceSplitter> PieceSplitter::create(PreTokenizer preTokenizer)
{
    const std::string_view published = patternOf(preTokenizer);
    if (published.empty())
        return Error{ErrorCode::InvalidArgument,
                     concat("pre-tokenizer number ", int(preTokenizer), " is not known")};
    const std::string spelledOut = withUnicodeSpaces(published);

    auto pattern = std::make_unique<Pattern>();
    int errorNumber = 0;
    std::size_t errorOffset = 0;
    // Anchored: every pattern matches some piece at every place, so nothing is ever searched.
    pattern->code =
        pcre2_compile(reinterpret_cast<PCRE2_SPTR>(spelledOut.data()), spelledOut.size(),
                      PCRE2_UTF | PCRE2_UCP | PCRE2_ANCHORED, &errorNumber, &errorOffset, nullptr);
    pattern->limits = pcre2_match_context_create(nullptr);
    if (!pattern->code || !pattern->limits)
        return Error{ErrorCode::OutOfMemory,
                     concat("the pre-tokenizer's pattern did not compile: PCRE2 error ",
                            errorNumber, " at character ", errorOffset)};
    // These patterns backtrack one character class at a time, so the work is linear; the library's
    // guards against exponential patterns would only refuse pieces of many megabytes.
    pcre2_set_match_limit(pattern->limits, std::numeric_limits<std::uint32_t>::max());
    pcre2_set_heap_limit(pattern->limits, std::numeric_limits<std::uint32_t>::max());
    // Where the system forbids machine code made at run time, matching is slower and the same.
    pattern->isMachineCode = pcre2_jit_compile(pattern->code, PCRE2_JIT_COMPLETE) == 0;
    return PieceSplitter(std::move(pattern));
}

struct PieceSplitter::Pieces::Match
{
    pcre2_match_data* data;

    explicit Match(const pcre2_code* code)
        : data(pcre2_match_data_create_from_pattern(code, nullptr))
    {
        if (!data) // a few hundred bytes: as with operator new, there is no going on without them
            throw std::bad_alloc();
    }
    Match(const Match&) = delete;
    Match& operator=(const Match&) = delete;
    ~Match() { pcre2_match_data_free(data); }
};

PieceSplitter::Pieces::Pieces(const PieceSplitter& splitter, std::string_view text)
    : m_splitter(splitter)
    , m_text(text)
    , m_match(std::make_unique<Match>(splitter.m_pattern->code))
{}

PieceSplitter::Pieces::~Pieces() = default;

std::string_view PieceSplitter::Pieces::next()
{
    if (m_at == m_validEnd) {
        if (m_at == m_text.size())
            return {};
        m_validBegin = m_at;
        m_validEnd = m_at + validUtf8Prefix(m_text.substr(m_at));
        if (m_at == m_validEnd)
            return strayBytes();
    }
    const Pattern& pattern = *m_splitter.m_pattern;
    const auto* valid = reinterpret_cast<PCRE2_SPTR>(m_text.data() + m_validBegin);
    const auto match = pattern.isMachineCode ? pcre2_jit_match : pcre2_match;
    const int groups = match(pattern.code, valid, m_validEnd - m_validBegin, m_at - m_validBegin,
                             PCRE2_NO_UTF_CHECK, m_match->data, pattern.limits);
    CHECK(groups > 0);
    const std::size_t end = m_validBegin + pcre2_get_ovector_pointer(m_match->data)[1];
    CHECK(end > m_at);
    const std::string_view piece = m_text.substr(m_at, end - m_at);
    m_at = end;
    return piece;
}

std::string_view PieceSplitter::Pieces::strayBytes()
{
    const std::size_t begin = m_at;
    do {
        ++m_at;
    } while (m_at < m_text.size() && validUtf8Prefix(m_text.substr(m_at, 4)) == 0);
    m_validBegin = m_at;
    m_validEnd = m_at;
    return m_text.substr(begin, m_at - begin);
}

} // namespace engine
