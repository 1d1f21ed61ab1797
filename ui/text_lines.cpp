#include "ui/text_lines.h"

#include <algorithm>

namespace ui {
namespace {

// Line ends are counted by blocks: 2 MB of counts for the longest text, 20 µs to count within one.
constexpr qsizetype kBlock = qsizetype{64} * 1024;
constexpr qsizetype kBlocksAtOnce = 32; // 2 million characters, about a millisecond
constexpr qsizetype kSpaceReach = 256;  // a piece ends behind a space that is so near

qsizetype lineEnds(QStringView text) { return std::count(text.begin(), text.end(), u'\n'); }

} // namespace

TextLines::TextLines(const QString& text) : m_text(text) {}

// Where the piece begins that would begin at `boundary`, a multiple of kMostCharacters behind the
// line's begin: not within a word, and never within a character.
qsizetype TextLines::pieceBegin(qsizetype boundary) const
{
    for (qsizetype at = boundary; at > boundary - kSpaceReach; --at)
        if (m_text[at - 1].isSpace())
            return at;
    return m_text[boundary].isLowSurrogate() ? boundary - 1 : boundary;
}

TextPiece TextLines::pieceAt(qsizetype position) const
{
    Q_ASSERT(position >= 0 && position <= m_text.size());
    if (position < m_lineBegin || position > m_lineEnd) {
        m_lineBegin = position == 0 ? 0 : m_text.lastIndexOf(u'\n', position - 1) + 1;
        const qsizetype end = m_text.indexOf(u'\n', position);
        m_lineEnd = end < 0 ? m_text.size() : end;
    }
    // The end of a line belongs to its last piece.
    const qsizetype inLine = std::max(m_lineBegin, std::min(position, m_lineEnd - 1)) - m_lineBegin;
    qsizetype boundary = m_lineBegin + inLine / kMostCharacters * kMostCharacters;
    const auto beginAt = [&](qsizetype at) { return at == m_lineBegin ? at : pieceBegin(at); };
    // The begin may lie in front of its boundary, so that the position belongs to the next piece.
    if (boundary + kMostCharacters < m_lineEnd && position >= beginAt(boundary + kMostCharacters))
        boundary += kMostCharacters;
    const qsizetype nextBoundary = boundary + kMostCharacters;
    TextPiece piece;
    piece.begin = beginAt(boundary);
    piece.endsLine = nextBoundary >= m_lineEnd;
    piece.end = piece.endsLine ? m_lineEnd : beginAt(nextBoundary);
    piece.beginsLine = boundary == m_lineBegin;
    return piece;
}

bool TextLines::hasNext(const TextPiece& piece) const { return piece.end < m_text.size(); }

TextPiece TextLines::next(const TextPiece& piece) const
{
    return pieceAt(piece.end + (piece.endsLine ? 1 : 0));
}

TextPiece TextLines::previous(const TextPiece& piece) const { return pieceAt(piece.begin - 1); }

bool TextLines::countOn()
{
    for (qsizetype i = 0; i < kBlocksAtOnce && !isCounted(); ++i) {
        const qsizetype size = std::min(kBlock, m_text.size() - m_counted);
        m_endsBefore.push_back(m_lines - 1);
        m_lines += lineEnds(QStringView(m_text).mid(m_counted, size));
        m_counted += size;
    }
    return isCounted();
}

qsizetype TextLines::lineAt(qsizetype position) const
{
    if (!isCounted(position))
        return -1;
    if (m_endsBefore.empty())
        return 0;
    const qsizetype block = std::min(position / kBlock, qsizetype(m_endsBefore.size()) - 1);
    const qsizetype begin = block * kBlock;
    return m_endsBefore[std::size_t(block)]
           + lineEnds(QStringView(m_text).mid(begin, position - begin));
}

qsizetype TextLines::beginOf(qsizetype line) const
{
    if (line <= 0)
        return 0;
    if (line >= m_lines)
        return -1;
    // The line begins behind the line-th line end, which is in the last block with fewer in front.
    const auto block = std::lower_bound(m_endsBefore.begin(), m_endsBefore.end(), line) - 1;
    qsizetype at = (block - m_endsBefore.begin()) * kBlock;
    for (qsizetype left = line - *block; left > 0; --left)
        at = m_text.indexOf(u'\n', at) + 1;
    return at;
}

} // namespace ui
