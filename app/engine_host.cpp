#include "app/engine_host.h"

#include <utility>

namespace app {

EngineHost::EngineHost(ModelOpener opener, QObject* parent)
    : QObject(parent)
    , m_worker(QStringLiteral("engine"), std::make_unique<EngineWorker>(std::move(opener)))
{
    const EngineWorker* teller = m_worker.teller();
    connect(teller, &EngineWorker::opened, this, &EngineHost::opened);
    connect(teller, &EngineWorker::openFailed, this, &EngineHost::openFailed);
    connect(teller, &EngineWorker::tooLarge, this, &EngineHost::tooLarge);
    connect(teller, &EngineWorker::lost, this, &EngineHost::lost);

    // What a turn says after another one was started is dropped.
    connect(teller, &EngineWorker::prefillProgressed, this,
            [this](quint64 turn, qint64 done, qint64 total) {
                if (turn == m_turn)
                    emit prefillProgressed(done, total);
            });
    connect(teller, &EngineWorker::partProduced, this, [this](quint64 turn, const ReplyPart& part) {
        if (turn == m_turn)
            emit partProduced(part);
    });
    connect(teller, &EngineWorker::finished, this,
            [this](quint64 turn, const engine::Summary& summary) {
                if (turn == m_turn)
                    emit finished(summary);
            });
    connect(teller, &EngineWorker::failed, this, [this](quint64 turn, const QString& reason) {
        if (turn == m_turn)
            emit failed(reason);
    });
    connect(teller, &EngineWorker::counted, this, &EngineHost::counted);
    connect(teller, &EngineWorker::countFailed, this, &EngineHost::countFailed);
    connect(teller, &EngineWorker::probed, this, &EngineHost::probed);
    connect(teller, &EngineWorker::readingProgressed, this, &EngineHost::readingProgressed);
    connect(teller, &EngineWorker::readingEnded, this, &EngineHost::readingEnded);
}

EngineHost::~EngineHost()
{
    m_stop.request_stop();
    m_stopReading.request_stop();
    m_worker.abandon();
}

void EngineHost::open(const QString& path, qint64 mostBytes)
{
    pauseReading();
    m_worker.post([=](EngineWorker& worker) { worker.open(path, mostBytes); });
}

void EngineHost::start(engine::Request request, std::optional<Reading> reading)
{
    pauseReading();
    m_stop = std::stop_source();
    m_turn = ++m_lastId;
    const Turn turn{m_turn, std::move(request), m_stop.get_token(), std::move(reading)};
    m_worker.post([turn](EngineWorker& worker) { worker.generate(turn); });
}

quint64 EngineHost::count(RenderedText text)
{
    pauseReading();
    const CountJob job{++m_lastId, std::move(text)};
    m_worker.post([job](EngineWorker& worker) { worker.count(job); });
    return job.id;
}

quint64 EngineHost::probe(RenderedText text)
{
    const ProbeJob job{++m_lastId, std::move(text), m_stopReading.get_token()};
    m_worker.post([job](EngineWorker& worker) { worker.probe(job); });
    return job.id;
}

quint64 EngineHost::read(Reading reading)
{
    const ReadJob job{++m_lastId, std::move(reading), m_stopReading.get_token()};
    m_worker.post([job](EngineWorker& worker) { worker.read(job); });
    return job.id;
}

void EngineHost::pauseReading()
{
    m_stopReading.request_stop();
    m_stopReading = std::stop_source();
}

void EngineHost::stop() { m_stop.request_stop(); }

} // namespace app
