#include "ui/page_worker.h"

#include "ui/page_text.h"

#include <QFileInfo>
#include <QPainter>
#include <QPdfDocument>
#include <QPdfSelection>

#include <cmath>

namespace ui {
namespace {

// A page is known by the characters of its file, some of which have no text: from the place in the
// text to that of the character. The text of the first n characters grows with n.
int characterAt(QPdfDocument& pdf, int page, int characters, qsizetype textPosition)
{
    int low = 0;
    int high = characters;
    while (low < high) {
        const int middle = low + (high - low) / 2;
        const qsizetype size =
            middle == 0 ? 0 : pdf.getSelectionAtIndex(page, 0, middle).text().size();
        if (size < textPosition)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

// The file has an area for every few letters; those of a line that follow each other become one.
QList<QRectF> joined(const QList<QPolygonF>& areas)
{
    QList<QRectF> lines;
    for (const QPolygonF& area : areas) {
        const QRectF rect = area.boundingRect();
        if (!lines.isEmpty()) {
            QRectF& last = lines.last();
            const double shared =
                std::min(last.bottom(), rect.bottom()) - std::max(last.top(), rect.top());
            const double lower = std::min(last.height(), rect.height());
            const double gap = rect.left() - last.right();
            if (shared > lower / 2 && std::abs(gap) < std::max(last.height(), rect.height())) {
                last = last.united(rect);
                continue;
            }
        }
        lines.append(rect);
    }
    return lines;
}

QList<QRectF> areasOf(QPdfDocument& pdf, int page, TextRange range)
{
    const QPdfSelection all = pdf.getAllText(page);
    const int characters = all.endIndex();
    const auto size = int(range.end - range.begin);
    // In most files each character has its text, and nothing needs to be looked for.
    auto begin = int(range.begin);
    const QString wanted = all.text().mid(range.begin, size);
    if (pdf.getSelectionAtIndex(page, begin, size).text() != wanted)
        begin = characterAt(pdf, page, characters, range.begin);
    return joined(pdf.getSelectionAtIndex(page, begin, size).bounds());
}

QString reasonOf(QPdfDocument::Error error)
{
    switch (error) {
    case QPdfDocument::Error::FileNotFound:
        return PageWorker::tr("The file is not there any more, so its text is shown.");
    case QPdfDocument::Error::IncorrectPassword:
    case QPdfDocument::Error::UnsupportedSecurityScheme:
        return PageWorker::tr("The file is protected, so its text is shown.");
    default:
        return PageWorker::tr("The pages of the file cannot be read, so its text is shown.");
    }
}

} // namespace

PageWorker::PageWorker() = default;
PageWorker::~PageWorker() = default;

void PageWorker::open(int file, const QString& path)
{
    m_file = file;
    m_wanted.clear();
    m_pdf.reset();
    if (path.isEmpty())
        return;
    m_pdf = std::make_unique<QPdfDocument>();
    m_pdf->load(path);
    QList<QSizeF> sizes;
    if (m_pdf->status() != QPdfDocument::Status::Ready) {
        emit opened(file, {}, reasonOf(m_pdf->error()));
        m_pdf.reset();
        return;
    }
    for (int page = 0; page < m_pdf->pageCount(); ++page)
        sizes.append(m_pdf->pagePointSize(page));
    emit opened(file, sizes, {});
}

void PageWorker::want(int file, const QList<PageRequest>& pages)
{
    if (file != m_file || !m_pdf)
        return;
    m_wanted = pages;
    if (m_wanted.isEmpty() || m_isRendering)
        return;
    m_isRendering = true;
    QMetaObject::invokeMethod(this, &PageWorker::renderNext, Qt::QueuedConnection);
}

void PageWorker::renderNext()
{
    m_isRendering = false;
    if (m_wanted.isEmpty() || !m_pdf)
        return;
    const PageRequest next = m_wanted.takeFirst();
    // What is not painted on a page is paper.
    QImage picture(next.pixels, QImage::Format_RGB32);
    picture.fill(Qt::white);
    QPainter(&picture).drawImage(0, 0, m_pdf->render(next.page, next.pixels));
    emit rendered(m_file, next.page, picture);
    if (m_wanted.isEmpty())
        return;
    m_isRendering = true;
    QMetaObject::invokeMethod(this, &PageWorker::renderNext, Qt::QueuedConnection);
}

void PageWorker::find(int file, const PlaceRequest& place)
{
    if (file != m_file || !m_pdf || place.page >= m_pdf->pageCount())
        return;
    const QString pageText = m_pdf->getAllText(place.page).text();
    const auto range = mappedRange(place.text, {place.begin, place.end}, pageText);
    emit found(file, place.id, place.page,
               range ? areasOf(*m_pdf, place.page, *range) : QList<QRectF>());
}

void PageWorker::select(int file, int page, QPointF from, QPointF to, const QString& text)
{
    if (file != m_file || !m_pdf || page >= m_pdf->pageCount())
        return;
    const QPdfSelection selection = m_pdf->getSelection(page, from, to);
    const QString pageText = m_pdf->getAllText(page).text();
    const QString before = selection.startIndex() > 0
                               ? m_pdf->getSelectionAtIndex(page, 0, selection.startIndex()).text()
                               : QString();
    const TextRange inPage{before.size(), before.size() + selection.text().size()};
    const auto range = selection.isValid() ? mappedRange(pageText, inPage, text) : std::nullopt;
    if (range)
        emit selected(file, page, range->begin, range->end, joined(selection.bounds()));
    else
        emit selected(file, page, 0, 0, {});
}

} // namespace ui
