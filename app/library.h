// Library: the conversations and folders there are, without their messages. Every change is told and
// written.

#pragma once

#include "app/records.h"

#include <QHash>
#include <QObject>

namespace app {

class ConversationStore;

class Library : public QObject
{
    Q_OBJECT

public:
    // Borrows the store.
    explicit Library(ConversationStore& store, QObject* parent = nullptr);

    // What the store holds. What was begun before it answered stays.
    void fill(const QList<LibraryEntry>& entries, const QList<Folder>& folders);

    const LibraryEntry* entry(qint64 id) const; // null: there is none
    const Folder* folder(qint64 id) const;
    QList<LibraryEntry> entries() const { return m_entries.values(); }
    QList<Folder> folders() const { return m_folders.values(); }
    QList<LibraryEntry> trash() const; // what was thrown away last comes first

    void add(qint64 id);
    void setTitle(qint64 id, const QString& title);
    void touch(qint64 id); // it was changed now
    void setPinned(qint64 id, bool isPinned);
    void moveToFolder(qint64 id, qint64 folder); // 0: to none
    void throwAway(qint64 id);
    void restore(qint64 id);
    void remove(qint64 id); // for good

    qint64 addFolder(qint64 parent, const QString& name);
    void renameFolder(qint64 id, const QString& name);
    void moveFolder(qint64 id, qint64 parent); // not into itself
    void removeFolder(qint64 id);              // what was in it moves to where it was

signals:
    void filled();
    void entryChanged(qint64 id); // or is new
    void entryRemoved(qint64 id);
    void folderChanged(qint64 id); // or is new
    void folderRemoved(qint64 id);

private:
    template <class Change>
    void change(qint64 id, Change change);
    bool isInside(qint64 folder, qint64 ancestor) const;

    ConversationStore& m_store;
    QHash<qint64, LibraryEntry> m_entries;
    QHash<qint64, Folder> m_folders;
};

} // namespace app
