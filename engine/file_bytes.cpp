#include "engine/file_bytes.h"

namespace engine {

std::string readable(std::string_view name)
{
    constexpr std::size_t kLongest = 120;
    std::string shown;
    for (const char c : name.substr(0, kLongest))
        shown += c >= 0x20 && c < 0x7f ? c : '?';
    if (name.size() > kLongest)
        shown += "...";
    return shown;
}

} // namespace engine
