// The header of one GGUF file (version 3): metadata and tensor infos, parsed and bounds-checked
// (https://github.com/ggml-org/ggml, docs/gguf.md). Everything is little-endian:
//
//     "GGUF"  u32 version  u64 tensors  u64 keys
//     keys    x { string key, u32 type, value }
//     tensors x { string name, u32 dimensions, u64 size of each (innermost first), u32 type,
//                 u64 offset }
//     padding to general.alignment, then the data that the offsets count from

#pragma once

#include "engine/file_bytes.h"
#include "engine/gguf_types.h"
#include "engine/result.h"
#include "engine/tensor_table.h"

#include <variant>

namespace engine {

// The elements of an array where they lie in the file, all of them checked to be there.
struct GgufArray
{
    GgufType type = GgufType::UInt8;
    std::uint64_t count = 0;
    std::span<const std::byte> bytes;

    // Nothing when the elements are no strings, no integers, no booleans. Unsigned values beyond
    // 2^63 wrap to negative ones.
    std::optional<std::vector<std::string_view>> strings() const;
    std::optional<std::vector<std::int64_t>> integers() const;
    std::optional<std::vector<bool>> booleans() const;
};

// Every integer type is an int64_t here; a u64 beyond its range becomes a double.
using GgufValue = std::variant<bool, std::int64_t, double, std::string_view, GgufArray>;
using GgufMetadata = std::map<std::string, GgufValue, std::less<>>;

struct GgufHeader
{
    GgufMetadata metadata;
    std::vector<TensorEntry> tensors; // every one within the file, no two overlap
};

// Values and tensors are views into the file's bytes.
Result<GgufHeader> parseGgufHeader(const FileBytes& file);

} // namespace engine
