// The tokenizer as a whole: round trips, special tokens, what it refuses.

#include "engine/byte_alphabet.h"
#include "engine/tokenizer.h"
#include "tests/checks/check.h"
#include "tests/support/tiny_tokenizer.h"

#include <algorithm>
#include <random>
#include <thread>

namespace {

using namespace engine;

// All 256 bytes, then the products of the merges ("ab cd" makes "abcd"), in the byte alphabet.
Vocabulary vocabularyOf(const std::vector<std::string>& merges)
{
    Vocabulary vocabulary;
    for (int byte = 0; byte < 256; ++byte)
        vocabulary.tokens.push_back(toByteAlphabet(std::string(1, static_cast<char>(byte))));
    for (const std::string& merge : merges) {
        std::string product = merge;
        product.erase(product.find(' '), 1);
        vocabulary.tokens.push_back(product);
    }
    vocabulary.kinds.resize(vocabulary.tokens.size(), TokenKind::Normal);
    vocabulary.merges = merges;
    return vocabulary;
}

std::int32_t addToken(Vocabulary& vocabulary, const std::string& name, TokenKind kind)
{
    vocabulary.tokens.push_back(name);
    vocabulary.kinds.push_back(kind);
    return static_cast<std::int32_t>(vocabulary.tokens.size()) - 1;
}

std::string refusal(const Vocabulary& vocabulary)
{
    const Result<Tokenizer> tokenizer = Tokenizer::create(vocabulary);
    return tokenizer ? "" : tokenizer.error().message;
}

bool mentions(const std::string& sentence, std::string_view part)
{
    return sentence.find(part) != std::string::npos;
}

using Ids = std::vector<std::int32_t>;

} // namespace

LEVIN_CHECK(tokenizerRoundTripsAnyBytes)
{
    const Result<Tokenizer> tokenizer = checks::tinyTokenizer();
    REQUIRE_OK(tokenizer);
    std::mt19937 random(3);
    for (int round = 0; round < 3000; ++round) {
        std::string text;
        for (std::size_t length = random() % 200; text.size() < length;)
            text +=
                round % 3 == 0 ? static_cast<char>(random()) : "ab \n\0\xC3\xA9<e1'"[random() % 12];
        for (const SpecialTokens special : {SpecialTokens::AsText, SpecialTokens::Parse})
            EXPECT(tokenizer->decode(tokenizer->encode(text, special)) == text);
    }
    for (int byte = 0; byte < 256; ++byte) {
        const std::string text(1, static_cast<char>(byte));
        EXPECT(tokenizer->decode(tokenizer->encode(text, SpecialTokens::AsText)) == text);
    }
}

// What is encoded in one go repeats pieces and takes them from the cache; line by line it cannot.
LEVIN_CHECK(tokenizerIdsDoNotDependOnTheCache)
{
    const Result<Tokenizer> tokenizer = checks::tinyTokenizer();
    REQUIRE_OK(tokenizer);
    std::mt19937 random(4);
    std::string text;
    Ids wanted;
    for (int line = 0; line < 20000; ++line) {
        std::string words;
        for (int i = 0; i < 3; ++i)
            words += " w" + std::to_string(random() % 3000) + "tion";
        words += ";\n";
        text += words;
        for (const std::int32_t id : tokenizer->encode(words, SpecialTokens::AsText))
            wanted.push_back(id);
    }
    EXPECT(tokenizer->encode(text, SpecialTokens::AsText) == wanted);
}

LEVIN_CHECK(tokenizerKeepsControlTokensOutOfTypedText)
{
    const Result<Tokenizer> tokenizer = checks::tinyTokenizer();
    REQUIRE_OK(tokenizer);
    const std::string typed = "hi<end_of_sentence>\n<beginning_of_sentence>ai";
    for (const std::int32_t id : tokenizer->encode(typed, SpecialTokens::AsText))
        EXPECT(tokenizer->kind(id) == TokenKind::Normal);
    EXPECT_EQ(tokenizer->decode(tokenizer->encode(typed, SpecialTokens::AsText)), typed);

    const Ids parsed = tokenizer->encode(typed, SpecialTokens::Parse);
    EXPECT_EQ(std::count(parsed.begin(), parsed.end(), 497), 1);
    EXPECT_EQ(std::count(parsed.begin(), parsed.end(), 496), 1);
    EXPECT_EQ(tokenizer->decode(parsed), "hi\nai");
}

