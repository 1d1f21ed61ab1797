#include "engine/cli/reply_printer.h"

#include "engine/cli/command.h"

#include <cstdio>

namespace engine::cli {
namespace {

void show(const std::string& text, std::FILE* stream)
{
    std::fwrite(text.data(), 1, text.size(), stream);
    std::fflush(stream);
}

} // namespace

ReplyPrinter::ReplyPrinter(Shown shown) : m_shown(shown) { m_message.role = Role::Assistant; }

void ReplyPrinter::feed(std::string_view bytes) { take(m_parser.feed(bytes)); }

void ReplyPrinter::finish() { take(m_parser.finish()); }

void ReplyPrinter::take(const std::vector<ReplyEvent>& events)
{
    for (const ReplyEvent& event : events)
        std::visit([this](const auto& value) { on(value); }, event);
}

void ReplyPrinter::on(const ThinkingText& event)
{
    m_message.thinking += event.text;
    if (m_shown.thinking)
        show(event.text, stderr);
}

void ReplyPrinter::on(const ContentText& event)
{
    m_message.text += event.text;
    if (m_shown.text)
        show(event.text, stdout);
}

void ReplyPrinter::on(const ToolCallFinished& event)
{
    m_message.calls.push_back({event.name, event.arguments});
    std::fprintf(stderr, "[call %s %s]\n", event.name.c_str(), event.arguments.c_str());
}

void ReplyPrinter::on(const MalformedToolCall& event)
{
    std::fprintf(stderr, "[a tool call was malformed: %s]\n", event.line.c_str());
}

nlohmann::ordered_json toJson(const Summary& summary, const Message& reply)
{
    nlohmann::ordered_json json = toJson(summary);
    json["text"] = reply.text;
    json["thinking"] = reply.thinking;
    for (const ToolCall& call : reply.calls)
        json["calls"].push_back({{"name", call.name}, {"arguments", call.arguments}});
    return json;
}

void printLine(const nlohmann::ordered_json& json)
{
    std::printf("%s\n",
                json.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace).c_str());
    std::fflush(stdout);
}

} // namespace engine::cli
