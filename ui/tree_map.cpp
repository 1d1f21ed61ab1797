#include "ui/tree_map.h"

#include "ui/colours.h"
#include "ui/quantities.h"
#include "ui/tree_map_accessible.h"
#include "ui/tree_map_painter.h"

#include <QAccessible>
#include <QAction>
#include <QContextMenuEvent>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QMenu>
#include <QPainter>
#include <QToolTip>

#include <algorithm>
#include <cstdlib>

namespace ui {

using Kind = DocumentNode::Kind;

TreeMap::TreeMap(QWidget* parent) : QWidget(parent)
{
    announceTreeMaps(); // before anything asks what this one is
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    setAccessibleName(tr("Map of the tokens by folder and file"));
    setAccessibleDescription(tr("Arrow keys move, Enter zooms into a folder or shows a file, "
                                "Space leaves it out or takes it in, Backspace zooms out"));
}

void TreeMap::setTree(const DocumentTree* tree)
{
    m_tree = tree;
    m_zoom = tree ? tree->withoutDetours(DocumentTree::kRoot) : DocumentTree::kRoot;
    m_current = m_hovered = m_pressed = -1;
    m_focused = -1;
    layOut();
}

void TreeMap::refresh() { layOut(); }

void TreeMap::setZoom(int folder)
{
    m_zoom = m_tree->withoutDetours(folder);
    m_focused = -1;
    layOut();
}

void TreeMap::setCurrent(int node)
{
    m_current = node;
    update();
}

void TreeMap::layOut()
{
    m_map = m_tree ? layOutCells(*m_tree, m_zoom, rect(), fontMetrics().height() + 2) : MapCells();
    m_picture = {};
    const int last = int(m_map.items.size()) - 1;
    m_focused = std::min(std::max(0, m_focused), last);
    update();
}

const MapCell* TreeMap::cellAt(const QPoint& position) const
{
    for (auto cell = m_map.cells.rbegin(); cell != m_map.cells.rend(); ++cell)
        if (cell->rect.contains(position))
            return &*cell;
    return nullptr;
}

// The innermost cell that the node is or lies in.
const MapCell* TreeMap::cellOf(int node) const
{
    for (; node > DocumentTree::kRoot; node = m_tree->node(node).parent)
        for (const MapCell& cell : m_map.cells)
            if (cell.node == node)
                return &cell;
    return nullptr;
}

QRect TreeMap::itemRect(int item) const
{
    for (const MapCell& cell : m_map.cells)
        if (cell.depth == 0 && cell.item == item)
            return cell.rect;
    return {};
}

QString TreeMap::description(int id) const
{
    const DocumentNode& node = m_tree->node(id);
    QString tokens =
        node.isCounted() ? tr("%1 tokens").arg(countText(node.tokens)) : tr("not counted yet");
    const double whole = m_tree->node(DocumentTree::kRoot).weight();
    tokens = tr("%1, %2 of all").arg(tokens, shareText(node.weight(), whole));
    if (!node.isIncluded())
        tokens = tr("%1, left out").arg(tokens);
    else if (node.includedFiles < node.files)
        tokens = tr("%1, partly left out").arg(tokens);
    if (node.kind != Kind::Folder)
        return tr("%1: %2").arg(m_tree->path(id), tokens);
    return node.files == 1 ? tr("%1: folder with one file, %2").arg(m_tree->path(id), tokens)
                           : tr("%1: folder with %2 files, %3")
                                 .arg(m_tree->path(id), countText(node.files), tokens);
}

void TreeMap::drawPicture()
{
    m_picture = QPixmap(size() * devicePixelRatioF());
    m_picture.setDevicePixelRatio(devicePixelRatioF());
    m_picture.fill(palette().color(QPalette::Base));
    QPainter painter(&m_picture);
    painter.setFont(font());
    if (m_tree)
        paintCells(painter, m_map, *m_tree, palette());
}

void TreeMap::paintEvent(QPaintEvent*)
{
    if (m_picture.isNull())
        drawPicture();
    QPainter painter(this);
    painter.drawPixmap(0, 0, m_picture);
    const auto frame = [&](const QRect& rect, const QColor& colour, int width) {
        painter.setPen(QPen(colour, width, Qt::SolidLine, Qt::SquareCap, Qt::MiterJoin));
        painter.drawRect(
            QRectF(rect).adjusted(width / 2.0, width / 2.0, -1 - width / 2.0, -1 - width / 2.0));
    };
    const QColor text = palette().color(QPalette::Text);
    if (const MapCell* cell = m_hovered < 0 ? nullptr : cellOf(m_hovered))
        frame(cell->rect, text, 1);
    if (const MapCell* cell = m_current < 0 ? nullptr : cellOf(m_current))
        frame(cell->rect, text, 2);
    if (hasFocus() && m_focused >= 0)
        frame(itemRect(m_focused), palette().color(QPalette::Highlight), 3);
}

void TreeMap::resizeEvent(QResizeEvent*) { layOut(); }

void TreeMap::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange)
        layOut();
}

bool TreeMap::event(QEvent* event)
{
    if (event->type() == QEvent::ToolTip) {
        const auto* help = static_cast<QHelpEvent*>(event);
        const MapCell* cell = cellAt(help->pos());
        // A tip moves on to the next cell without being hidden first.
        QToolTip::showText(help->globalPos(), cell ? description(cell->node) : QString(), this,
                           cell ? cell->rect : QRect());
        return true;
    }
    return QWidget::event(event);
}

