// AppStore: what is kept of apps, as the window's thread sees it. A thread of its own reads and
// writes, in the order in which it was asked; nothing here blocks but the destructor, which waits
// until all is written.

#pragma once

#include "app/app_version.h"
#include "app/worker_thread.h"
#include "engine/result.h"

#include <QHash>
#include <QObject>
#include <QTimer>

#include <functional>

namespace app {

class AppStoreWorker;
class AppTables;

class AppStore : public QObject
{
    Q_OBJECT

public:
    static constexpr int kWriteIntervalMs = 400;

    explicit AppStore(const QString& databasePath, QObject* parent = nullptr);
    ~AppStore() override;

    // Of a database that exists and is up to date: one opening at a time may repair or migrate it.
    // What is asked before waits; opening it again does nothing.
    void open();
    void load(qint64 conversation); // answered by loaded(), when it cannot be read without an app

    void write(const AppRecord& app); // without its versions
    void write(qint64 app, const AppVersion& version);
    void writeSoon(qint64 app, const AppVersion& version); // within kWriteIntervalMs
    void writeThumbnail(qint64 version, const QByteArray& png);

signals:
    void loaded(const app::AppRecord& app);
    void listed(const QList<app::AppEntry>& apps); // when it is opened, and behind each change
    void failed(const QString& reason);
    // What is to be written waits, and is tried again, until the reason is empty.
    void unsavedChanged(const QString& reason);

private:
    void change(std::function<engine::Status(AppTables&)> change, qint64 row = 0);
    void writeWaiting();
    void listSoon();

    QTimer m_timer;
    QTimer m_listTimer; // an answer that is written changes its app all the time
    QHash<qint64, std::pair<qint64, AppVersion>> m_waiting; // by version, with the app
    WorkerThread<AppStoreWorker> m_worker;
};

} // namespace app
