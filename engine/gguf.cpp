#include "engine/gguf.h"

#include "engine/text.h"
#include "kernels/check.h"

namespace engine {
namespace {

// A key of the split must be what the parts at hand make it.
Status checkCount(const std::string& part, const GgufMetadata& metadata, const char* key,
                  std::size_t wanted)
{
    const auto place = metadata.find(key);
    const std::int64_t* value =
        place == metadata.end() ? nullptr : std::get_if<std::int64_t>(&place->second);
    if (!value)
        return Error{ErrorCode::FileDamaged,
                     concat(part, " is damaged: one of ", wanted, " parts needs the key ", key)};
    if (*value != static_cast<std::int64_t>(wanted))
        return Error{ErrorCode::FileDamaged, concat(part, ": the key ", key, " is ", *value,
                                                    ", but the files at hand make it ", wanted)};
    return Done{};
}

} // namespace

Result<GgufFile> GgufFile::parse(std::span<const FileBytes> parts)
{
    CHECK(!parts.empty());
    GgufFile file;
    file.m_name = parts.front().name;
    for (std::size_t number = 0; number < parts.size(); ++number) {
        const std::string& part = parts[number].name;
        Result<GgufHeader> header = parseGgufHeader(parts[number]);
        if (!header)
            return header.error();
        // A whole file may lack the keys, or say that it is the only part.
        if (parts.size() > 1 || header->metadata.contains("split.count")) {
            if (const Status count =
                    checkCount(part, header->metadata, "split.count", parts.size());
                !count)
                return count.error();
            if (const Status own = checkCount(part, header->metadata, "split.no", number); !own)
                return own.error();
        }
        for (TensorEntry& tensor : header->tensors)
            if (const Status added = file.m_tensors.add(std::move(tensor)); !added)
                return added.error();
        if (number == 0)
            file.m_metadata = std::move(header->metadata);
    }
    if (parts.size() > 1)
        if (const Status all = checkCount(file.m_name, file.m_metadata, "split.tensors.count",
                                          file.m_tensors.entries().size());
            !all)
            return all.error();
    return file;
}

const GgufValue* GgufFile::find(std::string_view key) const
{
    const auto place = m_metadata.find(key);
    return place == m_metadata.end() ? nullptr : &place->second;
}

} // namespace engine
