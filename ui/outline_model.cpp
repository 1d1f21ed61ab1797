#include "ui/outline_model.h"

#include <QFont>

#include <algorithm>
#include <utility>

namespace ui {

struct OutlineModel::Node
{
    Node* parent = nullptr; // null: a document
    int row = 0;
    int document = 0;
    OutlineEntry entry;
    QList<OutlineEntry> unfilled; // of a document: what becomes its children
    std::vector<std::unique_ptr<Node>> children;

    Node* add(const OutlineEntry& added)
    {
        auto child = std::make_unique<Node>();
        child->parent = this;
        child->row = int(children.size());
        child->document = document;
        child->entry = added;
        children.push_back(std::move(child));
        return children.back().get();
    }

    void fill()
    {
        std::vector<Node*> above{this};
        for (const OutlineEntry& added : std::exchange(unfilled, {})) {
            while (above.size() > 1 && above.back()->entry.level >= added.level)
                above.pop_back();
            above.push_back(above.back()->add(added));
        }
    }
};

OutlineModel::OutlineModel(QObject* parent) : QAbstractItemModel(parent) {}

OutlineModel::~OutlineModel() = default;

void OutlineModel::setDocuments(const QList<ViewedDocument>& documents)
{
    m_documents = documents;
    rebuild();
}

void OutlineModel::setFilter(const QString& words)
{
    if (words == m_filter)
        return;
    m_filter = words;
    rebuild();
}

bool OutlineModel::matches(const QString& title) const
{
    return m_filter.isEmpty() || title.contains(m_filter, Qt::CaseInsensitive);
}

QList<OutlineEntry> OutlineModel::entriesOf(int document) const
{
    const ViewedDocument& from = m_documents[document];
    if (!from.outline.isEmpty())
        return from.outline;
    QList<OutlineEntry> pages;
    for (qsizetype page = 0; page < from.pages.size(); ++page)
        pages.append({from.pages[page], 1, tr("Page %1").arg(page + 1)});
    return pages;
}

void OutlineModel::rebuild()
{
    beginResetModel();
    m_files.clear();
    m_matches = 0;
    for (int document = 0; document < int(m_documents.size()); ++document) {
        QList<OutlineEntry> entries = entriesOf(document);
        const QString& name = m_documents[document].name;
        if (!m_filter.isEmpty()) {
            const auto isOut = [this](const OutlineEntry& entry) { return !matches(entry.title); };
            // What is left of a tree has no levels.
            entries.removeIf(isOut);
            for (OutlineEntry& entry : entries)
                entry.level = 1;
            m_matches += entries.size();
            if (entries.isEmpty() && !matches(name))
                continue;
        }
        auto file = std::make_unique<Node>();
        file->row = int(m_files.size());
        file->document = document;
        file->entry.title = name;
        file->unfilled = std::move(entries);
        m_files.push_back(std::move(file));
    }
    endResetModel();
}

OutlineModel::Node* OutlineModel::nodeOf(const QModelIndex& index) const
{
    return static_cast<Node*>(index.internalPointer());
}

QModelIndex OutlineModel::index(int row, int column, const QModelIndex& parent) const
{
    if (parent.isValid())
        nodeOf(parent)->fill();
    const auto& siblings = parent.isValid() ? nodeOf(parent)->children : m_files;
    if (column != 0 || row < 0 || row >= int(siblings.size()))
        return {};
    return createIndex(row, 0, siblings[std::size_t(row)].get());
}

QModelIndex OutlineModel::parent(const QModelIndex& child) const
{
    Node* parent = child.isValid() ? nodeOf(child)->parent : nullptr;
    return parent ? createIndex(parent->row, 0, parent) : QModelIndex();
}

int OutlineModel::rowCount(const QModelIndex& parent) const
{
    if (!parent.isValid())
        return int(m_files.size());
    nodeOf(parent)->fill();
    return int(nodeOf(parent)->children.size());
}

int OutlineModel::columnCount(const QModelIndex&) const { return 1; }

// Asks for no rows: a view draws the sign for them before anybody wants to see them.
bool OutlineModel::hasChildren(const QModelIndex& parent) const
{
    if (!parent.isValid())
        return !m_files.empty();
    const Node* node = nodeOf(parent);
    return !node->children.empty() || !node->unfilled.isEmpty();
}

QVariant OutlineModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid())
        return {};
    const Node& node = *nodeOf(index);
    switch (role) {
    case Qt::DisplayRole:
    case Qt::ToolTipRole:
        return node.entry.title;
    case Qt::FontRole: {
        QFont font;
        font.setBold(!node.parent);
        return font;
    }
    case DocumentRole:
        return node.document;
    case BeginRole:
        return node.entry.begin;
    default:
        return {};
    }
}

QModelIndex OutlineModel::indexAt(int document, qsizetype position) const
{
    const auto file = std::find_if(m_files.begin(), m_files.end(),
                                   [&](const auto& node) { return node->document == document; });
    if (file == m_files.end())
        return {};
    Node* node = file->get();
    node->fill();
    for (;;) {
        const auto behind = std::upper_bound(
            node->children.begin(), node->children.end(), position,
            [](qsizetype wanted, const auto& child) { return wanted < child->entry.begin; });
        if (behind == node->children.begin())
            return createIndex(node->row, 0, node);
        node = (behind - 1)->get();
    }
}

} // namespace ui
