// parseJson: JSON from a file that may be damaged or hostile. Size, depth and number of values are
// bounded, and a name that appears twice in one object is an error.

#pragma once

#include "engine/file_bytes.h"
#include "engine/result.h"

#include <nlohmann/json.hpp>

namespace engine {

struct JsonLimits
{
    std::size_t bytes = std::size_t{16} << 20;
    // A value takes some 50 bytes of memory, whatever its text: three bytes of text could be one.
    std::size_t values = 4'000'000;
    std::size_t depth = 64;
};

Result<nlohmann::json> parseJson(std::string_view text, const std::string& fileName,
                                 const JsonLimits& limits = {});

} // namespace engine
