#include "app/engine_host.h"

#include <utility>

namespace app {

EngineHost::EngineHost(ModelOpener opener, QObject* parent)
    : QObject(parent)
    , m_worker(new EngineWorker(std::move(opener)))
{
    m_worker->moveToThread(&m_thread);
    connect(&m_thread, &QThread::finished, m_worker, &QObject::deleteLater);
    connect(m_worker, &EngineWorker::opened, this, &EngineHost::opened);
    connect(m_worker, &EngineWorker::openFailed, this, &EngineHost::openFailed);
    connect(m_worker, &EngineWorker::tooLarge, this, &EngineHost::tooLarge);
    connect(m_worker, &EngineWorker::lost, this, &EngineHost::lost);

    // What a turn says after another one was started is dropped.
    connect(m_worker, &EngineWorker::prefillProgressed, this,
            [this](quint64 turn, qint64 done, qint64 total) {
                if (turn == m_turn)
                    emit prefillProgressed(done, total);
            });
    connect(m_worker, &EngineWorker::partProduced, this,
            [this](quint64 turn, const ReplyPart& part) {
                if (turn == m_turn)
                    emit partProduced(part);
            });
    connect(m_worker, &EngineWorker::finished, this,
            [this](quint64 turn, const engine::Summary& summary) {
                if (turn == m_turn)
                    emit finished(summary);
            });
    connect(m_worker, &EngineWorker::failed, this, [this](quint64 turn, const QString& reason) {
        if (turn == m_turn)
            emit failed(reason);
    });
    connect(m_worker, &EngineWorker::counted, this, &EngineHost::counted);
    connect(m_worker, &EngineWorker::countFailed, this, &EngineHost::countFailed);
    connect(m_worker, &EngineWorker::probed, this, &EngineHost::probed);
    connect(m_worker, &EngineWorker::readingProgressed, this, &EngineHost::readingProgressed);
    connect(m_worker, &EngineWorker::readingEnded, this, &EngineHost::readingEnded);
    m_thread.setObjectName(QStringLiteral("engine"));
    m_thread.start();
}

EngineHost::~EngineHost()
{
    m_stop.request_stop();
    m_stopReading.request_stop();
    m_thread.quit();
    m_thread.wait();
}

void EngineHost::open(const QString& path, qint64 mostBytes)
{
    pauseReading();
    QMetaObject::invokeMethod(m_worker, [=, worker = m_worker] { worker->open(path, mostBytes); });
}

void EngineHost::start(engine::Request request, std::optional<Reading> reading)
{
    pauseReading();
    m_stop = std::stop_source();
    m_turn = ++m_lastId;
    const Turn turn{m_turn, std::move(request), m_stop.get_token(), std::move(reading)};
    QMetaObject::invokeMethod(m_worker, [worker = m_worker, turn] { worker->generate(turn); });
}

quint64 EngineHost::count(RenderedText text)
{
    pauseReading();
    const CountJob job{++m_lastId, std::move(text)};
    QMetaObject::invokeMethod(m_worker, [worker = m_worker, job] { worker->count(job); });
    return job.id;
}

quint64 EngineHost::probe(RenderedText text)
{
    const ProbeJob job{++m_lastId, std::move(text), m_stopReading.get_token()};
    QMetaObject::invokeMethod(m_worker, [worker = m_worker, job] { worker->probe(job); });
    return job.id;
}

quint64 EngineHost::read(Reading reading)
{
    const ReadJob job{++m_lastId, std::move(reading), m_stopReading.get_token()};
    QMetaObject::invokeMethod(m_worker, [worker = m_worker, job] { worker->read(job); });
    return job.id;
}

void EngineHost::pauseReading()
{
    m_stopReading.request_stop();
    m_stopReading = std::stop_source();
}

void EngineHost::stop() { m_stop.request_stop(); }

} // namespace app
