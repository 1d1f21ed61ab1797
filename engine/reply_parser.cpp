#include "engine/reply_parser.h"

#include "engine/reply_tags.h"
#include "engine/utf8.h"

#include <algorithm>
#include <utility>

namespace engine {
namespace {

bool isBlank(std::string_view line)
{
    return line.find_first_not_of(" \t\r") == std::string_view::npos;
}

} // namespace

std::vector<ReplyEvent> ReplyParser::feed(std::string_view bytes)
{
    m_pending += bytes;
    takeAll();
    return std::exchange(m_events, {});
}

std::vector<ReplyEvent> ReplyParser::finish()
{
    while (m_part == Part::Calls && leaveCallsInsideString({}))
        takeAll();
    if (m_part == Part::Calls)
        endLine(m_line.text()); // a missing end tag is forgiven
    emitText(m_pending.size());
    return std::exchange(m_events, {});
}

void ReplyParser::takeAll()
{
    bool isMoving = true;
    while (isMoving) {
        switch (m_part) {
        case Part::Beginning:
            isMoving = takeBeginning();
            break;
        case Part::Thinking:
            isMoving = takeText(kEndThink, Part::Content);
            break;
        case Part::Content:
            isMoving = takeText(kCalls, Part::Calls);
            break;
        case Part::Calls:
            isMoving = takeCalls();
            break;
        }
    }
}

bool ReplyParser::takeBeginning()
{
    const std::size_t begin = m_pending.find_first_not_of(kReplyBlanks);
    if (begin == std::string::npos)
        return false;
    const std::string_view text = std::string_view(m_pending).substr(begin);
    if (text.starts_with(kThink)) {
        m_pending.erase(0, begin + kThink.size());
        m_part = Part::Thinking;
        return true;
    }
    if (kThink.starts_with(text))
        return false;
    m_part = Part::Content;
    return true;
}

bool ReplyParser::takeText(std::string_view endTag, Part next)
{
    const std::size_t end = m_pending.find(endTag);
    if (end == std::string::npos) {
        const std::size_t heldBack =
            std::max(possibleTagBytes(m_pending, endTag), incompleteUtf8Suffix(m_pending));
        emitText(m_pending.size() - heldBack);
        return false;
    }
    emitText(end);
    m_pending.erase(0, endTag.size());
    m_part = next;
    return true;
}

void ReplyParser::emitText(std::size_t bytes)
{
    if (bytes == 0)
        return;
    std::string text = m_pending.substr(0, bytes);
    m_pending.erase(0, bytes);
    if (m_part == Part::Thinking)
        m_events.emplace_back(ThinkingText{std::move(text)});
    else
        m_events.emplace_back(ContentText{std::move(text)});
}

bool ReplyParser::takeCalls()
{
    for (std::size_t i = 0; i < m_pending.size(); ++i) {
        const char c = m_pending[i];
        if (c == '\n') {
            if (leaveCallsInsideString(std::string_view(m_pending).substr(i)))
                return true;
            endLine(m_line.text());
            continue;
        }
        m_line.append(c);
        // The tag may be in the arguments, too, inside of a string.
        if (c == '>' && !m_line.isInString() && m_line.text().ends_with(kEndCalls)) {
            leaveCalls(m_line.text().size() - kEndCalls.size(), m_pending.substr(i + 1));
            return true;
        }
        startCall();
    }
    m_pending.clear();
    streamArguments();
    return false;
}

// A line that ends inside a string is no JSON, so what looked like text in it may be the end tag.
bool ReplyParser::leaveCallsInsideString(std::string_view after)
{
    const std::string& line = m_line.text();
    const std::size_t tag = line.find(kEndCalls);
    if (!m_line.isInString() || tag == std::string::npos)
        return false;
    leaveCalls(tag, line.substr(tag + kEndCalls.size()).append(after));
    return true;
}

void ReplyParser::leaveCalls(std::size_t lineBytes, std::string after)
{
    endLine(std::string_view(m_line.text()).substr(0, lineBytes));
    m_pending = std::move(after);
    m_part = Part::Content;
}

void ReplyParser::startCall()
{
    if (m_isCallStarted || !m_line.name())
        return;
    m_isCallStarted = true;
    m_events.emplace_back(ToolCallStarted{m_finishedCalls, *m_line.name()});
}

void ReplyParser::streamArguments()
{
    if (!m_isCallStarted)
        return;
    std::string_view fresh = m_line.argumentsSoFar().substr(m_streamedBytes);
    if (!m_line.areArgumentsComplete())
        fresh.remove_suffix(incompleteUtf8Suffix(fresh));
    if (fresh.empty())
        return;
    m_streamedBytes += fresh.size();
    m_events.emplace_back(ToolCallArguments{m_finishedCalls, std::string(fresh)});
}

void ReplyParser::endLine(std::string_view line)
{
    streamArguments();
    if (std::optional<std::string> arguments = m_line.argumentsOf(line)) {
        if (m_streamedBytes == 0) // they came in a string
            m_events.emplace_back(ToolCallArguments{m_finishedCalls, *arguments});
        m_events.emplace_back(
            ToolCallFinished{m_finishedCalls, *m_line.name(), std::move(*arguments)});
        ++m_finishedCalls;
    } else if (!isBlank(line)) {
        m_events.emplace_back(MalformedToolCall{std::string(line), m_isCallStarted});
    }
    m_line.clear();
    m_isCallStarted = false;
    m_streamedBytes = 0;
}

} // namespace engine
