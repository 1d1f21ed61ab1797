#include "app/conversation_store.h"

#include "app/store_worker.h"

#include <QDateTime>

#include <algorithm>
#include <chrono>
#include <utility>

namespace app {

ConversationStore::ConversationStore(const QString& databasePath, QObject* parent)
    : QObject(parent)
    , m_worker(QStringLiteral("store"), std::make_unique<StoreWorker>(databasePath))
{
    const StoreWorker* teller = m_worker.teller();
    connect(teller, &StoreWorker::opened, this,
            [this](const QList<LibraryEntry>& entries, const QList<Folder>& folders,
                   const QString& notice, qint64 largestId) {
                noticeId(largestId);
                emit opened(entries, folders, notice);
            });
    connect(teller, &StoreWorker::loaded, this, &ConversationStore::loaded);
    connect(teller, &StoreWorker::loadFailed, this, &ConversationStore::loadFailed);
    connect(teller, &StoreWorker::searched, this, &ConversationStore::searched);
    connect(teller, &StoreWorker::failed, this, &ConversationStore::failed);
    connect(teller, &StoreWorker::unsavedChanged, this, &ConversationStore::unsavedChanged);
    m_timer.setSingleShot(true);
    m_timer.setInterval(kWriteIntervalMs);
    connect(&m_timer, &QTimer::timeout, this, &ConversationStore::writeWaiting);
}

// What the disk refused has its last chance.
ConversationStore::~ConversationStore()
{
    writeWaiting();
    m_worker.post([](StoreWorker& worker) { worker.writes().makeWaiting(); });
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
    m_worker.post([](StoreWorker& worker) { worker.open(); });
}

void ConversationStore::load(qint64 conversation)
{
    writeWaiting(); // what is loaded is what was asked to be written
    m_worker.post([conversation](StoreWorker& worker) { worker.load(conversation); });
}

// The worker is gone before the store is, so it may look at the number of the last search.
void ConversationStore::search(const QString& query)
{
    const quint64 number = ++m_search;
    m_worker.post([query, number, last = &m_search](StoreWorker& worker) {
        worker.search(query, number, *last);
    });
}

void ConversationStore::change(std::function<engine::Status(ConversationTables&)> change,
                               qint64 row)
{
    m_worker.post([change = std::move(change), row](StoreWorker& worker) {
        worker.writes().change(change, row);
    });
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
