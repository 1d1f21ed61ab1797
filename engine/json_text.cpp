#include "engine/json_text.h"

#include <vector>

#include <nlohmann/json.hpp>

namespace engine {
namespace {

using nlohmann::json;

// Receives the parser's events and prints them; there is no tree, so depth costs a bit per level.
class Printer
{
public:
    std::string takeText() { return std::move(m_text); }

    bool null() { return print("null"); }
    bool boolean(bool value) { return print(value ? "true" : "false"); }
    bool number_integer(json::number_integer_t value) { return print(std::to_string(value)); }
    bool number_unsigned(json::number_unsigned_t value) { return print(std::to_string(value)); }
    bool number_float(json::number_float_t, const std::string& written) { return print(written); }
    bool string(const std::string& value) { return print(jsonString(value)); }
    bool binary(const json::binary_t&) { return false; } // not of JSON text

    bool start_object(std::size_t) { return open('{'); }
    bool start_array(std::size_t) { return !m_isFirst.empty() && open('['); }
    bool end_object() { return close('}'); }
    bool end_array() { return close(']'); }

    bool key(const std::string& name)
    {
        separate();
        m_text += jsonString(name);
        m_text += ": ";
        m_isAfterKey = true;
        return true;
    }

    bool parse_error(std::size_t, const std::string&, const json::exception&) { return false; }

private:
    void separate()
    {
        if (!m_isAfterKey && !m_isFirst.empty() && !m_isFirst.back())
            m_text += ", ";
        m_isAfterKey = false;
        if (!m_isFirst.empty())
            m_isFirst.back() = false;
    }

    // The outermost value is an object, so nothing else comes first.
    bool print(const std::string& value)
    {
        if (m_isFirst.empty())
            return false;
        separate();
        m_text += value;
        return true;
    }

    bool open(char bracket)
    {
        separate();
        m_text += bracket;
        m_isFirst.push_back(true);
        return true;
    }

    bool close(char bracket)
    {
        m_text += bracket;
        m_isFirst.pop_back();
        return true;
    }

    std::string m_text;
    std::vector<bool> m_isFirst; // of the open objects and arrays: nothing is in them yet
    bool m_isAfterKey = false;
};

} // namespace

std::optional<std::string> jsonObjectOnOneLine(std::string_view text)
{
    Printer printer;
    if (!json::sax_parse(text.begin(), text.end(), &printer))
        return std::nullopt;
    return printer.takeText();
}

std::string jsonString(std::string_view text)
{
    return json(text).dump(-1, ' ', false, json::error_handler_t::replace);
}

} // namespace engine
