// concat("layer ", 12, " wq: ", rows, " rows"): the sentences of errors and logs, from their parts.

#pragma once

#include <sstream>
#include <string>

namespace engine {

template <class... Parts>
std::string concat(const Parts&... parts)
{
    std::ostringstream stream;
    (stream << ... << parts);
    return std::move(stream).str();
}

} // namespace engine
