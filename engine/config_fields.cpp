#include "engine/config_fields.h"

#include "engine/file_bytes.h"

#include <cmath>
#include <utility>

namespace engine {
namespace {

bool isAbsent(const FieldValue& field)
{
    return std::holds_alternative<std::monostate>(field.value);
}

// JSON writers may give a whole number as 64.0.
std::optional<std::int64_t> asInteger(const FieldValue& field)
{
    constexpr double kLimit = 9.0e15; // below 2^53, where every integer is exact
    if (const auto* integer = std::get_if<std::int64_t>(&field.value))
        return *integer;
    if (const auto* number = std::get_if<double>(&field.value);
        number && std::abs(*number) < kLimit && *number == std::floor(*number))
        return static_cast<std::int64_t>(*number);
    return {};
}

std::optional<double> asNumber(const FieldValue& field)
{
    if (const auto* number = std::get_if<double>(&field.value))
        return *number;
    if (const auto* integer = std::get_if<std::int64_t>(&field.value))
        return double(*integer);
    return {};
}

} // namespace

std::string shown(const FieldValue& field)
{
    struct Show
    {
        std::string operator()(std::monostate) const { return "missing"; }
        std::string operator()(bool value) const { return value ? "true" : "false"; }
        std::string operator()(std::int64_t value) const { return concat(value); }
        std::string operator()(double value) const { return concat(value); }
        std::string operator()(const std::string& value) const
        {
            return concat('"', readable(value), '"');
        }
        std::string operator()(const std::vector<FieldValue>& value) const
        {
            return concat("a list of ", value.size(), " values");
        }
    };
    return std::visit(Show{}, field.value);
}

ConfigFields::ConfigFields(std::string fileName, Lookup lookup)
    : m_fileName(std::move(fileName))
    , m_lookup(std::move(lookup))
{}

bool ConfigFields::has(const std::string& key) const { return !isAbsent(m_lookup(key)); }

std::int64_t ConfigFields::integer(const std::string& key, IntegerBounds bounds,
                                   std::optional<std::int64_t> fallback)
{
    const FieldValue field = m_lookup(key);
    const std::optional<std::int64_t> value = isAbsent(field) ? fallback : asInteger(field);
    if (value && *value >= bounds.least && *value <= bounds.most)
        return *value;
    fail(ErrorCode::FileDamaged, concat(key, " is ", shown(field), ", it must be an integer from ",
                                        bounds.least, " to ", bounds.most));
    return bounds.least;
}

int ConfigFields::count(const std::string& key, IntegerBounds bounds, std::optional<int> fallback)
{
    return static_cast<int>(integer(key, bounds, fallback));
}

float ConfigFields::number(const std::string& key, NumberBounds bounds,
                           std::optional<float> fallback)
{
    const FieldValue field = m_lookup(key);
    const std::optional<double> value =
        isAbsent(field) ? std::optional<double>(fallback) : asNumber(field);
    if (value && *value >= bounds.least && *value <= bounds.most) // false for NaN
        return static_cast<float>(*value);
    fail(ErrorCode::FileDamaged, concat(key, " is ", shown(field), ", it must be a number from ",
                                        bounds.least, " to ", bounds.most));
    return static_cast<float>(bounds.least);
}

bool ConfigFields::flag(const std::string& key, bool fallback)
{
    const FieldValue field = m_lookup(key);
    if (isAbsent(field))
        return fallback;
    if (const auto* value = std::get_if<bool>(&field.value))
        return *value;
    fail(ErrorCode::FileDamaged, concat(key, " is ", shown(field), ", it must be true or false"));
    return fallback;
}

std::string ConfigFields::text(const std::string& key, const std::string& fallback)
{
    const FieldValue field = m_lookup(key);
    if (isAbsent(field))
        return fallback;
    if (const auto* value = std::get_if<std::string>(&field.value))
        return *value;
    fail(ErrorCode::FileDamaged, concat(key, " is ", shown(field), ", it must be a text"));
    return fallback;
}

std::vector<FieldValue> ConfigFields::list(const std::string& key, std::size_t size)
{
    FieldValue field = m_lookup(key);
    if (auto* values = std::get_if<std::vector<FieldValue>>(&field.value);
        values && values->size() == size)
        return std::move(*values);
    fail(ErrorCode::FileDamaged,
         concat(key, " is ", shown(field), ", it must be a list of ", size, " values"));
    return std::vector<FieldValue>(size);
}

void ConfigFields::fail(ErrorCode code, const std::string& problem)
{
    if (!m_error)
        m_error = Error{code, concat(m_fileName, ": ", problem)};
}

} // namespace engine
