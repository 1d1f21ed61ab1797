// Engine: what the application knows of inference. One blocking call, one interface; LocalEngine
// implements it with this computer, others may with a server.

#pragma once

#include "engine/message.h"
#include "engine/result.h"
#include "engine/sampler.h"

#include <cstdint>
#include <functional>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace engine {

// A conversation that asks for the assistant's next message.
struct Conversation
{
    std::vector<Message> messages;
    std::vector<ToolDefinition> tools;
    bool keepThinking = false; // leave the thinking of earlier turns in the prompt
};

// A text that is continued as it is, without any chat format.
struct PlainText
{
    std::string text;
};

// Token ids that are continued as they are.
struct TokenIds
{
    std::vector<std::int32_t> ids;
};

struct Request
{
    std::variant<Conversation, PlainText, TokenIds> prompt;
    int maxNewTokens = 4096; // 0: only read the prompt, so that a later request finds it read
    SamplingOptions sampling;
    std::optional<int> maxThinkingTokens; // the model has to answer then; absent: no limit
    LoopRule loop;
    std::vector<std::string> stopStrings; // the text ends before the first of them
    bool ignoreEndTokens = false;         // for measurements
};

enum class Finish : std::uint8_t {
    EndOfTurn, // the model said so
    StopString,
    TokenLimit, // maxNewTokens
    ContextFull,
    Loop,    // LoopRule
    Stopped, // the user said so
};

struct Summary
{
    Finish finish = Finish::EndOfTurn;
    std::int64_t promptTokens = 0;
    std::int64_t reusedTokens = 0; // of promptTokens: found in the session, not computed again
    std::int64_t readTokens = 0;   // of promptTokens: computed now; fewer than the rest if stopped
    int newTokens = 0;
    double prefillSeconds = 0.0;
    double decodeSeconds = 0.0;
};

// Called on the thread that runs generate(); must return quickly. Empty functions are not called.
struct Listener
{
    std::function<void(std::int64_t done, std::int64_t total)> onPrefill; // of the tokens to read
    std::function<void(std::string_view bytes)> onBytes; // may end inside a UTF-8 sequence
    std::function<void(std::int32_t id)> onToken;        // before its bytes
};

class Engine
{
public:
    virtual ~Engine() = default;

    // Blocks until the turn ends. A stop request is honoured within one layer of one chunk, and is
    // no error: the summary then says Stopped, and the session keeps what was computed.
    virtual Result<Summary> generate(const Request& request, const Listener& listener,
                                     std::stop_token stop) = 0;
};

} // namespace engine
