// TokenMatcher: finds the tokens that are matched in the text itself, before any splitting: control
// tokens and the ones a user added. Leftmost first, the longest of those.

#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <utility>
#include <vector>

namespace engine {

class TokenMatcher
{
public:
    struct Entry
    {
        std::string_view content; // not empty; not kept
        std::int32_t id;
    };

    struct Match
    {
        std::size_t begin = std::string_view::npos; // npos: no token is left in the text
        std::size_t end = std::string_view::npos;
        std::int32_t id = -1;
    };

    TokenMatcher() = default;
    explicit TokenMatcher(const std::vector<Entry>& entries);

    bool isEmpty() const { return m_nodes.empty(); }

    Match find(std::string_view text, std::size_t from) const;

private:
    // A trie, its children in linked lists: there are few tokens and they share long prefixes.
    struct Node
    {
        std::int32_t firstChild = -1;
        std::int32_t nextSibling = -1;
        std::int32_t id = -1; // of the token that ends here
        char byte = 0;
    };

    std::int32_t childOf(std::int32_t node, char byte) const;

    std::array<std::int32_t, 256>
        m_firstNodes{}; // by first byte: index into m_nodes + 1, 0 for none
    std::vector<Node> m_nodes;
};

} // namespace engine
