#include "engine/tensor_table.h"

#include "engine/file_bytes.h"
#include "engine/text.h"

#include <algorithm>

namespace engine {

std::string shapeText(std::span<const std::int64_t> shape)
{
    std::string text = "(";
    for (std::size_t i = 0; i < shape.size(); ++i)
        text += concat(i > 0 ? ", " : "", shape[i]);
    return text + ")";
}

Status TensorTable::add(TensorEntry entry)
{
    const auto [place, isNew] = m_byName.try_emplace(entry.name, m_entries.size());
    if (!isNew) {
        const std::string& first = m_entries[place->second].fileName;
        return Error{ErrorCode::FileDamaged,
                     first == entry.fileName
                         ? concat(first, " holds tensor ", readable(entry.name), " twice")
                         : concat(first, " and ", entry.fileName, " both hold tensor ",
                                  readable(entry.name))};
    }
    m_entries.push_back(std::move(entry));
    return Done{};
}

const TensorEntry* TensorTable::find(std::string_view name) const
{
    const auto place = m_byName.find(name);
    return place == m_byName.end() ? nullptr : &m_entries[place->second];
}

Status checkDisjoint(std::span<const TensorEntry> entriesOfOneFile)
{
    std::vector<const TensorEntry*> byOffset;
    for (const TensorEntry& entry : entriesOfOneFile)
        if (!entry.bytes.empty())
            byOffset.push_back(&entry);
    std::sort(byOffset.begin(), byOffset.end(),
              [](const auto* a, const auto* b) { return a->offset < b->offset; });
    for (std::size_t i = 1; i < byOffset.size(); ++i) {
        const TensorEntry& before = *byOffset[i - 1];
        const TensorEntry& after = *byOffset[i];
        const std::uint64_t end = before.offset + before.bytes.size();
        if (end > after.offset)
            return Error{ErrorCode::FileDamaged,
                         concat(before.fileName, " is damaged: tensor ", readable(before.name),
                                " ends at byte ", end, ", but tensor ", readable(after.name),
                                " starts at byte ", after.offset)};
    }
    return Done{};
}

} // namespace engine
