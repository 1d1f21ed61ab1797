// ReplyPrinter: shows a reply while it is written and gathers it as a message.

#pragma once

#include "engine/engine.h"
#include "engine/reply_parser.h"

#include <nlohmann/json.hpp>

namespace engine::cli {

class ReplyPrinter
{
public:
    struct Shown
    {
        bool text = true;     // on stdout
        bool thinking = true; // on stderr: it is no data and stays out of a redirected answer
    };

    explicit ReplyPrinter(Shown shown);

    void feed(std::string_view bytes);
    void finish();
    const Message& message() const { return m_message; }

private:
    void take(const std::vector<ReplyEvent>& events);

    void on(const ThinkingText& event);
    void on(const ContentText& event);
    void on(const ToolCallStarted&) {}
    void on(const ToolCallArguments&) {}
    void on(const ToolCallFinished& event);
    void on(const MalformedToolCall& event);

    Shown m_shown;
    ReplyParser m_parser;
    Message m_message;
};

// The figures of a turn and what was said in it.
nlohmann::ordered_json toJson(const Summary& summary, const Message& reply);

// One line of JSON on stdout; what is no UTF-8 is replaced.
void printLine(const nlohmann::ordered_json& json);

} // namespace engine::cli
