// EngineWorker lives in the engine thread, holds the engine and turns its blocking calls into
// signals.

#pragma once

#include "app/documents/speed_sample.h"
#include "app/engine_jobs.h"
#include "app/opened_model.h"

#include <QObject>

namespace app {

// What was written since the last part.
struct ReplyPart
{
    QString thinking;
    QString text;
    int newTokens = 0;      // of the turn so far
    int thinkingTokens = 0; // of them, those of the thinking and its tags
};

class EngineWorker : public QObject
{
    Q_OBJECT

public:
    explicit EngineWorker(ModelOpener opener);
    ~EngineWorker() override;

    // A model that was open stays open when the new one fails or is too large.
    void open(const QString& path, qint64 mostBytes);
    void generate(const Turn& turn);
    void count(const CountJob& job);
    void probe(const ProbeJob& job);
    void read(const ReadJob& job);

signals:
    void opened(const app::ModelFacts& facts);
    void openFailed(const QString& reason);
    void tooLarge(const app::ModelFacts& facts); // was not opened
    void prefillProgressed(quint64 turn, qint64 done, qint64 total);
    void partProduced(quint64 turn, const app::ReplyPart& part);
    void finished(quint64 turn, const engine::Summary& summary);
    void failed(quint64 turn, const QString& reason);
    void lost(const QString& reason); // the model had to be closed

    void counted(quint64 job, const app::CountedTokens& tokens);
    void countFailed(quint64 job, const QString& reason);
    void probed(quint64 job, const documents::SpeedSample& sample); // not when it was stopped
    // Of a job, or of a turn that completes a reading first.
    void readingProgressed(quint64 job, const app::ReadingStep& step);
    void readingEnded(quint64 job, const app::ReadingResult& result);

private:
    // Runs what may throw deep in the engine, such as for missing memory: then nothing is known of the
    // engine's state, and the model is closed. Returns why.
    template <class Work>
    QString guarded(Work work);
    ReadingResult readInto(const Reading& reading, const std::stop_token& stop,
                           const std::function<void(const ReadingStep&)>& onStep);
    void answer(const Turn& turn);

    ModelOpener m_opener;
    std::unique_ptr<engine::Engine> m_engine;
    engine::LocalEngine* m_local = nullptr; // of m_engine, where it reads documents
};

} // namespace app
