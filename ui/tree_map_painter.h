// Draws the cells of a tree map.

#pragma once

#include "ui/tree_map_cells.h"

class QPainter;
class QPalette;

namespace ui {

void paintCells(QPainter& painter, const MapCells& map, const DocumentTree& tree,
                const QPalette& palette);

// "a/b/c" where nothing else is in a and b: what stands in a folder's header.
QString labelOf(const DocumentTree& tree, int node);

} // namespace ui
