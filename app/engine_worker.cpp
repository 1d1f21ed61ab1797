#include "app/engine_worker.h"

#include "app/documents/reading.h"
#include "app/reply_reader.h"

#include <QElapsedTimer>
#include <QLoggingCategory>

#include <exception>
#include <utility>

namespace app {

Q_LOGGING_CATEGORY(workerLog, "levin.worker")

// A screen repaints about sixty times a second; a signal per token would only queue up behind it.
constexpr qint64 kFlushIntervalMs = 16;
constexpr qint64 kStepIntervalMs = 100;

EngineWorker::EngineWorker(ModelOpener opener) : m_opener(std::move(opener)) {}

EngineWorker::~EngineWorker() = default;

void EngineWorker::open(const QString& path, qint64 mostBytes)
{
    try {
        engine::Result<OpenedModel> model = m_opener(path, mostBytes);
        if (!model) {
            emit openFailed(QString::fromStdString(model.error().message));
            return;
        }
        if (!model->engine) {
            emit tooLarge(model->facts);
            return;
        }
        m_engine = std::move(model->engine);
        m_local = model->local;
        emit opened(model->facts);
    } catch (const std::exception& error) {
        emit openFailed(QString::fromUtf8(error.what()));
    }
}

// The one place that outlives an exception.
template <class Work>
QString EngineWorker::guarded(Work work)
{
    try {
        work();
        return {};
    } catch (const std::exception& error) {
        m_local = nullptr;
        m_engine.reset();
        return QString::fromUtf8(error.what());
    }
}

void EngineWorker::count(const CountJob& job)
{
    if (!m_local) {
        emit countFailed(job.id, tr("This model does not count the tokens of documents."));
        return;
    }
    const QString thrown = guarded([&] {
        const engine::Result<documents::TokenCount> count =
            documents::countTokens(*m_local, *job.text);
        if (!count) {
            emit countFailed(job.id, QString::fromStdString(count.error().message));
            return;
        }
        CountedTokens counted{{}, count->total};
        for (const std::int64_t tokens : count->documents)
            counted.documents.append(tokens);
        emit this->counted(job.id, counted);
    });
    if (!thrown.isEmpty()) {
        emit countFailed(job.id, thrown);
        emit lost(thrown);
    }
}

void EngineWorker::probe(const ProbeJob& job)
{
    if (!m_local)
        return;
    const QString thrown = guarded([&] {
        const engine::Result<documents::SpeedSample> sample =
            documents::sampleSpeed(*m_local, *job.text, job.stop);
        if (sample)
            emit probed(job.id, *sample);
        else if (sample.error().code != engine::ErrorCode::Stopped)
            qCWarning(workerLog, "the speed of reading is not known: %s",
                      sample.error().message.c_str());
    });
    if (!thrown.isEmpty())
        emit lost(thrown);
}

ReadingResult EngineWorker::readInto(const Reading& reading, const std::stop_token& stop,
                                     const std::function<void(const ReadingStep&)>& onStep)
{
    ReadingResult result;
    result.set = reading.set;
    if (!m_local) {
        result.error = tr("This model cannot read documents once and keep the reading.");
        return result;
    }
    const engine::Result<documents::ReadingPlan> plan =
        documents::planReading(*m_local, *reading.text);
    if (!plan) {
        result.error = QString::fromStdString(plan.error().message);
        return result;
    }
    QElapsedTimer sinceStep; // not valid before the first one, which comes at once
    const auto onProgress = [&](const documents::ReadingProgress& progress) {
        if (sinceStep.isValid() && !sinceStep.hasExpired(kStepIntervalMs))
            return;
        sinceStep.start();
        onStep({reading.set, progress.done, progress.total, progress.tokensPerSecond});
    };
    const engine::Result<documents::ReadingOutcome> outcome = documents::read(
        *m_local, *plan, documents::partsFolder(reading.folder, m_local->file().fingerprint()),
        onProgress, stop);
    if (!outcome) {
        result.error = QString::fromStdString(outcome.error().message);
        return result;
    }
    result.isComplete = outcome->isComplete;
    result.remark = QString::fromStdString(outcome->note);
    result.found = outcome->found;
    result.read = outcome->read;
    result.seconds = outcome->seconds;
    return result;
}

void EngineWorker::read(const ReadJob& job)
{
    ReadingResult result;
    result.set = job.reading.set;
    const QString thrown = guarded([&] {
        result = readInto(job.reading, job.stop,
                          [&](const ReadingStep& step) { emit readingProgressed(job.id, step); });
    });
    if (!thrown.isEmpty())
        result.error = thrown;
    emit readingEnded(job.id, result);
    if (!thrown.isEmpty())
        emit lost(thrown);
}

void EngineWorker::generate(const Turn& turn)
{
    if (!m_engine) { // lost, after the turn was asked for
        emit failed(turn.id, tr("No model is open."));
        return;
    }
    if (turn.reading && m_local) {
        ReadingResult result;
        result.set = turn.reading->set;
        const QString thrown = guarded([&] {
            result = readInto(*turn.reading, turn.stop, [&](const ReadingStep& step) {
                emit readingProgressed(turn.id, step);
            });
        });
        if (!thrown.isEmpty())
            result.error = thrown;
        emit readingEnded(turn.id, result);
        if (!result.error.isEmpty()) {
            if (!thrown.isEmpty())
                emit lost(thrown);
            emit failed(turn.id, result.error);
            return;
        }
        if (!result.isComplete) {
            engine::Summary summary;
            summary.finish = engine::Finish::Stopped;
            summary.reusedTokens = result.found;
            summary.readTokens = result.read;
            emit finished(turn.id, summary);
            return;
        }
    }
    answer(turn);
}

void EngineWorker::answer(const Turn& turn)
{
    ReplyReader reader;
    ReplyPart pending;
    QElapsedTimer sinceFlush; // not valid before the first one, which comes at once
    const auto flush = [&] {
        sinceFlush.start();
        if (pending.text.isEmpty() && pending.thinking.isEmpty())
            return;
        emit partProduced(turn.id, pending);
        pending.text.clear();
        pending.thinking.clear();
    };

    engine::Listener listener;
    listener.onPrefill = [&](std::int64_t done, std::int64_t total) {
        emit prefillProgressed(turn.id, done, total);
    };
    listener.onToken = [&](std::int32_t) { ++pending.newTokens; };
    listener.onBytes = [&](std::string_view bytes) {
        reader.read(bytes, pending);
        if (reader.isThinking())
            pending.thinkingTokens = pending.newTokens;
        if (!sinceFlush.isValid() || sinceFlush.hasExpired(kFlushIntervalMs))
            flush();
    };

    const QString thrown = guarded([&] {
        const engine::Result<engine::Summary> summary =
            m_engine->generate(turn.request, listener, turn.stop);
        reader.finish(pending);
        flush();
        if (summary)
            emit finished(turn.id, *summary);
        else
            emit failed(turn.id, QString::fromStdString(summary.error().message));
    });
    if (!thrown.isEmpty()) {
        flush();
        emit lost(thrown); // before the turn ends: nothing can be asked then
        emit failed(turn.id, thrown);
    }
}

} // namespace app
