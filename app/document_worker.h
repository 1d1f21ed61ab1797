// DocumentWorker lives in the documents' thread: it finds and takes apart files, keeps the texts, checks
// quotations and searches passages, and holds a connection to the database.

#pragma once

#include "app/document_tables.h"
#include "app/document_values.h"
#include "app/failure_news.h"
#include "app/patient_writes.h"

#include <QObject>

#include <memory>
#include <stop_token>

namespace documents {
class QuoteChecker;
}

namespace app {

class DocumentWorker : public QObject
{
    Q_OBJECT

public:
    // The folder of all sets' folders.
    DocumentWorker(const QString& databasePath, const QString& folder);
    ~DocumentWorker() override;

    void open();
    void write(const DocumentSetRecord& set);
    void add(const ReadingRun& run);

    // Answered by prepared() or failed().
    void scan(const DocumentSetRecord& set, const std::stop_token& stop);
    void load(const DocumentSetRecord& set, const std::stop_token& stop);
    // What its files are now; `add` are further paths of the record.
    void update(const DocumentSetRecord& set, const StoredSet& stored, const std::stop_token& stop);
    void compose(const DocumentSetRecord& set, const StoredSet& stored, const Composed& all);

    // Answered by changesFound(), unless it was stopped.
    void findChanges(const DocumentSetRecord& set, const StoredSet& stored,
                     const std::stop_token& stop);
    void outline(qint64 set, const StoredSet& stored);                      // outlined()
    void ask(const AskJob& job);                                            // asked(), askFailed()
    void check(const Composed& set, qint64 message, const QString& answer); // checked()

    // Lets other readings give way, the first of the sets first, until this one has room; the budget
    // is in bytes, 0: the usual one. Answered by roomMade().
    void makeRoom(qint64 set, quint64 model, qint64 bytes, qint64 budget,
                  const QList<qint64>& others);
    void measureDisk(qint64 budget); // answered by roomMade() of no set
    void findSaved(qint64 set, quint64 model, const Composed& text); // savedFound()
    void forgetReading(qint64 set);

    QString folderOf(qint64 set) const;

signals:
    void opened(const QList<app::DocumentSetRecord>& sets, const QList<app::ReadingRun>& runs);
    void scanned(qint64 set, qint64 done, qint64 total);
    void prepared(const app::PreparedSet& set);
    void failed(qint64 set, const QString& sentence);
    void changesFound(qint64 set, qint64 files, const QString& sentence);
    void outlined(qint64 set, const app::Outlines& outlines);
    void asked(quint64 job, const app::AskedText& text);
    void askFailed(quint64 job, const QString& sentence);
    void checked(qint64 message, const app::CheckedQuotes& quotes);
    void roomMade(qint64 set, const app::DiskUse& use);
    void savedFound(qint64 set, quint64 model, qint64 tokens, qint64 bytes);
    void readingForgotten(qint64 set);
    void databaseFailed(const QString& reason);
    void unsavedChanged(const QString& reason); // empty: everything is saved

private:
    void keep(const DocumentSetRecord& record, documents::StoredSet set);
    void prepare(const DocumentSetRecord& record, StoredSet stored, const Composed& all);
    AskedText search(const AskJob& job, QString& error);
    void removeUnused();

    QString m_databasePath;
    QString m_folder;
    std::unique_ptr<Database> m_database;
    std::unique_ptr<DocumentTables> m_tables;
    FailureNews m_failures;
    PatientWrites<DocumentTables> m_writes;
    Composed m_checkedSet; // of the checker
    std::unique_ptr<documents::QuoteChecker> m_checker;
};

} // namespace app
