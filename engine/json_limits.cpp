#include "engine/json_limits.h"

#include "engine/text.h"

#include <vector>

namespace engine {
namespace {

using nlohmann::json;

// Receives the parser's events and builds the tree; a function that returns false ends the parse.
class TreeBuilder
{
public:
    TreeBuilder(const JsonLimits& limits) : m_limits(limits) {}

    json takeTree() { return std::move(m_root); }
    const std::string& problem() const { return m_problem; }

    bool null() { return add(nullptr) != nullptr; }
    bool boolean(bool value) { return add(value) != nullptr; }
    bool number_integer(json::number_integer_t value) { return add(value) != nullptr; }
    bool number_unsigned(json::number_unsigned_t value) { return add(value) != nullptr; }
    bool number_float(json::number_float_t value, const std::string&)
    {
        return add(value) != nullptr;
    }
    bool string(std::string& value) { return add(std::move(value)) != nullptr; }
    bool binary(json::binary_t&) { return fail("it holds binary data"); } // not of JSON text

    bool start_object(std::size_t) { return open(json::object()); }
    bool start_array(std::size_t) { return open(json::array()); }
    bool end_object() { return close(); }
    bool end_array() { return close(); }

    bool key(std::string& name)
    {
        auto& object = m_open.back()->get_ref<json::object_t&>();
        const auto [entry, isNew] = object.try_emplace(std::move(name));
        m_member = &entry->second;
        return isNew || fail(concat("the name ", readable(entry->first), " appears twice"));
    }

    bool parse_error(std::size_t position, const std::string&, const json::exception&)
    {
        return fail(concat("it is not valid JSON at byte ", position));
    }

private:
    json* add(json value)
    {
        if (++m_values > m_limits.values) {
            fail(concat("it holds more than ", m_limits.values, " values"));
            return nullptr;
        }
        json* place = &m_root;
        if (!m_open.empty()) {
            if (m_open.back()->is_array())
                place = &m_open.back()->get_ref<json::array_t&>().emplace_back();
            else
                place = m_member;
        }
        *place = std::move(value);
        return place;
    }

    bool open(json container)
    {
        if (m_open.size() >= m_limits.depth)
            return fail(concat("its values are nested deeper than ", m_limits.depth, " levels"));
        json* place = add(std::move(container));
        if (place)
            m_open.push_back(place); // stays valid: nothing is added to its parent meanwhile
        return place != nullptr;
    }

    bool close()
    {
        m_open.pop_back();
        return true;
    }

    bool fail(std::string problem)
    {
        m_problem = std::move(problem);
        return false;
    }

    const JsonLimits& m_limits;
    json m_root;
    std::vector<json*> m_open; // from the root to the innermost container
    json* m_member = nullptr;  // the value that the last key names
    std::size_t m_values = 0;
    std::string m_problem;
};

} // namespace

Result<json> parseJson(std::string_view text, const std::string& fileName, const JsonLimits& limits)
{
    const auto damaged = [&](const std::string& problem) {
        return Error{ErrorCode::FileDamaged, concat(fileName, " is damaged: ", problem)};
    };
    if (text.size() > limits.bytes)
        return damaged(
            concat("it has ", text.size(), " bytes, at most ", limits.bytes, " are read"));
    TreeBuilder builder(limits);
    if (!json::sax_parse(text.begin(), text.end(), &builder))
        return damaged(builder.problem());
    return builder.takeTree();
}

} // namespace engine
