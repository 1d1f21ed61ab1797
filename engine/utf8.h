// UTF-8 as the standard has it: no overlong forms, no surrogates, nothing above U+10FFFF.

#pragma once

#include <cstddef>
#include <string_view>

namespace engine {

// The bytes of the longest prefix that is valid UTF-8.
std::size_t validUtf8Prefix(std::string_view bytes);

// The bytes at the end that begin a character and lack its rest (0 to 3): what a stream holds back.
std::size_t incompleteUtf8Suffix(std::string_view bytes);

} // namespace engine
