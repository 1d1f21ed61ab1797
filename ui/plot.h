// Plot: curves and points over two logarithmic axes, and a line that reads the curves off, moved by
// the pointer or by the arrow keys.

#pragma once

#include <QList>
#include <QPointF>
#include <QString>
#include <QWidget>

namespace ui {

struct PlotTick
{
    double value = 1.0; // greater than 0, as all values of a logarithmic axis
    QString text;
    bool isMinor = false; // shown only where the axis has few others
};

struct PlotCurve
{
    QString name;
    QList<QPointF> points; // ascending x
    bool isDashed = false;
};

struct PlotPoint
{
    QPointF at;
    int group = 0; // index in PlotContents::groups
};

struct PlotContents
{
    QString xTitle;
    QString yTitle;
    QList<PlotTick> xTicks; // those within the range of the curves are shown
    QList<PlotTick> yTicks;
    QList<PlotCurve> curves;
    QStringList groups; // of points; each has a mark of its own
    QList<PlotPoint> points;
    double limit = 0.0; // beyond this x the ground is shaded; 0: nowhere
    QString limitText;
    double here = 0.0; // an x that is marked; 0: none
    QString hereText;
};

// Of a logarithmic axis: values in [least, most] at places in [from, to].
struct LogScale
{
    double least = 1.0;
    double most = 10.0;
    double from = 0.0;
    double to = 1.0;

    double placeOf(double value) const;
    double valueAt(double place) const;
};

// y of a curve at x, straight between its points on logarithmic axes; 0: the curve is not there.
double valueAt(const PlotCurve& curve, double x);

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
