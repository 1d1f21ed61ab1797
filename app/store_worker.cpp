#include "app/store_worker.h"

#include "app/conversation_search.h"

#include <QLoggingCategory>
#include <QTimer>

#include <algorithm>
#include <utility>

namespace app {
namespace {

Q_LOGGING_CATEGORY(storeLog, "levin.store")

constexpr int kMostHits = 100;

} // namespace

StoreWorker::StoreWorker(const QString& path) : m_path(path), m_repeat(new QTimer(this))
{
    m_repeat->setSingleShot(true);
    m_repeat->setInterval(kRepeatIntervalMs);
    connect(m_repeat, &QTimer::timeout, this, &StoreWorker::makeWaiting);
}

StoreWorker::~StoreWorker() = default;

void StoreWorker::open()
{
    engine::Result<std::unique_ptr<Database>> database = Database::open(m_path);
    if (!database) {
        tell(database.error());
        tellUnsaved(database.error());
        return;
    }
    m_database = std::move(*database);
    m_tables = std::make_unique<ConversationTables>(*m_database);
    tell(readLibrary());
}

engine::Status StoreWorker::readLibrary()
{
    const engine::Result<int> interrupted = m_tables->markInterrupted();
    if (!interrupted)
        return interrupted.error();
    if (*interrupted > 0)
        qCInfo(storeLog, "%d messages were being written when the program ended", *interrupted);
    const engine::Result<QList<LibraryEntry>> entries = m_tables->entries();
    if (!entries)
        return entries.error();
    const engine::Result<QList<Folder>> folders = m_tables->folders();
    if (!folders)
        return folders.error();
    const engine::Result<qint64> largestId = m_tables->largestId();
    if (!largestId)
        return largestId.error();
    emit opened(*entries, *folders, m_database->notice(), *largestId);
    return engine::Done{};
}

void StoreWorker::load(qint64 conversation)
{
    if (!m_tables)
        return;
    const engine::Result<StoredConversation> stored = m_tables->read(conversation);
    if (stored)
        emit loaded(*stored);
    else
        emit loadFailed(conversation, QString::fromStdString(stored.error().message));
}

void StoreWorker::search(const QString& query, quint64 number, const std::atomic<quint64>& last)
{
    if (!m_database || number != last.load())
        return;
    const engine::Result<QList<SearchHit>> hits = app::search(*m_database, query, kMostHits);
    if (hits)
        emit searched(query, *hits);
    else
        tell(hits.error());
}

void StoreWorker::change(Change change, qint64 row)
{
    if (!m_tables)
        return;
    const auto same =
        std::find_if(m_waiting.begin(), m_waiting.end(),
                     [row](const Waiting& waiting) { return row != 0 && waiting.row == row; });
    if (same != m_waiting.end())
        same->change = std::move(change);
    else
        m_waiting.push_back({row, std::move(change)});
    makeWaiting();
}

void StoreWorker::makeWaiting()
{
    while (!m_waiting.empty()) {
        const engine::Status status = m_waiting.front().change(*m_tables);
        tell(status);
        // What contradicts the tables would do so for ever; anything else may pass.
        if (!status && status.error().code != engine::ErrorCode::InvalidArgument) {
            tellUnsaved(status);
            m_repeat->start();
            return;
        }
        m_waiting.pop_front();
    }
    tellUnsaved(engine::Done{});
}

void StoreWorker::tellUnsaved(const engine::Status& status)
{
    if (std::exchange(m_isUnsaved, !status) != !status)
        emit unsavedChanged(status ? QString() : QString::fromStdString(status.error().message));
}

void StoreWorker::tell(const engine::Status& status)
{
    const std::string failure = status ? std::string() : status.error().message;
    if (!failure.empty() && failure != m_lastFailure) {
        qCWarning(storeLog, "%s", failure.c_str());
        emit failed(QString::fromStdString(failure));
    }
    m_lastFailure = failure;
}

} // namespace app
