// ReplyParser: takes a reply apart while the model writes it: thinking, answer, tool calls.
//
//     <think> ... </think> answer <tool_calls>
//     {"name": "get_weather", "arguments": {"city": "Oslo"}}
//     </tool_calls>
//
// Thinking is only at the beginning, and everything up to the first </think> belongs to it, whatever
// else it contains. Calls are JSON objects, one a line; a line that is none is reported and dropped.
// The same text gives the same texts, calls and reports, however it is cut into pieces. One thread.

#pragma once

#include "engine/tool_call_line.h"

#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace engine {

// Texts hold whole UTF-8 characters. Joined, they are the reply byte by byte, without the tags, the
// white space before <think>, and what is between the tags of calls.
struct ThinkingText
{
    std::string text;
};

struct ContentText
{
    std::string text;
};

// Calls are numbered from 0 in their order. A call is started as soon as its name is complete.
struct ToolCallStarted
{
    int index;
    std::string name;
};

struct ToolCallArguments
{
    int index;
    std::string delta; // joined, they are the arguments of ToolCallFinished
};

struct ToolCallFinished
{
    int index;
    std::string name;
    std::string arguments; // a JSON object as the model wrote it
};

struct MalformedToolCall
{
    std::string line;
    bool hadStarted = false; // then the call that was started last is void, its number free again
};

using ReplyEvent = std::variant<ThinkingText, ContentText, ToolCallStarted, ToolCallArguments,
                                ToolCallFinished, MalformedToolCall>;

class ReplyParser
{
public:
    std::vector<ReplyEvent> feed(std::string_view bytes);

    // The reply is over: what was held back is decided. Nothing may be fed afterwards.
    std::vector<ReplyEvent> finish();

private:
    enum class Part { Beginning, Thinking, Content, Calls };

    // Each takes what it can from the beginning of m_pending; false when it needs more.
    bool takeBeginning();
    bool takeText(std::string_view endTag, Part next);
    bool takeCalls();
    void takeAll();

    void emitText(std::size_t bytes);
    bool leaveCallsInsideString(std::string_view after);
    void leaveCalls(std::size_t lineBytes, std::string after);
    void startCall();
    void streamArguments();
    void endLine(std::string_view line);

    std::vector<ReplyEvent> m_events;
    Part m_part = Part::Beginning;
    std::string m_pending; // not decided yet: could be the beginning of a tag
    ToolCallLine m_line;
    bool m_isCallStarted = false;
    std::size_t m_streamedBytes = 0; // of the arguments of the current call
    int m_finishedCalls = 0;
};

} // namespace engine
