#include "app/app_store.h"

#include "app/app_store_worker.h"

#include <utility>

namespace app {

AppStore::AppStore(const QString& databasePath, QObject* parent)
    : QObject(parent)
    , m_worker(new AppStoreWorker(databasePath))
{
    m_worker->moveToThread(&m_thread);
    connect(&m_thread, &QThread::finished, m_worker, &QObject::deleteLater);
    connect(m_worker, &AppStoreWorker::loaded, this, &AppStore::loaded);
    connect(m_worker, &AppStoreWorker::listed, this, &AppStore::listed);
    connect(m_worker, &AppStoreWorker::failed, this, &AppStore::failed);
    m_timer.setSingleShot(true);
    m_timer.setInterval(kWriteIntervalMs);
    connect(&m_timer, &QTimer::timeout, this, &AppStore::writeWaiting);
    m_listTimer.setSingleShot(true);
    m_listTimer.setInterval(kWriteIntervalMs);
    connect(&m_listTimer, &QTimer::timeout, this,
            [this] { post([](AppStoreWorker& worker) { worker.list(); }); });
    m_thread.setObjectName(QStringLiteral("apps"));
    m_thread.start();
}

// quit() could overtake what was asked before, so it is asked for in the same queue.
AppStore::~AppStore()
{
    writeWaiting();
    QMetaObject::invokeMethod(m_worker, [thread = &m_thread] { thread->quit(); });
    m_thread.wait();
}

void AppStore::post(std::function<void(AppStoreWorker&)> work)
{
    QMetaObject::invokeMethod(m_worker,
                              [worker = m_worker, work = std::move(work)] { work(*worker); });
}

void AppStore::open()
{
    post([](AppStoreWorker& worker) {
        worker.open();
        worker.list();
    });
}

void AppStore::load(qint64 conversation)
{
    writeWaiting(); // what is loaded is what was asked to be written
    post([conversation](AppStoreWorker& worker) { worker.load(conversation); });
}

void AppStore::write(const AppRecord& app)
{
    post([app](AppStoreWorker& worker) {
        worker.change([=](AppTables& tables) { return tables.write(app); });
    });
    listSoon();
}

void AppStore::write(qint64 app, const AppVersion& version)
{
    m_waiting.remove(version.id);
    post([app, version](AppStoreWorker& worker) {
        worker.change([=](AppTables& tables) { return tables.write(app, version); });
    });
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
    post([version, png](AppStoreWorker& worker) {
        worker.change([=](AppTables& tables) { return tables.writeThumbnail(version, png); });
    });
}

void AppStore::writeWaiting()
{
    m_timer.stop();
    const auto waiting = std::exchange(m_waiting, {});
    for (const auto& [app, version] : waiting)
        write(app, version);
}

} // namespace app
