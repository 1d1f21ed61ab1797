// Vocabulary: what a model file says of its tokenizer, as read and not yet checked; the Tokenizer
// is made from it, whether it came from tokenizer.json or from GGUF metadata.

#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace engine {

enum class TokenKind : std::uint8_t {
    Normal,
    Control, // special: matched in prompts that ask for it, not shown as text
    Added,   // user-defined: matched before pre-tokenizing, shown as text
    Unused,
};

enum class PreTokenizer : std::uint8_t { O200k, Llama3, Qwen2, Qwen35, Gpt2 };

struct Vocabulary
{
    std::vector<std::string> tokens; // by id: regular ones in GPT-2's byte alphabet, others plain
    std::vector<TokenKind> kinds;    // by id
    std::vector<std::string> merges; // "left right", in rank order
    PreTokenizer preTokenizer = PreTokenizer::O200k;
    bool ignoreMerges = false; // a piece that is a token as a whole is taken as it is
};

} // namespace engine
