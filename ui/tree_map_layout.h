// A rectangle cut into one for each weight, as near to squares as they get: the squarified tree map
// (Bruls, Huizing, van Wijk: Squarified Treemaps, 2000).

#pragma once

#include <QRectF>

#include <vector>

namespace ui {

// The weights in descending order; areas are in proportion to them. Those of no weight are empty.
std::vector<QRectF> squarified(const std::vector<double>& weights, const QRectF& area);

} // namespace ui
