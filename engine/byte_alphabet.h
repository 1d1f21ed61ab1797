// GPT-2's byte alphabet: byte-level vocabularies write each of the 256 bytes as one printable
// character, so that tokens are text in JSON. Printable bytes stand for themselves, the other 68
// are U+0100 and up, in byte order: a space is U+0120.

#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace engine {

std::string toByteAlphabet(std::string_view bytes);

// None when the text has a character that is not of the alphabet.
std::optional<std::string> fromByteAlphabet(std::string_view text);

} // namespace engine
