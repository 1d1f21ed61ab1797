#include "ui/tree_map_cells.h"

#include "ui/tree_map_layout.h"

#include <algorithm>

namespace ui {
namespace {

using Kind = DocumentNode::Kind;

constexpr int kSmallestDivided = 7; // pixels of a side; below, parts would be grains
constexpr int kNarrowestHeader = 36;

// Edges are rounded, not sizes, so that neighbours neither overlap nor leave gaps.
QRect rounded(const QRectF& rect)
{
    return {QPoint(qRound(rect.left()), qRound(rect.top())),
            QPoint(qRound(rect.right()) - 1, qRound(rect.bottom()) - 1)};
}

class Layout
{
public:
    Layout(const DocumentTree& tree, int headerHeight) : m_tree(tree), m_headerHeight(headerHeight)
    {}

    MapCells divide(int zoomed, const QRect& area)
    {
        m_result.items = parts(zoomed);
        place(m_result.items, area, 0, 0);
        return std::move(m_result);
    }

private:
    std::vector<int> parts(int id) const
    {
        std::vector<int> ids;
        for (const int child : m_tree.node(id).children)
            if (m_tree.node(child).weight() > 0.0)
                ids.push_back(child);
        std::stable_sort(ids.begin(), ids.end(), [this](int a, int b) {
            return m_tree.node(a).weight() > m_tree.node(b).weight();
        });
        return ids;
    }

    void place(const std::vector<int>& ids, const QRect& area, int depth, int item)
    {
        std::vector<double> weights;
        weights.reserve(ids.size());
        for (const int id : ids)
            weights.push_back(m_tree.node(id).weight());
        const std::vector<QRectF> rects = squarified(weights, QRectF(area));
        for (std::size_t i = 0; i < ids.size(); ++i)
            placeOne(m_tree.withoutDetours(ids[i]), rounded(rects[i]), depth,
                     depth == 0 ? int(i) : item);
    }

    void placeOne(int id, const QRect& rect, int depth, int item)
    {
        if (rect.isEmpty())
            return;
        MapCell cell{id, item, depth, rect, {}, true};
        const bool isDivided = m_tree.node(id).kind == Kind::Folder
                               && std::min(rect.width(), rect.height()) >= kSmallestDivided;
        if (isDivided) {
            const bool hasHeader =
                rect.width() >= kNarrowestHeader && rect.height() >= 2 * m_headerHeight + 4;
            if (hasHeader)
                cell.header = QRect(rect.left(), rect.top(), rect.width(), m_headerHeight);
            cell.isWhole = false;
            m_result.cells.push_back(cell);
            const QRect inner = rect.adjusted(1, hasHeader ? m_headerHeight : 1, -2, -2);
            place(parts(id), inner, depth + 1, item);
        } else {
            m_result.cells.push_back(cell);
        }
    }

    const DocumentTree& m_tree;
    int m_headerHeight;
    MapCells m_result;
};

} // namespace

MapCells layOutCells(const DocumentTree& tree, int zoomed, const QRect& area, int headerHeight)
{
    return Layout(tree, headerHeight).divide(zoomed, area);
}

} // namespace ui
