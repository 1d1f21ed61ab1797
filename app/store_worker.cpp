#include "app/store_worker.h"

#include "app/conversation_search.h"

#include <QLoggingCategory>

namespace app {
namespace {

Q_LOGGING_CATEGORY(storeLog, "levin.store")

constexpr int kMostHits = 100;

} // namespace

StoreWorker::StoreWorker(const QString& path)
    : m_path(path)
    , m_failures([this](const QString& reason) {
        qCWarning(storeLog, "%s", qUtf8Printable(reason));
        emit failed(reason);
    })
    , m_writes(
          this, [this](const engine::Status& status) { m_failures.hear(status); },
          [this](const QString& reason) { emit unsavedChanged(reason); })
{}

StoreWorker::~StoreWorker() = default;

void StoreWorker::open()
{
    engine::Result<std::unique_ptr<Database>> database = Database::open(m_path);
    if (!database) {
        m_failures.hear(database.error());
        m_writes.giveUp(database.error());
        return;
    }
    m_database = std::move(*database);
    m_tables = std::make_unique<ConversationTables>(*m_database);
    m_failures.hear(readLibrary());
    m_writes.begin(*m_tables);
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
        m_failures.hear(hits.error());
}

} // namespace app
