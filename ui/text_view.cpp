#include "ui/text_view.h"

#include "ui/colours.h"

#include <QFontDatabase>
#include <QPainter>
#include <QScrollBar>
#include <QTimer>
#include <QWheelEvent>

namespace ui {
namespace {

constexpr int kWheelNotch = 120; // an eighth of a degree each
constexpr int kRowsPerNotch = 3;

} // namespace

TextView::TextView(QWidget* parent)
    : QAbstractScrollArea(parent)
    , m_rows(m_lines)
    , m_counting(new QTimer(this))
{
    setFrameShape(QFrame::NoFrame);
    setFocusPolicy(Qt::StrongFocus);
    setAccessibleName(tr("Text of the document"));
    viewport()->setCursor(Qt::IBeamCursor);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOn);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_rows.setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    connect(m_counting, &QTimer::timeout, this, [this] {
        if (m_lines.countOn())
            m_counting->stop();
        layOut();
    });
    connect(verticalScrollBar(), &QScrollBar::actionTriggered, this, &TextView::onScrollAction);
}

void TextView::setText(const QString& text)
{
    m_lines = TextLines(text);
    m_rows.forget();
    m_mark = {};
    verticalScrollBar()->setValue(0);
    m_counting->start(0);
    layOut();
}

void TextView::setMark(qsizetype begin, qsizetype end, MarkKind kind)
{
    const qsizetype size = text().size();
    m_mark = {std::clamp<qsizetype>(begin, 0, size), std::clamp<qsizetype>(end, 0, size), kind};
    scrollTo(m_mark.begin);
    viewport()->update();
}

void TextView::clearMark()
{
    m_mark = {};
    viewport()->update();
}

void TextView::scrollTo(qsizetype position)
{
    constexpr double kAbove = 0.3; // of the view, so that the sentences before can be read
    verticalScrollBar()->setValue(int(m_rows.rowAbove(position, kAbove * viewport()->height())));
    viewport()->update();
}

qsizetype TextView::topPosition() const { return m_rows.rowBegin(verticalScrollBar()->value()); }

void TextView::layOut()
{
    const int margin = marginWidth();
    setViewportMargins(0, 0, 0, 0);
    m_rows.setWidth(std::max(100.0, viewport()->width() - margin - 2 * TextRows::kMargin));
    fitScrollBar();
    viewport()->update();
}

// The bar counts characters: of rows nobody knows the number before all are laid out.
void TextView::fitScrollBar()
{
    const qsizetype end = m_rows.rowBegin(text().size());
    const qreal room = viewport()->height() - m_rows.rowHeight(end);
    verticalScrollBar()->setRange(0, int(m_rows.rowAbove(end, room)));
    verticalScrollBar()->setPageStep(std::max(1, viewport()->height() * 2));
}

void TextView::onScrollAction(int action)
{
    const qsizetype page =
        std::max(1, int(viewport()->height() / m_rows.rowHeight(topPosition())) - 1);
    qsizetype rows = 0;
    switch (action) {
    case QAbstractSlider::SliderSingleStepAdd:
        rows = 1;
        break;
    case QAbstractSlider::SliderSingleStepSub:
        rows = -1;
        break;
    case QAbstractSlider::SliderPageStepAdd:
        rows = page;
        break;
    case QAbstractSlider::SliderPageStepSub:
        rows = -page;
        break;
    default:
        return;
    }
    verticalScrollBar()->setSliderPosition(int(m_rows.moved(topPosition(), rows)));
}

void TextView::scrollByRows(qsizetype rows)
{
    verticalScrollBar()->setValue(int(m_rows.moved(topPosition(), rows)));
}

int TextView::marginWidth() const
{
    int digits = 3;
    for (qsizetype lines = m_lines.countedLines(); lines >= 1000; lines /= 10)
        ++digits;
    return QFontMetrics(m_rows.font()).horizontalAdvance(QString(digits, u'0')) + 16;
}

QList<QTextLayout::FormatRange> TextView::selectionsOf(const TextPiece& piece) const
{
    QList<QTextLayout::FormatRange> all;
    const qsizetype begin = std::max(m_mark.begin, piece.begin);
    const qsizetype end = std::min(m_mark.end, piece.end);
    if (begin < end) {
        QTextLayout::FormatRange range{int(begin - piece.begin), int(end - begin), {}};
        range.format.setBackground(addedLine(palette()));
        range.format.setFontUnderline(true);
        all.append(range);
    }
    return all;
}

void TextView::paintEvent(QPaintEvent*)
{
    QPainter painter(viewport());
    const int margin = marginWidth();
    const QRect view = viewport()->rect();
    painter.fillRect(QRect(0, 0, margin, view.height()), raised(palette()));
    painter.setFont(m_rows.font());
    const qsizetype top = topPosition();
    qsizetype line = m_lines.lineAt(m_lines.pieceAt(top).begin);
    for (const TextRows::Shown& shown : m_rows.shown(top, view.height())) {
        if (shown.piece.beginsLine && line >= 0) {
            painter.setPen(dimText(palette()));
            painter.drawText(QRectF(0, shown.top, margin - 8, shown.layout->lineAt(0).height()),
                             Qt::AlignRight | Qt::AlignVCenter, QString::number(line + 1));
        }
        painter.setPen(palette().color(QPalette::Text));
        shown.layout->draw(&painter, {margin + TextRows::kMargin, shown.top},
                           selectionsOf(shown.piece), view);
        line += shown.piece.endsLine && line >= 0 ? 1 : 0;
    }
}

void TextView::resizeEvent(QResizeEvent* event)
{
    QAbstractScrollArea::resizeEvent(event);
    layOut();
}

void TextView::changeEvent(QEvent* event)
{
    QAbstractScrollArea::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange) {
        m_rows.forget();
        layOut();
    }
}

void TextView::scrollContentsBy(int, int) { viewport()->update(); }

void TextView::wheelEvent(QWheelEvent* event)
{
    m_wheel -= double(event->angleDelta().y()) / kWheelNotch * kRowsPerNotch;
    const auto rows = qsizetype(m_wheel);
    m_wheel -= double(rows);
    if (rows != 0)
        scrollByRows(rows);
    event->accept();
}

} // namespace ui
