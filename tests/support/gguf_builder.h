// Writes GGUF files into memory, sound ones and damaged ones: the builder writes what it is told,
// whether it makes sense or not.

#pragma once

#include "kernels/dtype.h"
#include "tests/support/bytes.h"

#include <optional>
#include <type_traits>

namespace checks {

// The numbers of value types in the file.
enum class GgufValueType : std::uint32_t {
    U8,
    I8,
    U16,
    I16,
    U32,
    I32,
    F32,
    Bool,
    String,
    Array,
    U64,
    I64,
    F64,
};

// Appends numbers and texts in GGUF's encoding.
class GgufBytes
{
public:
    template <class T>
    GgufBytes& put(T value)
    {
        static_assert(std::is_arithmetic_v<T> || std::is_enum_v<T>);
        const auto* first = reinterpret_cast<const std::byte*>(&value);
        m_bytes.insert(m_bytes.end(), first, first + sizeof value);
        return *this;
    }
    GgufBytes& text(std::string_view text);
    GgufBytes& append(const Bytes& bytes);
    GgufBytes& padTo(std::size_t alignment);

    // The start of an array value: its type, its elements' type and their number.
    GgufBytes& array(GgufValueType elements, std::uint64_t count);

    const Bytes& bytes() const { return m_bytes; }

private:
    Bytes m_bytes;
};

class GgufBuilder
{
public:
    struct Tensor
    {
        std::string name;
        std::vector<std::uint64_t> sizes; // innermost first, as in the file
        std::uint32_t type = 0;
        std::uint64_t offset = 0;
    };

    // A key that is there already is replaced.
    GgufBuilder& text(const std::string& key, std::string_view value);
    GgufBuilder& integer(const std::string& key, std::uint32_t value);
    GgufBuilder& number(const std::string& key, float value);
    GgufBuilder& texts(const std::string& key, const std::vector<std::string>& values);
    GgufBuilder& integers(const std::string& key, const std::vector<std::int32_t>& values);
    GgufBuilder& flags(const std::string& key, const std::vector<bool>& values);
    GgufBuilder& key(const std::string& key, const GgufBytes& typeAndValue);
    GgufBuilder& withoutKey(const std::string& key);

    // Shape outermost first; the data is placed at the next multiple of the alignment.
    GgufBuilder& tensor(const std::string& name, const std::vector<std::int64_t>& shape,
                        std::uint32_t type, const Bytes& data);
    Tensor& tensorNamed(const std::string& name); // to be damaged

    // Ends with the last byte of the last tensor, so that any shorter file is damaged.
    Bytes build() const;

    // What the file says of itself, when it shall lie.
    std::string magic = "GGUF";
    std::uint32_t version = 3;
    std::size_t alignment = 32; // of the data; another one needs the key general.alignment
    std::optional<std::uint64_t> tensorCount;
    std::optional<std::uint64_t> keyCount;
    std::vector<Tensor> tensors;

private:
    struct Key
    {
        std::string name;
        Bytes typeAndValue;
    };

    std::vector<Key> m_keys;
    Bytes m_data;
};

// The number of a tensor type in the file.
std::uint32_t ggufNumber(kernels::DType dtype);

} // namespace checks
