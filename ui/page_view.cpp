#include "ui/page_view.h"

#include "ui/mark_style.h"

#include <QEvent>
#include <QPainter>
#include <QScrollBar>

#include <algorithm>
#include <cmath>

namespace ui {
namespace {

constexpr int kGap = 12; // around pages
constexpr double kPointsPerInch = 72;
constexpr double kLeastZoom = 0.2;
constexpr double kMostZoom = 5;
constexpr qsizetype kPictureKiB = qsizetype{192} * 1024; // of all pages together
constexpr int kPagesAhead = 1;                           // are drawn before they come into view

} // namespace

PageView::PageView(QWidget* parent)
    : QAbstractScrollArea(parent)
    , m_worker(std::make_unique<PageWorker>())
    , m_pictures(kPictureKiB)
{
    setFrameShape(QFrame::NoFrame);
    setFocusPolicy(Qt::StrongFocus);
    setAccessibleName(tr("Pages of the document"));
    setAccessibleDescription(tr("“As Text” shows the same document as text."));
    // Always there: the width of pages must not depend on their number.
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOn);
    viewport()->setBackgroundRole(QPalette::Mid);
    setUpWorker();
}

PageView::~PageView()
{
    m_thread.quit();
    m_thread.wait(); // for one page at most
}

void PageView::setUpWorker()
{
    qRegisterMetaType<QList<PageRequest>>();
    qRegisterMetaType<PlaceRequest>();
    PageWorker* worker = m_worker.get();
    worker->moveToThread(&m_thread);
    connect(this, &PageView::openRequested, worker, &PageWorker::open);
    connect(this, &PageView::pagesWanted, worker, &PageWorker::want);
    connect(this, &PageView::placeWanted, worker, &PageWorker::find);
    connect(this, &PageView::selectionWanted, worker, &PageWorker::select);
    connect(worker, &PageWorker::opened, this, &PageView::onOpened);
    connect(worker, &PageWorker::rendered, this, &PageView::onRendered);
    connect(worker, &PageWorker::found, this, &PageView::onFound);
    connect(worker, &PageWorker::selected, this, &PageView::onSelected);
}

void PageView::setDocument(const ViewedDocument& document)
{
    m_document = document;
    m_sizes.clear();
    m_pictures.clear();
    m_asked.clear();
    m_mark = {};
    m_selection = {};
    m_shown = 0;
    m_isSelecting = false;
    layOut();
    if (!m_thread.isRunning() && document.pdfFile.isEmpty())
        return;
    m_thread.start();
    emit openRequested(++m_file, document.pdfFile);
}

void PageView::onOpened(int file, const QList<QSizeF>& pages, const QString& error)
{
    if (file != m_file)
        return;
    // Another file than the one whose text this is: its pages are others.
    const bool isSame = error.isEmpty() && pages.size() == m_document.pages.size();
    m_sizes = isSame ? pages : QList<QSizeF>();
    layOut();
    verticalScrollBar()->setValue(0);
    if (isSame)
        findMark();
    emit opened(isSame || !error.isEmpty()
                    ? error
                    : tr("The file has changed since it was read, so its text is shown."));
    emit pageChanged();
}

double PageView::pixelsPerPoint() const { return logicalDpiX() / kPointsPerInch * m_scale; }

void PageView::layOut()
{
    double widest = 0;
    for (const QSizeF& size : std::as_const(m_sizes))
        widest = std::max(widest, size.width());
    if (m_fitsWidth && widest > 0) {
        const double room = viewport()->width() - 2 * kGap;
        m_scale =
            std::clamp(room / (widest * logicalDpiX() / kPointsPerInch), kLeastZoom, kMostZoom);
    }
    m_tops.clear();
    int top = kGap;
    for (const QSizeF& size : std::as_const(m_sizes)) {
        m_tops.push_back(top);
        top += int(std::ceil(size.height() * pixelsPerPoint())) + kGap;
    }
    m_tops.push_back(top);
    m_widest = int(std::ceil(widest * pixelsPerPoint()));
    verticalScrollBar()->setRange(0, std::max(0, top - viewport()->height()));
    verticalScrollBar()->setPageStep(viewport()->height());
    verticalScrollBar()->setSingleStep(fontMetrics().lineSpacing() * 2);
    horizontalScrollBar()->setRange(0, std::max(0, m_widest + 2 * kGap - viewport()->width()));
    horizontalScrollBar()->setPageStep(viewport()->width());
    horizontalScrollBar()->setSingleStep(fontMetrics().averageCharWidth() * 4);
    viewport()->update();
    askForPages();
}

