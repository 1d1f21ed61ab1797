// PieceCache: remembers, during one encode, where the tokens of a piece already are in the output.
// Text repeats its words, so most pieces are copied instead of merged again.

#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace engine {

class PieceCache
{
public:
    // For a text of this many bytes: small texts must not pay for a big table.
    explicit PieceCache(std::size_t textBytes);

    // Appends the tokens of an equal piece and returns true, or returns false.
    bool append(std::string_view piece, std::vector<std::int32_t>& tokens);

    // After a miss: the piece's tokens are now tokens[first, end). The piece must stay where it is.
    void remember(std::string_view piece, std::size_t first,
                  const std::vector<std::int32_t>& tokens);

private:
    struct Entry
    {
        std::string_view piece; // in the text itself; empty: none
        std::size_t first = 0;  // in the output
        std::size_t count = 0;
    };

    Entry& entryOf(std::string_view piece);

    std::vector<Entry> m_entries; // each piece has one place; a newer one takes it
};

} // namespace engine
