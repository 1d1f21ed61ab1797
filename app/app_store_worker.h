// AppStoreWorker lives in the app store's thread and holds its connection to the database.

#pragma once

#include "app/app_tables.h"
#include "app/failure_news.h"
#include "app/patient_writes.h"

#include <QObject>

#include <memory>

namespace app {

class AppStoreWorker : public QObject
{
    Q_OBJECT

public:
    explicit AppStoreWorker(const QString& path);

    // What is asked before waits for it. When it fails, nothing is found and nothing is kept.
    void open();
    void load(qint64 conversation);
    void list();
    PatientWrites<AppTables>& writes() { return m_writes; }

signals:
    void loaded(const app::AppRecord& app);
    void listed(const QList<app::AppEntry>& apps);
    void failed(const QString& reason);
    void unsavedChanged(const QString& reason); // empty: everything is saved

private:
    QString m_path;
    bool m_isOpened = false; // or could not be
    QList<qint64> m_loads;   // that wait for the opening
    std::unique_ptr<Database> m_database;
    std::unique_ptr<AppTables> m_tables;
    FailureNews m_failures;
    PatientWrites<AppTables> m_writes;
};

} // namespace app
