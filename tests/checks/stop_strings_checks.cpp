#include "engine/stop_strings.h"
#include "tests/checks/check.h"

namespace {

// What is shown of `text` when it comes in pieces of `size` bytes.
std::string shown(const std::string& text, std::vector<std::string> strings, std::size_t size,
                  bool& matched)
{
    engine::StopStrings stops(std::move(strings));
    std::string all;
    for (std::size_t i = 0; i < text.size(); i += size)
        all += stops.feed(std::string_view(text).substr(i, size));
    matched = stops.matched();
    return all + stops.finish();
}

} // namespace

LEVIN_CHECK(stopStringsEndAtTheFirstMatch)
{
    struct Case
    {
        std::string text;
        std::vector<std::string> strings;
        std::string wanted;
        bool matched;
    };
    const Case cases[] = {
        {"one two three", {"two"}, "one ", true},
        {"one two three", {"three", "two"}, "one ", true},
        {"aaab", {"aab"}, "a", true},
        {"ababac", {"abac"}, "ab", true},
        {"no end </thin", {"</think>"}, "no end </thin", false},
        {"plain", {}, "plain", false},
        {"plain", {""}, "plain", false},
        {"xyz", {"xyz"}, "", true},
    };
    for (const Case& c : cases)
        for (std::size_t size = 1; size <= c.text.size(); ++size) {
            bool matched = false;
            EXPECT_EQ(shown(c.text, c.strings, size, matched), c.wanted);
            EXPECT_EQ(matched, c.matched);
        }
}

LEVIN_CHECK(stopStringsHoldBackNoMoreThanNeeded)
{
    engine::StopStrings stops({"</end>"});
    EXPECT_EQ(stops.feed("text <"), "text ");
    EXPECT_EQ(stops.feed("b>"), "<b>");
    EXPECT_EQ(stops.feed("</en"), "");
    EXPECT_EQ(stops.feed("tity"), "</entity");
    EXPECT_EQ(stops.feed("</end>"), "");
    EXPECT(stops.matched());
    EXPECT_EQ(stops.feed("more"), "");
}
