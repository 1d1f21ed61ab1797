// ToolCallLine: one line between <tool_calls> and </tool_calls>, read character by character, so
// that the name and the arguments are known before the line is complete.

#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace engine {

class ToolCallLine
{
public:
    void append(char c);
    void clear() { *this = ToolCallLine(); }

    const std::string& text() const { return m_text; }
    bool isInString() const { return m_isInString; }

    // The name, once its string is complete; never empty.
    const std::optional<std::string>& name() const { return m_name; }

    // As much of the arguments as is there; empty while there are none or when they are a string.
    std::string_view argumentsSoFar() const;
    bool areArgumentsComplete() const { return m_arguments.end != 0; }

    // The arguments of a complete line, out of their string if they are in one; none when the line,
    // which may be shorter than text(), is not a call.
    std::optional<std::string> argumentsOf(std::string_view line) const;

private:
    enum class Place {
        BeforeObject,
        BeforeKey,
        InKey,
        BeforeColon,
        BeforeValue,
        InString, // of a value
        InNested, // object or array
        InScalar, // number, true, false, null
        AfterValue,
        AfterObject,
        Broken,
    };

    struct Range
    {
        std::size_t begin = 0; // 0: not there; the opening brace is before everything
        std::size_t end = 0;   // 0: not complete
    };

    void step(char c);
    void stepInString(char c);
    void stepInNested(char c);
    void stepBetween(char c);
    void beginValue(char c);
    void endValue(std::size_t end);
    std::string_view textOf(Range range) const;

    std::string m_text;
    Place m_place = Place::BeforeObject;
    bool m_isInString = false;
    bool m_isAfterBackslash = false;
    int m_depth = 0; // of the value
    Range m_key;
    Range m_value;
    Range m_arguments;
    std::optional<std::string> m_name;
    bool m_isRepeated = false; // two names or two arguments
};

} // namespace engine
