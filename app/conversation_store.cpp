#include "app/conversation_store.h"

#include "app/store_worker.h"

#include <QDateTime>

#include <algorithm>
#include <chrono>
#include <utility>

namespace app {

ConversationStore::ConversationStore(const QString& databasePath, QObject* parent)
    : QObject(parent)
    , m_worker(new StoreWorker(databasePath))
{
    m_worker->moveToThread(&m_thread);
    connect(&m_thread, &QThread::finished, m_worker, &QObject::deleteLater);
    connect(m_worker, &StoreWorker::opened, this,
            [this](const QList<LibraryEntry>& entries, const QList<Folder>& folders,
                   const QString& notice, qint64 largestId) {
                noticeId(largestId);
                emit opened(entries, folders, notice);
            });
    connect(m_worker, &StoreWorker::loaded, this, &ConversationStore::loaded);
    connect(m_worker, &StoreWorker::loadFailed, this, &ConversationStore::loadFailed);
    connect(m_worker, &StoreWorker::searched, this, &ConversationStore::searched);
    connect(m_worker, &StoreWorker::failed, this, &ConversationStore::failed);
    connect(m_worker, &StoreWorker::unsavedChanged, this, &ConversationStore::unsavedChanged);
    m_timer.setSingleShot(true);
    m_timer.setInterval(kWriteIntervalMs);
    connect(&m_timer, &QTimer::timeout, this, &ConversationStore::writeWaiting);
    m_thread.setObjectName(QStringLiteral("store"));
    m_thread.start();
}

// quit() could overtake what was asked before, so it is asked for in the same queue; what the disk
// refused has its last chance then.
ConversationStore::~ConversationStore()
{
    writeWaiting();
    post([thread = &m_thread](StoreWorker& worker) {
        worker.makeWaiting();
        thread->quit();
    });
    m_thread.wait();
}

void ConversationStore::post(std::function<void(StoreWorker&)> work)
{
    QMetaObject::invokeMethod(m_worker,
                              [worker = m_worker, work = std::move(work)] { work(*worker); });
}

qint64 ConversationStore::newId()
{
    const auto now = std::chrono::system_clock::now().time_since_epoch();
    const qint64 microseconds = std::chrono::duration_cast<std::chrono::microseconds>(now).count();
    m_lastId = std::max(m_lastId + 1, microseconds);
    return m_lastId;
}

void ConversationStore::noticeId(qint64 id) { m_lastId = std::max(m_lastId, id); }

void ConversationStore::open()
{
    post([](StoreWorker& worker) { worker.open(); });
}

void ConversationStore::load(qint64 conversation)
{
    writeWaiting(); // what is loaded is what was asked to be written
    post([conversation](StoreWorker& worker) { worker.load(conversation); });
}

// The worker is gone before the store is, so it may look at the number of the last search.
void ConversationStore::search(const QString& query)
{
    const quint64 number = ++m_search;
    post([query, number, last = &m_search](StoreWorker& worker) {
        worker.search(query, number, *last);
    });
}

void ConversationStore::change(std::function<engine::Status(ConversationTables&)> change,
                               qint64 row)
{
    post([change = std::move(change), row](StoreWorker& worker) { worker.change(change, row); });
}

void ConversationStore::write(const LibraryEntry& entry)
{
    change([entry](ConversationTables& tables) { return tables.write(entry); });
}

void ConversationStore::write(const Folder& folder)
{
    change([folder](ConversationTables& tables) { return tables.write(folder); });
}

void ConversationStore::write(qint64 conversation, const Message& message)
{
    m_waitingMessages.remove(message.id);
    change([=](ConversationTables& tables) { return tables.write(conversation, message); },
           message.id);
}

void ConversationStore::write(qint64 conversation, const ConversationDetails& details)
{
    m_waitingDetails.remove(conversation);
    change([=](ConversationTables& tables) { return tables.write(conversation, details); },
           conversation);
}

void ConversationStore::writeSoon(qint64 conversation, const Message& message)
{
    m_waitingMessages.insert(message.id, {conversation, message});
    if (!m_timer.isActive())
        m_timer.start();
}

void ConversationStore::writeSoon(qint64 conversation, const ConversationDetails& details)
{
    m_waitingDetails.insert(conversation, details);
    if (!m_timer.isActive())
        m_timer.start();
}

void ConversationStore::writeWaiting()
{
    m_timer.stop();
    const auto messages = std::exchange(m_waitingMessages, {});
    for (const auto& [conversation, message] : messages)
        write(conversation, message);
    const auto details = std::exchange(m_waitingDetails, {});
    for (auto waiting = details.begin(); waiting != details.end(); ++waiting)
        write(waiting.key(), waiting.value());
}

void ConversationStore::removeConversation(qint64 id)
{
    m_waitingDetails.remove(id);
    m_waitingMessages.removeIf([id](const auto& waiting) { return waiting.value().first == id; });
    change([id](ConversationTables& tables) { return tables.removeConversation(id); });
}

void ConversationStore::removeMessage(qint64 id)
{
    m_waitingMessages.remove(id);
    change([id](ConversationTables& tables) { return tables.removeMessage(id); });
}

void ConversationStore::removeFolder(qint64 id)
{
    change([id](ConversationTables& tables) { return tables.removeFolder(id); });
}

} // namespace app
