#include "app/library.h"

#include "app/conversation_store.h"

#include <QDateTime>

#include <algorithm>

namespace app {

Library::Library(ConversationStore& store, QObject* parent) : QObject(parent), m_store(store) {}

void Library::fill(const QList<LibraryEntry>& entries, const QList<Folder>& folders)
{
    for (const LibraryEntry& entry : entries)
        m_entries.insert(entry.id, entry);
    for (const Folder& folder : folders)
        m_folders.insert(folder.id, folder);
    emit filled();
}

const LibraryEntry* Library::entry(qint64 id) const
{
    const auto found = m_entries.constFind(id);
    return found == m_entries.constEnd() ? nullptr : &*found;
}

const Folder* Library::folder(qint64 id) const
{
    const auto found = m_folders.constFind(id);
    return found == m_folders.constEnd() ? nullptr : &*found;
}

QList<LibraryEntry> Library::trash() const
{
    QList<LibraryEntry> trash;
    for (const LibraryEntry& entry : m_entries)
        if (entry.trashed != 0)
            trash.append(entry);
    std::sort(trash.begin(), trash.end(),
              [](const LibraryEntry& a, const LibraryEntry& b) { return a.trashed > b.trashed; });
    return trash;
}

template <class Change>
void Library::change(qint64 id, Change change)
{
    const auto found = m_entries.find(id);
    if (found == m_entries.end())
        return;
    change(*found);
    m_store.write(*found);
    emit entryChanged(id);
}

void Library::add(qint64 id)
{
    LibraryEntry entry;
    entry.id = id;
    entry.created = QDateTime::currentMSecsSinceEpoch();
    entry.updated = entry.created;
    m_entries.insert(id, entry);
    m_store.write(entry);
    emit entryChanged(id);
}

void Library::setTitle(qint64 id, const QString& title)
{
    const QString cleaned = title.simplified();
    if (!cleaned.isEmpty())
        change(id, [&](LibraryEntry& entry) { entry.title = cleaned; });
}

void Library::touch(qint64 id)
{
    change(id, [](LibraryEntry& entry) { entry.updated = QDateTime::currentMSecsSinceEpoch(); });
}

void Library::setPinned(qint64 id, bool isPinned)
{
    change(id, [=](LibraryEntry& entry) { entry.isPinned = isPinned; });
}

void Library::moveToFolder(qint64 id, qint64 folder)
{
    if (folder == 0 || m_folders.contains(folder))
        change(id, [=](LibraryEntry& entry) { entry.folder = folder; });
}

void Library::throwAway(qint64 id)
{
    change(id, [](LibraryEntry& entry) { entry.trashed = QDateTime::currentMSecsSinceEpoch(); });
}

void Library::restore(qint64 id)
{
    change(id, [](LibraryEntry& entry) { entry.trashed = 0; });
}

void Library::remove(qint64 id)
{
    if (m_entries.remove(id) == 0)
        return;
    m_store.removeConversation(id);
    emit entryRemoved(id);
}

qint64 Library::addFolder(qint64 parent, const QString& name)
{
    const Folder folder{m_store.newId(), m_folders.contains(parent) ? parent : 0, name};
    m_folders.insert(folder.id, folder);
    m_store.write(folder);
    emit folderChanged(folder.id);
    return folder.id;
}

void Library::renameFolder(qint64 id, const QString& name)
{
    const auto found = m_folders.find(id);
    const QString cleaned = name.simplified();
    if (found == m_folders.end() || cleaned.isEmpty())
        return;
    found->name = cleaned;
    m_store.write(*found);
    emit folderChanged(id);
}

bool Library::isInside(qint64 folder, qint64 ancestor) const
{
    for (const Folder* at = this->folder(folder); at; at = this->folder(at->parent))
        if (at->id == ancestor)
            return true;
    return false;
}

void Library::moveFolder(qint64 id, qint64 parent)
{
    const auto found = m_folders.find(id);
    if (found == m_folders.end() || isInside(parent, id)
        || (parent != 0 && !m_folders.contains(parent)))
        return;
    found->parent = parent;
    m_store.write(*found);
    emit folderChanged(id);
}

void Library::removeFolder(qint64 id)
{
    const Folder* removed = folder(id);
    if (!removed)
        return;
    const qint64 parent = removed->parent;
    const QList<Folder> folders = this->folders();
    for (const Folder& inner : folders)
        if (inner.parent == id)
            moveFolder(inner.id, parent);
    const QList<LibraryEntry> entries = this->entries();
    for (const LibraryEntry& entry : entries)
        if (entry.folder == id)
            moveToFolder(entry.id, parent);
    m_folders.remove(id);
    m_store.removeFolder(id);
    emit folderRemoved(id);
}

} // namespace app
