// PageWorker: reads a PDF file in a thread of its own: the sizes of its pages, their pictures, and
// where a text stands on a page. One thing at a time, and between two it hears what is wanted by then.

#pragma once

#include <QImage>
#include <QList>
#include <QObject>
#include <QRectF>
#include <QSizeF>

#include <memory>

class QPdfDocument;

namespace ui {

struct PageRequest
{
    int page = 0;
    QSize pixels;

    bool operator==(const PageRequest&) const = default;
};

// The text of a document that stands on a page, and the part of it that is looked for.
struct PlaceRequest
{
    int id = 0;
    int page = 0;
    QString text;
    qsizetype begin = 0;
    qsizetype end = 0;
};

class PageWorker : public QObject
{
    Q_OBJECT

public:
    PageWorker();
    ~PageWorker() override;

    // Called by queued connections; the thread of the worker.
    void open(int file, const QString& path);
    void want(int file, const QList<ui::PageRequest>& pages); // in place of those before
    void find(int file, const ui::PlaceRequest& place);
    void select(int file, int page, QPointF from, QPointF to, const QString& text);

signals:
    // `file` is the number that open() was given; sizes are in points of 1/72 inch. No pages: `error`
    // is a sentence that says why.
    void opened(int file, const QList<QSizeF>& pages, const QString& error);
    void rendered(int file, int page, const QImage& picture);
    // The areas of the text in points, from the top left corner; none: it is not on the page.
    void found(int file, int id, int page, const QList<QRectF>& areas);
    // What lies between two points: its areas, and its range in the document's text of the page; an
    // empty one: nothing does.
    void selected(int file, int page, qsizetype begin, qsizetype end, const QList<QRectF>& areas);

private:
    void renderNext();

    std::unique_ptr<QPdfDocument> m_pdf;
    int m_file = 0;
    QList<PageRequest> m_wanted;
    bool m_isRendering = false;
};

} // namespace ui
