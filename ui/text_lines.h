// TextLines: the lines of a long text, found as they are needed: opening a text costs nothing, and a
// line of millions of characters is taken in pieces, because no layout is fast for it as a whole.

#pragma once

#include <QString>

#include <vector>

namespace ui {

// A line, or a part of one that is longer than TextLines::kMostCharacters.
struct TextPiece
{
    qsizetype begin = 0;
    qsizetype end = 0; // without the line's end
    bool beginsLine = true;
    bool endsLine = true;
};

class TextLines
{
public:
    static constexpr qsizetype kMostCharacters = 4096;

    explicit TextLines(const QString& text = {});

    const QString& text() const { return m_text; }

    TextPiece pieceAt(qsizetype position) const;
    bool hasNext(const TextPiece& piece) const;
    bool hasPrevious(const TextPiece& piece) const { return piece.begin > 0; }
    TextPiece next(const TextPiece& piece) const;
    TextPiece previous(const TextPiece& piece) const;

    // Numbers are from 0. They are known as far as the line ends have been counted; countOn() counts
    // some more and says whether that was the rest.
    bool countOn();
    bool isCounted() const { return m_counted == m_text.size(); }
    bool isCounted(qsizetype position) const { return position <= m_counted; }
    qsizetype lineAt(qsizetype position) const; // of what is not counted: -1
    qsizetype countedLines() const { return m_lines; }
    qsizetype beginOf(qsizetype line) const; // of what is not counted: -1

private:
    qsizetype pieceBegin(qsizetype boundary) const;

    QString m_text;
    std::vector<qsizetype> m_endsBefore; // line ends in front of each block of the text
    qsizetype m_counted = 0;             // characters whose line ends are counted
    qsizetype m_lines = 1;               // as far as counted
    // The line that was asked for last: a long one is not searched for its ends again.
    mutable qsizetype m_lineBegin = 0;
    mutable qsizetype m_lineEnd = -1;
};

} // namespace ui
