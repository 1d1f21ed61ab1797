#include "engine/byte_alphabet.h"

#include <array>
#include <cstdint>

namespace engine {
namespace {

constexpr int kAlphabetEnd = 256 + 68; // one past the last code point

struct Alphabet
{
    std::array<std::uint16_t, 256> codePoint;    // by byte
    std::array<std::int16_t, kAlphabetEnd> byte; // by code point; -1: not of the alphabet
};

constexpr bool isPrintable(int byte)
{
    return (byte >= '!' && byte <= '~') || (byte >= 0xA1 && byte <= 0xAC) || byte >= 0xAE;
}

constexpr Alphabet makeAlphabet()
{
    Alphabet alphabet{};
    alphabet.byte.fill(-1);
    int next = 256;
    for (int byte = 0; byte < 256; ++byte) {
        const int codePoint = isPrintable(byte) ? byte : next++;
        alphabet.codePoint[std::size_t(byte)] = static_cast<std::uint16_t>(codePoint);
        alphabet.byte[std::size_t(codePoint)] = static_cast<std::int16_t>(byte);
    }
    return alphabet;
}

constexpr Alphabet kAlphabet = makeAlphabet();

} // namespace

std::string toByteAlphabet(std::string_view bytes)
{
    std::string text;
    text.reserve(bytes.size() * 2);
    for (const char byte : bytes) {
        const unsigned codePoint = kAlphabet.codePoint[static_cast<unsigned char>(byte)];
        if (codePoint < 0x80) {
            text += static_cast<char>(codePoint);
        } else {
            text += static_cast<char>(0xC0 | (codePoint >> 6));
            text += static_cast<char>(0x80 | (codePoint & 0x3F));
        }
    }
    return text;
}

std::optional<std::string> fromByteAlphabet(std::string_view text)
{
    std::string bytes;
    bytes.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        unsigned codePoint = static_cast<unsigned char>(text[i]);
        if (codePoint >= 0x80) { // the alphabet ends below U+0800: two bytes each
            if ((codePoint & 0xE0) != 0xC0 || i + 1 == text.size())
                return std::nullopt;
            const unsigned low = static_cast<unsigned char>(text[++i]);
            if ((low & 0xC0) != 0x80)
                return std::nullopt;
            codePoint = (codePoint & 0x1F) << 6 | (low & 0x3F);
            if (codePoint < 0x80) // an overlong form
                return std::nullopt;
        }
        if (codePoint >= kAlphabetEnd || kAlphabet.byte[codePoint] < 0)
            return std::nullopt;
        bytes += static_cast<char>(kAlphabet.byte[codePoint]);
    }
    return bytes;
}

} // namespace engine
