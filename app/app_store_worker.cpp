#include "app/app_store_worker.h"

namespace app {

void AppStoreWorker::open()
{
    engine::Result<std::unique_ptr<Database>> database = Database::open(m_path);
    if (!database) {
        tell(database.error());
        return;
    }
    m_database = std::move(*database);
    m_tables = std::make_unique<AppTables>(*m_database);
}

void AppStoreWorker::load(qint64 conversation)
{
    if (!m_tables) { // nothing was kept yet
        AppRecord none;
        none.conversation = conversation;
        emit loaded(none);
        return;
    }
    const engine::Result<AppRecord> app = m_tables->read(conversation);
    if (app)
        emit loaded(*app);
    else
        tell(app.error());
}

void AppStoreWorker::change(const std::function<engine::Status(AppTables&)>& change)
{
    if (m_tables)
        tell(change(*m_tables));
}

void AppStoreWorker::tell(const engine::Status& status)
{
    const std::string failure = status ? std::string() : status.error().message;
    if (!failure.empty() && failure != m_lastFailure)
        emit failed(QString::fromStdString(failure));
    m_lastFailure = failure;
}

} // namespace app
