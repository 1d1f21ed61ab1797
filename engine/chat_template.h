// ChatTemplate: a conversation as the text that MiniMax-M1 was trained on, written here in C++ and
// checked against the published Jinja template. Immutable; any thread.
//
// A prompt is a list of segments, control tokens and text. Only the template makes control tokens:
// what users, documents and tools wrote is text and stays text, whatever it contains.
//
// The prompt of a conversation is a prefix of the prompt of the same conversation gone on, up to the
// header of the next message, so that a session computes only what is new. A system message that
// comes later changes the beginning and with it everything. Thinking is dropped from history: the
// answer then stands where the model's own tokens had its thinking before it, and is read again from
// the end of the turn before. With keepThinking it stays, costs its tokens, and nothing is read again.

#pragma once

#include "engine/engine.h"
#include "engine/result.h"
#include "engine/tokenizer.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace engine {

// The template that MiniMax publishes, and the one that llama.cpp puts into GGUF files: another
// name for the assistant, a default system prompt, trimmed texts, other words around tools.
enum class ChatVariant : std::uint8_t { Official, LlamaCpp };

// Which of the two a model file's Jinja source is; a file without one has the official format. None
// when it is the template of some other format.
std::optional<ChatVariant> chatVariantFor(std::string_view jinja);

struct ChatOptions
{
    std::string aiName = {};      // empty: the variant's
    std::string userName = {};    // empty: "user"
    bool generationPrompt = true; // end with the header of the assistant's next message
};

struct PromptSegment
{
    enum class Kind : std::uint8_t { Control, Text };
    Kind kind;
    std::string text; // of a control token: its name
};

struct RenderedPrompt
{
    std::vector<PromptSegment> segments; // no two texts after each other
    std::vector<std::size_t> turnEnds;   // how many segments there are up to the end of each turn
    struct Mark
    {
        std::size_t segment;
        std::size_t offset; // in its text
    };
    std::vector<Mark> marks; // of Message::boundaries, ascending

    std::string asText() const; // for people and checks: cannot be encoded safely
};

struct EncodedPrompt
{
    std::vector<std::int32_t> tokens;
    // How many tokens there are up to the end of each turn, and up to each Message::boundaries (or a
    // little less: up to the last token that ends there or before). Ascending.
    std::vector<std::int64_t> boundaries;
};

class ChatTemplate
{
public:
    explicit ChatTemplate(ChatVariant variant) : m_variant(variant) {}

    // The format of a model file with this Jinja source. When it is none of ours, everything that
    // needs it fails with NotSupported.
    static ChatTemplate forModel(std::string_view jinja);

    // Fails when a tool or the arguments of a call are not a JSON object.
    Result<RenderedPrompt> render(const Conversation& conversation,
                                  const ChatOptions& options = {}) const;

    // Fails, too, when the vocabulary lacks the format's control tokens.
    Result<EncodedPrompt> encode(const Tokenizer& tokenizer, const Conversation& conversation,
                                 const ChatOptions& options = {}) const;

private:
    explicit ChatTemplate(std::optional<ChatVariant> variant) : m_variant(variant) {}

    std::optional<ChatVariant> m_variant; // none: not a format of ours
};

} // namespace engine
