// EngineHost: the engine as the window's thread sees it. Owns the engine thread and its worker;
// nothing here blocks but the destructor, which stops the turn and waits for the thread.

#pragma once

#include "app/engine_worker.h"
#include "app/worker_thread.h"

#include <stop_token>

namespace app {

class EngineHost : public QObject
{
    Q_OBJECT

public:
    explicit EngineHost(ModelOpener opener, QObject* parent = nullptr);
    ~EngineHost() override;

    // One of these at a time: the caller waits for the signal that ends it. Both let a reading pause.
    void open(const QString& path, qint64 mostBytes); // of memory; 0: whatever it needs
    void start(engine::Request request, std::optional<Reading> reading = {});
    void stop();
    quint64 turn() const { return m_turn; } // the id of the one that was started last

    // Jobs beside the turns, with a model open. A reading that pauses for something else ends without
    // being complete; whoever wants it to go on asks for it again and waits in the row.
    quint64 count(RenderedText text); // lets a reading pause, too
    quint64 probe(RenderedText text); // ends early when anything else but a reading is asked for
    quint64 read(Reading reading);
    void pauseReading();

signals:
    void opened(const app::ModelFacts& facts);
    void openFailed(const QString& reason);
    void tooLarge(const app::ModelFacts& facts);
    void lost(const QString& reason);

    // Of the turn that was started last.
    void prefillProgressed(qint64 done, qint64 total);
    void partProduced(const app::ReplyPart& part);
    void finished(const engine::Summary& summary);
    void failed(const QString& reason);

    void counted(quint64 job, const app::CountedTokens& tokens);
    void countFailed(quint64 job, const QString& reason);
    void probed(quint64 job, const documents::SpeedSample& sample);
    void readingProgressed(quint64 job, const app::ReadingStep& step); // of jobs and of turns
    void readingEnded(quint64 job, const app::ReadingResult& result);

private:
    std::stop_source m_stop;        // of the turn
    std::stop_source m_stopReading; // of the readings that were asked for until now
    quint64 m_lastId = 0;           // of turns and jobs
    quint64 m_turn = 0;
    WorkerThread<EngineWorker> m_worker;
};

} // namespace app
