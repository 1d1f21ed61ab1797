#include "engine/utf8.h"

#include <cstdint>
#include <cstring>

namespace engine {
namespace {

// What a lead byte asks of the bytes after it. Only the second byte's range depends on the lead:
// it is what excludes overlong forms, surrogates and code points above U+10FFFF.
struct Sequence
{
    std::size_t length; // 0: no sequence begins with this byte
    unsigned char secondFirst;
    unsigned char secondLast;
};

Sequence sequenceOf(unsigned char lead)
{
    if (lead < 0x80)
        return {1, 0, 0};
    if (lead < 0xC2)
        return {0, 0, 0};
    if (lead < 0xE0)
        return {2, 0x80, 0xBF};
    if (lead == 0xE0)
        return {3, 0xA0, 0xBF};
    if (lead == 0xED)
        return {3, 0x80, 0x9F};
    if (lead < 0xF0)
        return {3, 0x80, 0xBF};
    if (lead == 0xF0)
        return {4, 0x90, 0xBF};
    if (lead < 0xF4)
        return {4, 0x80, 0xBF};
    if (lead == 0xF4)
        return {4, 0x80, 0x8F};
    return {0, 0, 0};
}

// The bytes from `at` on that fit the sequence: its length when it is complete, fewer when the text
// ends or a byte does not fit.
std::size_t fittingBytes(std::string_view bytes, std::size_t at, const Sequence& sequence)
{
    std::size_t fitting = 1;
    while (fitting < sequence.length && at + fitting < bytes.size()) {
        const auto byte = static_cast<unsigned char>(bytes[at + fitting]);
        const unsigned char first = fitting == 1 ? sequence.secondFirst : 0x80;
        const unsigned char last = fitting == 1 ? sequence.secondLast : 0xBF;
        if (byte < first || byte > last)
            break;
        ++fitting;
    }
    return fitting;
}

} // namespace

std::size_t validUtf8Prefix(std::string_view bytes)
{
    constexpr std::uint64_t kHighBits = 0x8080808080808080u;
    std::size_t at = 0;
    while (at < bytes.size()) {
        if (at + 8 <= bytes.size()) {
            std::uint64_t word = 0;
            std::memcpy(&word, bytes.data() + at, sizeof word);
            if ((word & kHighBits) == 0) {
                at += 8;
                continue;
            }
        }
        const Sequence sequence = sequenceOf(static_cast<unsigned char>(bytes[at]));
        if (sequence.length == 0 || fittingBytes(bytes, at, sequence) < sequence.length)
            return at;
        at += sequence.length;
    }
    return at;
}

std::size_t incompleteUtf8Suffix(std::string_view bytes)
{
    for (std::size_t back = 1; back <= 3 && back <= bytes.size(); ++back) {
        const std::size_t at = bytes.size() - back;
        const auto lead = static_cast<unsigned char>(bytes[at]);
        if ((lead & 0xC0) == 0x80)
            continue; // a continuation byte: its lead is further left
        const Sequence sequence = sequenceOf(lead);
        const bool isIncomplete =
            sequence.length > back && fittingBytes(bytes, at, sequence) == back;
        return isIncomplete ? back : 0;
    }
    return 0;
}

} // namespace engine
