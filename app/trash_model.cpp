#include "app/trash_model.h"

#include "app/library.h"
#include "ui/library_role.h"

#include <algorithm>

namespace app {

TrashModel::TrashModel(Library& library, QObject* parent)
    : QAbstractListModel(parent)
    , m_library(library)
{
    connect(&library, &Library::filled, this, &TrashModel::follow);
    connect(&library, &Library::entryChanged, this, &TrashModel::follow);
    connect(&library, &Library::entryRemoved, this, &TrashModel::follow);
    follow();
}

// Most changes are of conversations that are not here.
void TrashModel::follow()
{
    const QList<LibraryEntry> rows = m_library.trash();
    const bool isSame = std::equal(rows.begin(), rows.end(), m_rows.begin(), m_rows.end(),
                                   [](const LibraryEntry& a, const LibraryEntry& b) {
                                       return a.id == b.id && a.title == b.title;
                                   });
    if (isSame)
        return;
    beginResetModel();
    m_rows = rows;
    endResetModel();
}

int TrashModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

QVariant TrashModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid() || index.row() >= rowCount())
        return {};
    const LibraryEntry& entry = m_rows[index.row()];
    switch (role) {
    case Qt::DisplayRole:
        return entry.title.isEmpty() ? tr("New chat") : entry.title;
    case ui::LibraryIdRole:
        return entry.id;
    case ui::LibraryKindRole:
        return int(ui::LibraryKind::Conversation);
    default:
        return {};
    }
}

} // namespace app
