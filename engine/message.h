// Messages: what a conversation consists of, as values. The chat template turns them into tokens,
// the reply parser turns tokens into them.

#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace engine {

enum class Role : std::uint8_t { System, User, Assistant, Tool };

// A call that the assistant made.
struct ToolCall
{
    std::string name;
    std::string arguments; // a JSON object as text
};

// What one call returned; the results of one assistant message form one Tool message, in the order
// of the calls.
struct ToolResult
{
    std::string name;
    std::string text;
};

struct Message
{
    Role role = Role::User;
    std::string text;                // UTF-8; of an assistant: without its thinking and its calls
    std::string thinking;            // of an assistant; dropped from the prompt unless asked for
    std::vector<ToolCall> calls;     // of an assistant
    std::vector<ToolResult> results; // of a Tool message
    // Of a user: offsets in the text, ascending, behind which another conversation may go on
    // differently, such as the end of a document before the question. A snapshot is kept there.
    std::vector<std::size_t> boundaries = {};
};

// What the model may call: one JSON object as text, {"name", "description", "parameters"} or
// OpenAI's {"type": "function", "function": {...}}.
struct ToolDefinition
{
    std::string json;
};

} // namespace engine
