// UTF-8 and the byte alphabet.

#include "engine/byte_alphabet.h"
#include "engine/utf8.h"
#include "tests/checks/check.h"

#include <set>

namespace {

using namespace engine;

std::string encoded(unsigned codePoint)
{
    std::string bytes;
    const auto add = [&](unsigned byte) { bytes += static_cast<char>(byte); };
    if (codePoint < 0x80) {
        add(codePoint);
    } else if (codePoint < 0x800) {
        add(0xC0 | codePoint >> 6);
        add(0x80 | (codePoint & 0x3F));
    } else if (codePoint < 0x10000) {
        add(0xE0 | codePoint >> 12);
        add(0x80 | (codePoint >> 6 & 0x3F));
        add(0x80 | (codePoint & 0x3F));
    } else {
        add(0xF0 | codePoint >> 18);
        add(0x80 | (codePoint >> 12 & 0x3F));
        add(0x80 | (codePoint >> 6 & 0x3F));
        add(0x80 | (codePoint & 0x3F));
    }
    return bytes;
}

} // namespace

LEVIN_CHECK(utf8AcceptsEveryCodePointAndNoSurrogate)
{
    int wrong = 0;
    for (unsigned codePoint = 0; codePoint < 0x110100; ++codePoint) {
        const bool isValid = codePoint < 0x110000 && !(codePoint >= 0xD800 && codePoint <= 0xDFFF);
        const std::string bytes = encoded(codePoint);
        if ((validUtf8Prefix(bytes) == bytes.size()) != isValid)
            ++wrong;
        for (std::size_t cut = 1; isValid && cut < bytes.size(); ++cut) {
            const std::string_view begun = std::string_view(bytes).substr(0, cut);
            if (validUtf8Prefix(begun) != 0 || incompleteUtf8Suffix(begun) != cut)
                ++wrong;
        }
    }
    EXPECT_EQ(wrong, 0);
}

LEVIN_CHECK(utf8StopsAtTheFirstStrayByte)
{
    EXPECT_EQ(validUtf8Prefix(""), 0u);
    EXPECT_EQ(validUtf8Prefix("0123456789abcdef\xFFx"), 16u);
    EXPECT_EQ(validUtf8Prefix("0123456\xC3\xA9\x80"), 9u);
    EXPECT_EQ(validUtf8Prefix("\xC0\x80"), 0u);         // overlong
    EXPECT_EQ(validUtf8Prefix("\xE0\x80\x80"), 0u);     // overlong
    EXPECT_EQ(validUtf8Prefix("\xF0\x80\x80\x80"), 0u); // overlong
    EXPECT_EQ(validUtf8Prefix("a\xE4\xB8"), 1u);
}

LEVIN_CHECK(utf8HoldsBackOnlyWhatCanBeCompleted)
{
    EXPECT_EQ(incompleteUtf8Suffix(""), 0u);
    EXPECT_EQ(incompleteUtf8Suffix("abc"), 0u);
    EXPECT_EQ(incompleteUtf8Suffix("ab\xC3"), 1u);
    EXPECT_EQ(incompleteUtf8Suffix("ab\xF0\x9F\x98"), 3u);
    EXPECT_EQ(incompleteUtf8Suffix("ab\xF0\x9F\x98\x80"), 0u);
    EXPECT_EQ(incompleteUtf8Suffix("ab\xFF"), 0u);
    EXPECT_EQ(incompleteUtf8Suffix("ab\xED\xA0"), 0u); // the start of a surrogate
    EXPECT_EQ(incompleteUtf8Suffix("\x80\x80\x80\x80"), 0u);
}

LEVIN_CHECK(byteAlphabetWritesEachByteAsOneCharacter)
{
    std::set<std::string> characters;
    for (int byte = 0; byte < 256; ++byte) {
        const std::string bytes(1, static_cast<char>(byte));
        const std::string character = toByteAlphabet(bytes);
        EXPECT_EQ(validUtf8Prefix(character), character.size());
        EXPECT(fromByteAlphabet(character) == bytes);
        characters.insert(character);
    }
    EXPECT_EQ(characters.size(), 256u);
    EXPECT_EQ(toByteAlphabet(" a\n"), "\u0120a\u010A");
    EXPECT_EQ(toByteAlphabet("\xC3\xA9\xAD"), "\u00C3\u00A9\u0143");
}

LEVIN_CHECK(byteAlphabetRefusesOtherCharacters)
{
    for (const char* text : {" ", "\n", "a b", "\u0144", "\u00AD", "\u4E2D", "\xC3", "a\xC4",
                             "\xC1\xA1", "\xE2\x82\xAC", "\xFF"})
        EXPECT(!fromByteAlphabet(text).has_value());
    EXPECT(fromByteAlphabet("") == std::string());
}
