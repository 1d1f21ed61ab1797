// What the program found of an answer's quotations in the documents of its conversation.

#pragma once

#include "app/message_tree.h"

#include <QString>

namespace app {

// Empty without documents or without quotations; else "; 2 quotations are in the text, 1 is not".
// Only documents that stand in front of the answer count.
QString quoteNote(const MessageTree& tree, qint64 answer);

} // namespace app
