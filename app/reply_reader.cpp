#include "app/reply_reader.h"

namespace app {

// The window offers no tools; a call that a model makes all the same is no text of the answer.
void ReplyReader::take(const std::vector<engine::ReplyEvent>& events, ReplyPart& part)
{
    for (const engine::ReplyEvent& event : events) {
        m_isThinking = std::holds_alternative<engine::ThinkingText>(event);
        if (const auto* thinking = std::get_if<engine::ThinkingText>(&event))
            part.thinking += QString::fromStdString(thinking->text);
        else if (const auto* content = std::get_if<engine::ContentText>(&event))
            part.text += QString::fromStdString(content->text);
    }
}

} // namespace app
