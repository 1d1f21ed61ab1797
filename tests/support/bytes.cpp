#include "tests/support/bytes.h"

#include <span>

namespace checks {

Bytes bytesOf(std::string_view text)
{
    const auto bytes = std::as_bytes(std::span(text));
    return {bytes.begin(), bytes.end()};
}

engine::FileBytes named(const std::string& name, const Bytes& bytes) { return {name, bytes}; }

engine::FileBytes named(const std::string& name, std::string_view text)
{
    return {name, std::as_bytes(std::span(text))};
}

} // namespace checks
