#include "app/prompt_builder.h"

#include "app/documents/document_set.h"
#include "app/documents/pasted.h"

#include <algorithm>

namespace app {
namespace {

engine::Message asked(engine::Role role, const QString& text)
{
    engine::Message message;
    message.role = role;
    message.text = text.toStdString();
    return message;
}

// The documents, in front of the first question.
void putInFront(const documents::Rendered& documents, const QString& systemPrompt,
                engine::Message& first)
{
    Q_ASSERT(first.role == engine::Role::User);
    const QString instructions = systemPrompt.trimmed();
    std::string text = documents.text + documents::questionBehind(instructions);
    if (!instructions.isEmpty())
        text += "\n\n";
    std::vector<std::size_t> boundaries = documents.ends;
    for (const std::size_t boundary : first.boundaries)
        boundaries.push_back(text.size() + boundary);
    first.text = std::move(text) + first.text;
    first.boundaries = std::move(boundaries);
}

} // namespace

std::vector<engine::Message> promptFor(const MessageTree& tree, qint64 answer,
                                       const QString& systemPrompt,
                                       const documents::Rendered* documents)
{
    // From the end: whether a question counts is known from what follows it.
    std::vector<engine::Message> messages;
    const Message* asker = tree.find(answer);
    Q_ASSERT(asker);
    const Message* after = nullptr; // of the message looked at
    for (const Message* message = tree.find(asker->parent); message;
         after = message, message = tree.find(message->parent))
    {
        const bool isAnswer = message->author == ui::Author::Assistant;
        const bool isLeftOut =
            isAnswer ? message->text.isEmpty()
                     : after && after->author == ui::Author::Assistant && after->text.isEmpty();
        if (isLeftOut)
            continue;
        messages.push_back(
            asked(isAnswer ? engine::Role::Assistant : engine::Role::User, message->text));
        messages.back().thinking = message->thinking.toStdString();
        if (!isAnswer)
            messages.back().boundaries = documents::documentEnds(message->text);
    }
    if (documents)
        putInFront(*documents, systemPrompt, messages.back());
    else if (!systemPrompt.trimmed().isEmpty())
        messages.push_back(asked(engine::Role::System, systemPrompt));
    std::reverse(messages.begin(), messages.end());
    return messages;
}

} // namespace app
