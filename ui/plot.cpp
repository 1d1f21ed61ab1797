#include "ui/plot.h"

#include <QEvent>
#include <QKeyEvent>
#include <QMouseEvent>

#include <algorithm>
#include <cmath>

namespace ui {
namespace {

constexpr int kReach = 12;     // pixels from a point at which it is meant
constexpr int kKeySteps = 100; // of the axis

} // namespace

Plot::Plot(QWidget* parent) : QWidget(parent)
{
    setMouseTracking(true);
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
}

void Plot::setContents(const PlotContents& contents)
{
    m_contents = contents;
    setAccessibleName(tr("%1 against %2").arg(contents.yTitle, contents.xTitle));
    findRanges();
    update();
}

void Plot::setCursorAt(double x)
{
    m_cursor = x;
    update();
}

void Plot::findRanges()
{
    QList<QPointF> all;
    for (const PlotCurve& curve : m_contents.curves)
        all += curve.points;
    for (const PlotPoint& point : m_contents.points)
        all += point.at;
    m_least = {1.0, 1.0};
    m_most = {10.0, 10.0};
    if (all.isEmpty())
        return;
    m_least = m_most = all.first();
    for (const QPointF& point : all) {
        m_least = {std::min(m_least.x(), point.x()), std::min(m_least.y(), point.y())};
        m_most = {std::max(m_most.x(), point.x()), std::max(m_most.y(), point.y())};
    }
    // Room above, so that no curve ends in a corner, and none of no height.
    m_least.ry() /= 1.6;
    m_most.ry() *= 2.5;
    m_most.rx() = std::max(m_most.x(), 2.0 * m_least.x());
}

LogScale Plot::xScale() const
{
    return {m_least.x(), m_most.x(), double(area().left()), double(area().right())};
}

LogScale Plot::yScale() const
{
    return {m_least.y(), m_most.y(), double(area().bottom()), double(area().top())};
}

QPointF Plot::placeOf(const QPointF& value) const
{
    return {xScale().placeOf(value.x()), yScale().placeOf(value.y())};
}

void Plot::mouseMoveEvent(QMouseEvent* event)
{
    if (m_contents.curves.isEmpty() && m_contents.points.isEmpty())
        return;
    int meant = -1;
    double nearest = kReach;
    for (int i = 0; i < int(m_contents.points.size()); ++i) {
        const QPointF way = placeOf(m_contents.points[i].at) - event->position();
        if (const double distance = std::hypot(way.x(), way.y()); distance < nearest) {
            nearest = distance;
            meant = i;
        }
    }
    const double x =
        meant >= 0 ? m_contents.points[meant].at.x() : xScale().valueAt(event->position().x());
    setCursorAt(std::clamp(x, m_least.x(), m_most.x()));
    emit cursorMoved(m_cursor, meant);
}

void Plot::keyPressEvent(QKeyEvent* event)
{
    const double step = std::pow(m_most.x() / m_least.x(), 1.0 / kKeySteps);
    const double from = m_cursor > 0.0 ? m_cursor : m_least.x();
    double to = 0.0;
    switch (event->key()) {
    case Qt::Key_Left:
        to = from / step;
        break;
    case Qt::Key_Right:
        to = from * step;
        break;
    case Qt::Key_PageDown:
        to = from / 10.0;
        break;
    case Qt::Key_PageUp:
        to = from * 10.0;
        break;
    case Qt::Key_Home:
        to = m_least.x();
        break;
    case Qt::Key_End:
        to = m_most.x();
        break;
    default:
        QWidget::keyPressEvent(event);
        return;
    }
    setCursorAt(std::clamp(to, m_least.x(), m_most.x()));
    emit cursorMoved(m_cursor, -1);
}

void Plot::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange)
        update();
}

} // namespace ui
