#include "engine/gguf_reader.h"

#include "engine/byte_order.h"
#include "engine/text.h"

#include <bit>

namespace engine {
namespace {

constexpr std::uint32_t kVersion = 3;

// Reads a file from front to back. The first thing that is wrong becomes the error, and the reading
// ends there; m_place says which key or tensor is being read.
class Parser
{
public:
    explicit Parser(const FileBytes& file) : m_file(file) {}

    Result<GgufHeader> parse();

private:
    bool readStart();
    bool readKeys();
    std::optional<GgufValue> readValue(GgufType type);
    std::optional<GgufArray> readArray(int depth);
    bool skipElements(const GgufArray& array, int depth);
    bool readTensors();
    bool readTensor();
    bool readShape(TensorEntry& entry);
    bool readAlignment();
    bool placeTensors();

    template <class T>
    std::optional<T> read()
    {
        const auto bytes = take(sizeof(T));
        return bytes ? std::optional<T>(loadLittleEndian<T>(bytes->data())) : std::nullopt;
    }
    std::optional<GgufType> readType();
    std::optional<std::string_view> readString();
    std::optional<std::span<const std::byte>> take(std::uint64_t bytes);

    std::uint64_t left() const { return m_file.bytes.size() - m_offset; }
    bool fail(const std::string& problem, ErrorCode code = ErrorCode::FileDamaged);

