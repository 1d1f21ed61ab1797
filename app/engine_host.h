// EngineHost: the engine as the window's thread sees it. Owns the engine thread and its worker;
// nothing here blocks but the destructor, which stops the turn and waits for the thread.

#pragma once

#include "app/engine_worker.h"

#include <QThread>

#include <stop_token>

namespace app {

class EngineHost : public QObject
{
    Q_OBJECT

public:
    explicit EngineHost(ModelOpener opener, QObject* parent = nullptr);
    ~EngineHost() override;

    // One thing at a time: the caller waits for the signal that ends it.
    void open(const QString& path);
    void start(engine::Request request);
    void stop();

signals:
    void opened(const app::ModelFacts& facts);
    void openFailed(const QString& reason);
    void lost(const QString& reason);

    // Of the turn that was started last.
    void prefillProgressed(qint64 done, qint64 total);
    void partProduced(const app::ReplyPart& part);
    void finished(const engine::Summary& summary);
    void failed(const QString& reason);

private:
    QThread m_thread;
    EngineWorker* m_worker; // lives in m_thread and is deleted there
    std::stop_source m_stop;
    quint64 m_turn = 0;
};

} // namespace app
