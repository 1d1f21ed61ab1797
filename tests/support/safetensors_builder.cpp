#include "tests/support/safetensors_builder.h"

#include "engine/text.h"

#include <cstring>

namespace checks {
namespace {

Bytes joined(const std::string& header, const Bytes& data)
{
    const std::uint64_t length = header.size();
    Bytes file(sizeof length);
    std::memcpy(file.data(), &length, sizeof length);
    const Bytes text = bytesOf(header);
    file.insert(file.end(), text.begin(), text.end());
    file.insert(file.end(), data.begin(), data.end());
    return file;
}

} // namespace

SafetensorsBuilder& SafetensorsBuilder::tensor(const std::string& name, const std::string& dtype,
                                               const std::vector<std::int64_t>& shape,
                                               const Bytes& data)
{
    std::string sizes;
    for (const std::int64_t size : shape)
        sizes += engine::concat(sizes.empty() ? "" : ",", size);
    const std::size_t begin = m_data.size();
    m_data.insert(m_data.end(), data.begin(), data.end());
    m_entries += engine::concat(m_entries.empty() ? "" : ",", '"', name, R"(":{"dtype":")", dtype,
                                R"(","shape":[)", sizes, R"(],"data_offsets":[)", begin, ',',
                                m_data.size(), "]}");
    return *this;
}

Bytes SafetensorsBuilder::build(bool isPadded) const
{
    std::string header = "{" + m_entries + "}";
    while (isPadded && header.size() % 8 != 0)
        header += ' ';
    return joined(header, m_data);
}

Bytes safetensorsWith(const std::string& header, std::size_t dataBytes)
{
    return joined(header, Bytes(dataBytes));
}

} // namespace checks
