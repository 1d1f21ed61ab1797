#include "app/engine_worker.h"

#include "app/reply_reader.h"

#include <QElapsedTimer>

#include <exception>
#include <utility>

namespace app {

// A screen repaints about sixty times a second; a signal per token would only queue up behind it.
constexpr qint64 kFlushIntervalMs = 16;

EngineWorker::EngineWorker(ModelOpener opener) : m_opener(std::move(opener)) {}

EngineWorker::~EngineWorker() = default;

void EngineWorker::open(const QString& path)
{
    try {
        engine::Result<OpenedModel> model = m_opener(path);
        if (!model) {
            emit openFailed(QString::fromStdString(model.error().message));
            return;
        }
        m_engine = std::move(model->engine);
        emit opened(model->facts);
    } catch (const std::exception& error) {
        emit openFailed(QString::fromUtf8(error.what()));
    }
}

void EngineWorker::generate(const Turn& turn)
{
    Q_ASSERT(m_engine);
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

    // The one place that outlives an exception, such as memory that is missing deep in the engine:
    // the model is closed, since nothing is known of its state.
    try {
        const engine::Result<engine::Summary> summary =
            m_engine->generate(turn.request, listener, turn.stop);
        reader.finish(pending);
        flush();
        if (summary)
            emit finished(turn.id, *summary);
        else
            emit failed(turn.id, QString::fromStdString(summary.error().message));
    } catch (const std::exception& error) {
        m_engine.reset();
        flush();
        emit failed(turn.id, QString::fromUtf8(error.what()));
        emit lost(QString::fromUtf8(error.what()));
    }
}

} // namespace app
