#include "app/shelf_model.h"

#include "ui/library_role.h"

namespace app {

void ShelfModel::setRows(const QList<ShelfRow>& rows)
{
    if (rows == m_rows)
        return;
    beginResetModel();
    m_rows = rows;
    endResetModel();
}

int ShelfModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

QVariant ShelfModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid() || index.row() >= rowCount())
        return {};
    const ShelfRow& row = m_rows[index.row()];
    switch (role) {
    case Qt::DisplayRole:
        return row.title;
    case Qt::ToolTipRole:
        return row.remark;
    case ui::LibraryIdRole:
        return row.id;
    case ui::LibraryKindRole:
        return int(ui::LibraryKind::Other);
    default:
        return {};
    }
}

} // namespace app
