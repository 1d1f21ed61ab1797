// LibraryModel: the library as a tree: folders by name, then conversations, the pinned ones first and
// the latest before the others. Roles: ui/library_role.h. Rows can be renamed and dragged.

#pragma once

#include <QHash>
#include <QStandardItemModel>

namespace app {

class Library;
struct Folder;
struct LibraryEntry;

class LibraryModel : public QStandardItemModel
{
    Q_OBJECT

public:
    // Borrows the library.
    explicit LibraryModel(Library& library, QObject* parent = nullptr);

    bool setData(const QModelIndex& index, const QVariant& value, int role) override;
    Qt::DropActions supportedDropActions() const override { return Qt::MoveAction; }
    QStringList mimeTypes() const override;
    QMimeData* mimeData(const QModelIndexList& indexes) const override;
    bool canDropMimeData(const QMimeData* data, Qt::DropAction action, int row, int column,
                         const QModelIndex& parent) const override;
    bool dropMimeData(const QMimeData* data, Qt::DropAction action, int row, int column,
                      const QModelIndex& parent) override;

private:
    using ItemsByFolder = QHash<qint64, QList<QStandardItem*>>; // 0: in none

    void fill();
    void append(const ItemsByFolder& items, qint64 folder);
    void showEntry(qint64 id);
    void showFolder(qint64 id);
    void removeItem(qint64 id);
    void place(QStandardItem* item, qint64 folder);
    QStandardItem* parentItem(qint64 folder);
    QStandardItem* itemFor(qint64 id, int kind);
    QStandardItem* itemOf(const Folder& folder); // made or brought up to date
    QStandardItem* itemOf(const LibraryEntry& entry);
    bool comesBefore(const QStandardItem* a, const QStandardItem* b) const;

    Library& m_library;
    QHash<qint64, QStandardItem*> m_items; // the model owns them
};

} // namespace app
