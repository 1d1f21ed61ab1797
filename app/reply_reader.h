// ReplyReader: turns the bytes of a reply into text, whole characters across the borders of tokens,
// and parts thinking from answer.

#pragma once

#include "app/engine_worker.h"
#include "engine/reply_parser.h"

#include <string_view>
#include <vector>

namespace app {

class ReplyReader
{
public:
    // Each appends to the texts of `part`.
    void read(std::string_view bytes, ReplyPart& part) { take(m_parser.feed(bytes), part); }
    void finish(ReplyPart& part) { take(m_parser.finish(), part); }

    bool isThinking() const { return m_isThinking; } // what was read last was thinking

private:
    void take(const std::vector<engine::ReplyEvent>& events, ReplyPart& part);

    engine::ReplyParser m_parser;
    bool m_isThinking = false;
};

} // namespace app