QRect PageView::rectOf(int page) const
{
    const QSizeF size = m_sizes[page] * pixelsPerPoint();
    const int room = std::max(viewport()->width(), m_widest + 2 * kGap);
    const QPoint corner((room - int(size.width())) / 2 - horizontalScrollBar()->value(),
                        m_tops[std::size_t(page)] - verticalScrollBar()->value());
    return {corner, QSize(int(std::ceil(size.width())), int(std::ceil(size.height())))};
}

QSize PageView::pixelsOf(int page) const
{
    return (m_sizes[page] * pixelsPerPoint() * devicePixelRatioF()).toSize();
}

int PageView::pageAtHeight(int y) const
{
    const auto behind = std::upper_bound(m_tops.begin(), m_tops.end() - 1, y);
    return std::max(0, int(behind - m_tops.begin()) - 1);
}

int PageView::currentPage() const
{
    return isOpen() ? pageAtHeight(verticalScrollBar()->value() + viewport()->height() / 3) : 0;
}

void PageView::askForPages()
{
    if (!isOpen() || !isVisible())
        return;
    const int top = verticalScrollBar()->value();
    const int first = pageAtHeight(top);
    const int last = pageAtHeight(top + viewport()->height());
    QList<PageRequest> wanted;
    const auto want = [&](int page) {
        if (page >= 0 && page < pageCount() && !isDrawn(page))
            wanted.append({page, pixelsOf(page)});
    };
    for (int page = first; page <= last; ++page)
        want(page);
    for (int ahead = 1; ahead <= kPagesAhead; ++ahead) {
        want(last + ahead);
        want(first - ahead);
    }
    if (wanted == m_asked)
        return;
    m_asked = wanted;
    emit pagesWanted(m_file, wanted);
}

bool PageView::isDrawn(int page) const
{
    const QImage* picture = m_pictures.object(page);
    return picture && picture->size() == pixelsOf(page);
}

void PageView::onRendered(int file, int page, const QImage& picture)
{
    if (file != m_file)
        return;
    m_asked.removeIf([&](const PageRequest& request) { return request.page == page; });
    m_pictures.insert(page, new QImage(picture), int(picture.sizeInBytes() / 1024));
    viewport()->update();
}

QString PageView::textOf(int page) const
{
    const qsizetype begin = m_document.pages[page];
    const qsizetype end =
        page + 1 < m_document.pages.size() ? m_document.pages[page + 1] : m_document.text.size();
    return m_document.text.mid(begin, end - begin);
}

int PageView::pageAt(qsizetype position) const
{
    const auto behind =
        std::upper_bound(m_document.pages.begin(), m_document.pages.end(), position);
    return std::max(0, int(behind - m_document.pages.begin()) - 1);
}

void PageView::setMark(qsizetype begin, qsizetype end, MarkKind kind)
{
    m_mark = {begin, end, {}};
    m_markKind = kind;
    m_shown = begin;
    findMark();
    viewport()->update();
}

void PageView::clearMark()
{
    m_mark = {};
    viewport()->update();
}

bool PageView::isMarkInView() const
{
    return isOpen() && hasMark() && pageAt(m_mark.begin) == currentPage();
}

void PageView::findMark()
{
    m_mark.areas.clear();
    ++m_markId;
    m_searched = 0;
    if (!isOpen() || m_mark.begin >= m_mark.end)
        return;
    goToPage(pageAt(m_mark.begin));
    for (int page = pageAt(m_mark.begin); page <= pageAt(m_mark.end - 1); ++page) {
        const qsizetype begin = m_document.pages[page];
        const QString text = textOf(page);
        ++m_searched;
        emit placeWanted(m_file,
                         {m_markId, page, text, std::max<qsizetype>(0, m_mark.begin - begin),
                          std::min(text.size(), m_mark.end - begin)});
    }
}

void PageView::onFound(int file, int id, int page, const QList<QRectF>& areas)
{
    if (file != m_file || id != m_markId)
        return;
    const bool isFirst = m_mark.areas.isEmpty();
    if (!areas.isEmpty())
        m_mark.areas.insert(page, areas);
    if (isFirst && !areas.isEmpty())
        scrollToMark(page);
    if (--m_searched == 0 && m_mark.areas.isEmpty())
        emit placeMissed();
    viewport()->update();
}

