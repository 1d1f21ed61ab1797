#include "app/library_model.h"

#include "app/library.h"
#include "ui/library_role.h"

#include <QDataStream>
#include <QIODevice>
#include <QMimeData>

#include <algorithm>
#include <utility>

namespace app {
namespace {

using ui::LibraryKind;

const auto kMimeType = QStringLiteral("application/x-levin-library-row");

qint64 idOf(const QStandardItem* item) { return item->data(ui::LibraryIdRole).toLongLong(); }

bool isFolder(const QModelIndex& index)
{
    return index.data(ui::LibraryKindRole).toInt() == int(LibraryKind::Folder);
}

} // namespace

LibraryModel::LibraryModel(Library& library, QObject* parent)
    : QStandardItemModel(parent)
    , m_library(library)
{
    connect(&library, &Library::filled, this, &LibraryModel::fill);
    connect(&library, &Library::entryChanged, this, &LibraryModel::showEntry);
    connect(&library, &Library::entryRemoved, this, &LibraryModel::removeItem);
    connect(&library, &Library::folderChanged, this, &LibraryModel::showFolder);
    connect(&library, &Library::folderRemoved, this, &LibraryModel::removeItem);
    fill();
}

void LibraryModel::fill()
{
    clear();
    m_items.clear();
    const auto known = [this](qint64 folder) { return m_library.folder(folder) ? folder : 0; };
    ItemsByFolder items;
    const QList<Folder> folders = m_library.folders();
    for (const Folder& folder : folders)
        items[known(folder.parent)].append(itemOf(folder));
    const QList<LibraryEntry> entries = m_library.entries();
    for (const LibraryEntry& entry : entries)
        if (entry.trashed == 0)
            items[known(entry.folder)].append(itemOf(entry));
    append(items, 0);
}

// A folder is in the model before what is in it, so that the views are told and unfold it.
void LibraryModel::append(const ItemsByFolder& items, qint64 folder)
{
    QList<QStandardItem*> inside = items.value(folder);
    if (inside.isEmpty())
        return;
    std::sort(inside.begin(), inside.end(),
              [this](const QStandardItem* a, const QStandardItem* b) { return comesBefore(a, b); });
    QStandardItem* parent = folder == 0 ? invisibleRootItem() : m_items.value(folder);
    parent->setColumnCount(1); // appendRows() would insert it in the midst of the rows
    parent->appendRows(inside);
    for (const QStandardItem* item : std::as_const(inside))
        append(items, idOf(item));
}

QStandardItem* LibraryModel::itemFor(qint64 id, int kind)
{
    QStandardItem*& item = m_items[id];
    if (!item) {
        item = new QStandardItem;
        item->setData(id, ui::LibraryIdRole);
        item->setData(kind, ui::LibraryKindRole);
        item->setDropEnabled(kind == int(LibraryKind::Folder));
    }
    return item;
}

QStandardItem* LibraryModel::itemOf(const Folder& folder)
{
    QStandardItem* item = itemFor(folder.id, int(LibraryKind::Folder));
    item->setText(folder.name);
    return item;
}

QStandardItem* LibraryModel::itemOf(const LibraryEntry& entry)
{
    QStandardItem* item = itemFor(entry.id, int(LibraryKind::Conversation));
    item->setText(entry.title.isEmpty() ? tr("New chat") : entry.title);
    item->setToolTip(entry.title);
    item->setData(entry.isPinned, ui::IsPinnedRole);
    return item;
}

// A folder's parents are made before it, in whatever order folders come.
QStandardItem* LibraryModel::parentItem(qint64 folder)
{
    if (!m_library.folder(folder))
        return invisibleRootItem();
    if (!m_items.contains(folder))
        showFolder(folder);
    return m_items.value(folder);
}

void LibraryModel::showFolder(qint64 id)
{
    const Folder* folder = m_library.folder(id);
    Q_ASSERT(folder);
    QStandardItem* parent = parentItem(folder->parent);
    QStandardItem* item = itemOf(*folder);
    place(item, parent == invisibleRootItem() ? 0 : folder->parent);
}

void LibraryModel::showEntry(qint64 id)
{
    const LibraryEntry* entry = m_library.entry(id);
    Q_ASSERT(entry);
    if (entry->trashed != 0) {
        removeItem(id);
        return;
    }
    place(itemOf(*entry), entry->folder);
}

void LibraryModel::removeItem(qint64 id)
{
    QStandardItem* item = m_items.take(id);
    if (!item)
        return;
    QStandardItem* parent = item->parent() ? item->parent() : invisibleRootItem();
    parent->removeRow(item->row()); // deletes it
}

bool LibraryModel::comesBefore(const QStandardItem* a, const QStandardItem* b) const
{
    const int kindA = a->data(ui::LibraryKindRole).toInt();
    const int kindB = b->data(ui::LibraryKindRole).toInt();
    if (kindA != kindB)
        return kindA == int(LibraryKind::Folder);
    if (kindA == int(LibraryKind::Folder))
        return QString::localeAwareCompare(a->text(), b->text()) < 0;
    const LibraryEntry* first = m_library.entry(idOf(a));
    const LibraryEntry* second = m_library.entry(idOf(b));
    if (!first || !second)
        return false;
    if (first->isPinned != second->isPinned)
        return first->isPinned;
    return first->updated > second->updated;
}

// Where its order says; a row that stays where it is is not moved, so that it stays selected.
void LibraryModel::place(QStandardItem* item, qint64 folder)
{
    QStandardItem* wanted = folder == 0 ? invisibleRootItem() : parentItem(folder);
    QStandardItem* present = item->row() < 0  ? nullptr
                             : item->parent() ? item->parent()
                                              : invisibleRootItem();
    int row = 0;
    for (int i = 0; i < wanted->rowCount(); ++i) {
        const QStandardItem* other = wanted->child(i);
        if (other != item && comesBefore(other, item))
            ++row;
    }
    if (present == wanted && item->row() == row)
        return;
    if (present) {
        const QList<QStandardItem*> taken = present->takeRow(item->row());
        wanted->insertRow(row, taken);
    } else {
        wanted->insertRow(row, item);
    }
}

bool LibraryModel::setData(const QModelIndex& index, const QVariant& value, int role)
{
    if (role != Qt::EditRole)
        return QStandardItemModel::setData(index, value, role);
    const qint64 id = index.data(ui::LibraryIdRole).toLongLong();
    if (isFolder(index))
        m_library.renameFolder(id, value.toString());
    else
        m_library.setTitle(id, value.toString());
    return true;
}

QStringList LibraryModel::mimeTypes() const { return {kMimeType}; }

QMimeData* LibraryModel::mimeData(const QModelIndexList& indexes) const
{
    QByteArray bytes;
    QDataStream stream(&bytes, QIODevice::WriteOnly);
    for (const QModelIndex& index : indexes)
        stream << index.data(ui::LibraryIdRole).toLongLong() << isFolder(index);
    auto* data = new QMimeData;
    data->setData(kMimeType, bytes);
    return data;
}

bool LibraryModel::canDropMimeData(const QMimeData* data, Qt::DropAction, int, int,
                                   const QModelIndex& parent) const
{
    return data->hasFormat(kMimeType) && (!parent.isValid() || isFolder(parent));
}

// The library moves the rows; the view must not remove them, too.
bool LibraryModel::dropMimeData(const QMimeData* data, Qt::DropAction, int, int,
                                const QModelIndex& parent)
{
    const qint64 folder = parent.data(ui::LibraryIdRole).toLongLong(); // 0: to none
    const QByteArray bytes = data->data(kMimeType);
    QDataStream stream(bytes);
    while (!stream.atEnd()) {
        qint64 id = 0;
        bool isFolderRow = false;
        stream >> id >> isFolderRow;
        if (stream.status() != QDataStream::Ok)
            break;
        if (isFolderRow)
            m_library.moveFolder(id, folder);
        else
            m_library.moveToFolder(id, folder);
    }
    return false;
}

} // namespace app
