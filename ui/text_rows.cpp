#include "ui/text_rows.h"

#include <QFontMetricsF>
#include <QTextOption>

namespace ui {
namespace {

// Of pieces; several screens full. What is further away is laid out anew.
constexpr std::size_t kMostLayouts = 1000;
constexpr int kTabColumns = 4;
constexpr qreal kNoWidth = 1e7; // wider than any piece; layouts reckon in 26.6 bits

} // namespace

void TextRows::setFont(const QFont& font)
{
    m_font = font;
    forget();
}

void TextRows::setWidth(qreal width)
{
    if (width == m_width)
        return;
    m_width = width;
    forget();
}

void TextRows::setColours(Colours colours)
{
    m_colours = std::move(colours);
    forget();
}

void TextRows::forget() { m_layouts.clear(); }

std::shared_ptr<const QTextLayout> TextRows::layoutOf(const TextPiece& piece) const
{
    if (const auto known = m_layouts.find(piece.begin); known != m_layouts.end())
        return known->second;
    if (m_layouts.size() >= kMostLayouts)
        m_layouts.clear();
    auto layout = std::make_shared<QTextLayout>(
        m_lines.text().mid(piece.begin, piece.end - piece.begin), m_font);
    QTextOption option;
    option.setWrapMode(m_width > 0 ? QTextOption::WrapAtWordBoundaryOrAnywhere
                                   : QTextOption::NoWrap);
    option.setTabStopDistance(kTabColumns * QFontMetricsF(m_font).horizontalAdvance(u' '));
    layout->setTextOption(option);
    layout->setCacheEnabled(true);
    if (m_colours)
        layout->setFormats(m_colours(piece));
    layout->beginLayout();
    qreal height = 0;
    for (QTextLine line = layout->createLine(); line.isValid(); line = layout->createLine()) {
        line.setLineWidth(m_width > 0 ? m_width : kNoWidth);
        line.setPosition({0, height});
        height += line.height();
    }
    layout->endLayout();
    m_layouts.emplace(piece.begin, layout);
    return layout;
}

qsizetype TextRows::rowBegin(qsizetype position) const
{
    const TextPiece piece = m_lines.pieceAt(position);
    const auto layout = layoutOf(piece);
    return piece.begin + layout->lineForTextPosition(int(position - piece.begin)).textStart();
}

qsizetype TextRows::rowEnd(qsizetype position) const
{
    const TextPiece piece = m_lines.pieceAt(position);
    const auto layout = layoutOf(piece);
    const QTextLine line = layout->lineForTextPosition(int(position - piece.begin));
    const bool isLast = line.lineNumber() == layout->lineCount() - 1;
    if (isLast && piece.endsLine)
        return piece.end;
    return piece.begin + line.textStart() + line.textLength() - 1;
}

qsizetype TextRows::moved(qsizetype position, qsizetype rows) const
{
    TextPiece piece = m_lines.pieceAt(position);
    auto layout = layoutOf(piece);
    qsizetype row = layout->lineForTextPosition(int(position - piece.begin)).lineNumber() + rows;
    while (row < 0 && m_lines.hasPrevious(piece)) {
        piece = m_lines.previous(piece);
        layout = layoutOf(piece);
        row += layout->lineCount();
    }
    while (row >= layout->lineCount() && m_lines.hasNext(piece)) {
        row -= layout->lineCount();
        piece = m_lines.next(piece);
        layout = layoutOf(piece);
    }
    row = std::clamp<qsizetype>(row, 0, layout->lineCount() - 1);
    return piece.begin + layout->lineAt(int(row)).textStart();
}

qreal TextRows::xOf(qsizetype position) const
{
    const TextPiece piece = m_lines.pieceAt(position);
    const auto layout = layoutOf(piece);
    const auto inPiece = int(position - piece.begin);
    return layout->lineForTextPosition(inPiece).cursorToX(inPiece);
}

qsizetype TextRows::positionInRow(qsizetype rowBegin, qreal x) const
{
    const TextPiece piece = m_lines.pieceAt(rowBegin);
    const auto layout = layoutOf(piece);
    const QTextLine line = layout->lineForTextPosition(int(rowBegin - piece.begin));
    // The place behind the last character of a row that is wrapped is in the next one.
    return std::min<qsizetype>(piece.begin + line.xToCursor(x), rowEnd(rowBegin));
}

qsizetype TextRows::stepped(qsizetype position, bool isForward, bool isByWords) const
{
    const TextPiece piece = m_lines.pieceAt(position);
    if (isForward && position == piece.end)
        return m_lines.hasNext(piece) ? m_lines.next(piece).begin : position;
    if (!isForward && position == piece.begin)
        return m_lines.hasPrevious(piece) ? position - 1 : position;
    const auto mode = isByWords ? QTextLayout::SkipWords : QTextLayout::SkipCharacters;
    const auto layout = layoutOf(piece);
    const auto inPiece = int(position - piece.begin);
    return piece.begin
           + (isForward ? layout->nextCursorPosition(inPiece, mode)
                        : layout->previousCursorPosition(inPiece, mode));
}

qsizetype TextRows::rowAbove(qsizetype position, qreal height) const
{
    TextPiece piece = m_lines.pieceAt(position);
    auto layout = layoutOf(piece);
    int row = layout->lineForTextPosition(int(position - piece.begin)).lineNumber();
    for (;;) {
        if (row == 0 && !m_lines.hasPrevious(piece))
            break;
        TextPiece above = piece;
        auto aboveLayout = layout;
        int aboveRow = row - 1;
        if (row == 0) {
            above = m_lines.previous(piece);
            aboveLayout = layoutOf(above);
            aboveRow = aboveLayout->lineCount() - 1;
        }
        height -= aboveLayout->lineAt(aboveRow).height();
        if (height < 0)
            break;
        piece = above;
        layout = aboveLayout;
        row = aboveRow;
    }
    return piece.begin + layout->lineAt(row).textStart();
}

qreal TextRows::rowHeight(qsizetype position) const
{
    const TextPiece piece = m_lines.pieceAt(position);
    const auto layout = layoutOf(piece);
    return layout->lineForTextPosition(int(position - piece.begin)).height();
}

std::vector<TextRows::Shown> TextRows::shown(qsizetype top, qreal height) const
{
    std::vector<Shown> all;
    TextPiece piece = m_lines.pieceAt(top);
    auto layout = layoutOf(piece);
    qreal y = -layout->lineForTextPosition(int(top - piece.begin)).y();
    for (;;) {
        all.push_back({piece, layout, y});
        const QTextLine last = layout->lineAt(layout->lineCount() - 1);
        y += last.y() + last.height();
        if (y >= height || !m_lines.hasNext(piece))
            return all;
        piece = m_lines.next(piece);
        layout = layoutOf(piece);
    }
}

} // namespace ui
