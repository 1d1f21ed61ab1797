// DocumentDesk: the sets of documents as the window's thread sees them: found and kept by a thread of
// their own, counted and read by the engine's. Nothing here blocks but the destructor.
//
// A set is loaded when it is shown or asked. One reading runs at a time, the others wait in a row; one
// that pauses for a question goes on by itself, and so does one that the end of the program cut off.

#pragma once

#include "app/document_plan.h"
#include "app/engine_host.h"

#include <QHash>
#include <QTimer>

#include <functional>
#include <memory>

namespace app {

class DocumentWorker;

class DocumentDesk : public QObject
{
    Q_OBJECT

public:
    // Borrows the host. Ids must be unique in the database.
    DocumentDesk(const QString& databasePath, const QString& folder, EngineHost& host,
                 std::function<qint64()> newId, QObject* parent = nullptr);
    ~DocumentDesk() override;

    // Of a database that exists and is up to date. What is asked before waits.
    void open();
    bool isOpened() const { return m_isAnswered; }
    void setBudget(qint64 bytes); // of all saved readings; 0: the usual one

    // The set of these files and folders; a new one where there is none yet. Returns its id.
    qint64 begin(const QStringList& paths);
    void add(qint64 set, const QStringList& paths);
    void show(qint64 set); // it is loaded, and its files are compared with what was read

    QList<DocumentSetRecord> sets() const; // that can be asked, those used last first
    bool isThere(qint64 set) const { return m_sets.contains(set); }
    QString titleOf(qint64 set) const;
    ui::DocumentPlan plan(qint64 set) const;
    ui::ReadingState state(qint64 set) const;
    StoredSet stored(qint64 set) const;  // null: not loaded
    Composed chosen(qint64 set) const;   // null: not loaded
    QString receiptOf(qint64 set) const; // "all 12 files, 52,104 tokens"
    QList<ReadingRun> runs() const { return m_runs; }
    const ModelNumbers* model() const { return m_model.get(); }

    void outline(qint64 set); // answered by outlined()
    void setIncluded(qint64 set, const QStringList& names, bool isIncluded);
    void read(qint64 set);
    void pause(qint64 set);
    void update(qint64 set);        // its texts become what its files are now
    void forgetReading(qint64 set); // the texts are kept

    // What to ask behind; answered by asked() or askFailed() of the returned number.
    quint64 prepare(qint64 set, const Asking& asking, const QString& question);
    void check(qint64 set, qint64 message, const QString& answer); // answered by checked()

signals:
    void setsChanged(); // sets()
    void opened();      // the sets that there are are known
    void planChanged(qint64 set);
    void stateChanged(qint64 set);
    void textsChanged(qint64 set); // stored() and chosen()
    void outlined(qint64 set, const app::Outlines& outlines);
    void runsChanged();
    void asked(quint64 request, const app::AskedText& text);
    void askFailed(quint64 request, const QString& sentence);
    void checked(qint64 message, const app::CheckedQuotes& quotes);
    void failed(const QString& sentence); // of no set, such as of the database
    // What is to be written of sets waits, and is tried again, until the reason is empty.
    void unsavedChanged(const QString& reason);

private:
    struct Question // that waits until its set is loaded, counted, and has room
    {
        quint64 id = 0;
        Asking asking;
        QString text;
    };
    struct Set
    {
        DocumentSetRecord record;
        StoredSet stored;
        Composed all;
        Composed chosen;
        QList<qint64> fileTokens; // of all documents
        qint64 total = 0;         // of those chosen
        qint64 saved = 0;
        quint64 countingAll = 0; // jobs of the engine; 0: none
        quint64 countingChosen = 0;
        quint64 reading = 0;
        bool isLoading = false;
        bool isShown = false;  // its files are compared when it is loaded
        bool isRead = false;   // as a whole, with the open model
        std::stop_source stop; // of finding files
        QString remark;        // of what became of its files
        ui::ReadingState state;
        QList<Question> waiting;
    };
    using Phase = ui::ReadingState::Phase;

    // document_desk.cpp: sets and their texts
    void connectWorker();
    Set* find(qint64 id);
    const Set* find(qint64 id) const;
    void onOpened(const QList<DocumentSetRecord>& sets, const QList<ReadingRun>& runs);
    void load(Set& set);
    void compose();
    void onPrepared(const PreparedSet& prepared);
    void onFailed(qint64 id, const QString& sentence);
    void write(Set& set);
    void tell(Set& set, Phase phase, const QString& sentence = {});
    void tellAbsent(qint64 id, Set& set);

    // document_desk_reading.cpp: counting and reading
    void connectHost();
    void setModel(std::shared_ptr<const ModelNumbers> model); // null: none that reads documents
    void count(Set& set);
    void onCounted(quint64 job, const CountedTokens& tokens);
    void onCountFailed(quint64 job, const QString& reason);
    void onProbed(quint64 job, const documents::SpeedSample& sample);
    void endCounting(Set& set);
    void onSavedFound(qint64 id, quint64 model, qint64 tokens, qint64 bytes);
    void readNext();
    void onRoomMade(qint64 id, const DiskUse& use);
    void startReading(Set& set);
    void onStep(quint64 job, const ReadingStep& step);
    void onReadingEnded(quint64 job, const ReadingResult& result);
    void endReading(Set& set, const ReadingResult& result);
    void leaveRow(qint64 id);
    Reading readingOf(const Set& set) const;
    PlanInputs inputsOf(const Set& set) const;
    void measureSpeed();
    void askForRoom(const Set& set);

    // document_desk_asking.cpp
    void serve(Set& set);
    void serveOne(Set& set, const Question& question);
    void refuse(Set& set, const QString& sentence);
    void answerWhole(Set& set, quint64 request, const QString& noRoom);

    EngineHost& m_host;
    std::function<qint64()> m_newId;
    QString m_folder;
    qint64 m_began; // when the program did; milliseconds since 1970
    bool m_isOpened = false;
    bool m_isAnswered = false;
    std::shared_ptr<const ModelNumbers> m_model;
    QHash<qint64, Set> m_sets;
    QList<ReadingRun> m_runs;
    std::optional<documents::Speed> m_speed; // of the open model
    quint64 m_probe = 0;                     // the job that measures it when nothing was read yet
    QList<qint64> m_row;                     // of sets that are to be read
    qint64 m_current = 0;                    // of them, the one that is read; 0: none
    qint64 m_readByTurn = 0;                 // the set that a question's turn reads; 0: none
    qint64 m_memory = 0;                     // that is available
    DiskUse m_disk;
    qint64 m_budget = 0;
    QTimer m_composeTimer; // files are switched one after the other
    QList<qint64> m_toCompose;
    QList<std::pair<qint64, quint64>> m_needRoom; // sets and the questions that wait for it
    quint64 m_lastRequest = 0;
    std::stop_source m_ending;
    WorkerThread<DocumentWorker> m_worker;
};

} // namespace app
