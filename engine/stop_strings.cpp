#include "engine/stop_strings.h"

#include <algorithm>
#include <utility>

namespace engine {

StopStrings::StopStrings(std::vector<std::string> strings) : m_strings(std::move(strings))
{
    std::erase_if(m_strings, [](const std::string& string) { return string.empty(); });
}

std::string StopStrings::feed(std::string_view bytes)
{
    if (m_matched)
        return {};
    m_held += bytes;

    std::size_t match = std::string::npos;
    for (const std::string& string : m_strings)
        match = std::min(match, m_held.find(string));
    if (match != std::string::npos) {
        m_matched = true;
        m_held.resize(match);
        return std::exchange(m_held, {});
    }

    // The longest end of what is held that begins a stop string stays.
    std::size_t kept = 0;
    for (const std::string& string : m_strings) {
        std::size_t length = std::min(m_held.size(), string.size() - 1);
        while (length > kept && !std::string_view(m_held).ends_with(string.substr(0, length)))
            --length;
        kept = std::max(kept, length);
    }
    std::string shown = m_held.substr(0, m_held.size() - kept);
    m_held.erase(0, shown.size());
    return shown;
}

std::string StopStrings::finish() { return std::exchange(m_held, {}); }

} // namespace engine
