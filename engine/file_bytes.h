// FileBytes: the bytes of a file with the name that errors call it by. The parsers of model files
// take nothing else, so that checks and fuzzers run them without a disk.

#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>

namespace engine {

struct FileBytes
{
    std::string name;
    std::span<const std::byte> bytes; // outlive whatever is parsed from them

    std::string_view text() const
    {
        return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
    }
};

// A name from a file, fit for a sentence: printable ASCII only, long ones shortened.
std::string readable(std::string_view name);

} // namespace engine
