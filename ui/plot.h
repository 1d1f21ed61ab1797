// Plot: curves and points over two logarithmic axes, and a line that reads the curves off, moved by
// the pointer or by the arrow keys.

#pragma once

#include "ui/plot_contents.h"

#include <QWidget>

namespace ui {

class Plot : public QWidget
{
    Q_OBJECT

public:
    explicit Plot(QWidget* parent = nullptr);

    void setContents(const PlotContents& contents);
    void setCursorAt(double x); // 0: none
    double cursorAt() const { return m_cursor; }

    QSize sizeHint() const override { return {420, 300}; }
    QSize minimumSizeHint() const override { return {240, 180}; }

signals:
    // By the user; `point` is the index of the one that the pointer is at, or -1.
    void cursorMoved(double x, int point);

protected:
    void changeEvent(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    bool isShown(const PlotTick& tick) const; // of the upright axis
    QRect area() const;
    QList<QRect> legendPlaces() const; // of the curves, then of the groups
    LogScale xScale() const;
    LogScale yScale() const;
    QColor curveColour(int curve) const;
    void paintGround(QPainter& painter) const;
    void paintTicks(QPainter& painter) const;
    void paintMarks(QPainter& painter) const;
    void paintCurves(QPainter& painter) const;
    void paintPoints(QPainter& painter) const;
    void paintLegend(QPainter& painter) const;
    void paintCursor(QPainter& painter) const;
    void findRanges();
    QPointF placeOf(const QPointF& value) const;

    PlotContents m_contents;
    QPointF m_least{1.0, 1.0}; // of both axes
    QPointF m_most{10.0, 10.0};
    double m_cursor = 0.0;
};

} // namespace ui
