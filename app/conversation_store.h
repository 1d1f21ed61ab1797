// ConversationStore: everything that is kept of conversations, as the window's thread sees it. A
// thread of its own reads and writes, in the order in which it was asked; nothing here blocks but the
// destructor, which waits until all is written. What was written survives the death of the program.

#pragma once

#include "app/records.h"
#include "app/worker_thread.h"
#include "engine/result.h"

#include <QHash>
#include <QObject>
#include <QTimer>

#include <atomic>
#include <functional>

namespace app {

class ConversationTables;
class StoreWorker;

class ConversationStore : public QObject
{
    Q_OBJECT

public:
    // A message that grows, and a draft that is typed, are written this often.
    static constexpr int kWriteIntervalMs = 400;

    explicit ConversationStore(const QString& databasePath, QObject* parent = nullptr);
    ~ConversationStore() override;

    // Unique in the database, whatever wrote it: they grow with the time in microseconds, and fit
    // into 53 bits, which is what a page's JavaScript can hold.
    qint64 newId();

    // Answered by opened() or failed(), loaded(), searched().
    void open();
    void load(qint64 conversation);
    void search(const QString& query); // only the last one is answered

    void write(const LibraryEntry& entry);
    void write(const Folder& folder);
    void write(qint64 conversation, const Message& message);
    void write(qint64 conversation, const ConversationDetails& details);
    // The same, within kWriteIntervalMs.
    void writeSoon(qint64 conversation, const Message& message);
    void writeSoon(qint64 conversation, const ConversationDetails& details);

    void removeConversation(qint64 id);
    void removeMessage(qint64 id); // and what follows it
    void removeFolder(qint64 id);

signals:
    // The notice is what the user should know of the opening; mostly empty.
    void opened(const QList<app::LibraryEntry>& entries, const QList<app::Folder>& folders,
                const QString& notice);
    void loaded(const app::StoredConversation& conversation);
    void loadFailed(qint64 conversation, const QString& reason);
    void searched(const QString& query, const QList<app::SearchHit>& hits);
    void failed(const QString& reason);
    // What is to be written waits, and is tried again, until the reason is empty.
    void unsavedChanged(const QString& reason);

private:
    // The row: as PatientWrites::change() takes it.
    void change(std::function<engine::Status(ConversationTables&)> change, qint64 row = 0);
    void writeWaiting();
    void noticeId(qint64 id);

    QTimer m_timer;
    QHash<qint64, std::pair<qint64, Message>> m_waitingMessages; // by id, with the conversation
    QHash<qint64, ConversationDetails> m_waitingDetails;
    std::atomic<quint64> m_search = 0; // number of the last one
    qint64 m_lastId = 0;
    WorkerThread<StoreWorker> m_worker;
};

} // namespace app
