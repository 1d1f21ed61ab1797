// PageView: the pages of a PDF file below each other, drawn by a thread of its own, with a place of
// their text marked, and with text that can be selected by the mouse.

#pragma once

#include "ui/page_worker.h"
#include "ui/viewed_document.h"

#include <QAbstractScrollArea>
#include <QCache>
#include <QHash>
#include <QThread>

#include <vector>

namespace ui {

class PageView : public QAbstractScrollArea
{
    Q_OBJECT

public:
    explicit PageView(QWidget* parent = nullptr);
    ~PageView() override;

    // opened() follows. A document without a PDF file closes the one before.
    void setDocument(const ViewedDocument& document);
    bool isOpen() const { return !m_sizes.isEmpty(); }

    void setMark(qsizetype begin, qsizetype end, MarkKind kind); // in the document's text
    void clearMark();
    bool hasMark() const { return m_mark.begin < m_mark.end; }
    bool isMarkInView() const;             // on the current page
    void showPosition(qsizetype position); // the page where it stands
    // What was shown last, while its page is in view, else where the page in view begins.
    qsizetype position() const;

    int pageCount() const { return int(m_sizes.size()); }
    int currentPage() const; // from 0: the first one that is in view to a good part
    void goToPage(int page);

    double zoom() const { return m_scale; } // 1: as on paper
    void setZoom(double zoom);
    void fitWidth(); // and stays so
    bool isFittingWidth() const { return m_fitsWidth; }

    qsizetype selectionBegin() const { return m_selection.begin; }
    qsizetype selectionEnd() const { return m_selection.end; }
    bool hasSelection() const { return m_selection.begin < m_selection.end; }
    const QList<QRectF>& markedAreas(int page) const; // in points
    QPoint fromPage(int page, QPointF point) const;   // to the viewport
    bool isDrawn(int page) const;                     // sharply, at the size at which it is shown

signals:
    void opened(const QString& error); // empty: the pages are there
    void pageChanged();                // or the zoom
    void selectionChanged();
    void placeMissed(); // the marked text was not found on its page
    void questionAsked(ui::DocumentQuestion what);
    void findRequested();
    void findNextRequested(bool isForward);

    // To the worker.
    void openRequested(int file, const QString& path);
    void pagesWanted(int file, const QList<ui::PageRequest>& pages);
    void placeWanted(int file, const ui::PlaceRequest& place);
    void selectionWanted(int file, int page, QPointF from, QPointF to, const QString& text);

protected:
    bool event(QEvent* event) override;
    void changeEvent(QEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void scrollContentsBy(int dx, int dy) override;
    void wheelEvent(QWheelEvent* event) override;

private:
    struct Place // in the document's text, and where it is on the pages
    {
        qsizetype begin = 0;
        qsizetype end = 0;
        QHash<int, QList<QRectF>> areas;
    };

    void setUpWorker();
    void onOpened(int file, const QList<QSizeF>& pages, const QString& error);
    void onRendered(int file, int page, const QImage& picture);
    void onFound(int file, int id, int page, const QList<QRectF>& areas);
    void onSelected(int file, int page, qsizetype begin, qsizetype end, const QList<QRectF>& areas);
    void layOut();
    void askForPages();
    void findMark();
    void scrollToMark(int page);
    void askForSelection();
    void copy() const;
    bool isCommand(const QKeyEvent* event) const;
    QSize pixelsOf(int page) const;
    QRect rectOf(int page) const; // in the viewport
    int pageAt(qsizetype position) const;
    int pageAtHeight(int y) const;
    QString textOf(int page) const;
    QPointF inPage(int page, QPoint point) const; // in points
    void paintPage(QPainter& painter, int page, QRect rect);
    void paintAreas(QPainter& painter, int page, QRect rect, const Place& place,
                    const QColor& colour) const;
    double pixelsPerPoint() const;

    std::unique_ptr<PageWorker> m_worker; // lives in m_thread, which is over when it goes
    QThread m_thread;
    ViewedDocument m_document;
    int m_file = 0; // counts the files that were opened
    QList<QSizeF> m_sizes;
    std::vector<int> m_tops; // of the pages, from the top of the first; one more: their end
    int m_widest = 0;
    double m_scale = 1;
    bool m_fitsWidth = true;
    QCache<int, QImage> m_pictures; // by page
    QList<PageRequest> m_asked;
    Place m_mark;
    MarkKind m_markKind = MarkKind::Exact;
    int m_markId = 0;
    int m_searched = 0; // pages on which the mark is still looked for
    Place m_selection;
    qsizetype m_shown = 0; // what showPosition() was given, or the mark's begin
    int m_pressedPage = -1;
    QPointF m_pressed;
    QPointF m_dragged;
    bool m_isSelecting = false; // the worker has not answered yet
};

} // namespace ui
