// JSON from files is bounded in size, depth and number of values.

#include "engine/json_limits.h"
#include "tests/support/expect_error.h"

namespace {

using engine::JsonLimits;

engine::Result<nlohmann::json> parse(const std::string& text, const JsonLimits& limits = {})
{
    return engine::parseJson(text, "f.json", limits);
}

std::string nested(std::size_t depth) { return std::string(depth, '[') + std::string(depth, ']'); }

} // namespace

LEVIN_CHECK(jsonBecomesTheSameTree)
{
    const char* text = R"({"a": [1, -2, 3.5, true, null, "text ä"], "b": {"c": {}}, "": []})";
    const auto parsed = parse(text);
    REQUIRE_OK(parsed);
    EXPECT(*parsed == nlohmann::json::parse(text));
    const auto number = parse(" 12 ");
    REQUIRE_OK(number);
    EXPECT(*number == 12);
}

LEVIN_CHECK(jsonBeyondItsLimitsIsRefused)
{
    REQUIRE_OK(parse(nested(64)));
    EXPECT_ERROR(parse(nested(65)), {"f.json", "deeper than 64"});
    EXPECT_ERROR(parse(std::string(1'000'000, '[')), {"f.json", "deeper than 64"});
    EXPECT_ERROR(parse("[1, 2, 3]", {.bytes = 8}), {"f.json", "9 bytes", "at most 8"});
    EXPECT_ERROR(parse("[1, 2, 3]", {.values = 3}), {"f.json", "more than 3 values"});
    REQUIRE_OK(parse("[1, 2, 3]", {.values = 4}));
}

LEVIN_CHECK(jsonThatIsNoneNamesTheByte)
{
    EXPECT_ERROR(parse("{\"a\": }"), {"f.json", "byte 7"});
    EXPECT_ERROR(parse("{\"a\": 1, \"a\": 2}"), {"f.json", "a appears twice"});
    for (const char* text : {"", "{", "[1,]", "nul", "\"\xff\"", "\"open", "1e999", "{} {}",
                             "{1: 2}", "[NaN]", "\"\\ud800\""})
        EXPECT_ERROR(parse(text), {"f.json is damaged", "byte"});
}
