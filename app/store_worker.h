// StoreWorker lives in the store's thread and holds the database.

#pragma once

#include "app/conversation_tables.h"

#include <QObject>

#include <atomic>
#include <deque>
#include <functional>
#include <memory>

class QTimer;

namespace app {

class StoreWorker : public QObject
{
    Q_OBJECT

public:
    // While something could not be saved, it is tried again this often.
    static constexpr int kRepeatIntervalMs = 2000;

    using Change = std::function<engine::Status(ConversationTables&)>;

    explicit StoreWorker(const QString& path);
    ~StoreWorker() override;

    void open();
    void load(qint64 conversation);
    // Left out when another search has been asked for since.
    void search(const QString& query, quint64 number, const std::atomic<quint64>& last);

    // Makes a change of the tables. One that the disk refuses waits, with all behind it, because they
    // may refer to it; one of a row that waits already takes its place. 0: of no row in particular.
    void change(Change change, qint64 row);
    void makeWaiting();

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
    struct Waiting
    {
        qint64 row;
        Change change;
    };

    engine::Status readLibrary();
    void tell(const engine::Status& status);
    void tellUnsaved(const engine::Status& status);

    QString m_path;
    std::unique_ptr<Database> m_database;
    std::unique_ptr<ConversationTables> m_tables;
    std::string m_lastFailure; // told already
    std::deque<Waiting> m_waiting;
    QTimer* m_repeat;
    bool m_isUnsaved = false; // and that was told
};

} // namespace app
