// GgufFile: the metadata and tensors of a GGUF model, in one file or in the parts of a split one.

#pragma once

#include "engine/gguf_reader.h"

namespace engine {

class GgufFile
{
public:
    // All parts in order. The first one has the metadata; its name stands for the model in errors.
    static Result<GgufFile> parse(std::span<const FileBytes> parts);

    const std::string& name() const { return m_name; }
    const TensorTable& tensors() const { return m_tensors; }

    const GgufValue* find(std::string_view key) const;

    // The value when the key is there and of that type.
    template <class T>
    const T* get(std::string_view key) const
    {
        const GgufValue* value = find(key);
        return value ? std::get_if<T>(value) : nullptr;
    }

private:
    std::string m_name;
    GgufMetadata m_metadata;
    TensorTable m_tensors;
};

} // namespace engine
