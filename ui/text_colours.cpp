#include "ui/text_colours.h"

#include "ui/colours.h"

namespace ui {
namespace {

// A comment that began further back is taken for text: it would take a jump to the end of a long
// text a second to know.
constexpr qsizetype kLookBack = qsizetype{64} * 1024;
constexpr std::size_t kMostStates = 100'000;

const QColor& colourOf(CodeKind kind, const CodeColours& colours)
{
    switch (kind) {
    case CodeKind::Comment:
        return colours.comment;
    case CodeKind::Keyword:
        return colours.keyword;
    case CodeKind::String:
        return colours.string;
    case CodeKind::Number:
        return colours.number;
    case CodeKind::Tag:
        return colours.tag;
    case CodeKind::Special:
        break;
    }
    return colours.special;
}

} // namespace

void TextColours::setName(const QString& fileName)
{
    m_grammar = grammarOf(fileName);
    m_states.clear();
}

std::vector<CodeSpan> TextColours::spansOf(const TextPiece& piece, CodeState state)
{
    std::vector<CodeSpan> spans = codeSpans(
        QStringView(m_lines.text()).mid(piece.begin, piece.end - piece.begin), *m_grammar, state);
    m_states[piece.end + (piece.endsLine ? 1 : 0)] = state;
    return spans;
}

CodeState TextColours::stateAt(const TextPiece& piece)
{
    if (const auto known = m_states.find(piece.begin); known != m_states.end())
        return known->second;
    if (m_states.size() >= kMostStates)
        m_states.clear();
    TextPiece at = m_lines.pieceAt(std::max<qsizetype>(0, piece.begin - kLookBack));
    const QStringView before = QStringView(m_lines.text()).mid(at.begin, piece.begin - at.begin);
    m_states[at.begin] = at.begin == 0 ? CodeState::Plain : guessedState(before, *m_grammar);
    for (; at.begin < piece.begin; at = m_lines.next(at))
        spansOf(at, m_states[at.begin]);
    return m_states[piece.begin];
}

QList<QTextLayout::FormatRange> TextColours::of(const TextPiece& piece, const QPalette& palette)
{
    QList<QTextLayout::FormatRange> ranges;
    if (!m_grammar)
        return ranges;
    const CodeColours colours = codeColours(palette);
    for (const CodeSpan& span : spansOf(piece, stateAt(piece))) {
        QTextLayout::FormatRange range{span.begin, span.length, {}};
        range.format.setForeground(colourOf(span.kind, colours));
        ranges.append(range);
    }
    return ranges;
}

} // namespace ui
