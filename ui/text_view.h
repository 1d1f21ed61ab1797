// TextView: reads a text of any length without waiting: only what is seen is laid out. It can be
// selected and copied with mouse and keyboard, one place in it can be marked, and what a search finds
// is shown.

#pragma once

#include "ui/text_colours.h"
#include "ui/text_lines.h"
#include "ui/text_rows.h"
#include "ui/viewed_document.h"

#include <QAbstractScrollArea>

class QMenu;
class QTimer;

namespace ui {

class TextView : public QAbstractScrollArea
{
    Q_OBJECT

public:
    explicit TextView(QWidget* parent = nullptr);

    // The name decides the colours of words, and whether the font is that of code.
    void setText(const QString& text, const QString& name = {});
    const QString& text() const { return m_lines.text(); }
    void setWrapping(bool isWrapping);

    // Brings the place into view, with some of what stands above it.
    void setMark(qsizetype begin, qsizetype end, MarkKind kind);
    void clearMark();
    void setFound(const QString& query); // all of it are shown
    void select(qsizetype begin, qsizetype end);

    qsizetype selectionBegin() const { return std::min(m_anchor, m_caret); }
    qsizetype selectionEnd() const { return std::max(m_anchor, m_caret); }
    bool hasSelection() const { return m_anchor != m_caret; }
    qsizetype caret() const { return m_caret; }
    void copy() const;

    void goToLine(qsizetype line);        // from 1; behind the last: the last
    qsizetype lineAt(qsizetype position); // from 1
    bool isCounted() const { return m_lines.isCounted(); }
    qsizetype countedLines() const { return m_lines.countedLines(); }
    void scrollTo(qsizetype position);
    void showAtTop(qsizetype position);
    qsizetype topPosition() const;            // of the first character in view
    qsizetype positionAt(QPoint point) const; // of the character at a point of the viewport
    QRect rectOf(qsizetype position) const;   // in the viewport; null: it is not in view
    const TextLines& lines() const { return m_lines; }
    const TextRows& rows() const { return m_rows; }

signals:
    void selectionChanged();
    void questionAsked(ui::DocumentQuestion what); // about the selection
    void findRequested();
    void findNextRequested(bool isForward);
    void goToLineRequested();

protected:
    bool event(QEvent* event) override;
    void changeEvent(QEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
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

    void setUpScrolling();
    void layOut();
    void fitFont();
    void fitScrollBars();
    void onScrollAction(int action);
    void scrollByRows(qsizetype rows);
    void ensureVisible(qsizetype position);
    qsizetype rowsInView() const;
    int marginWidth() const;
    qreal textLeft() const; // where rows begin, in the viewport
    void paintNumber(QPainter& painter, const TextRows::Shown& shown, qsizetype line) const;
    QList<QTextLayout::FormatRange> highlights(const TextPiece& piece) const;

    bool handleCommand(QKeyEvent* event);
    bool isCommand(const QKeyEvent* event) const;
    void moveCaret(qsizetype position, bool isSelecting, bool keepsX = false);
    qsizetype keyTarget(const QKeyEvent* event, bool* keepsX);
    qsizetype verticalTarget(qsizetype rows);
    void selectWordAt(qsizetype position);
    void selectLineAt(qsizetype position);
    void selectToMouse();
    void tellSelection();
    void fillMenu(QMenu* menu);

    QString m_name;
    TextLines m_lines;
    TextRows m_rows;
    TextColours m_colours;
    QTimer* m_counting;
    QTimer* m_dragging; // scrolls while the mouse selects beyond the view
    QPoint m_mouse;
    Mark m_mark;
    QString m_found;
    qsizetype m_anchor = 0;
    qsizetype m_caret = 0;
    qreal m_goalX = -1; // where the caret goes up and down; negative: where it is
    qint64 m_doubleClickedAt = 0;
    double m_wheel = 0; // of a row, not scrolled yet
    int m_zoom = 0;     // points more than the application's font
    bool m_isWrapping = true;
};

} // namespace ui
