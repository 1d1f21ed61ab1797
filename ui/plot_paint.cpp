// How a Plot is laid out and painted.

#include "ui/colours.h"
#include "ui/plot.h"

#include <QPainter>
#include <QPainterPath>

#include <algorithm>

namespace ui {
namespace {

constexpr int kMargin = 8;
constexpr double kPointRadius = 4.5;
constexpr int kSample = 26; // of a line in the legend

// Marks differ in shape, not by colour alone.
QPainterPath markPath(int group, const QPointF& at, double radius)
{
    QPainterPath path;
    switch (group % 4) {
    case 0:
        path.addEllipse(at, radius, radius);
        break;
    case 1:
        path.addRect(QRectF(at.x() - radius, at.y() - radius, 2 * radius, 2 * radius));
        break;
    case 2:
        path.addPolygon(QPolygonF({at + QPointF(0, -1.3 * radius), at + QPointF(1.3 * radius, 0),
                                   at + QPointF(0, 1.3 * radius), at + QPointF(-1.3 * radius, 0)}));
        path.closeSubpath();
        break;
    default:
        path.addPolygon(
            QPolygonF({at + QPointF(0, -1.2 * radius), at + QPointF(1.2 * radius, radius),
                       at + QPointF(-1.2 * radius, radius)}));
        path.closeSubpath();
    }
    return path;
}

} // namespace

bool Plot::isShown(const PlotTick& tick) const
{
    constexpr double kShort = 1000.0; // an axis of three powers of ten has room for more
    return tick.value >= m_least.y() && tick.value <= m_most.y()
           && (!tick.isMinor || m_most.y() / m_least.y() < kShort);
}

QRect Plot::area() const
{
    const QFontMetrics metrics = fontMetrics();
    int left = 0;
    for (const PlotTick& tick : m_contents.yTicks)
        if (isShown(tick))
            left = std::max(left, metrics.horizontalAdvance(tick.text));
    const int line = metrics.height();
    const QList<QRect> legend = legendPlaces();
    const int top = legend.isEmpty() ? line + kMargin + 2 : legend.last().bottom() + 6;
    return rect().adjusted(left + kMargin + 4, top, -kMargin - 6, -2 * line - kMargin - 4);
}

QColor Plot::curveColour(int curve) const
{
    return curve == 0 ? palette().color(QPalette::Highlight) : warningText(palette());
}

void Plot::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    paintGround(painter);
    paintTicks(painter);
    painter.setRenderHint(QPainter::Antialiasing);
    paintMarks(painter);
    paintCurves(painter);
    paintLegend(painter);
    paintCursor(painter);
    paintPoints(painter); // what is measured lies over what is computed
    if (hasFocus()) {
        painter.setRenderHint(QPainter::Antialiasing, false);
        painter.setBrush(Qt::NoBrush);
        painter.setPen(palette().color(QPalette::Highlight));
        painter.drawRect(rect().adjusted(0, 0, -1, -1));
    }
}

void Plot::paintGround(QPainter& painter) const
{
    painter.fillRect(area(), palette().color(QPalette::Base));
    if (m_contents.limit > m_least.x() && m_contents.limit < m_most.x()) {
        QRect beyond = area();
        beyond.setLeft(qRound(xScale().placeOf(m_contents.limit)));
        painter.fillRect(beyond, raised(palette()));
    }
}

void Plot::paintTicks(QPainter& painter) const
{
    const QRect inside = area();
    const QFontMetrics metrics = fontMetrics();
    const QColor grid = outline(palette());
    const QColor text = dimText(palette());
    QRect last; // a text that would touch the one before is left out
    for (const PlotTick& tick : m_contents.xTicks) {
        if (tick.value < m_least.x() * 0.999 || tick.value > m_most.x() * 1.001)
            continue;
        const int x = qRound(xScale().placeOf(tick.value));
        painter.setPen(grid);
        painter.drawLine(x, inside.top(), x, inside.bottom());
        const int width = metrics.horizontalAdvance(tick.text) + 2;
        const int left = std::clamp(x - width / 2, 0, std::max(0, this->width() - width));
        const QRect place(left, inside.bottom() + 3, width, metrics.height());
        if (!last.isNull() && place.left() < last.right() + 6)
            continue;
        last = place;
        painter.setPen(text);
        painter.drawText(place, Qt::AlignCenter, tick.text);
    }
    last = {};
    for (const PlotTick& tick : m_contents.yTicks) {
        if (!isShown(tick))
            continue;
        const int y = qRound(yScale().placeOf(tick.value));
        painter.setPen(grid);
        painter.drawLine(inside.left(), y, inside.right(), y);
        const QRect place(0, y - metrics.height() / 2, inside.left() - 5, metrics.height());
        if (!last.isNull() && place.bottom() > last.top())
            continue;
        last = place;
        painter.setPen(text);
        painter.drawText(place, Qt::AlignRight | Qt::AlignVCenter, tick.text);
    }
    painter.setPen(palette().color(QPalette::WindowText));
    painter.drawText(QRect(kMargin / 2, 2, width() - kMargin, metrics.height()),
                     Qt::AlignLeft | Qt::AlignVCenter, m_contents.yTitle);
    painter.drawText(QRect(inside.left(), inside.bottom() + metrics.height() + 5, inside.width(),
                           metrics.height()),
                     Qt::AlignRight | Qt::AlignVCenter, m_contents.xTitle);
}

