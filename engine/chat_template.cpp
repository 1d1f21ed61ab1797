#include "engine/chat_template.h"

#include "engine/json_text.h"
#include "engine/reply_tags.h"
#include "engine/text.h"

#include <algorithm>
#include <span>

namespace engine {
namespace {

constexpr std::string_view kBeginDocument = "<begin_of_document>";
constexpr std::string_view kBeginTurn = "<beginning_of_sentence>";
constexpr std::string_view kEndTurn = "<end_of_sentence>";

// Where the two templates differ in words.
struct Wording
{
    const char* aiName;
    const char* systemPrompt; // when there is no system message
    const char* callExample;
};

Wording wordingOf(ChatVariant variant)
{
    if (variant == ChatVariant::LlamaCpp)
        return {"MiniMax AI",
                "You are a helpful assistant created by Minimax based on MiniMax-M1 model.",
                "{\"name\": <tool-name>, \"arguments\": <args-json-object>}"};
    // Without quotes: the published source doubles single quotes, which Jinja joins to nothing.
    return {"assistant", "", "{name: <tool-name-1>, arguments: <args-json-object-1>}"};
}

std::string_view trimmed(std::string_view text, const char* characters = " \t\n\r\f\v")
{
    const std::size_t begin = text.find_first_not_of(characters);
    if (begin == std::string_view::npos)
        return {};
    return text.substr(begin, text.find_last_not_of(characters) + 1 - begin);
}

std::string_view withoutLeadingLineBreaks(std::string_view text)
{
    return text.substr(std::min(text.find_first_not_of("\r\n"), text.size()));
}

// Clients that keep raw replies have the thinking in the text: it goes as well.
std::string_view withoutThinkBlock(std::string_view text)
{
    const std::size_t begin = text.find_first_not_of(kReplyBlanks);
    if (begin == std::string_view::npos || !text.substr(begin).starts_with(kThink))
        return text;
    const std::size_t end = text.find(kEndThink, begin);
    if (end == std::string_view::npos)
        return text;
    return withoutLeadingLineBreaks(text.substr(end + kEndThink.size()));
}

class Renderer
{
public:
    Renderer(ChatVariant variant, const Conversation& conversation, const ChatOptions& options)
        : m_isOfficial(variant == ChatVariant::Official)
        , m_wording(wordingOf(variant))
        , m_conversation(conversation)
        , m_aiName(options.aiName.empty() ? m_wording.aiName : options.aiName)
        , m_userName(options.userName.empty() ? "user" : options.userName)
    {}

    Result<RenderedPrompt> render(bool withGenerationPrompt);

private:
    void addUserText(const Message& message);
    Status addTools();
    Status addAssistant(const Message& message);
    void addResults(const Message& message);
    std::string systemPrompt() const;

    void beginTurn(std::string_view header);
    void endTurn();
    void addControl(std::string_view name);
    void addText(std::string_view text);
    void addLineBreakUnless(bool isThere);
    std::string_view shaped(std::string_view text) const;

