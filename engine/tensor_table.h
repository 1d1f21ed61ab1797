// TensorTable: the tensors of a model by name, wherever their files are; what safetensors and GGUF
// have in common. Entries are bounds-checked; their shapes are not yet compared with a config.

#pragma once

#include "engine/result.h"
#include "kernels/dtype.h"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace engine {

struct TensorEntry
{
    std::string name;
    std::string fileName;
    std::string typeName;                // as the format calls it
    std::optional<kernels::DType> dtype; // absent: a type that no weight may have, such as I32
    std::vector<std::int64_t> shape;     // outermost first
    std::uint64_t offset = 0;            // of the first byte, from the start of the file
    std::span<const std::byte> bytes;    // exactly as many as shape and type need
};

// "(6144, 8192)"
std::string shapeText(std::span<const std::int64_t> shape);

class TensorTable
{
public:
    // An error when the name is taken.
    Status add(TensorEntry entry);

    const TensorEntry* find(std::string_view name) const;
    const std::vector<TensorEntry>& entries() const { return m_entries; }

private:
    std::vector<TensorEntry> m_entries; // in the order of the files
    std::map<std::string, std::size_t, std::less<>> m_byName;
};

// An error when two tensors of one file share bytes: nobody writes that, and a file that claims it
// could make a small file look like a huge model.
Status checkDisjoint(std::span<const TensorEntry> entriesOfOneFile);

} // namespace engine
