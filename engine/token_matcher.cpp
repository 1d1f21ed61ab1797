#include "engine/token_matcher.h"

#include "kernels/check.h"

namespace engine {

TokenMatcher::TokenMatcher(const std::vector<Entry>& entries)
{
    for (const Entry& entry : entries) {
        CHECK(!entry.content.empty());
        std::int32_t& first = m_firstNodes[static_cast<unsigned char>(entry.content.front())];
        if (first == 0) {
            m_nodes.push_back({-1, -1, -1, entry.content.front()});
            first = static_cast<std::int32_t>(m_nodes.size());
        }
        std::int32_t node = first - 1;
        for (const char byte : entry.content.substr(1)) {
            std::int32_t child = childOf(node, byte);
            if (child < 0) {
                child = static_cast<std::int32_t>(m_nodes.size());
                m_nodes.push_back({-1, m_nodes[std::size_t(node)].firstChild, -1, byte});
                m_nodes[std::size_t(node)].firstChild = child;
            }
            node = child;
        }
        m_nodes[std::size_t(node)].id = entry.id;
    }
}

std::int32_t TokenMatcher::childOf(std::int32_t node, char byte) const
{
    std::int32_t child = m_nodes[std::size_t(node)].firstChild;
    while (child >= 0 && m_nodes[std::size_t(child)].byte != byte)
        child = m_nodes[std::size_t(child)].nextSibling;
    return child;
}

TokenMatcher::Match TokenMatcher::find(std::string_view text, std::size_t from) const
{
    if (isEmpty())
        return {};
    for (std::size_t begin = from; begin < text.size(); ++begin) {
        std::int32_t node = m_firstNodes[static_cast<unsigned char>(text[begin])] - 1;
        Match longest;
        for (std::size_t end = begin + 1; node >= 0; ++end) {
            if (m_nodes[std::size_t(node)].id >= 0)
                longest = {begin, end, m_nodes[std::size_t(node)].id};
            if (end == text.size())
                break;
            node = childOf(node, text[end]);
        }
        if (longest.id >= 0)
            return longest;
    }
    return {};
}

} // namespace engine
