#include "ui/tree_map_painter.h"

#include "ui/colours.h"
#include "ui/quantities.h"

#include <QPainter>
#include <QPalette>

#include <algorithm>
#include <array>

namespace ui {
namespace {

constexpr std::array<int, 8> kHues = {174, 32, 262, 96, 338, 208, 54, 300};
constexpr int kTextMargin = 4;
constexpr int kNarrowestText = 34;

class CellPainter
{
public:
    CellPainter(QPainter& painter, const MapCells& map, const DocumentTree& tree,
                const QPalette& palette)
        : m_painter(painter)
        , m_map(map)
        , m_tree(tree)
        , m_palette(palette)
        , m_isDark(isDark(palette))
        , m_leftOut(raised(palette))
    {
        m_hasFolders = std::any_of(map.items.begin(), map.items.end(), [&](int id) {
            return tree.node(id).kind == DocumentNode::Kind::Folder;
        });
    }

    void paint(const MapCell& cell)
    {
        const DocumentNode& node = m_tree.node(cell.node);
        const QColor colour = colourOf(cell, node);
        m_painter.fillRect(cell.rect, m_palette.color(QPalette::Base)); // the gap to neighbours
        const bool isGrain = cell.rect.width() < 4 || cell.rect.height() < 4;
        const QRect body = isGrain ? cell.rect : cell.rect.adjusted(0, 0, -1, -1);
        m_painter.fillRect(body, colour);
        if (!node.isIncluded() && cell.isWhole && !isGrain)
            m_painter.fillRect(body, QBrush(outline(m_palette), Qt::BDiagPattern));
        m_painter.setPen(node.isIncluded() ? m_palette.color(QPalette::Text) : dimText(m_palette));
        if (!cell.header.isEmpty())
            write(labelOf(m_tree, cell.node), cell.header);
        else if (cell.isWhole)
            writeWhole(node, cell, body, colour);
    }

private:
    // Pale enough for dark text on light, deep enough for light text on dark.
    QColor colourOf(const MapCell& cell, const DocumentNode& node) const
    {
        if (!node.isIncluded())
            return m_leftOut;
        const bool isLoose =
            m_hasFolders
            && m_tree.node(m_map.items[std::size_t(cell.item)]).kind == DocumentNode::Kind::File;
        const int hue = kHues[std::size_t(cell.item) % kHues.size()];
        double saturation = isLoose ? 0.06 : std::size_t(cell.item) < kHues.size() ? 0.42 : 0.2;
        if (!node.isCounted())
            saturation *= 0.4;
        const int deeper = std::min(cell.depth, 4);
        const double lightness = m_isDark ? (cell.isWhole ? 0.30 : 0.22) + 0.015 * deeper
                                          : (cell.isWhole ? 0.80 : 0.89) - 0.015 * deeper;
        return QColor::fromHslF(float(hue) / 360.0F, float(saturation), float(lightness));
    }

    void write(const QString& text, const QRect& rect)
    {
        const QRect room = rect.adjusted(kTextMargin, 0, -kTextMargin, 0);
        m_painter.drawText(room, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine,
                           m_painter.fontMetrics().elidedText(text, Qt::ElideRight, room.width()));
    }

    void writeWhole(const DocumentNode& node, const MapCell& cell, const QRect& body,
                    const QColor& colour)
    {
        const int line = m_painter.fontMetrics().height();
        if (body.width() < kNarrowestText || body.height() < line)
            return;
        const QString name = labelOf(m_tree, cell.node);
        const QRect first(body.left(), body.top() + (body.height() >= line + 4 ? 2 : 0),
                          body.width(), line);
        if (!node.isIncluded()) { // not through the hatching
            const int width =
                std::min(first.width() - kTextMargin,
                         m_painter.fontMetrics().horizontalAdvance(name) + 2 * kTextMargin);
            m_painter.fillRect(QRect(first.left(), first.top(), width, line), colour);
        }
        write(name, first);
        if (body.height() < 2 * line + 4 || !node.isCounted())
            return;
        m_painter.setPen(node.isIncluded() ? m_palette.color(QPalette::Text) : dimText(m_palette));
        if (node.isIncluded())
            write(countText(node.tokens), first.translated(0, line));
    }

    QPainter& m_painter;
    const MapCells& m_map;
    const DocumentTree& m_tree;
    const QPalette& m_palette;
    bool m_isDark;
    bool m_hasFolders;
    QColor m_leftOut;
};

} // namespace

QString labelOf(const DocumentTree& tree, int node)
{
    QString label = tree.node(node).name;
    for (int above = tree.node(node).parent;
         above > DocumentTree::kRoot && tree.withoutDetours(above) == tree.withoutDetours(node);
         above = tree.node(above).parent)
        label = tree.node(above).name + u'/' + label;
    return label;
}

void paintCells(QPainter& painter, const MapCells& map, const DocumentTree& tree,
                const QPalette& palette)
{
    CellPainter cells(painter, map, tree, palette);
    for (const MapCell& cell : map.cells)
        cells.paint(cell);
}

} // namespace ui