void PageView::scrollToMark(int page)
{
    const QRectF area = m_mark.areas.value(page).first();
    const int top = m_tops[std::size_t(page)] + int(area.top() * pixelsPerPoint());
    verticalScrollBar()->setValue(top - viewport()->height() / 3);
    const int left = int(area.left() * pixelsPerPoint());
    if (left < horizontalScrollBar()->value()
        || left > horizontalScrollBar()->value() + viewport()->width() / 2)
        horizontalScrollBar()->setValue(left - viewport()->width() / 3);
}

const QList<QRectF>& PageView::markedAreas(int page) const
{
    static const QList<QRectF> none;
    const auto at = m_mark.areas.constFind(page);
    return at == m_mark.areas.constEnd() ? none : *at;
}

void PageView::showPosition(qsizetype position)
{
    m_shown = position;
    if (isOpen())
        goToPage(pageAt(position));
}

qsizetype PageView::position() const
{
    if (!isOpen())
        return 0;
    return pageAt(m_shown) == currentPage() ? m_shown : m_document.pages[currentPage()];
}

void PageView::goToPage(int page)
{
    if (isOpen())
        verticalScrollBar()->setValue(m_tops[std::size_t(std::clamp(page, 0, pageCount() - 1))]
                                      - kGap);
}

void PageView::setZoom(double zoom)
{
    m_fitsWidth = false;
    const double before = m_scale;
    const int top = verticalScrollBar()->value();
    m_scale = std::clamp(zoom, kLeastZoom, kMostZoom);
    layOut();
    verticalScrollBar()->setValue(int(top * m_scale / before));
    emit pageChanged();
}

void PageView::fitWidth()
{
    const double before = m_scale;
    const int top = verticalScrollBar()->value();
    m_fitsWidth = true;
    layOut();
    verticalScrollBar()->setValue(int(top * m_scale / before));
    emit pageChanged();
}

void PageView::paintAreas(QPainter& painter, int page, QRect rect, const Place& place,
                          const QColor& colour) const
{
    painter.save();
    painter.setClipRect(rect);
    for (const QRectF& points : place.areas.value(page)) {
        const QRectF on(rect.topLeft() + points.topLeft() * pixelsPerPoint(),
                        points.size() * pixelsPerPoint());
        // Multiplied, so that the letters stay as black as they are.
        painter.setCompositionMode(QPainter::CompositionMode_Multiply);
        painter.fillRect(on, colour);
        painter.setCompositionMode(QPainter::CompositionMode_SourceOver);
        painter.fillRect(QRectF(on.left(), on.bottom(), on.width(), 1.5), Qt::black);
    }
    painter.restore();
}

void PageView::paintPage(QPainter& painter, int page, QRect rect)
{
    painter.fillRect(rect, Qt::white);
    if (const QImage* picture = m_pictures.object(page)) {
        painter.setRenderHint(QPainter::SmoothPixmapTransform, !isDrawn(page));
        painter.drawImage(rect, *picture);
    }
    // Pages are paper, whatever the desktop's colours are.
    QPalette paper;
    paper.setColor(QPalette::Base, Qt::white);
    paper.setColor(QPalette::Text, Qt::black);
    paintAreas(painter, page, rect, m_mark, markColour(paper, m_markKind));
    paintAreas(painter, page, rect, m_selection, markColour(paper, MarkKind::Selection));
}

void PageView::paintEvent(QPaintEvent*)
{
    QPainter painter(viewport());
    painter.fillRect(viewport()->rect(), palette().color(QPalette::Mid));
    const int top = verticalScrollBar()->value();
    for (int page = isOpen() ? pageAtHeight(top) : pageCount();
         page < pageCount() && m_tops[std::size_t(page)] < top + viewport()->height(); ++page)
        paintPage(painter, page, rectOf(page));
    askForPages();
}

void PageView::resizeEvent(QResizeEvent* event)
{
    QAbstractScrollArea::resizeEvent(event);
    const int page = currentPage();
    const double before = m_scale;
    const int into = isOpen() ? verticalScrollBar()->value() - m_tops[std::size_t(page)] : 0;
    layOut();
    if (m_scale != before && isOpen())
        verticalScrollBar()->setValue(m_tops[std::size_t(page)] + int(into * m_scale / before));
    emit pageChanged();
}

void PageView::scrollContentsBy(int, int)
{
    viewport()->update();
    emit pageChanged();
}

void PageView::changeEvent(QEvent* event)
{
    QAbstractScrollArea::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        viewport()->update();
}

} // namespace ui
