// The types of values and of tensors in GGUF, by their numbers in the file.

#pragma once

#include "kernels/dtype.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>

namespace engine {

enum class GgufType : std::uint32_t {
    UInt8,
    Int8,
    UInt16,
    Int16,
    UInt32,
    Int32,
    Float32,
    Bool,
    String,
    Array,
    UInt64,
    Int64,
    Float64,
};

std::optional<GgufType> ggufType(std::uint32_t number);

// The size of a value of fixed size; 0 for strings and arrays.
std::uint64_t fixedBytes(GgufType type);

// A value of an integer type, widened; nothing for the other types.
std::optional<std::int64_t> loadInteger(GgufType type, const std::byte* data);

struct GgufTensorType
{
    std::string name;                    // "type 99" when the number is unknown
    std::optional<kernels::DType> dtype; // absent: Levin has no kernel for it
};

GgufTensorType ggufTensorType(std::uint32_t number);

} // namespace engine
