// SearchModel: what a search found, for the library's list (roles: ui/library_role.h).

#pragma once

#include "app/records.h"

#include <QAbstractListModel>

namespace app {

class SearchModel : public QAbstractListModel
{
    Q_OBJECT

public:
    using QAbstractListModel::QAbstractListModel;

    void setHits(const QList<SearchHit>& hits);

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;

private:
    QList<SearchHit> m_hits;
};

} // namespace app
