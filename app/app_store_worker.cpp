#include "app/app_store_worker.h"

#include <utility>

namespace app {

AppStoreWorker::AppStoreWorker(const QString& path)
    : m_path(path)
    , m_failures([this](const QString& reason) { emit failed(reason); })
    , m_writes(
          this, [this](const engine::Status& status) { m_failures.hear(status); },
          [this](const QString& reason) { emit unsavedChanged(reason); })
{}

void AppStoreWorker::open()
{
    if (std::exchange(m_isOpened, true))
        return;
    engine::Result<std::unique_ptr<Database>> database = Database::openAgain(m_path);
    if (database) {
        m_database = std::move(*database);
        m_tables = std::make_unique<AppTables>(*m_database);
        m_writes.begin(*m_tables);
    } else {
        m_failures.hear(database.error());
        m_writes.giveUp(database.error());
    }
    for (const qint64 conversation : std::exchange(m_loads, {}))
        load(conversation);
}

void AppStoreWorker::load(qint64 conversation)
{
    if (!m_isOpened) {
        m_loads.append(conversation);
        return;
    }
    AppRecord none;
    none.conversation = conversation;
    const engine::Result<AppRecord> app = m_tables ? m_tables->read(conversation) : none;
    if (!app)
        m_failures.hear(app.error());
    emit loaded(app ? *app : none);
}

void AppStoreWorker::list()
{
    if (!m_tables)
        return; // open() has said why, or comes
    const engine::Result<QList<AppEntry>> apps = m_tables->list();
    if (apps)
        emit listed(*apps);
    else
        m_failures.hear(apps.error());
}

} // namespace app
