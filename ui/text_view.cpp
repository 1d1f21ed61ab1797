#include "ui/text_view.h"

#include "ui/colours.h"
#include "ui/mark_style.h"
#include "ui/text_view_accessible.h"

#include <QFontDatabase>
#include <QPainter>
#include <QScrollBar>
#include <QTimer>
#include <QWheelEvent>

#include <cmath>

namespace ui {
namespace {

constexpr int kWheelNotch = 120; // eighths of a degree
constexpr int kRowsPerNotch = 3;
constexpr int kNumberMargin = 8; // left and right of line numbers
constexpr int kMostZoom = 24;
constexpr int kLeastZoom = -4;

bool isProse(const QString& name)
{
    static const QStringList suffixes =
        QStringLiteral("md markdown html htm pdf docx odt epub").split(u' ');
    return suffixes.contains(name.section(u'.', -1).toLower());
}

} // namespace

TextView::TextView(QWidget* parent)
    : QAbstractScrollArea(parent)
    , m_rows(m_lines)
    , m_colours(m_lines)
    , m_counting(new QTimer(this))
    , m_dragging(new QTimer(this))
{
    installTextViewAccessible();
    setFrameShape(QFrame::NoFrame);
    setFocusPolicy(Qt::StrongFocus);
    setAccessibleName(tr("Text of the document"));
    viewport()->setCursor(Qt::IBeamCursor);
    m_rows.setColours([this](const TextPiece& piece) { return m_colours.of(piece, palette()); });
    setUpScrolling();
    fitFont();
    constexpr int kDragScrollMs = 50;
    m_dragging->setInterval(kDragScrollMs);
    connect(m_dragging, &QTimer::timeout, this, &TextView::selectToMouse);
    connect(m_counting, &QTimer::timeout, this, [this] {
        const int margin = marginWidth();
        if (m_lines.countOn())
            m_counting->stop();
        if (marginWidth() != margin)
            layOut();
        else
            viewport()->update();
    });
}

void TextView::setUpScrolling()
{
    // Always there: the width of rows must not depend on their number.
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOn);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    connect(verticalScrollBar(), &QScrollBar::actionTriggered, this, &TextView::onScrollAction);
}

void TextView::setText(const QString& text, const QString& name)
{
    m_lines = TextLines(text);
    m_name = name;
    m_colours.setName(name);
    m_mark = {};
    m_anchor = m_caret = 0;
    m_goalX = -1;
    verticalScrollBar()->setValue(0);
    horizontalScrollBar()->setValue(0);
    m_counting->start(0);
    fitFont();
    emit selectionChanged();
}

void TextView::setWrapping(bool isWrapping)
{
    const qsizetype top = topPosition();
    m_isWrapping = isWrapping;
    setHorizontalScrollBarPolicy(isWrapping ? Qt::ScrollBarAlwaysOff : Qt::ScrollBarAsNeeded);
    horizontalScrollBar()->setRange(0, 0);
    layOut();
    verticalScrollBar()->setValue(int(m_rows.rowBegin(top)));
}

void TextView::setMark(qsizetype begin, qsizetype end, MarkKind kind)
{
    const qsizetype size = text().size();
    m_mark = {std::clamp<qsizetype>(begin, 0, size), std::clamp<qsizetype>(end, 0, size), kind};
    m_anchor = m_caret = m_mark.begin;
    scrollTo(m_mark.begin);
    tellSelection();
}

void TextView::clearMark()
{
    m_mark = {};
    viewport()->update();
}

void TextView::setFound(const QString& query)
{
    m_found = query;
    viewport()->update();
}

void TextView::select(qsizetype begin, qsizetype end)
{
    m_anchor = std::clamp<qsizetype>(begin, 0, text().size());
    m_caret = std::clamp<qsizetype>(end, 0, text().size());
    m_goalX = -1;
    const qsizetype top = topPosition();
    if (m_rows.rowBegin(m_anchor) < top || rectOf(m_anchor).isNull())
        scrollTo(m_anchor);
    tellSelection();
}

void TextView::scrollTo(qsizetype position)
{
    constexpr double kAbove = 0.3; // of the view, so that the sentences before can be read
    verticalScrollBar()->setValue(int(m_rows.rowAbove(position, kAbove * viewport()->height())));
    if (!m_isWrapping)
        horizontalScrollBar()->setValue(int(m_rows.xOf(position) - kAbove * viewport()->width()));
    viewport()->update();
}

