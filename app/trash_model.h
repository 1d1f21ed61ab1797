// TrashModel: the conversations that were thrown away, the latest first.

#pragma once

#include "app/records.h"

#include <QAbstractListModel>

namespace app {

class Library;

class TrashModel : public QAbstractListModel
{
    Q_OBJECT

public:
    // Borrows the library.
    explicit TrashModel(Library& library, QObject* parent = nullptr);

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;

private:
    void follow();

    Library& m_library;
    QList<LibraryEntry> m_rows;
};

} // namespace app
