// ShelfModel: a flat list of the library, such as of documents or apps. Whoever has them says what
// there is; rows that stay the same leave the view alone.

#pragma once

#include <QAbstractListModel>

namespace app {

struct ShelfRow
{
    qint64 id = 0;
    QString title;
    QString remark; // shown when the mouse rests on it

    bool operator==(const ShelfRow&) const = default;
};

class ShelfModel : public QAbstractListModel
{
    Q_OBJECT

public:
    using QAbstractListModel::QAbstractListModel;

    void setRows(const QList<ShelfRow>& rows);

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;

private:
    QList<ShelfRow> m_rows;
};

} // namespace app
