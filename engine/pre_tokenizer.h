// Splits text into the pieces that byte-pair merging never crosses, by the pattern the vocabulary
// was trained with.

#pragma once

#include "engine/result.h"
#include "engine/vocabulary.h"

#include <cstddef>
#include <memory>
#include <optional>
#include <string_view>

namespace engine {

// The pattern as its models publish it.
std::string_view patternOf(PreTokenizer preTokenizer);

// None when no model we know publishes this pattern.
std::optional<PreTokenizer> preTokenizerOf(std::string_view pattern);

// A compiled pattern. Immutable; any thread.
class PieceSplitter
{
public:
    static Result<PieceSplitter> create(PreTokenizer preTokenizer);

    PieceSplitter(PieceSplitter&&) noexcept;
    PieceSplitter& operator=(PieceSplitter&&) noexcept;
    ~PieceSplitter();

    // One pass over one text; belongs to one thread. Concatenated, the pieces are the text, whatever
    // its bytes are: where it is not UTF-8, each longest run of stray bytes is a piece of its own.
    class Pieces
    {
    public:
        Pieces(const PieceSplitter& splitter, std::string_view text);
        Pieces(const Pieces&) = delete;
        Pieces& operator=(const Pieces&) = delete;
        ~Pieces();

        // The next piece, never empty; empty at the end of the text.
        std::string_view next();

    private:
        std::string_view strayBytes();

        struct Match;
        const PieceSplitter& m_splitter;
        std::string_view m_text;
        std::size_t m_at = 0;
        std::size_t m_validBegin = 0; // [begin, end) is UTF-8, and m_at is in it or its end
        std::size_t m_validEnd = 0;
        std::unique_ptr<Match> m_match;
    };

private:
    struct Pattern;
    explicit PieceSplitter(std::unique_ptr<Pattern> pattern);

    std::unique_ptr<Pattern> m_pattern;
};

} // namespace engine