// The limit and the documents that are meant, as upright lines with their names.
void Plot::paintMarks(QPainter& painter) const
{
    struct Mark
    {
        double x;
        QString text;
        QColor colour;
    };
    QList<Mark> marks;
    const auto add = [&](double x, const QString& text, const QColor& colour) {
        if (x >= m_least.x() && x <= m_most.x())
            marks += {x, text, colour};
    };
    add(m_contents.limit, m_contents.limitText, dimText(palette()));
    add(m_contents.here, m_contents.hereText, palette().color(QPalette::Text));
    const QRect inside = area();
    for (const Mark& mark : marks) {
        const double place = xScale().placeOf(mark.x);
        painter.setPen(QPen(mark.colour, 1.0));
        painter.drawLine(QPointF(place, inside.top()), QPointF(place, inside.bottom()));
    }
    // At the top the rising curves leave room at the left, at the bottom at the right.
    const int line = fontMetrics().height();
    int top = inside.top() + 4;
    int bottom = inside.bottom() - line - 3;
    for (const Mark& mark : marks) {
        const double place = xScale().placeOf(mark.x);
        const int width = fontMetrics().horizontalAdvance(mark.text);
        const bool isBeside = place - width - 6 > inside.left();
        const bool isLeftHalf = place < inside.center().x();
        const QRectF label(isBeside ? place - width - 5 : place + 5, isLeftHalf ? top : bottom,
                           width, line);
        (isLeftHalf ? top : bottom) += isLeftHalf ? line : -line;
        painter.fillRect(label, palette().color(QPalette::Base)); // not across the other line
        painter.setPen(mark.colour);
        painter.drawText(label, Qt::AlignCenter, mark.text);
    }
}

void Plot::paintCurves(QPainter& painter) const
{
    painter.save();
    painter.setClipRect(area());
    for (int i = 0; i < int(m_contents.curves.size()); ++i) {
        const PlotCurve& curve = m_contents.curves[i];
        QPolygonF line;
        for (const QPointF& point : curve.points)
            line += placeOf(point);
        painter.setPen(QPen(curveColour(i), 2.0, curve.isDashed ? Qt::DashLine : Qt::SolidLine));
        painter.drawPolyline(line);
    }
    painter.restore();
}

void Plot::paintPoints(QPainter& painter) const
{
    painter.setPen(QPen(palette().color(QPalette::Base), 1.0));
    painter.setBrush(palette().color(QPalette::Text));
    for (const PlotPoint& point : m_contents.points)
        painter.drawPath(markPath(point.group, placeOf(point.at), kPointRadius));
}

// Above the plot, as many entries in a line as there is room for.
QList<QRect> Plot::legendPlaces() const
{
    const QFontMetrics metrics = fontMetrics();
    QStringList names;
    for (const PlotCurve& curve : m_contents.curves)
        names += curve.name;
    names += m_contents.groups;
    QList<QRect> places;
    QPoint at(kMargin / 2, metrics.height() + 6);
    for (const QString& name : names) {
        const int most = width() - kMargin;
        const int needed = std::min(most, metrics.horizontalAdvance(name) + kSample + 22);
        if (at.x() > kMargin && at.x() + needed > most)
            at = QPoint(kMargin / 2, at.y() + metrics.height() + 2);
        places += QRect(at, QSize(needed, metrics.height()));
        at.rx() += needed;
    }
    return places;
}

void Plot::paintLegend(QPainter& painter) const
{
    const QList<QRect> places = legendPlaces();
    const int curves = int(m_contents.curves.size());
    for (int i = 0; i < int(places.size()); ++i) {
        const QRect& place = places[i];
        const int y = place.center().y();
        if (i < curves) {
            painter.setPen(QPen(curveColour(i), 2.0,
                                m_contents.curves[i].isDashed ? Qt::DashLine : Qt::SolidLine));
            painter.drawLine(place.left(), y, place.left() + kSample, y);
        } else {
            painter.setPen(Qt::NoPen);
            painter.setBrush(palette().color(QPalette::Text));
            painter.drawPath(
                markPath(i - curves, QPointF(place.left() + kSample / 2.0, y), kPointRadius));
        }
        const QString name = i < curves ? m_contents.curves[i].name : m_contents.groups[i - curves];
        const QRect text = place.adjusted(kSample + 6, 0, -10, 0);
        painter.setPen(palette().color(QPalette::WindowText));
        painter.drawText(text, Qt::AlignLeft | Qt::AlignVCenter,
                         fontMetrics().elidedText(name, Qt::ElideRight, text.width() + 2));
    }
}

void Plot::paintCursor(QPainter& painter) const
{
    if (m_cursor < m_least.x() || m_cursor > m_most.x())
        return;
    const double x = xScale().placeOf(m_cursor);
    painter.setPen(QPen(palette().color(QPalette::Text), 1.0, Qt::DotLine));
    if (m_cursor != m_contents.here)
        painter.drawLine(QPointF(x, area().top()), QPointF(x, area().bottom()));
    for (int i = 0; i < int(m_contents.curves.size()); ++i) {
        const double y = valueAt(m_contents.curves[i], m_cursor);
        if (y <= 0.0)
            continue;
        painter.setPen(QPen(palette().color(QPalette::Base), 1.0));
        painter.setBrush(curveColour(i));
        painter.drawEllipse(QPointF(x, yScale().placeOf(y)), 4.0, 4.0);
    }
}

} // namespace ui
