#include "engine/safetensors.h"

#include "engine/byte_order.h"
#include "engine/json_limits.h"
#include "engine/text.h"

#include <algorithm>
#include <array>

namespace engine {
namespace {

using kernels::DType;
using nlohmann::json;

// Header lengths above this are refused by the format itself.
constexpr std::uint64_t kLongestHeader = 100'000'000;

struct ElementType
{
    std::string_view name;
    std::uint64_t bytes;
    std::optional<DType> dtype;
};

constexpr std::array kElementTypes = {
    ElementType{"F32", 4, DType::F32},
    ElementType{"F16", 2, DType::F16},
    ElementType{"BF16", 2, DType::BF16},
    ElementType{"F64", 8, {}},
    ElementType{"I64", 8, {}},
    ElementType{"U64", 8, {}},
    ElementType{"I32", 4, {}},
    ElementType{"U32", 4, {}},
    ElementType{"I16", 2, {}},
    ElementType{"U16", 2, {}},
    ElementType{"I8", 1, {}},
    ElementType{"U8", 1, {}},
    ElementType{"BOOL", 1, {}},
    ElementType{"F8_E4M3", 1, {}},
    ElementType{"F8_E5M2", 1, {}},
    ElementType{"F8_E8M0", 1, {}},
};

class HeaderReader
{
public:
    HeaderReader(const FileBytes& file, std::uint64_t dataStart)
        : m_file(file)
        , m_dataStart(dataStart)
    {}

    Result<TensorEntry> read(const std::string& name, const json& description) const
    {
        if (!description.is_object())
            return damaged(name, "is not described by an object");
        const json type = description.value("dtype", json());
        const json shape = description.value("shape", json());
        const json offsets = description.value("data_offsets", json());
        if (!type.is_string() || !shape.is_array() || !offsets.is_array() || offsets.size() != 2)
            return damaged(name, "lacks a dtype, a shape or two data_offsets");

        const auto& typeName = type.get_ref<const std::string&>();
        const auto* element =
            std::find_if(kElementTypes.begin(), kElementTypes.end(),
                         [&](const ElementType& known) { return known.name == typeName; });
        if (element == kElementTypes.end())
            return Error{ErrorCode::NotSupported,
                         concat(m_file.name, ": tensor ", readable(name), " has the dtype ",
                                readable(typeName), ", which Levin does not know")};

        TensorEntry entry;
        entry.name = name;
        entry.fileName = m_file.name;
        entry.typeName = typeName;
        entry.dtype = element->dtype;

        std::uint64_t bytes = element->bytes;
        if (shape.size() > kMostDimensions)
            return damaged(name, concat("has ", shape.size(), " dimensions, at most ",
                                        kMostDimensions, " are read"));
        for (const json& size : shape) {
            if (!size.is_number_unsigned())
                return damaged(name, "has a shape that is not made of counts");
            const auto count = size.get<std::uint64_t>();
            if (count > INT64_MAX || __builtin_mul_overflow(bytes, count, &bytes))
                return damaged(
                    name, concat("has a dimension of ", count, ", with which its size overflows"));
            entry.shape.push_back(static_cast<std::int64_t>(count));
        }
        return place(std::move(entry), bytes, offsets);
    }

private:
    static constexpr std::size_t kMostDimensions = 8;

    Result<TensorEntry> place(TensorEntry entry, std::uint64_t bytes, const json& offsets) const
    {
        if (!offsets[0].is_number_unsigned() || !offsets[1].is_number_unsigned())
            return damaged(entry.name, "has data_offsets that are not counts");
        const auto begin = offsets[0].get<std::uint64_t>();
        const auto end = offsets[1].get<std::uint64_t>();
        const std::uint64_t dataBytes = m_file.bytes.size() - m_dataStart;
        if (begin > end || end > dataBytes)
            return damaged(entry.name, concat("has data_offsets ", begin, " to ", end,
                                              ", the file has ", dataBytes, " bytes of data"));
        if (end - begin != bytes)
            return damaged(entry.name, concat("has ", end - begin, " bytes, ", entry.typeName, " ",
                                              shapeText(entry.shape), " needs ", bytes));
        entry.offset = m_dataStart + begin;
        entry.bytes = m_file.bytes.subspan(entry.offset, bytes);
        return entry;
    }

    Error damaged(const std::string& name, const std::string& problem) const
    {
        return {ErrorCode::FileDamaged,
                concat(m_file.name, " is damaged: tensor ", readable(name), " ", problem)};
    }

    const FileBytes& m_file;
    std::uint64_t m_dataStart;
};

} // namespace

Result<std::vector<TensorEntry>> parseSafetensors(const FileBytes& file)
{
    constexpr std::uint64_t kLengthBytes = 8;
    const std::uint64_t fileBytes = file.bytes.size();
    const auto damaged = [&](const std::string& problem) {
        return Error{ErrorCode::FileDamaged, concat(file.name, " is damaged: ", problem)};
    };
    if (fileBytes < kLengthBytes)
        return damaged(concat("a safetensors file starts with ", kLengthBytes,
                              " bytes for the length of its header, it has ", fileBytes));
    const auto headerBytes = loadLittleEndian<std::uint64_t>(file.bytes.data());
    if (headerBytes > kLongestHeader || headerBytes > fileBytes - kLengthBytes)
        return damaged(concat("its safetensors header should have ", headerBytes,
                              " bytes, the file has ", fileBytes, " bytes and a header at most ",
                              kLongestHeader));

    const Result<json> header = parseJson(file.text().substr(kLengthBytes, headerBytes), file.name,
                                          {.bytes = kLongestHeader});
    if (!header)
        return header.error();
    if (!header->is_object())
        return damaged("its safetensors header is not a JSON object");

    const HeaderReader reader(file, kLengthBytes + headerBytes);
    std::vector<TensorEntry> entries;
    for (const auto& [name, description] : header->items()) {
        if (name == "__metadata__")
            continue;
        Result<TensorEntry> entry = reader.read(name, description);
        if (!entry)
            return entry.error();
        entries.push_back(std::move(*entry));
    }
    std::stable_sort(entries.begin(), entries.end(),
                     [](const auto& a, const auto& b) { return a.offset < b.offset; });
    if (const Status disjoint = checkDisjoint(entries); !disjoint)
        return disjoint.error();
    return entries;
}

} // namespace engine