    const bool m_isOfficial;
    const Wording m_wording;
    const Conversation& m_conversation;
    const std::string m_aiName;
    const std::string m_userName;
    RenderedPrompt m_prompt;
};

// The texts of people and of the model, as the variant takes them.
std::string_view Renderer::shaped(std::string_view text) const
{
    return m_isOfficial ? text : trimmed(text);
}

Result<RenderedPrompt> Renderer::render(bool withGenerationPrompt)
{
    addControl(kBeginDocument);
    if (const std::string system = systemPrompt(); !system.empty()) {
        beginTurn("system ai_setting=" + m_aiName);
        addText(system);
        endTurn();
    }
    if (const Status added = addTools(); !added)
        return added.error();
    for (const Message& message : m_conversation.messages) {
        switch (message.role) {
        case Role::System:
            break; // is at the beginning already
        case Role::User:
            beginTurn("user name=" + m_userName);
            addUserText(message);
            endTurn();
            break;
        case Role::Assistant:
            if (const Status added = addAssistant(message); !added)
                return added.error();
            break;
        case Role::Tool:
            addResults(message);
            break;
        }
    }
    if (withGenerationPrompt)
        beginTurn("ai name=" + m_aiName);
    return std::move(m_prompt);
}

// Official: all system messages, joined. llama.cpp: the first message, if it is one.
std::string Renderer::systemPrompt() const
{
    const std::vector<Message>& messages = m_conversation.messages;
    if (!m_isOfficial) {
        if (messages.empty() || messages.front().role != Role::System)
            return m_wording.systemPrompt;
        return std::string(trimmed(messages.front().text));
    }
    std::string prompt;
    for (const Message& message : messages) {
        if (message.role == Role::System)
            prompt += message.text;
    }
    return prompt;
}

void Renderer::addUserText(const Message& message)
{
    const std::string_view text = shaped(message.text);
    const auto dropped = static_cast<std::size_t>(text.data() - message.text.data());
    addText(text); // behind the turn's header, so there is a segment
    const std::size_t begin = m_prompt.segments.back().text.size() - text.size();
    for (const std::size_t boundary : message.boundaries) {
        if (boundary >= dropped && boundary - dropped <= text.size())
            m_prompt.marks.push_back({m_prompt.segments.size() - 1, begin + boundary - dropped});
    }
}

Status Renderer::addTools()
{
    const std::vector<ToolDefinition>& tools = m_conversation.tools;
    if (tools.empty())
        return Done{};
    beginTurn("system tool_setting=tools");
    addText("You are provided with these tools:\n<tools>\n");
    for (std::size_t i = 0; i < tools.size(); ++i) {
        const std::optional<std::string> line = jsonObjectOnOneLine(tools[i].json);
        if (!line)
            return Error{ErrorCode::InvalidArgument,
                         concat("tool ", i + 1, " of ", tools.size(), " is not a JSON object")};
        addText(*line);
        addText("\n");
    }
    addText("</tools>\n\nIf you need to call tools, please respond with <tool_calls></tool_calls> "
            "XML tags, and provide tool-name and json-object of arguments, following the format "
            "below:\n<tool_calls>\n");
    addText(m_wording.callExample);
    addText("\n...\n</tool_calls>");
    endTurn();
    return Done{};
}

// The calls are printed in both variants as llama.cpp's template does; the published one prints none
// and leaves it to the caller to have them in the text.
Status Renderer::addAssistant(const Message& message)
{
    beginTurn("ai name=" + m_aiName);
    std::string_view text = message.text;
    if (m_conversation.keepThinking && !message.thinking.empty()) {
        addText(kThink);
        addLineBreakUnless(message.thinking.starts_with('\n'));
        addText(message.thinking);
        addLineBreakUnless(message.thinking.ends_with('\n'));
        addText(kEndThink);
        addLineBreakUnless(text.starts_with('\n'));
        addText(text);
    } else if (m_conversation.keepThinking) {
        text = shaped(text);
        addText(text);
    } else {
        text = shaped(message.thinking.empty() ? withoutThinkBlock(text)
                                               : withoutLeadingLineBreaks(text));
        addText(text);
    }
    if (!message.calls.empty()) {
        addLineBreakUnless(text.empty() || text.ends_with('\n'));
        addText(concat(kCalls, "\n"));
        for (const ToolCall& call : message.calls) {
            const std::optional<std::string> arguments = jsonObjectOnOneLine(call.arguments);
            if (!arguments)
                return Error{ErrorCode::InvalidArgument,
                             concat("the arguments of the call of tool ", call.name,
                                    " are not a JSON object")};
            addText(concat("{\"name\": ", jsonString(call.name), ", \"arguments\": ", *arguments,
                           "}\n"));
        }
        addText(kEndCalls);
    }
    endTurn();
    return Done{};
}

void Renderer::addResults(const Message& message)
{
    beginTurn("tool name=tools");
    for (const ToolResult& result : message.results) {
        if (m_isOfficial)
            addText(concat("tool name: ", result.name, "\n"));
        addText(concat("tool result: ", result.text, "\n\n"));
    }
    endTurn();
}

void Renderer::beginTurn(std::string_view header)
{
    addControl(kBeginTurn);
    addText(header);
    addText("\n");
}

void Renderer::endTurn()
{
    addControl(kEndTurn);
    addText("\n");
    m_prompt.turnEnds.push_back(m_prompt.segments.size());
}

void Renderer::addControl(std::string_view name)
{
    m_prompt.segments.push_back({PromptSegment::Kind::Control, std::string(name)});
}

// Texts are joined: where one ends, the tokens of the next may begin before it.
void Renderer::addText(std::string_view text)
{
    if (text.empty())
        return;
    std::vector<PromptSegment>& segments = m_prompt.segments;
    if (segments.empty() || segments.back().kind != PromptSegment::Kind::Text)
        segments.push_back({PromptSegment::Kind::Text, {}});
    segments.back().text += text;
}

void Renderer::addLineBreakUnless(bool isThere)
{
    if (!isThere)
        addText("\n");
}

} // namespace

std::optional<ChatVariant> chatVariantFor(std::string_view jinja)
{
    if (!jinja.empty() && jinja.find(kBeginTurn) == std::string_view::npos)
        return std::nullopt;
    const bool isLlamaCpp = jinja.find("MiniMax AI") != std::string_view::npos;
    return isLlamaCpp ? ChatVariant::LlamaCpp : ChatVariant::Official;
}

std::string RenderedPrompt::asText() const
{
    std::string text;
    for (const PromptSegment& segment : segments)
        text += segment.text;
    return text;
}

ChatTemplate ChatTemplate::forModel(std::string_view jinja)
{
    return ChatTemplate(chatVariantFor(jinja));
}

Result<RenderedPrompt> ChatTemplate::render(const Conversation& conversation,
                                            const ChatOptions& options) const
{
    if (!m_variant)
        return Error{ErrorCode::NotSupported,
                     "the model's chat template is not of a format that Levin has"};
    return Renderer(*m_variant, conversation, options).render(options.generationPrompt);
}

namespace {

// Adds to the boundaries the last token ends at or before the marks of the text whose tokens begin
// at `first`.
void addBoundaries(const Tokenizer& tokenizer, std::size_t first,
                   std::span<const RenderedPrompt::Mark> marks, EncodedPrompt& encoded)
{
    std::size_t offset = 0;
    std::size_t token = first;
    for (const RenderedPrompt::Mark& mark : marks) {
        while (token < encoded.tokens.size()) {
            const std::size_t next = offset + tokenizer.pieceBytes(encoded.tokens[token]).size();
            if (next > mark.offset)
                break;
            offset = next;
            ++token;
        }
        const auto boundary = static_cast<std::int64_t>(token);
        if (encoded.boundaries.empty() || encoded.boundaries.back() < boundary)
            encoded.boundaries.push_back(boundary);
    }
}

} // namespace

Result<EncodedPrompt> ChatTemplate::encode(const Tokenizer& tokenizer,
                                           const Conversation& conversation,
                                           const ChatOptions& options) const
{
    const Result<RenderedPrompt> prompt = render(conversation, options);
    if (!prompt)
        return prompt.error();
    EncodedPrompt encoded;
    auto turnEnd = prompt->turnEnds.begin();
    auto mark = prompt->marks.begin();
    for (std::size_t i = 0; i < prompt->segments.size(); ++i) {
        const PromptSegment& segment = prompt->segments[i];
        if (segment.kind == PromptSegment::Kind::Text) {
            const std::size_t first = encoded.tokens.size();
            tokenizer.encode(segment.text, SpecialTokens::AsText, encoded.tokens);
            auto end = mark;
            while (end != prompt->marks.end() && end->segment == i)
                ++end;
            addBoundaries(tokenizer, first, {mark, end}, encoded);
            mark = end;
        } else {
            const std::optional<std::int32_t> id = tokenizer.idOf(segment.text);
            if (!id || tokenizer.kind(*id) != TokenKind::Control)
                return Error{ErrorCode::NotSupported,
                             concat("the vocabulary has no control token ", segment.text,
                                    ", which the chat format needs")};
            encoded.tokens.push_back(*id);
        }
        if (turnEnd != prompt->turnEnds.end() && *turnEnd == i + 1) {
            encoded.boundaries.push_back(static_cast<std::int64_t>(encoded.tokens.size()));
            ++turnEnd;
        }
    }
    return encoded;
}

} // namespace engine