    const FileBytes& m_file;
    GgufHeader m_header;
    std::string m_place = "its first bytes";
    std::uint64_t m_offset = 0;
    std::uint64_t m_tensorCount = 0;
    std::uint64_t m_keyCount = 0;
    std::uint64_t m_alignment = 32; // the format's default
    std::vector<std::uint64_t> m_tensorBytes;
    std::optional<Error> m_error;
};

bool Parser::fail(const std::string& problem, ErrorCode code)
{
    m_error = Error{code, concat(m_file.name, ": ", m_place, " ", problem)};
    return false;
}

std::optional<std::span<const std::byte>> Parser::take(std::uint64_t bytes)
{
    if (bytes > left()) {
        fail(concat("would take ", bytes, " bytes at byte ", m_offset, ", but the file has only ",
                    m_file.bytes.size(), " bytes"));
        return {};
    }
    const auto taken = m_file.bytes.subspan(m_offset, bytes);
    m_offset += bytes;
    return taken;
}

std::optional<std::string_view> Parser::readString()
{
    const auto length = read<std::uint64_t>();
    const auto bytes = length ? take(*length) : std::nullopt;
    if (!bytes)
        return {};
    return std::string_view(reinterpret_cast<const char*>(bytes->data()), bytes->size());
}

std::optional<GgufType> Parser::readType()
{
    const auto number = read<std::uint32_t>();
    if (!number)
        return {};
    const auto type = ggufType(*number);
    if (!type)
        fail(concat("has values of the unknown type ", *number));
    return type;
}

bool Parser::readStart()
{
    constexpr std::string_view kMagic = "GGUF";
    if (m_file.text().substr(0, kMagic.size()) != kMagic)
        return fail("are not those of a GGUF file");
    m_offset = kMagic.size();
    m_place = "the version";
    const auto version = read<std::uint32_t>();
    if (!version)
        return false;
    // Of a small number that is byte-swapped, only the highest byte is set.
    if (*version != 0 && (*version & 0xFFFFFF) == 0)
        return fail(concat("shows a big-endian file (version ", *version >> 24,
                           "), only little-endian files are read"),
                    ErrorCode::NotSupported);
    if (*version != kVersion)
        return fail(concat("is ", *version, ", only version ", kVersion,
                           " is read: convert the model again with a current converter"),
                    ErrorCode::NotSupported);

    m_place = "the header";
    const auto tensors = read<std::uint64_t>();
    const auto keys = tensors ? read<std::uint64_t>() : std::nullopt;
    if (!keys)
        return false;
    m_tensorCount = *tensors;
    m_keyCount = *keys;

    // A key and a tensor take at least so many bytes, and real models have far fewer of them than
    // the limits: no count can ask for more memory than a model is worth.
    constexpr std::uint64_t kLeastKeyBytes = 8 + 4 + 1;
    constexpr std::uint64_t kLeastTensorBytes = 8 + 4 + 8 + 4 + 8;
    constexpr std::uint64_t kMostKeys = 1 << 16;
    constexpr std::uint64_t kMostTensors = 1 << 20;
    if (m_keyCount > left() / kLeastKeyBytes || m_tensorCount > left() / kLeastTensorBytes)
        return fail(concat("promises ", m_keyCount, " keys and ", m_tensorCount,
                           " tensors, more than ", m_file.bytes.size(), " bytes can hold"));
    if (m_keyCount > kMostKeys || m_tensorCount > kMostTensors)
        return fail(concat("promises ", m_keyCount, " keys and ", m_tensorCount,
                           " tensors, at most ", kMostKeys, " and ", kMostTensors, " are read"));
    return true;
}

bool Parser::readKeys()
{
    for (std::uint64_t i = 0; i < m_keyCount; ++i) {
        m_place = concat("key ", i + 1, " of ", m_keyCount);
        const auto name = readString();
        if (!name)
            return false;
        m_place = concat("key ", readable(*name));
        const auto type = readType();
        const auto value = type ? readValue(*type) : std::nullopt;
        if (!value)
            return false;
        if (!m_header.metadata.try_emplace(std::string(*name), *value).second)
            return fail("appears twice");
    }
    return true;
}

std::optional<GgufValue> Parser::readValue(GgufType type)
{
    if (type == GgufType::String)
        return readString();
    if (type == GgufType::Array)
        return readArray(1);
    const auto bytes = take(fixedBytes(type));
    if (!bytes)
        return {};
    const std::byte* data = bytes->data();
    switch (type) {
    case GgufType::Float32:
        return double(loadLittleEndian<float>(data));
    case GgufType::Float64:
        return loadLittleEndian<double>(data);
    case GgufType::Bool:
        if (*data > std::byte{1}) {
            fail(concat("should be 0 or 1, but is ", int(*data)));
            return {};
        }
        return *data == std::byte{1};
    case GgufType::UInt64:
        if (const auto value = loadLittleEndian<std::uint64_t>(data); value > INT64_MAX)
            return double(value);
        [[fallthrough]];
    default:
        return *loadInteger(type, data);
    }
}

std::optional<GgufArray> Parser::readArray(int depth)
{
    const auto type = readType();
    const auto count = type ? read<std::uint64_t>() : std::nullopt;
    if (!count)
        return {};
    GgufArray array{*type, *count, {}};
    const std::uint64_t start = m_offset;
    if (!skipElements(array, depth))
        return {};
    array.bytes = m_file.bytes.subspan(start, m_offset - start);
    return array;
}

bool Parser::skipElements(const GgufArray& array, int depth)
{
    constexpr int kDeepest = 4;
    // The lengths alone of a string and of an array take 8 and 12 bytes.
    const std::uint64_t each = fixedBytes(array.type);
    const std::uint64_t least = each > 0 ? each : array.type == GgufType::String ? 8 : 12;
    if (array.count > left() / least)
        return fail(concat("promises ", array.count, " elements, but only ", left(),
                           " bytes of the file are left"));
    if (each > 0)
        return take(array.count * each).has_value();
    if (array.type == GgufType::Array && depth >= kDeepest)
        return fail(concat("holds arrays nested deeper than ", kDeepest, " levels"));
    for (std::uint64_t i = 0; i < array.count; ++i) {
        const bool isRead = array.type == GgufType::String ? readString().has_value()
                                                           : readArray(depth + 1).has_value();
        if (!isRead)
            return false;
    }
    return true;
}

bool Parser::readTensors()
{
    for (std::uint64_t i = 0; i < m_tensorCount; ++i) {
        m_place = concat("tensor ", i + 1, " of ", m_tensorCount);
        if (!readTensor())
            return false;
    }
    return true;
}

bool Parser::readTensor()
{
    const auto name = readString();
    if (!name)
        return false;
    m_place = concat("tensor ", readable(*name));
    TensorEntry entry;
    entry.name = *name;
    entry.fileName = m_file.name;
    if (!readShape(entry))
        return false;

    const auto number = read<std::uint32_t>();
    const auto offset = number ? read<std::uint64_t>() : std::nullopt;
    if (!offset)
        return false;
    const GgufTensorType type = ggufTensorType(*number);
    if (!type.dtype)
        return fail(concat("is stored as ", type.name, ", which Levin has no kernels for"),
                    ErrorCode::NotSupported);
    entry.typeName = type.name;
    entry.dtype = type.dtype;
    entry.offset = *offset;

    const kernels::DTypeTraits traits = kernels::dtypeTraits(*type.dtype);
    if (entry.shape.back() % traits.blockElements != 0)
        return fail(concat("has rows of ", entry.shape.back(), " values, ", type.name,
                           " needs a multiple of ", traits.blockElements));
    std::uint64_t bytes = static_cast<std::uint64_t>(traits.blockBytes);
    bool overflows = __builtin_mul_overflow(
        bytes, static_cast<std::uint64_t>(entry.shape.back() / traits.blockElements), &bytes);
    for (std::size_t i = 0; i + 1 < entry.shape.size(); ++i)
        overflows |=
            __builtin_mul_overflow(bytes, static_cast<std::uint64_t>(entry.shape[i]), &bytes);
    if (overflows)
        return fail(concat("has the shape ", shapeText(entry.shape), ", with which its size of ",
                           "more than 2^64 bytes overflows"));
    m_tensorBytes.push_back(bytes);
    m_header.tensors.push_back(std::move(entry));
    return true;
}

bool Parser::readShape(TensorEntry& entry)
{
    constexpr std::uint32_t kMostDimensions = 4;
    const auto dimensions = read<std::uint32_t>();
    if (!dimensions)
        return false;
    if (*dimensions < 1 || *dimensions > kMostDimensions)
        return fail(
            concat("has ", *dimensions, " dimensions, a tensor has from 1 to ", kMostDimensions));
    entry.shape.resize(*dimensions);
    for (auto size = entry.shape.rbegin(); size != entry.shape.rend(); ++size) {
        const auto stored = read<std::uint64_t>();
        if (!stored)
            return false;
        if (*stored == 0 || *stored > INT64_MAX)
            return fail(
                concat("has a dimension of ", *stored, ", it must be from 1 to ", INT64_MAX));
        *size = static_cast<std::int64_t>(*stored);
    }
    return true;
}

bool Parser::readAlignment()
{
    constexpr std::int64_t kLeast = 8;
    constexpr std::int64_t kMost = 1 << 20;
    const auto key = m_header.metadata.find("general.alignment");
    if (key == m_header.metadata.end())
        return true;
    m_place = "key general.alignment";
    const auto* value = std::get_if<std::int64_t>(&key->second);
    if (!value)
        return fail("is not an integer");
    if (*value < kLeast || *value > kMost || !std::has_single_bit(std::uint64_t(*value)))
        return fail(
            concat("is ", *value, ", it must be a power of two from ", kLeast, " to ", kMost));
    m_alignment = static_cast<std::uint64_t>(*value);
    return true;
}

bool Parser::placeTensors()
{
    const std::uint64_t fileBytes = m_file.bytes.size();
    const std::uint64_t dataStart = (m_offset + m_alignment - 1) / m_alignment * m_alignment;
    for (std::size_t i = 0; i < m_header.tensors.size(); ++i) {
        TensorEntry& entry = m_header.tensors[i];
        const std::uint64_t bytes = m_tensorBytes[i];
        m_place = concat("tensor ", readable(entry.name));
        if (entry.offset % m_alignment != 0)
            return fail(concat("starts at offset ", entry.offset, ", which is not a multiple of ",
                               m_alignment));
        if (dataStart > fileBytes || entry.offset > fileBytes - dataStart
            || bytes > fileBytes - dataStart - entry.offset)
            return fail(concat("needs ", bytes, " bytes at offset ", entry.offset,
                               " of the data, which starts at byte ", dataStart,
                               ", but the file has only ", fileBytes, " bytes"));
        entry.offset += dataStart;
        entry.bytes = m_file.bytes.subspan(entry.offset, bytes);
    }
    return true;
}

Result<GgufHeader> Parser::parse()
{
    if (!readStart() || !readKeys() || !readTensors() || !readAlignment() || !placeTensors())
        return *m_error;
    if (const Status disjoint = checkDisjoint(m_header.tensors); !disjoint)
        return disjoint.error();
    return std::move(m_header);
}

} // namespace

std::optional<std::vector<std::string_view>> GgufArray::strings() const
{
    if (type != GgufType::String)
        return {};
    std::vector<std::string_view> all;
    const std::byte* next = bytes.data();
    for (std::uint64_t i = 0; i < count; ++i) {
        const auto length = loadLittleEndian<std::uint64_t>(next);
        next += sizeof length;
        all.emplace_back(reinterpret_cast<const char*>(next), length);
        next += length;
    }
    return all;
}

std::optional<std::vector<std::int64_t>> GgufArray::integers() const
{
    const std::uint64_t each = fixedBytes(type);
    std::vector<std::int64_t> all;
    for (std::uint64_t i = 0; i < count; ++i) {
        const auto value = loadInteger(type, bytes.data() + i * each);
        if (!value)
            return {};
        all.push_back(*value);
    }
    return all;
}

std::optional<std::vector<bool>> GgufArray::booleans() const
{
    if (type != GgufType::Bool)
        return {};
    std::vector<bool> all;
    for (const std::byte value : bytes)
        all.push_back(value != std::byte{0});
    return all;
}

Result<GgufHeader> parseGgufHeader(const FileBytes& file) { return Parser(file).parse(); }

} // namespace engine
