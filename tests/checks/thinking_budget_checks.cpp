#include "engine/thinking_budget.h"
#include "tests/checks/check.h"
#include "tests/support/tiny_tokenizer.h"

namespace {

using engine::ThinkingBudget;

// What a model that would write `pieces`, one a token, writes under a budget.
std::string written(const engine::Tokenizer& tokenizer, std::optional<int> budget,
                    const std::vector<std::string>& pieces)
{
    ThinkingBudget thinking(&tokenizer, budget);
    std::string text;
    for (std::size_t next = 0; next < pieces.size();) {
        std::string bytes;
        if (const std::optional<std::int32_t> forced = thinking.next())
            bytes = tokenizer.pieceBytes(*forced);
        else
            bytes = pieces[next++];
        thinking.feed(bytes);
        text += bytes;
    }
    while (const std::optional<std::int32_t> forced = thinking.next())
        text += tokenizer.pieceBytes(*forced);
    return text;
}

} // namespace

LEVIN_CHECK(thinkingBudgetEndsTheThinking)
{
    const engine::Result<engine::Tokenizer> tokenizer = checks::tinyTokenizer();
    REQUIRE_OK(tokenizer);
    struct Case
    {
        std::optional<int> budget;
        std::vector<std::string> pieces;
        std::string wanted;
    };
    const Case cases[] = {
        // The budget counts what is written behind the tag.
        {2, {"<think>", "\n", "a", "b", "c"}, "<think>\na\n</think>\n\nbc"},
        {1, {"<think>", "\n", "a"}, "<think>\n</think>\n\na"},
        {0, {"<think>", "a"}, "<think>\n</think>\n\na"},
        {0, {"\n<th", "ink>\n", "a"}, "\n<think>\n</think>\n\na"},
        // Thinking that ends by itself, or on the last token of the budget, is left alone.
        {3, {"<think>", "a", "</thi", "nk>", "b", "c", "d"}, "<think>a</think>bcd"},
        {9, {"<think>", "a", "</think>", "b"}, "<think>a</think>b"},
        // An answer without thinking has no budget, whatever it says later.
        {0, {"a", "<think>", "b"}, "a<think>b"},
        {0, {"<thing>", "b"}, "<thing>b"},
        {std::nullopt, {"<think>", "a", "b"}, "<think>ab"},
        // A character and an end tag that were begun are ended first, but not for ever.
        {1, {"<think>", "\xE4", "\xB8", "\xAD", "b"}, "<think>中\n</think>\n\nb"},
        {1, {"<think>", "a</thi", "nk>", "b"}, "<think>a</think>b"},
        {1,
         {"<think>", "<", "<", "<", "<", "<", "<", "<", "<", "<", "<", "b"},
         "<think><<<<<<<<<\n</think>\n\n<b"},
        // Once only.
        {1, {"<think>", "a", "<think>", "b", "c"}, "<think>a\n</think>\n\n<think>bc"},
    };
    for (const Case& c : cases)
        EXPECT_EQ(written(*tokenizer, c.budget, c.pieces), c.wanted);
}

LEVIN_CHECK(thinkingBudgetNeedsATokenizer)
{
    ThinkingBudget thinking(nullptr, 0);
    thinking.feed("<think>");
    EXPECT(!thinking.next());
}
