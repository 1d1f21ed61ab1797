#include "ui/plot_contents.h"

#include <algorithm>
#include <cmath>

namespace ui {

double LogScale::placeOf(double value) const
{
    return from + (to - from) * std::log(value / least) / std::log(most / least);
}

double LogScale::valueAt(double place) const
{
    return least * std::pow(most / least, (place - from) / (to - from));
}

double valueAt(const PlotCurve& curve, double x)
{
    const auto behind =
        std::lower_bound(curve.points.begin(), curve.points.end(), x,
                         [](const QPointF& point, double value) { return point.x() < value; });
    if (behind == curve.points.end())
        return 0.0;
    if (behind->x() == x)
        return behind->y();
    if (behind == curve.points.begin())
        return 0.0;
    const QPointF before = *(behind - 1);
    const double share = std::log(x / before.x()) / std::log(behind->x() / before.x());
    return before.y() * std::pow(behind->y() / before.y(), share);
}

} // namespace ui
