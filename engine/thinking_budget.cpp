#include "engine/thinking_budget.h"

#include "engine/reply_tags.h"
#include "engine/utf8.h"

#include <algorithm>

namespace engine {
namespace {

constexpr int kPatience = 8; // tokens beyond the budget, for a character or the tag to end

// Within a character, or within what may become the end tag.
bool endsInside(std::string_view text)
{
    return incompleteUtf8Suffix(text) > 0 || possibleTagBytes(text, kEndThink) > 0;
}

} // namespace

ThinkingBudget::ThinkingBudget(const Tokenizer* tokenizer, std::optional<int> tokens)
    : m_tokenizer(tokenizer)
    , m_left(tokens.value_or(0))
{
    if (!tokenizer || !tokens)
        m_part = Part::Answer; // there is nothing to watch
}

void ThinkingBudget::feed(std::string_view bytes)
{
    if (m_part == Part::Answer)
        return;
    m_text += bytes;
    if (m_part == Part::Beginning) {
        m_text.erase(0, std::min(m_text.find_first_not_of(kReplyBlanks), m_text.size()));
        if (m_text.size() < kThink.size() && kThink.starts_with(m_text))
            return;
        if (!m_text.starts_with(kThink)) {
            m_part = Part::Answer;
            return;
        }
        m_part = Part::Thinking;
        m_text.erase(0, kThink.size());
    } else {
        --m_left;
    }
    if (!bytes.empty())
        m_endsLine = bytes.back() == '\n';
    if (m_text.find(kEndThink) != std::string::npos) {
        m_part = Part::Answer;
        return;
    }
    m_text.erase(0, m_text.size() - std::min(m_text.size(), kEndThink.size() - 1));
    if (m_left <= -kPatience || (m_left <= 0 && !endsInside(m_text)))
        end();
}

void ThinkingBudget::end()
{
    m_part = Part::Answer;
    std::string text(m_endsLine ? "" : "\n");
    text += kEndThink;
    text += "\n\n";
    const std::vector<std::int32_t> tokens = m_tokenizer->encode(text, SpecialTokens::AsText);
    m_forced.assign(tokens.begin(), tokens.end());
}

std::optional<std::int32_t> ThinkingBudget::next()
{
    if (m_forced.empty())
        return {};
    const std::int32_t token = m_forced.front();
    m_forced.pop_front();
    return token;
}

} // namespace engine
