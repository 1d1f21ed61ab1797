// How text is split before merging, for each published pattern. The wanted pieces were made with
// Python's regex module, which takes \s as Unicode's White_Space as the reference tokenizers do.

#include "engine/pre_tokenizer.h"
#include "engine/text.h"
#include "tests/checks/check.h"

#include <array>
#include <random>

namespace {

using namespace engine;

std::string joined(PreTokenizer preTokenizer, std::string_view text)
{
    const Result<PieceSplitter> splitter = PieceSplitter::create(preTokenizer);
    if (!splitter)
        return splitter.error().message;
    std::string result;
    PieceSplitter::Pieces pieces(*splitter, text);
    for (std::string_view piece = pieces.next(); !piece.empty(); piece = pieces.next()) {
        if (!result.empty())
            result += '|';
        result += piece;
    }
    return result;
}

constexpr std::array kAll = {PreTokenizer::O200k, PreTokenizer::Llama3, PreTokenizer::Qwen2,
                             PreTokenizer::Qwen35, PreTokenizer::Gpt2};

} // namespace

LEVIN_CHECK(tokenizerSplitsContractionsAsPublished)
{
    const std::string text = "I'LL don't it'ſ";
    EXPECT_EQ(joined(PreTokenizer::O200k, text), "I'LL| don't| it'ſ");
    EXPECT_EQ(joined(PreTokenizer::Llama3, text), "I|'LL| don|'t| it|'ſ");
    EXPECT_EQ(joined(PreTokenizer::Qwen2, text), "I|'LL| don|'t| it|'ſ");
    EXPECT_EQ(joined(PreTokenizer::Qwen35, text), "I|'LL| don|'t| it|'ſ");
    EXPECT_EQ(joined(PreTokenizer::Gpt2, text), "I|'|LL| don|'t| it|'|ſ");
}

LEVIN_CHECK(tokenizerSplitsNumbersAsPublished)
{
    const std::string text = "x 12345 6²½";
    EXPECT_EQ(joined(PreTokenizer::O200k, text), "x| |123|45| |6²½");
    EXPECT_EQ(joined(PreTokenizer::Llama3, text), "x| |123|45| |6²½");
    EXPECT_EQ(joined(PreTokenizer::Qwen2, text), "x| |1|2|3|4|5| |6|²|½");
    EXPECT_EQ(joined(PreTokenizer::Qwen35, text), "x| |1|2|3|4|5| |6|²|½");
    EXPECT_EQ(joined(PreTokenizer::Gpt2, text), "x| 12345| 6²½");
}

LEVIN_CHECK(tokenizerSplitsLettersAndMarksAsPublished)
{
    const std::string text = "camelCase «naïve» हिन्दी // a/b";
    EXPECT_EQ(joined(PreTokenizer::O200k, text), "camel|Case| «|naïve|»| हिन्दी| //| a|/b");
    EXPECT_EQ(joined(PreTokenizer::Llama3, text), "camelCase| «|naïve|»| ह|िन|्द|ी| //| a|/b");
    EXPECT_EQ(joined(PreTokenizer::Qwen2, text), "camelCase| «|naïve|»| ह|िन|्द|ी| //| a|/b");
    EXPECT_EQ(joined(PreTokenizer::Qwen35, text), "camelCase| «|naïve|»| हिन्दी| //| a|/b");
    EXPECT_EQ(joined(PreTokenizer::Gpt2, text), "camelCase| «|naïve|»| ह|ि|न|्|द|ी| //| a|/|b");
}

LEVIN_CHECK(tokenizerSplitsSpacesAsPublished)
{
    const std::string text = "a  b\t\tc/\r\n\n  d  ";
    EXPECT_EQ(joined(PreTokenizer::O200k, text), "a| | b|\t|\tc|/\r\n\n| | d|  ");
    EXPECT_EQ(joined(PreTokenizer::Llama3, text), "a| | b|\t|\tc|/\r\n\n| | d|  ");
    EXPECT_EQ(joined(PreTokenizer::Gpt2, text), "a| | b|\t|\t|c|/|\r\n\n | d|  ");
}