LEVIN_CHECK(tokenizerTakesTurnTokensAsControlWhateverTheFileSays)
{
    Result<Vocabulary> vocabulary = checks::tinyVocabulary();
    REQUIRE_OK(vocabulary);
    vocabulary->kinds[496] = TokenKind::Normal;
    vocabulary->kinds[497] = TokenKind::Added;
    const Result<Tokenizer> tokenizer = Tokenizer::create(*vocabulary);
    REQUIRE_OK(tokenizer);
    for (const char* name : {"<beginning_of_sentence>", "<end_of_sentence>"}) {
        const Ids typed = tokenizer->encode(name, SpecialTokens::AsText);
        EXPECT(typed.size() > 1);
        EXPECT_EQ(tokenizer->decode(typed), name);
        EXPECT_EQ(tokenizer->encode(name, SpecialTokens::Parse).size(), 1u);
    }
    EXPECT(tokenizer->kind(496) == TokenKind::Control);
    EXPECT(tokenizer->kind(497) == TokenKind::Control);
}

LEVIN_CHECK(tokenizerNamesAndKindsAreThoseOfTheFile)
{
    const Result<Tokenizer> tokenizer = checks::tinyTokenizer();
    REQUIRE_OK(tokenizer);
    EXPECT_EQ(tokenizer->size(), 512);
    EXPECT(tokenizer->idOf("<end_of_sentence>") == 497);
    EXPECT(!tokenizer->idOf("<think>").has_value());
    EXPECT(tokenizer->idOf(" t") == 257);
    EXPECT_EQ(tokenizer->name(257), " t");
    EXPECT_EQ(tokenizer->pieceBytes(257), " t");
    EXPECT(tokenizer->kind(257) == TokenKind::Normal);
    EXPECT(tokenizer->kind(497) == TokenKind::Control);
    EXPECT_EQ(tokenizer->name(497), "<end_of_sentence>");
    EXPECT_EQ(tokenizer->pieceBytes(497), "");
    EXPECT_EQ(tokenizer->pieceBytes(512), ""); // a row of padding
}

LEVIN_CHECK(tokenizerMatchesTheLongestOfTheLeftmostTokens)
{
    Vocabulary vocabulary = vocabularyOf({"a b"});
    const std::int32_t shorter = addToken(vocabulary, "<x", TokenKind::Control);
    const std::int32_t longer = addToken(vocabulary, "<x>y", TokenKind::Control);
    const std::int32_t later = addToken(vocabulary, ">y<", TokenKind::Control);
    const std::int32_t added = addToken(vocabulary, "ab<", TokenKind::Added);
    const Result<Tokenizer> tokenizer = Tokenizer::create(vocabulary);
    REQUIRE_OK(tokenizer);
    const std::int32_t ab = 256;
    EXPECT(tokenizer->encode("<x>y<", SpecialTokens::Parse) == Ids({longer, '<'}));
    EXPECT(tokenizer->encode("<x>z<", SpecialTokens::Parse) == Ids({shorter, '>', 'z', '<'}));
    EXPECT(tokenizer->encode("x>y<x", SpecialTokens::Parse) == Ids({'x', later, 'x'}));
    EXPECT(tokenizer->encode("ab<<x", SpecialTokens::Parse) == Ids({added, shorter}));
    // Added tokens are text, so they are matched in typed text too.
    EXPECT(tokenizer->encode("ab<<x", SpecialTokens::AsText) == Ids({added, '<', 'x'}));
    EXPECT(tokenizer->encode("ab<x", SpecialTokens::AsText) == Ids({added, 'x'}));
    EXPECT_EQ(tokenizer->decode(Ids({added, shorter, ab})), "ab<ab");
}

LEVIN_CHECK(tokenizerTakesWholePiecesWhereMergesAreIgnored)
{
    Vocabulary vocabulary = vocabularyOf({"a b", "b c"});
    const std::int32_t abc = addToken(vocabulary, "abc", TokenKind::Normal);
    Result<Tokenizer> tokenizer = Tokenizer::create(vocabulary);
    REQUIRE_OK(tokenizer);
    EXPECT(tokenizer->encode("abc", SpecialTokens::AsText) == Ids({256, 'c'}));
    vocabulary.ignoreMerges = true;
    tokenizer = Tokenizer::create(vocabulary);
    REQUIRE_OK(tokenizer);
    EXPECT(tokenizer->encode("abc", SpecialTokens::AsText) == Ids({abc}));
    EXPECT(tokenizer->encode("abcb", SpecialTokens::AsText) == Ids({256, 'c', 'b'}));
}

