// What a reply of the MiniMax-M1 format is divided by. They are text, not tokens of their own.

#pragma once

#include <cstddef>
#include <string_view>

namespace engine {

constexpr std::string_view kThink = "<think>";
constexpr std::string_view kEndThink = "</think>";
constexpr std::string_view kCalls = "<tool_calls>";
constexpr std::string_view kEndCalls = "</tool_calls>";

// What may stand in front of the thinking.
constexpr std::string_view kReplyBlanks = " \t\r\n";

// How many bytes at the end of the text may be the beginning of the tag; not all of its bytes.
constexpr std::size_t possibleTagBytes(std::string_view text, std::string_view tag)
{
    std::size_t bytes = text.size() < tag.size() ? text.size() : tag.size() - 1;
    while (!text.ends_with(tag.substr(0, bytes)))
        --bytes;
    return bytes;
}

} // namespace engine