// U+0085, U+00A0 and U+3000 are white space; U+180E is not since Unicode 6.3, nor are U+001C and
// U+200B.
LEVIN_CHECK(tokenizerTakesWhiteSpaceAsUnicodeDoes)
{
    for (const char* space : {"\u0085", "\u00A0", "\u3000", "\v", "\u2028"})
        EXPECT_EQ(joined(PreTokenizer::Gpt2, concat("a", space, space, "b")),
                  concat("a|", space, "|", space, "|b"));
    for (const char* other : {"\u180E", "\x1C", "\u200B", "\uFEFF"})
        EXPECT_EQ(joined(PreTokenizer::Gpt2, concat("a", other, other, "b")),
                  concat("a|", other, other, "|b"));
}

LEVIN_CHECK(tokenizerPiecesConcatenateToTheText)
{
    std::mt19937 random(20261123);
    const std::string_view alphabet =
        "aZ 1\n\r\t'sS./_\0\xC3\xA9\xE4\xB8\xAD\xF0\x9F\x98\x80\xFF\x80"
        "\xED\xA0\xC0";
    for (const PreTokenizer preTokenizer : kAll) {
        const Result<PieceSplitter> splitter = PieceSplitter::create(preTokenizer);
        REQUIRE_OK(splitter);
        for (int round = 0; round < 2000; ++round) {
            std::string text;
            for (std::size_t length = random() % 40; text.size() < length;)
                text += round % 2 == 0 ? char(random()) : alphabet[random() % alphabet.size()];
            std::string pieces;
            PieceSplitter::Pieces reader(*splitter, text);
            for (std::string_view piece = reader.next(); !piece.empty(); piece = reader.next())
                pieces += piece;
            EXPECT(pieces == text);
        }
    }
}

LEVIN_CHECK(tokenizerKeepsStrayBytesApart)
{
    EXPECT_EQ(joined(PreTokenizer::O200k, "ab\xFF\xFE cd"), "ab|\xFF\xFE| cd");
    // A lead byte without its rest, a surrogate, an overlong slash.
    EXPECT_EQ(joined(PreTokenizer::O200k, "ab\xE4\xB8"), "ab|\xE4\xB8");
    EXPECT_EQ(joined(PreTokenizer::O200k, "\xED\xA0\x80z"), "\xED\xA0\x80|z");
    EXPECT_EQ(joined(PreTokenizer::O200k, "a\xC0\xAF"), "a|\xC0\xAF");
}

LEVIN_CHECK(tokenizerSplitsHostileRuns)
{
    // One megabyte of what the patterns could backtrack over; each is a handful of pieces.
    for (const std::string_view unit : {"a", "A", " ", "\n", "/", "\t", "-", "中", "\u0301", "Aʰ"})
    {
        std::string text;
        while (text.size() < 1'000'000)
            text += unit;
        for (const PreTokenizer preTokenizer : kAll) {
            for (const char* end : {"", "x", "\n", " y", "!"}) {
                const Result<PieceSplitter> splitter = PieceSplitter::create(preTokenizer);
                REQUIRE_OK(splitter);
                const std::string whole = text + end;
                PieceSplitter::Pieces pieces(*splitter, whole);
                std::size_t bytes = 0;
                int count = 0;
                for (std::string_view piece = pieces.next(); !piece.empty(); piece = pieces.next())
                {
                    bytes += piece.size();
                    ++count;
                }
                EXPECT_EQ(bytes, whole.size());
                EXPECT(count <= 4);
            }
        }
    }
}

LEVIN_CHECK(tokenizerPatternsAreRecognised)
{
    for (const PreTokenizer preTokenizer : kAll) {
        EXPECT(!patternOf(preTokenizer).empty());
        EXPECT(preTokenizerOf(patternOf(preTokenizer)) == preTokenizer);
    }
    EXPECT(!preTokenizerOf("").has_value());
    EXPECT(!preTokenizerOf("\\w+").has_value());
}
