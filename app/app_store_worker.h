// AppStoreWorker lives in the app store's thread and holds its connection to the database.

#pragma once

#include "app/app_tables.h"

#include <QObject>

#include <functional>
#include <memory>

namespace app {

class AppStoreWorker : public QObject
{
    Q_OBJECT

public:
    explicit AppStoreWorker(const QString& path) : m_path(path) {}

    // What is asked before waits for it. When it fails, nothing is found and nothing is kept.
    void open();
    void load(qint64 conversation);
    void list();
    void change(const std::function<engine::Status(AppTables&)>& change);

signals:
    void loaded(const app::AppRecord& app);
    void listed(const QList<app::AppEntry>& apps);
    void failed(const QString& reason);

private:
    void tell(const engine::Status& status);

    QString m_path;
    bool m_isOpened = false; // or could not be
    QList<std::function<void()>> m_waiting;
    std::unique_ptr<Database> m_database;
    std::unique_ptr<AppTables> m_tables;
    std::string m_lastFailure; // told already
};

} // namespace app
