// ConfigFields: reads the values of a configuration one by one, each within bounds, whether they
// come from config.json or from the metadata of a GGUF file.
//
// The first thing that is wrong becomes the error; the values that follow it are harmless defaults.
// So a reader asks for everything in plain lines and looks at the error once, at the end.

#pragma once

#include "engine/result.h"
#include "engine/text.h"

#include <functional>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace engine {

struct FieldValue
{
    std::variant<std::monostate, bool, std::int64_t, double, std::string, std::vector<FieldValue>>
        value; // std::monostate: there is no such key, or it is null
};

struct IntegerBounds
{
    std::int64_t least;
    std::int64_t most;
};

struct NumberBounds
{
    double least;
    double most;
};

class ConfigFields
{
public:
    using Lookup = std::function<FieldValue(const std::string& key)>;

    ConfigFields(std::string fileName, Lookup lookup);

    bool has(const std::string& key) const;

    // Without a fallback, a missing key is an error; a fallback keeps the bounds, too.
    std::int64_t integer(const std::string& key, IntegerBounds bounds,
                         std::optional<std::int64_t> fallback = {});
    int count(const std::string& key, IntegerBounds bounds, std::optional<int> fallback = {});
    float number(const std::string& key, NumberBounds bounds, std::optional<float> fallback = {});
    bool flag(const std::string& key, bool fallback);
    std::string text(const std::string& key, const std::string& fallback);

    // A list of exactly `size` values.
    std::vector<FieldValue> list(const std::string& key, std::size_t size);

    // An error, unless the condition holds; the parts are the sentence after the file's name.
    template <class... Parts>
    void require(bool condition, ErrorCode code, const Parts&... parts)
    {
        if (!condition)
            fail(code, concat(parts...));
    }

    const std::optional<Error>& error() const { return m_error; }

private:
    void fail(ErrorCode code, const std::string& problem);

    std::string m_fileName;
    Lookup m_lookup;
    std::optional<Error> m_error;
};

// "0", "true", "a list of 80 values": a value in a sentence.
std::string shown(const FieldValue& value);

} // namespace engine
