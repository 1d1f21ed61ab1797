// Bytes of files that checks make up in memory.

#pragma once

#include "engine/file_bytes.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace checks {

using Bytes = std::vector<std::byte>;

Bytes bytesOf(std::string_view text);

// The bytes must outlive what is parsed from them.
engine::FileBytes named(const std::string& name, const Bytes& bytes);
engine::FileBytes named(const std::string& name, std::string_view text);

} // namespace checks
