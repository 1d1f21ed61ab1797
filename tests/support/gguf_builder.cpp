#include "tests/support/gguf_builder.h"

#include "kernels/check.h"

#include <algorithm>

namespace checks {

GgufBytes& GgufBytes::text(std::string_view text)
{
    put(std::uint64_t(text.size()));
    return append(bytesOf(text));
}

GgufBytes& GgufBytes::append(const Bytes& bytes)
{
    m_bytes.insert(m_bytes.end(), bytes.begin(), bytes.end());
    return *this;
}

GgufBytes& GgufBytes::padTo(std::size_t alignment)
{
    m_bytes.resize((m_bytes.size() + alignment - 1) / alignment * alignment);
    return *this;
}

GgufBytes& GgufBytes::array(GgufValueType elements, std::uint64_t count)
{
    return put(GgufValueType::Array).put(elements).put(count);
}

GgufBuilder& GgufBuilder::key(const std::string& key, const GgufBytes& typeAndValue)
{
    const auto place = std::find_if(m_keys.begin(), m_keys.end(),
                                    [&](const Key& known) { return known.name == key; });
    if (place == m_keys.end())
        m_keys.push_back({key, typeAndValue.bytes()});
    else
        place->typeAndValue = typeAndValue.bytes();
    return *this;
}

GgufBuilder& GgufBuilder::withoutKey(const std::string& key)
{
    std::erase_if(m_keys, [&](const Key& known) { return known.name == key; });
    return *this;
}

GgufBuilder& GgufBuilder::text(const std::string& name, std::string_view value)
{
    return key(name, GgufBytes().put(GgufValueType::String).text(value));
}

GgufBuilder& GgufBuilder::integer(const std::string& name, std::uint32_t value)
{
    return key(name, GgufBytes().put(GgufValueType::U32).put(value));
}

GgufBuilder& GgufBuilder::number(const std::string& name, float value)
{
    return key(name, GgufBytes().put(GgufValueType::F32).put(value));
}

GgufBuilder& GgufBuilder::texts(const std::string& name, const std::vector<std::string>& values)
{
    GgufBytes bytes;
    bytes.array(GgufValueType::String, values.size());
    for (const std::string& value : values)
        bytes.text(value);
    return key(name, bytes);
}

GgufBuilder& GgufBuilder::integers(const std::string& name, const std::vector<std::int32_t>& values)
{
    GgufBytes bytes;
    bytes.array(GgufValueType::I32, values.size());
    for (const std::int32_t value : values)
        bytes.put(value);
    return key(name, bytes);
}

GgufBuilder& GgufBuilder::flags(const std::string& name, const std::vector<bool>& values)
{
    GgufBytes bytes;
    bytes.array(GgufValueType::Bool, values.size());
    for (const bool value : values)
        bytes.put(std::uint8_t(value));
    return key(name, bytes);
}

GgufBuilder& GgufBuilder::tensor(const std::string& name, const std::vector<std::int64_t>& shape,
                                 std::uint32_t type, const Bytes& data)
{
    m_data.resize((m_data.size() + alignment - 1) / alignment * alignment);
    tensors.push_back({name, {shape.rbegin(), shape.rend()}, type, m_data.size()});
    m_data.insert(m_data.end(), data.begin(), data.end());
    return *this;
}

GgufBuilder::Tensor& GgufBuilder::tensorNamed(const std::string& name)
{
    const auto place = std::find_if(tensors.begin(), tensors.end(),
                                    [&](const Tensor& tensor) { return tensor.name == name; });
    CHECK(place != tensors.end());
    return *place;
}

Bytes GgufBuilder::build() const
{
    GgufBytes file;
    file.append(bytesOf(magic)).put(version);
    file.put(tensorCount.value_or(tensors.size())).put(keyCount.value_or(m_keys.size()));
    for (const Key& key : m_keys)
        file.text(key.name).append(key.typeAndValue);
    for (const Tensor& tensor : tensors) {
        file.text(tensor.name).put(std::uint32_t(tensor.sizes.size()));
        for (const std::uint64_t size : tensor.sizes)
            file.put(size);
        file.put(tensor.type).put(tensor.offset);
    }
    file.padTo(alignment).append(m_data);
    return file.bytes();
}

std::uint32_t ggufNumber(kernels::DType dtype)
{
    // In the order of DType.
    constexpr std::uint32_t kNumbers[kernels::kDTypeCount] = {0, 1, 30, 8, 2, 3, 6, 7, 12, 13, 14};
    return kNumbers[int(dtype)];
}

} // namespace checks
