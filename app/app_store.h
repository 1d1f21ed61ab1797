// AppStore: what is kept of apps, as the window's thread sees it. A thread of its own reads and
// writes, in the order in which it was asked; nothing here blocks but the destructor, which waits
// until all is written.

#pragma once

#include "app/app_version.h"

#include <QHash>
#include <QObject>
#include <QThread>
#include <QTimer>

#include <functional>

namespace app {

class AppStoreWorker;

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
    void failed(const QString& reason);            // what was asked before is not kept

private:
    void post(std::function<void(AppStoreWorker&)> work);
    void writeWaiting();
    void listSoon();

    QThread m_thread;
    AppStoreWorker* m_worker; // lives in m_thread and is deleted there
    QTimer m_timer;
    QTimer m_listTimer; // an answer that is written changes its app all the time
    QHash<qint64, std::pair<qint64, AppVersion>> m_waiting; // by version, with the app
};

} // namespace app
