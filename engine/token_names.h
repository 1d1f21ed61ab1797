// TokenNames: the names of all tokens of a vocabulary, one after the other in one block of memory
// that never moves, not even with its owner.

#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace engine {

class TokenNames
{
public:
    // Room for the bytes of all names; fewer than 4 GiB.
    explicit TokenNames(std::size_t bytes) : m_bytes(std::make_unique<char[]>(bytes)) {}

    void append(std::string_view name)
    {
        name.copy(m_bytes.get() + end(), name.size());
        m_ends.push_back(static_cast<std::uint32_t>(end() + name.size()));
    }

    std::size_t size() const { return m_ends.size(); }

    std::string_view operator[](std::size_t id) const
    {
        const std::size_t begin = id == 0 ? 0 : m_ends[id - 1];
        return {m_bytes.get() + begin, m_ends[id] - begin};
    }

private:
    std::size_t end() const { return m_ends.empty() ? 0 : m_ends.back(); }

    std::unique_ptr<char[]> m_bytes;
    std::vector<std::uint32_t> m_ends; // by id
};

} // namespace engine