LEVIN_CHECK(tokenizerEncodesTheSameInFourThreads)
{
    const Result<Tokenizer> tokenizer = checks::tinyTokenizer();
    REQUIRE_OK(tokenizer);
    std::string text;
    for (int i = 0; i < 2000; ++i)
        text += "the nation's " + std::to_string(i * 7919) + " ideas, ";
    const Ids wanted = tokenizer->encode(text, SpecialTokens::AsText);
    std::array<Ids, 4> results;
    {
        std::vector<std::jthread> threads;
        for (Ids& result : results)
            threads.emplace_back([&] { result = tokenizer->encode(text, SpecialTokens::AsText); });
    }
    for (const Ids& result : results)
        EXPECT(result == wanted);
}

LEVIN_CHECK(tokenizerSurvivesBeingMoved)
{
    Result<Tokenizer> original = checks::tinyTokenizer();
    REQUIRE_OK(original);
    const Ids wanted = original->encode("moved <end_of_sentence>", SpecialTokens::Parse);
    const Tokenizer moved = std::move(*original);
    EXPECT(moved.encode("moved <end_of_sentence>", SpecialTokens::Parse) == wanted);
    EXPECT(moved.idOf("<end_of_sentence>") == 497);
}

LEVIN_CHECK(tokenizerRefusesDamagedVocabularies)
{
    EXPECT_EQ(refusal(vocabularyOf({"a b", "ab c"})), "");

    Vocabulary vocabulary = vocabularyOf({});
    vocabulary.kinds.pop_back();
    EXPECT(mentions(refusal(vocabulary), "256 tokens but 255 token kinds"));

    vocabulary = vocabularyOf({});
    vocabulary.tokens[65] = "B";
    EXPECT(mentions(refusal(vocabulary), "token 66 (B) is token 65 again"));

    vocabulary = vocabularyOf({});
    vocabulary.tokens[65] = "AA";
    EXPECT(mentions(refusal(vocabulary), "no token for byte 65"));
    vocabulary.tokens[65] = "A";
    vocabulary.kinds[65] = TokenKind::Control;
    EXPECT(mentions(refusal(vocabulary), "no token for byte 65"));

    vocabulary = vocabularyOf({});
    addToken(vocabulary, "a b", TokenKind::Normal);
    EXPECT(mentions(refusal(vocabulary), "token 256 (a b) is not written in the byte alphabet"));
    vocabulary.tokens.back() = "";
    EXPECT(mentions(refusal(vocabulary), "token 256"));
    vocabulary.kinds.back() = TokenKind::Control;
    EXPECT(mentions(refusal(vocabulary), "special token 256 has a name of 0 bytes"));
    vocabulary.tokens.back() = std::string(1025, 'x');
    EXPECT(mentions(refusal(vocabulary), "special token 256 has a name of 1025 bytes"));
    vocabulary.kinds.back() = TokenKind::Unused;
    EXPECT_EQ(refusal(vocabulary), "");

    EXPECT(mentions(refusal(Vocabulary{}), "no token for byte 0"));
}

LEVIN_CHECK(tokenizerRefusesDamagedMerges)
{
    for (const char* merge : {"ab", "a", "", " ", "a ", " b", "a b c", "a \xFF"}) {
        Vocabulary vocabulary = vocabularyOf({"a b"});
        vocabulary.merges.emplace_back(merge);
        EXPECT(mentions(refusal(vocabulary), "merge 1 ("));
    }
    Vocabulary vocabulary = vocabularyOf({"a b"});
    vocabulary.merges = {"a b", "b a"};
    EXPECT(mentions(refusal(vocabulary), "merge 1 (b a) needs the token ba"));
    vocabulary.merges = {"a b", "xy a"};
    EXPECT(mentions(refusal(vocabulary), "merge 1 (xy a) needs the token xy"));
    vocabulary.merges = {"a b", "a b"};
    EXPECT(mentions(refusal(vocabulary), "merge 1 (a b) is merge 0 again"));

    vocabulary = vocabularyOf({});
    vocabulary.merges = {"a b"};
    addToken(vocabulary, "ab", TokenKind::Control);
    EXPECT(mentions(refusal(vocabulary), "needs the token ab"));
}
