#include "ui/tree_map_layout.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace ui {
namespace {

// The worst ratio of sides in a row along `side` whose areas sum up to `sum`.
double worstRatio(double largest, double smallest, double sum, double side)
{
    const double squaredSide = side * side;
    const double squaredSum = sum * sum;
    return std::max(squaredSide * largest / squaredSum, squaredSum / (squaredSide * smallest));
}

} // namespace

std::vector<QRectF> squarified(const std::vector<double>& weights, const QRectF& area)
{
    Q_ASSERT(std::is_sorted(weights.rbegin(), weights.rend()));
    std::vector<QRectF> rects(weights.size());
    const double total = std::accumulate(weights.begin(), weights.end(), 0.0);
    if (total <= 0.0 || area.isEmpty())
        return rects;
    const double scale = area.width() * area.height() / total;
    QRectF room = area;
    std::size_t begin = 0;
    while (begin < weights.size() && weights[begin] > 0.0) {
        // A row along the shorter side grows as long as that makes its rectangles squarer.
        const double side = std::min(room.width(), room.height());
        std::size_t end = begin + 1;
        double sum = weights[begin] * scale;
        if (side <= 0.0)
            break; // rounding left no room for weights that are next to nothing
        while (end < weights.size() && weights[end] > 0.0) {
            const double more = weights[end] * scale;
            if (worstRatio(weights[begin] * scale, more, sum + more, side)
                > worstRatio(weights[begin] * scale, weights[end - 1] * scale, sum, side))
                break;
            sum += more;
            ++end;
        }
        const bool isColumn = room.width() >= room.height();
        const double depth = sum / side;
        double at = isColumn ? room.top() : room.left();
        for (std::size_t i = begin; i < end; ++i) {
            const double length = weights[i] * scale / depth;
            rects[i] = isColumn ? QRectF(room.left(), at, depth, length)
                                : QRectF(at, room.top(), length, depth);
            at += length;
        }
        if (isColumn)
            room.setLeft(room.left() + depth);
        else
            room.setTop(room.top() + depth);
        begin = end;
    }
    return rects;
}

} // namespace ui
