// TextColours: the colours of the pieces of a source text that are laid out. What a piece begins
// within is found from what stands in front of it, at most so far back that nobody waits.

#pragma once

#include "ui/code_words.h"
#include "ui/text_lines.h"

#include <QList>
#include <QPalette>
#include <QTextLayout>

#include <unordered_map>

namespace ui {

class TextColours
{
public:
    explicit TextColours(const TextLines& lines) : m_lines(lines) {} // borrowed

    void setName(const QString& fileName); // the text is another, too
    QList<QTextLayout::FormatRange> of(const TextPiece& piece, const QPalette& palette);

private:
    CodeState stateAt(const TextPiece& piece);
    std::vector<CodeSpan> spansOf(const TextPiece& piece, CodeState state);

    const TextLines& m_lines;
    const CodeGrammar* m_grammar = nullptr;
    std::unordered_map<qsizetype, CodeState> m_states; // at the begins of pieces
};

} // namespace ui