void TreeMap::mouseMoveEvent(QMouseEvent* event)
{
    const MapCell* cell = cellAt(event->pos());
    const int node = cell ? cell->node : -1;
    if (node == m_hovered)
        return;
    m_hovered = node;
    update();
}

void TreeMap::leaveEvent(QEvent*)
{
    m_hovered = -1;
    update();
}

void TreeMap::mousePressEvent(QMouseEvent* event)
{
    const MapCell* cell = cellAt(event->pos());
    m_pressed = -1;
    if (!cell || event->button() != Qt::LeftButton)
        return;
    m_focused = cell->item;
    const int item = m_map.items[std::size_t(cell->item)];
    if (m_tree->node(item).kind == Kind::Folder) {
        zoomByUser(item);
        return;
    }
    m_pressed = cell->node;
    emit chosen(cell->node);
}

// Not where the first click zoomed and another cell lies under the pointer now.
void TreeMap::mouseDoubleClickEvent(QMouseEvent* event)
{
    const MapCell* cell = cellAt(event->pos());
    if (cell && cell->node == m_pressed)
        emit activated(cell->node);
}

void TreeMap::contextMenuEvent(QContextMenuEvent* event)
{
    const bool isMouse = event->reason() == QContextMenuEvent::Mouse;
    const MapCell* cell = isMouse ? cellAt(event->pos()) : nullptr;
    const int id = cell ? cell->node : m_focused < 0 ? -1 : m_map.items[std::size_t(m_focused)];
    if (id < 0)
        return;
    const DocumentNode& node = m_tree->node(id);
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const bool isIncluded = node.isIncluded();
    menu->addAction(isIncluded ? tr("&Leave Out “%1”").arg(node.name)
                               : tr("&Take in “%1”").arg(node.name),
                    this, [=, this] { emit inclusionRequested(id, !isIncluded); });
    if (node.kind == Kind::Folder)
        menu->addAction(tr("&Zoom In"), this, [=, this] { zoomByUser(id); });
    else
        menu->addAction(tr("&Show the Text"), this, [=, this] { emit activated(id); });
    const bool isZoomed = m_zoom != m_tree->withoutDetours(DocumentTree::kRoot);
    menu->addAction(tr("Zoom &Out"), this, &TreeMap::zoomOut)->setEnabled(isZoomed);
    menu->popup(isMouse ? event->globalPos() : mapToGlobal(itemRect(m_focused).center()));
}

void TreeMap::zoomByUser(int folder)
{
    setZoom(folder);
    emit zoomChanged(m_zoom);
    m_hovered = -1;
    if (m_focused >= 0)
        focusItem(m_focused);
}

void TreeMap::zoomOut()
{
    if (m_zoom == m_tree->withoutDetours(DocumentTree::kRoot))
        return;
    const int left = m_zoom;
    zoomByUser(m_tree->node(left).parent);
    // The folder that was left is where the focus is now.
    for (int item = 0; item < int(m_map.items.size()); ++item)
        if (m_tree->withoutDetours(m_map.items[std::size_t(item)]) == left)
            focusItem(item);
}

void TreeMap::focusItem(int item)
{
    m_focused = item;
    update();
    QAccessibleEvent focus(this, QAccessible::Focus);
    focus.setChild(item);
    QAccessible::updateAccessibility(&focus);
}

void TreeMap::activate(int item)
{
    const int node = m_map.items[std::size_t(item)];
    if (m_tree->node(node).kind == Kind::Folder)
        zoomByUser(node);
    else
        emit activated(node);
}

void TreeMap::toggle(int item)
{
    const int node = m_map.items[std::size_t(item)];
    emit inclusionRequested(node, !m_tree->node(node).isIncluded());
}

// The nearest item that lies in the direction of the arrow; what is level with it comes first.
int TreeMap::neighbour(int key) const
{
    const QRect from = itemRect(m_focused);
    const bool isSideways = key == Qt::Key_Left || key == Qt::Key_Right;
    const int sign = key == Qt::Key_Left || key == Qt::Key_Up ? -1 : 1;
    int best = m_focused;
    int least = -1;
    for (int item = 0; item < int(m_map.items.size()); ++item) {
        const QRect to = itemRect(item);
        const QPoint way = to.center() - from.center();
        const int along = sign * (isSideways ? way.x() : way.y());
        if (item == m_focused || to.isEmpty() || along <= 0)
            continue;
        const bool isLevel = isSideways ? to.top() <= from.bottom() && to.bottom() >= from.top()
                                        : to.left() <= from.right() && to.right() >= from.left();
        const int aside = std::abs(isSideways ? way.y() : way.x());
        const int distance = along + aside + (isLevel ? 0 : width() + height());
        if (least < 0 || distance < least) {
            least = distance;
            best = item;
        }
    }
    return best;
}

void TreeMap::keyPressEvent(QKeyEvent* event)
{
    const int key = event->key();
    if (m_focused < 0) {
        QWidget::keyPressEvent(event);
        return;
    }
    switch (key) {
    case Qt::Key_Left:
    case Qt::Key_Right:
    case Qt::Key_Up:
    case Qt::Key_Down:
        focusItem(neighbour(key));
        break;
    case Qt::Key_Home:
        focusItem(0);
        break;
    case Qt::Key_End:
        focusItem(int(m_map.items.size()) - 1);
        break;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        activate(m_focused);
        break;
    case Qt::Key_Space:
        toggle(m_focused);
        break;
    case Qt::Key_Backspace:
        zoomOut();
        break;
    default:
        QWidget::keyPressEvent(event);
    }
}

} // namespace ui
