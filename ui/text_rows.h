// TextRows: the rows of a text on the screen. Only the pieces that are near the view are laid out; a
// place in the text is named by the character with which a row begins, never by a count of rows.

#pragma once

#include "ui/text_lines.h"

#include <QFont>
#include <QTextLayout>

#include <functional>
#include <memory>
#include <unordered_map>
#include <vector>

namespace ui {

class TextRows
{
public:
    using Colours = std::function<QList<QTextLayout::FormatRange>(const TextPiece&)>;

    struct Shown
    {
        TextPiece piece;
        std::shared_ptr<const QTextLayout> layout;
        qreal top = 0; // of its first row, in the view; may be above it
    };

    explicit TextRows(const TextLines& lines) : m_lines(lines) {} // borrowed

    void setFont(const QFont& font);
    void setWidth(qreal width); // at which rows end; 0: only where lines do
    void setColours(Colours colours);
    void forget(); // the text, the colours or the screen are others
    qreal width() const { return m_width; }
    const QFont& font() const { return m_font; }

    qsizetype rowBegin(qsizetype position) const;
    qsizetype rowEnd(qsizetype position) const; // in front of the space or line end that ends it
    qsizetype moved(qsizetype position, qsizetype rows) const; // the begin of that row
    qreal xOf(qsizetype position) const;                       // from the row's begin
    qsizetype positionInRow(qsizetype rowBegin, qreal x) const;
    // To the next or former character or word.
    qsizetype stepped(qsizetype position, bool isForward, bool isByWords) const;
    // The begin of the first row, if the row of `position` shall stand `height` below its top.
    qsizetype rowAbove(qsizetype position, qreal height) const;
    qreal rowHeight(qsizetype position) const;
    // The pieces that a view of this height shows whose first row is that of `top`.
    std::vector<Shown> shown(qsizetype top, qreal height) const;

    static constexpr qreal kMargin = 6; // left of every row

private:
    std::shared_ptr<const QTextLayout> layoutOf(const TextPiece& piece) const;

    const TextLines& m_lines;
    QFont m_font;
    qreal m_width = 0;
    Colours m_colours;
    mutable std::unordered_map<qsizetype, std::shared_ptr<const QTextLayout>> m_layouts;
};

} // namespace ui
