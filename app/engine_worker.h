// EngineWorker lives in the engine thread, holds the engine and turns its blocking calls into
// signals.

#pragma once

#include "app/opened_model.h"

#include <QObject>

#include <stop_token>

namespace app {

// One press of Send. The stop token travels with the request, so the window's thread cancels a turn
// by its own std::stop_source and the worker holds no flag that two threads could race for.
struct Turn
{
    quint64 id = 0;
    engine::Request request;
    std::stop_token stop;
};

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

    // A model that was open stays open when the new one fails.
    void open(const QString& path);
    void generate(const Turn& turn); // a model must be open

signals:
    void opened(const app::ModelFacts& facts);
    void openFailed(const QString& reason);
    void prefillProgressed(quint64 turn, qint64 done, qint64 total);
    void partProduced(quint64 turn, const app::ReplyPart& part);
    void finished(quint64 turn, const engine::Summary& summary);
    void failed(quint64 turn, const QString& reason);
    void lost(const QString& reason); // the model had to be closed

private:
    ModelOpener m_opener;
    std::unique_ptr<engine::Engine> m_engine;
};

} // namespace app
