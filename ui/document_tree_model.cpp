#include "ui/document_tree_model.h"

#include "ui/quantities.h"

#include <algorithm>

namespace ui {

using Kind = DocumentNode::Kind;

DocumentTreeModel::DocumentTreeModel(QObject* parent) : QAbstractItemModel(parent) { arrange(); }

void DocumentTreeModel::setFiles(const QList<PlannedFile>& files)
{
    if (m_tree.hasSameNodes(files)) {
        m_tree.setFiles(files);
        if (m_sortColumn == Name)
            announceNumbers();
        else
            sort(m_sortColumn, m_order);
        emit numbersChanged();
        return;
    }
    beginResetModel();
    m_tree.setFiles(files);
    arrange();
    endResetModel();
}

void DocumentTreeModel::setWords(const QString& words)
{
    beginResetModel();
    m_words = words.split(u' ', Qt::SkipEmptyParts);
    arrange();
    endResetModel();
}

void DocumentTreeModel::sort(int column, Qt::SortOrder order)
{
    emit layoutAboutToBeChanged({}, QAbstractItemModel::VerticalSortHint);
    m_sortColumn = column;
    m_order = order;
    arrange();
    QModelIndexList to;
    const QModelIndexList from = persistentIndexList();
    for (const QModelIndex& index : from)
        to += indexOf(nodeOf(index), index.column());
    changePersistentIndexList(from, to);
    emit layoutChanged({}, QAbstractItemModel::VerticalSortHint);
}

// The sections stay behind the files, whatever the order.
bool DocumentTreeModel::isBefore(int a, int b) const
{
    const DocumentNode& first = m_tree.node(a);
    const DocumentNode& second = m_tree.node(b);
    if (first.kind == Kind::Section || second.kind == Kind::Section)
        return first.kind != Kind::Section || (second.kind == Kind::Section && a < b);
    const bool isUp = m_order == Qt::AscendingOrder;
    if (m_sortColumn == Tokens && first.weight() != second.weight())
        return isUp ? first.weight() < second.weight() : first.weight() > second.weight();
    if (m_sortColumn == Size && first.bytes != second.bytes)
        return isUp ? first.bytes < second.bytes : first.bytes > second.bytes;
    if (m_sortColumn == Name && first.kind != second.kind)
        return first.kind < second.kind; // folders first, in both orders
    const int compared = QString::compare(first.name, second.name, Qt::CaseInsensitive);
    return compared == 0 ? a < b : m_sortColumn == Name && !isUp ? compared > 0 : compared < 0;
}

bool DocumentTreeModel::isShown(const DocumentNode& node) const
{
    const QString& path = m_tree.files()[node.file].name;
    return std::all_of(m_words.begin(), m_words.end(), [&](const QString& word) {
        return path.contains(word, Qt::CaseInsensitive);
    });
}

void DocumentTreeModel::arrange()
{
    const auto count = std::size_t(m_tree.size());
    m_shown.assign(count, {});
    m_rows.assign(count, -1);
    m_shownFiles = 0;
    // Children come behind their parents: on the way back it is known what is below a node.
    for (int id = m_tree.size() - 1; id > DocumentTree::kRoot; --id) {
        const DocumentNode& node = m_tree.node(id);
        const bool isLeaf = node.file >= 0;
        if (isLeaf ? !isShown(node) : m_shown[std::size_t(id)].empty())
            continue;
        m_shown[std::size_t(node.parent)].push_back(id);
        m_shownFiles += node.kind == Kind::File ? 1 : 0;
    }
    for (std::vector<int>& children : m_shown) {
        std::sort(children.begin(), children.end(),
                  [this](int a, int b) { return isBefore(a, b); });
        for (std::size_t row = 0; row < children.size(); ++row)
            m_rows[std::size_t(children[row])] = int(row);
    }
}

void DocumentTreeModel::announceNumbers()
{
    for (int id = 0; id < m_tree.size(); ++id) {
        const std::vector<int>& children = m_shown[std::size_t(id)];
        if (!children.empty())
            emit dataChanged(indexOf(children.front(), Name), indexOf(children.back(), Size));
    }
}

void DocumentTreeModel::setIncluded(const std::vector<int>& nodes, bool isIncluded)
{
    std::vector<int> files;
    QStringList names;
    const auto collect = [&](int id, const auto& self) -> void {
        const DocumentNode& node = m_tree.node(id);
        if (node.kind == Kind::File && m_tree.files()[node.file].isIncluded != isIncluded) {
            files.push_back(node.file);
            names += m_tree.files()[node.file].name;
        }
        if (node.kind == Kind::Folder)
            for (const int child : m_shown[std::size_t(id)])
                self(child, self);
    };
    for (const int id : nodes)
        collect(id, collect);
    if (files.empty())
        return;
    m_tree.setIncluded(files, isIncluded);
    announceNumbers();
    emit numbersChanged();
    emit inclusionChanged(names, isIncluded);
}

QModelIndex DocumentTreeModel::indexOf(int node, int column) const
{
    if (node <= DocumentTree::kRoot || node >= m_tree.size() || m_rows[std::size_t(node)] < 0)
        return {};
    return createIndex(m_rows[std::size_t(node)], column, quintptr(node));
}

int DocumentTreeModel::nodeOf(const QModelIndex& index)
{
    return index.isValid() ? int(index.internalId()) : DocumentTree::kRoot;
}

QModelIndex DocumentTreeModel::index(int row, int column, const QModelIndex& parent) const
{
    const std::vector<int>& children = m_shown[std::size_t(nodeOf(parent))];
    if (parent.column() > 0 || row < 0 || row >= int(children.size()) || column < 0
        || column >= ColumnCount)
        return {};
    return createIndex(row, column, quintptr(children[std::size_t(row)]));
}

QModelIndex DocumentTreeModel::parent(const QModelIndex& index) const
{
    return indexOf(m_tree.node(nodeOf(index)).parent);
}

int DocumentTreeModel::rowCount(const QModelIndex& parent) const
{
    return parent.column() > 0 ? 0 : int(m_shown[std::size_t(nodeOf(parent))].size());
}

int DocumentTreeModel::columnCount(const QModelIndex&) const { return ColumnCount; }

QString DocumentTreeModel::text(const DocumentNode& node, int column) const
{
    const bool isGroup = node.kind == Kind::Section || node.kind == Kind::Reason;
    switch (column) {
    case Name:
        if (isGroup)
            return tr("%1 (%2)").arg(node.name, countText(node.files));
        return node.hasWarnings ? tr("%1 ⚠").arg(node.name) : node.name;
    case Tokens:
        if (isGroup || node.kind == Kind::Mention)
            return {};
        return node.isCounted()   ? countText(node.tokens)
               : node.tokens == 0 ? QStringLiteral("…")
                                  : tr("%1 …").arg(countText(node.tokens));
    default:
        return isGroup ? QString() : sizeText(node.bytes);
    }
}

// For the tool tip and for those who hear the cell instead of seeing its column.
QString DocumentTreeModel::description(int id, int column) const
{
    const DocumentNode& node = m_tree.node(id);
    QString shown = text(node, column);
    switch (column) {
    case Tokens:
        return shown.isEmpty()    ? QString()
               : node.isCounted() ? tr("%1 tokens").arg(shown)
                                  : tr("not all tokens are counted yet");
    case Size:
        return shown;
    default:
        break;
    }
    QStringList lines{node.file >= 0 || node.kind == Kind::Folder ? m_tree.path(id) : shown};
    if (node.kind == Kind::Folder)
        lines += tr("%1 of %2 files take part")
                     .arg(countText(node.includedFiles), countText(node.files));
    if (node.kind == Kind::File)
        lines += m_tree.files()[node.file].warnings;
    return lines.join(u'\n');
}

QVariant DocumentTreeModel::data(const QModelIndex& index, int role) const
{
    const int id = nodeOf(index);
    const DocumentNode& node = m_tree.node(id);
    const int column = index.column();
    switch (role) {
    case Qt::DisplayRole:
        return text(node, column);
    case Qt::ToolTipRole:
    case Qt::AccessibleTextRole:
        return description(id, column);
    case Qt::TextAlignmentRole:
        return int((column == Name ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter);
    case Qt::CheckStateRole:
        if (column != Name || (node.kind != Kind::Folder && node.kind != Kind::File))
            return {};
        return node.includedFiles == 0            ? Qt::Unchecked
               : node.includedFiles == node.files ? Qt::Checked
                                                  : Qt::PartiallyChecked;
    default:
        return {};
    }
}

bool DocumentTreeModel::setData(const QModelIndex& index, const QVariant& value, int role)
{
    if (role != Qt::CheckStateRole || index.column() != Name)
        return false;
    setIncluded({nodeOf(index)}, value.toInt() == Qt::Checked);
    return true;
}

QVariant DocumentTreeModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return int((section == Name ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    return section == Name ? tr("Name") : section == Tokens ? tr("Tokens") : tr("Size");
}

Qt::ItemFlags DocumentTreeModel::flags(const QModelIndex& index) const
{
    if (!index.isValid())
        return Qt::NoItemFlags;
    const Kind kind = m_tree.node(nodeOf(index)).kind;
    const bool isChecked = index.column() == Name && (kind == Kind::Folder || kind == Kind::File);
    return Qt::ItemIsEnabled | Qt::ItemIsSelectable
           | (isChecked ? Qt::ItemIsUserCheckable : Qt::NoItemFlags)
           | (kind == Kind::File || kind == Kind::Mention ? Qt::ItemNeverHasChildren
                                                          : Qt::NoItemFlags);
}

} // namespace ui
