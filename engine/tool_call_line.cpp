#include "engine/tool_call_line.h"

#include <nlohmann/json.hpp>

namespace engine {
namespace {

using nlohmann::json;

bool isSpace(char c) { return c == ' ' || c == '\t' || c == '\r'; }

// The text of a JSON string with its quotes; none when it is not one.
std::optional<std::string> unquoted(std::string_view literal)
{
    if (!literal.starts_with('"'))
        return std::nullopt;
    const json value = json::parse(literal, nullptr, false);
    if (!value.is_string())
        return std::nullopt;
    return value.get<std::string>();
}

bool isObject(std::string_view text)
{
    const std::size_t begin = text.find_first_not_of(" \t\r\n");
    return begin != std::string_view::npos && text[begin] == '{' && json::accept(text);
}

} // namespace

void ToolCallLine::append(char c)
{
    m_text += c;
    step(c);
}

std::string_view ToolCallLine::textOf(Range range) const
{
    return std::string_view(m_text).substr(range.begin, range.end - range.begin);
}

void ToolCallLine::step(char c)
{
    if (m_place == Place::Broken)
        return;
    if (m_isInString) {
        stepInString(c);
        return;
    }
    if (m_place == Place::InNested) {
        stepInNested(c);
        return;
    }
    if (m_place == Place::InScalar) {
        if (c != ',' && c != '}' && !isSpace(c))
            return;
        endValue(m_text.size() - 1); // what ends it is not of it
    }
    if (!isSpace(c))
        stepBetween(c);
}

void ToolCallLine::stepInString(char c)
{
    if (m_isAfterBackslash) {
        m_isAfterBackslash = false;
    } else if (c == '\\') {
        m_isAfterBackslash = true;
    } else if (c == '"') {
        m_isInString = false;
        if (m_place == Place::InKey) {
            m_key.end = m_text.size();
            m_place = Place::BeforeColon;
        } else if (m_place == Place::InString) {
            endValue(m_text.size());
        }
    }
}

void ToolCallLine::stepInNested(char c)
{
    if (c == '"') {
        m_isInString = true;
    } else if (c == '{' || c == '[') {
        ++m_depth;
    } else if (c == '}' || c == ']') {
        if (--m_depth == 0)
            endValue(m_text.size());
    }
}

// Between the names and the values of the object.
void ToolCallLine::stepBetween(char c)
{
    const Place before = m_place;
    m_place = Place::Broken;
    if ((before == Place::BeforeObject && c == '{') || (before == Place::AfterValue && c == ',')) {
        m_place = Place::BeforeKey;
    } else if (before == Place::BeforeKey && c == '"') {
        m_place = Place::InKey;
        m_isInString = true;
        m_key = {m_text.size() - 1, 0};
    } else if (before == Place::BeforeColon && c == ':') {
        m_place = Place::BeforeValue;
    } else if (before == Place::BeforeValue) {
        beginValue(c);
    } else if ((before == Place::AfterValue || before == Place::BeforeKey) && c == '}') {
        m_place = Place::AfterObject;
    }
}

void ToolCallLine::beginValue(char c)
{
    m_value = {m_text.size() - 1, 0};
    m_isInString = c == '"';
    const bool isNested = c == '{' || c == '[';
    m_depth = isNested ? 1 : 0;
    m_place = m_isInString ? Place::InString : isNested ? Place::InNested : Place::InScalar;
    if (unquoted(textOf(m_key)) == "arguments") {
        // Of repeated ones the first are told, as they come; the call is none.
        if (m_arguments.begin == 0)
            m_arguments = m_value;
        else
            m_isRepeated = true;
    }
}

void ToolCallLine::endValue(std::size_t end)
{
    m_value.end = end;
    m_place = Place::AfterValue;
    const std::optional<std::string> key = unquoted(textOf(m_key));
    if (key == "arguments") {
        if (m_arguments.begin == m_value.begin)
            m_arguments.end = end;
    } else if (key == "name") {
        m_isRepeated = m_isRepeated || m_name.has_value();
        m_name = unquoted(textOf(m_value));
        if (m_name == "")
            m_name.reset();
    }
}

std::string_view ToolCallLine::argumentsSoFar() const
{
    if (m_arguments.begin == 0 || m_text[m_arguments.begin] != '{')
        return {};
    const std::size_t end = areArgumentsComplete() ? m_arguments.end : m_text.size();
    return textOf({m_arguments.begin, end});
}

std::optional<std::string> ToolCallLine::argumentsOf(std::string_view line) const
{
    if (!m_name || m_isRepeated || !areArgumentsComplete() || m_arguments.end > line.size()
        || !isObject(line))
        return std::nullopt;
    const std::string_view written = textOf(m_arguments);
    std::optional<std::string> arguments =
        written.starts_with('"') ? unquoted(written) : std::string(written);
    if (!arguments || !isObject(*arguments))
        return std::nullopt;
    return arguments;
}

} // namespace engine
