// What the engine is asked so that it writes one answer of a conversation. Pure.

#pragma once

#include "app/message_tree.h"
#include "engine/engine.h"

namespace documents {
struct Rendered;
}

namespace app {

// The system prompt and the branch up to the answer's question. A question that got no answer is left
// out once it has ended: what could not be read, such as a text beyond the context limit, would
// otherwise be read again with every later question.
// Documents stand in front of the first question; nothing stands in front of them, not even the system
// prompt, which follows them, so that whoever asks them finds them read.
std::vector<engine::Message> promptFor(const MessageTree& tree, qint64 answer,
                                       const QString& systemPrompt,
                                       const documents::Rendered* documents = nullptr);

} // namespace app
