// ThinkingBudget: ends a model's thinking after a number of tokens: it then chooses the tokens of
// </think> in the model's place, and the model goes on with its answer. Thinking is what
// engine/reply_parser.h takes for it. One thread.

#pragma once

#include "engine/tokenizer.h"

#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <string_view>

namespace engine {

class ThinkingBudget
{
public:
    // Borrows the tokenizer. Without a number there is no limit; 0 leaves the thinking empty.
    ThinkingBudget(const Tokenizer* tokenizer, std::optional<int> tokens);

    // The bytes of each token that was written, whoever chose it.
    void feed(std::string_view bytes);

    // The next token when it is not the model's to choose.
    std::optional<std::int32_t> next();

private:
    enum class Part { Beginning, Thinking, Answer };

    void end();

    const Tokenizer* m_tokenizer;
    int m_left; // tokens of thinking that may still be written
    Part m_part = Part::Beginning;
    std::string m_text; // of the beginning; of the thinking, what may be the beginning of its end
    bool m_endsLine = false;
    std::deque<std::int32_t> m_forced;
};

} // namespace engine
