// StoreWorker lives in the store's thread and holds the database.

#pragma once

#include "app/conversation_tables.h"

#include <QObject>

#include <atomic>
#include <memory>

namespace app {

class StoreWorker : public QObject
{
    Q_OBJECT

public:
    explicit StoreWorker(const QString& path) : m_path(path) {}
    ~StoreWorker() override;

    void open();
    void load(qint64 conversation);
    // Left out when another search has been asked for since.
    void search(const QString& query, quint64 number, const std::atomic<quint64>& last);

    // Runs a change of the tables. The first failure is told, and then the first of another kind.
    template <class Change>
    void change(Change change)
    {
        if (m_tables)
            tell(change(*m_tables));
    }

signals:
    void opened(const QList<app::LibraryEntry>& entries, const QList<app::Folder>& folders,
                const QString& notice, qint64 largestId);
    void loaded(const app::StoredConversation& conversation);
    void loadFailed(qint64 conversation, const QString& reason);
    void searched(const QString& query, const QList<app::SearchHit>& hits);
    void failed(const QString& reason);

private:
    engine::Status readLibrary();
    void tell(const engine::Status& status);

    QString m_path;
    std::unique_ptr<Database> m_database;
    std::unique_ptr<ConversationTables> m_tables;
    std::string m_lastFailure; // told already
};

} // namespace app
