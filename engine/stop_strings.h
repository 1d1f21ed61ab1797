// StopStrings: ends a stream of bytes at the first of some strings, which may arrive in pieces. What
// could still become one is held back.

#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace engine {

class StopStrings
{
public:
    // Empty strings are ignored.
    explicit StopStrings(std::vector<std::string> strings);

    // The bytes that can be shown now. After a match everything from the match on is swallowed.
    std::string feed(std::string_view bytes);
    bool matched() const { return m_matched; }

    // What was held back, when the stream ends without a match.
    std::string finish();

private:
    std::vector<std::string> m_strings;
    std::string m_held;
    bool m_matched = false;
};

} // namespace engine
