// StoreWorker lives in the store's thread and holds the database.

#pragma once

#include "app/conversation_tables.h"
#include "app/failure_news.h"
#include "app/patient_writes.h"

#include <QObject>

#include <atomic>
#include <memory>

namespace app {

class StoreWorker : public QObject
{
    Q_OBJECT

public:
    explicit StoreWorker(const QString& path);
    ~StoreWorker() override;

    void open();
    void load(qint64 conversation);
    // Left out when another search has been asked for since.
    void search(const QString& query, quint64 number, const std::atomic<quint64>& last);

    PatientWrites<ConversationTables>& writes() { return m_writes; }

signals:
    void opened(const QList<app::LibraryEntry>& entries, const QList<app::Folder>& folders,
                const QString& notice, qint64 largestId);
    void loaded(const app::StoredConversation& conversation);
    void loadFailed(qint64 conversation, const QString& reason);
    void searched(const QString& query, const QList<app::SearchHit>& hits);
    // The first failure, and then the first of another kind.
    void failed(const QString& reason);
    void unsavedChanged(const QString& reason); // empty: everything is saved

private:
    engine::Status readLibrary();

    QString m_path;
    std::unique_ptr<Database> m_database;
    std::unique_ptr<ConversationTables> m_tables;
    FailureNews m_failures;
    PatientWrites<ConversationTables> m_writes;
};

} // namespace app
