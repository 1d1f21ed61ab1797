// The rectangles of a tree map: for every folder and file below the zoomed folder the place where it
// is drawn, as far as there is room for it.

#pragma once

#include "ui/document_tree.h"

#include <QRect>

#include <vector>

namespace ui {

struct MapCell
{
    int node = 0;
    int item = 0;  // which of the zoomed folder's parts it is or lies in
    int depth = 0; // 0: that part itself
    QRect rect;
    QRect header;         // of a folder: where its name stands; empty: no room
    bool isWhole = false; // a file, or a folder that is too small to be divided
};

struct MapCells
{
    std::vector<int> items;     // the parts of the zoomed folder, the heaviest first
    std::vector<MapCell> cells; // what contains comes before what it contains
};

MapCells layOutCells(const DocumentTree& tree, int zoomed, const QRect& area, int headerHeight);

} // namespace ui
