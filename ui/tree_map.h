// TreeMap: the tokens of a tree of files as areas, coloured by the parts of the folder that is
// zoomed into. What is left out is hatched. A click on a folder zooms into it.

#pragma once

#include "ui/tree_map_cells.h"

#include <QPixmap>
#include <QWidget>

namespace ui {

class TreeMap : public QWidget
{
    Q_OBJECT

public:
    explicit TreeMap(QWidget* parent = nullptr);

    void setTree(const DocumentTree* tree); // borrowed; zooms out
    void refresh();                         // numbers of the same nodes have changed
    void setZoom(int folder);
    int zoom() const { return m_zoom; }
    void setCurrent(int node); // marked, wherever it is; -1: nothing

    // The parts of the zoomed folder, the heaviest first; keys move among them.
    const std::vector<int>& items() const { return m_map.items; }
    int focusedItem() const { return m_focused; } // index in items(); -1: there are none
    QRect itemRect(int item) const;
    QString description(int node) const; // "engine: folder, 212,000 tokens, 26 % of all"
    void focusItem(int item);
    void activate(int item); // as Enter does
    void toggle(int item);   // as Space does

    QSize sizeHint() const override { return {400, 220}; }
    QSize minimumSizeHint() const override { return {120, 80}; }

signals:
    void zoomChanged(int folder); // by the user
    void chosen(int node);
    void activated(int file); // a node
    void inclusionRequested(int node, bool isIncluded);

protected:
    bool event(QEvent* event) override;
    void changeEvent(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    const MapCell* cellAt(const QPoint& position) const; // the innermost
    const MapCell* cellOf(int node) const;
    void layOut();
    void zoomByUser(int folder);
    void zoomOut();
    int neighbour(int key) const;
    void drawPicture();

    const DocumentTree* m_tree = nullptr;
    int m_zoom = DocumentTree::kRoot;
    int m_current = -1;
    int m_focused = -1;
    int m_hovered = -1; // a node
    int m_pressed = -1; // the file that the last click was on
    MapCells m_map;
    QPixmap m_picture; // the cells; null: to be drawn
};

} // namespace ui
