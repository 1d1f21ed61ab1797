// TextView: reads a text of any length without waiting: only what is seen is laid out. It can be
// selected and copied with mouse and keyboard, and one place in it can be marked.

#pragma once

#include "ui/text_lines.h"
#include "ui/text_rows.h"
#include "ui/viewed_document.h"

#include <QAbstractScrollArea>

class QTimer;

namespace ui {

class TextView : public QAbstractScrollArea
{
    Q_OBJECT

public:
    explicit TextView(QWidget* parent = nullptr);

    void setText(const QString& text);
    const QString& text() const { return m_lines.text(); }

    // Brings the place into view, with some of what stands above it.
    void setMark(qsizetype begin, qsizetype end, MarkKind kind);
    void clearMark();
    void scrollTo(qsizetype position);
    qsizetype topPosition() const; // of the first character in view

protected:
    void changeEvent(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void scrollContentsBy(int dx, int dy) override;
    void wheelEvent(QWheelEvent* event) override;

private:
    struct Mark
    {
        qsizetype begin = 0;
        qsizetype end = 0;
        MarkKind kind = MarkKind::Exact;
    };

    void layOut();
    void fitScrollBar();
    void onScrollAction(int action);
    void scrollByRows(qsizetype rows);
    QList<QTextLayout::FormatRange> selectionsOf(const TextPiece& piece) const;
    int marginWidth() const;

    TextLines m_lines;
    TextRows m_rows;
    QTimer* m_counting;
    Mark m_mark;
    double m_wheel = 0; // of a row, not scrolled yet
};

} // namespace ui
