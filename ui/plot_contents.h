// What a Plot shows, and its logarithmic axes.

#pragma once

#include <QList>
#include <QPointF>
#include <QString>
#include <QStringList>

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

} // namespace ui