void TextView::showAtTop(qsizetype position)
{
    verticalScrollBar()->setValue(int(m_rows.rowBegin(position)));
}

qsizetype TextView::topPosition() const
{
    return m_rows.rowBegin(std::min<qsizetype>(verticalScrollBar()->value(), text().size()));
}

qsizetype TextView::lineAt(qsizetype position)
{
    while (!m_lines.isCounted(position))
        m_lines.countOn();
    return m_lines.lineAt(position) + 1;
}

void TextView::goToLine(qsizetype line)
{
    while (!m_lines.isCounted() && m_lines.countedLines() <= line)
        m_lines.countOn();
    const qsizetype begin = m_lines.beginOf(std::clamp<qsizetype>(line, 1, countedLines()) - 1);
    select(begin, begin);
    scrollTo(begin);
}

void TextView::fitFont()
{
    QFont fitted = isProse(m_name) ? font() : QFontDatabase::systemFont(QFontDatabase::FixedFont);
    fitted.setPointSizeF(std::max(4.0, font().pointSizeF() + m_zoom));
    const qsizetype top = topPosition();
    m_rows.setFont(fitted);
    layOut();
    verticalScrollBar()->setValue(int(m_rows.rowBegin(top)));
}

void TextView::layOut()
{
    const qreal room = viewport()->width() - marginWidth() - 2 * TextRows::kMargin;
    m_rows.setWidth(m_isWrapping ? std::max(100.0, room) : 0);
    fitScrollBars();
    viewport()->update();
}

// The bar counts characters: of rows nobody knows the number before all are laid out.
void TextView::fitScrollBars()
{
    const qsizetype end = m_rows.rowBegin(text().size());
    const qreal room = viewport()->height() - m_rows.rowHeight(end);
    const auto last = int(m_rows.rowAbove(end, room));
    verticalScrollBar()->setRange(0, last);
    verticalScrollBar()->setPageStep(std::max(1, int(text().size()) - last));
    horizontalScrollBar()->setPageStep(viewport()->width());
    horizontalScrollBar()->setSingleStep(QFontMetrics(m_rows.font()).averageCharWidth() * 4);
}

qsizetype TextView::rowsInView() const
{
    return std::max(2, int(viewport()->height() / m_rows.rowHeight(topPosition())));
}

