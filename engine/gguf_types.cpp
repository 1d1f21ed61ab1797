#include "engine/gguf_types.h"

#include "engine/byte_order.h"

#include <algorithm>
#include <array>

namespace engine {
namespace {

using kernels::DType;

struct KnownType
{
    std::uint32_t number;
    DType dtype;
};

constexpr std::array kReadable = {
    KnownType{0, DType::F32},   KnownType{1, DType::F16},   KnownType{2, DType::Q4_0},
    KnownType{3, DType::Q4_1},  KnownType{6, DType::Q5_0},  KnownType{7, DType::Q5_1},
    KnownType{8, DType::Q8_0},  KnownType{12, DType::Q4_K}, KnownType{13, DType::Q5_K},
    KnownType{14, DType::Q6_K}, KnownType{30, DType::BF16},
};

struct NamedType
{
    std::uint32_t number;
    const char* name;
};

// Known by name only, for the sentence that refuses them.
constexpr std::array kOthers = {
    NamedType{9, "Q8_1"},     NamedType{10, "Q2_K"},    NamedType{11, "Q3_K"},
    NamedType{15, "Q8_K"},    NamedType{16, "IQ2_XXS"}, NamedType{17, "IQ2_XS"},
    NamedType{18, "IQ3_XXS"}, NamedType{19, "IQ1_S"},   NamedType{20, "IQ4_NL"},
    NamedType{21, "IQ3_S"},   NamedType{22, "IQ2_S"},   NamedType{23, "IQ4_XS"},
    NamedType{24, "I8"},      NamedType{25, "I16"},     NamedType{26, "I32"},
    NamedType{27, "I64"},     NamedType{28, "F64"},     NamedType{29, "IQ1_M"},
    NamedType{34, "TQ1_0"},   NamedType{35, "TQ2_0"},   NamedType{39, "MXFP4"},
};

} // namespace

std::optional<GgufType> ggufType(std::uint32_t number)
{
    if (number > std::uint32_t(GgufType::Float64))
        return {};
    return GgufType(number);
}

std::uint64_t fixedBytes(GgufType type)
{
    switch (type) {
    case GgufType::UInt8:
    case GgufType::Int8:
    case GgufType::Bool:
        return 1;
    case GgufType::UInt16:
    case GgufType::Int16:
        return 2;
    case GgufType::UInt32:
    case GgufType::Int32:
    case GgufType::Float32:
        return 4;
    case GgufType::UInt64:
    case GgufType::Int64:
    case GgufType::Float64:
        return 8;
    case GgufType::String:
    case GgufType::Array:
        break;
    }
    return 0;
}

std::optional<std::int64_t> loadInteger(GgufType type, const std::byte* data)
{
    switch (type) {
    case GgufType::UInt8:
        return loadLittleEndian<std::uint8_t>(data);
    case GgufType::Int8:
        return loadLittleEndian<std::int8_t>(data);
    case GgufType::UInt16:
        return loadLittleEndian<std::uint16_t>(data);
    case GgufType::Int16:
        return loadLittleEndian<std::int16_t>(data);
    case GgufType::UInt32:
        return loadLittleEndian<std::uint32_t>(data);
    case GgufType::Int32:
        return loadLittleEndian<std::int32_t>(data);
    case GgufType::UInt64:
    case GgufType::Int64:
        return loadLittleEndian<std::int64_t>(data);
    default:
        return {};
    }
}

GgufTensorType ggufTensorType(std::uint32_t number)
{
    const auto hasNumber = [number](const auto& type) { return type.number == number; };
    if (const auto* type = std::find_if(kReadable.begin(), kReadable.end(), hasNumber);
        type != kReadable.end())
        return {kernels::dtypeTraits(type->dtype).name, type->dtype};
    if (const auto* type = std::find_if(kOthers.begin(), kOthers.end(), hasNumber);
        type != kOthers.end())
        return {type->name, {}};
    return {"type " + std::to_string(number), {}};
}

} // namespace engine
