#include "app/app_store.h"

#include "app/app_store_worker.h"

#include <utility>

namespace app {

AppStore::AppStore(const QString& databasePath, QObject* parent)
    : QObject(parent)
    , m_worker(QStringLiteral("apps"), std::make_unique<AppStoreWorker>(databasePath))
{
    const AppStoreWorker* teller = m_worker.teller();
    connect(teller, &AppStoreWorker::loaded, this, &AppStore::loaded);
    connect(teller, &AppStoreWorker::listed, this, &AppStore::listed);
    connect(teller, &AppStoreWorker::failed, this, &AppStore::failed);
    connect(teller, &AppStoreWorker::unsavedChanged, this, &AppStore::unsavedChanged);
    m_timer.setSingleShot(true);
    m_timer.setInterval(kWriteIntervalMs);
    connect(&m_timer, &QTimer::timeout, this, &AppStore::writeWaiting);
    m_listTimer.setSingleShot(true);
    m_listTimer.setInterval(kWriteIntervalMs);
    connect(&m_listTimer, &QTimer::timeout, this,
            [this] { m_worker.post([](AppStoreWorker& worker) { worker.list(); }); });
}

// What the disk refused has its last chance.
AppStore::~AppStore()
{
    writeWaiting();
    m_worker.post([](AppStoreWorker& worker) { worker.writes().makeWaiting(); });
}

void AppStore::change(std::function<engine::Status(AppTables&)> change, qint64 row)
{
    m_worker.post([change = std::move(change), row](AppStoreWorker& worker) {
        worker.writes().change(change, row);
    });
}

void AppStore::open()
{
    m_worker.post([](AppStoreWorker& worker) {
        worker.open();
        worker.list();
    });
}

void AppStore::load(qint64 conversation)
{
    writeWaiting(); // what is loaded is what was asked to be written
    m_worker.post([conversation](AppStoreWorker& worker) { worker.load(conversation); });
}

void AppStore::write(const AppRecord& app)
{
    change([app](AppTables& tables) { return tables.write(app); }, app.id);
    listSoon();
}

void AppStore::write(qint64 app, const AppVersion& version)
{
    m_waiting.remove(version.id);
    change([=](AppTables& tables) { return tables.write(app, version); }, version.id);
    listSoon();
}

void AppStore::listSoon()
{
    if (!m_listTimer.isActive())
        m_listTimer.start();
}

void AppStore::writeSoon(qint64 app, const AppVersion& version)
{
    m_waiting.insert(version.id, {app, version});
    if (!m_timer.isActive())
        m_timer.start();
}

void AppStore::writeThumbnail(qint64 version, const QByteArray& png)
{
    writeWaiting(); // the version must be there
    change([=](AppTables& tables) { return tables.writeThumbnail(version, png); });
}

void AppStore::writeWaiting()
{
    m_timer.stop();
    const auto waiting = std::exchange(m_waiting, {});
    for (const auto& [app, version] : waiting)
        write(app, version);
}

} // namespace app