void TextView::onScrollAction(int action)
{
    qsizetype rows = 0;
    switch (action) {
    case QAbstractSlider::SliderSingleStepAdd:
        rows = 1;
        break;
    case QAbstractSlider::SliderSingleStepSub:
        rows = -1;
        break;
    case QAbstractSlider::SliderPageStepAdd:
        rows = rowsInView() - 1;
        break;
    case QAbstractSlider::SliderPageStepSub:
        rows = 1 - rowsInView();
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

void TextView::ensureVisible(qsizetype position)
{
    const qsizetype row = m_rows.rowBegin(position);
    const qreal room = viewport()->height() - m_rows.rowHeight(position);
    const qsizetype lowest = m_rows.rowAbove(row, room);
    if (row < topPosition())
        verticalScrollBar()->setValue(int(row));
    else if (lowest > topPosition())
        verticalScrollBar()->setValue(int(lowest));
    if (!m_isWrapping) {
        const auto x = int(m_rows.xOf(position));
        const int left = horizontalScrollBar()->value();
        const int width = viewport()->width() - marginWidth() - 2 * int(TextRows::kMargin);
        if (x < left || x > left + width)
            horizontalScrollBar()->setValue(x - width / 2);
    }
}

int TextView::marginWidth() const
{
    int digits = 3;
    for (qsizetype lines = m_lines.countedLines(); lines >= 1000; lines /= 10)
        ++digits;
    return QFontMetrics(m_rows.font()).horizontalAdvance(QString(digits, u'0')) + 2 * kNumberMargin;
}

qreal TextView::textLeft() const
{
    return marginWidth() + TextRows::kMargin - horizontalScrollBar()->value();
}

QList<QTextLayout::FormatRange> TextView::highlights(const TextPiece& piece) const
{
    QList<QTextLayout::FormatRange> all;
    const auto add = [&](qsizetype begin, qsizetype end, const QTextCharFormat& format) {
        begin = std::max(begin, piece.begin);
        end = std::min(end, piece.end);
        if (begin < end)
            all.append({int(begin - piece.begin), int(end - begin), format});
    };
    add(m_mark.begin, m_mark.end, markFormat(palette(), m_mark.kind));
    if (!m_found.isEmpty()) {
        QTextCharFormat found;
        found.setBackground(foundColour(palette()));
        found.setForeground(palette().color(QPalette::Text));
        const QStringView text =
            QStringView(m_lines.text()).mid(piece.begin, piece.end - piece.begin);
        for (qsizetype at = text.indexOf(m_found, 0, Qt::CaseInsensitive); at >= 0;
             at = text.indexOf(m_found, at + m_found.size(), Qt::CaseInsensitive))
            add(piece.begin + at, piece.begin + at + m_found.size(), found);
    }
    QTextCharFormat selected;
    selected.setBackground(palette().color(QPalette::Highlight));
    selected.setForeground(palette().color(QPalette::HighlightedText));
    add(selectionBegin(), selectionEnd(), selected);
    return all;
}

void TextView::paintNumber(QPainter& painter, const TextRows::Shown& shown, qsizetype line) const
{
    const QTextLine first = shown.layout->lineAt(0);
    painter.setPen(dimText(palette()));
    painter.drawText(QRectF(0, shown.top, marginWidth() - kNumberMargin, first.height()),
                     Qt::AlignRight | Qt::AlignVCenter, QString::number(line + 1));
}

void TextView::paintEvent(QPaintEvent*)
{
    QPainter painter(viewport());
    painter.setFont(m_rows.font());
    const QRect view = viewport()->rect();
    const qsizetype top = topPosition();
    const std::vector<TextRows::Shown> all = m_rows.shown(top, view.height());
    qreal widest = 0;
    painter.setPen(palette().color(QPalette::Text));
    for (const TextRows::Shown& shown : all) {
        const QPointF at(textLeft(), shown.top);
        shown.layout->draw(&painter, at, highlights(shown.piece), view);
        const bool hasCaret = m_caret >= shown.piece.begin && m_caret <= shown.piece.end;
        if (hasCaret && hasFocus() && (m_caret < shown.piece.end || shown.piece.endsLine))
            shown.layout->drawCursor(&painter, at, int(m_caret - shown.piece.begin));
        widest = std::max(widest, shown.layout->maximumWidth());
    }
    painter.fillRect(QRect(0, 0, marginWidth(), view.height()), raised(palette()));
    qsizetype line = m_lines.lineAt(all.front().piece.begin);
    for (const TextRows::Shown& shown : all) {
        if (shown.piece.beginsLine && line >= 0)
            paintNumber(painter, shown, line);
        line += shown.piece.endsLine && line >= 0 ? 1 : 0;
    }
    // The widest row that was seen decides: how wide the others are, nobody knows.
    const int beyond = int(widest + marginWidth() + 2 * TextRows::kMargin) - view.width();
    if (!m_isWrapping && beyond > horizontalScrollBar()->maximum())
        horizontalScrollBar()->setMaximum(beyond);
}

void TextView::resizeEvent(QResizeEvent* event)
{
    QAbstractScrollArea::resizeEvent(event);
    const qsizetype top = topPosition();
    layOut();
    verticalScrollBar()->setValue(int(m_rows.rowBegin(top)));
}

void TextView::changeEvent(QEvent* event)
{
    QAbstractScrollArea::changeEvent(event);
    if (event->type() == QEvent::PaletteChange) {
        m_rows.forget();
        viewport()->update();
    } else if (event->type() == QEvent::FontChange) {
        fitFont();
    }
}

void TextView::scrollContentsBy(int, int) { viewport()->update(); }

void TextView::wheelEvent(QWheelEvent* event)
{
    event->accept();
    const double notches = double(event->angleDelta().y()) / kWheelNotch;
    if (event->modifiers().testFlag(Qt::ControlModifier)) {
        m_zoom = std::clamp(m_zoom + int(std::copysign(std::ceil(std::abs(notches)), notches)),
                            kLeastZoom, kMostZoom);
        fitFont();
        return;
    }
    if (event->angleDelta().x() != 0)
        horizontalScrollBar()->setValue(horizontalScrollBar()->value() - event->angleDelta().x());
    m_wheel -= notches * kRowsPerNotch;
    const auto rows = qsizetype(m_wheel);
    m_wheel -= double(rows);
    if (rows != 0)
        scrollByRows(rows);
}

} // namespace ui
