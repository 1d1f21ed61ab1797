#include "app/documents/command_line.h"

#include "engine/text.h"

#include <QFileInfo>
#include <QJsonDocument>
#include <QStorageInfo>

#include <cstdio>

#include <unistd.h>

namespace documents {
namespace {

std::int64_t bytesIn(const std::filesystem::path& folder)
{
    std::int64_t bytes = 0;
    std::error_code error;
    for (const auto& entry : std::filesystem::directory_iterator(folder, error))
        bytes += std::int64_t(entry.file_size(error));
    return bytes;
}

engine::Error noRoom(const char* what, std::int64_t wanted, std::int64_t available)
{
    return {engine::ErrorCode::OutOfMemory,
            engine::concat("the reading needs ", (wanted >> 20) + 1, " MiB ", what, ", where ",
                           available >> 20, " MiB are free")};
}

engine::Status hasRoom(const engine::LocalEngine& engine, const ReadingPlan& plan,
                       const std::filesystem::path& parts, const QString& folder,
                       std::int64_t availableMemory)
{
    const auto tokens = std::int64_t(plan.tokens.size());
    // Without the weights, which are mapped from a file: the system reads them again as it needs them.
    const engine::MemoryPlan needed = engine.memoryPlan(tokens);
    const std::int64_t memory =
        needed.totalBytes() - needed.weightBytes
        + snapshotBytes(engine.model().config(), *engine.options().kvType, tokens);
    if (availableMemory > 0 && memory > availableMemory)
        return noRoom("of memory", memory, availableMemory);
    // What lies there is taken up or removed.
    const std::int64_t disk = plan.bytes - bytesIn(parts);
    const QStorageInfo storage(folder);
    if (storage.isValid() && disk > storage.bytesAvailable())
        return noRoom("on the disk", disk, storage.bytesAvailable());
    return engine::Done{};
}

} // namespace

void say(const QString& sentence) { std::fprintf(stderr, "%s\n", qUtf8Printable(sentence)); }

int fail(const engine::Error& error)
{
    say(QString::fromStdString(error.message));
    return kFailed;
}

void print(const QJsonObject& json)
{
    std::printf("%s\n", QJsonDocument(json).toJson(QJsonDocument::Compact).constData());
}

void addCommonOptions(QCommandLineParser& parser)
{
    parser.addHelpOption();
    parser.addOption({{QStringLiteral("m"), QStringLiteral("model")},
                      QStringLiteral("GGUF file or model folder."),
                      QStringLiteral("MODEL")});
    parser.addOption({{QStringLiteral("t"), QStringLiteral("threads")},
                      QStringLiteral("Threads; 0: one per core."),
                      QStringLiteral("N"),
                      QStringLiteral("0")});
    parser.addOption({QStringLiteral("json"), QStringLiteral("Print the result as JSON.")});
    parser.addOption({QStringLiteral("progress"),
                      QStringLiteral("Print the progress also where stderr is no terminal.")});
}

bool parse(QCommandLineParser& parser, const QStringList& arguments)
{
    if (!parser.parse(arguments)) {
        say(parser.errorText());
        return false;
    }
    if (parser.isSet(QStringLiteral("help")))
        parser.showHelp();
    return true;
}

std::optional<int> numberOf(const QCommandLineParser& parser, const QString& option, int least)
{
    bool isNumber = false;
    const int number = parser.value(option).toInt(&isNumber);
    if (isNumber && number >= least)
        return number;
    say(QStringLiteral("--%1 needs a number from %2 on, not \"%3\"")
            .arg(option)
            .arg(least)
            .arg(parser.value(option)));
    return std::nullopt;
}

engine::Result<std::unique_ptr<engine::LocalEngine>> openModel(const QString& path, int threads)
{
    engine::EngineOptions options;
    options.threads = threads;
    return engine::LocalEngine::open(path.toStdString(), options);
}

ProgressLine::ProgressLine(bool isAsked)
    : m_isTerminal(isatty(STDERR_FILENO) != 0)
    , m_isWanted(m_isTerminal || isAsked)
{}

ProgressLine::~ProgressLine()
{
    if (m_isTerminal && m_shownPercent >= 0)
        std::fprintf(stderr, "\n");
}

void ProgressLine::show(const ReadingProgress& progress)
{
    const double percent = 100.0 * double(progress.done) / double(progress.total);
    const bool isDue = m_isTerminal ? !m_sinceShown.isValid() || m_sinceShown.elapsed() >= 200
                                    : int(percent) > m_shownPercent;
    if (!m_isWanted || (!isDue && progress.done < progress.total))
        return;
    m_sinceShown.start();
    m_shownPercent = int(percent);
    const double left = progress.tokensPerSecond > 0
                            ? double(progress.total - progress.done) / progress.tokensPerSecond
                            : 0.0;
    std::fprintf(stderr, "%s%5.1f %%  %lld of %lld tokens, %.0f tokens/s, %.0f s left%s",
                 m_isTerminal ? "\r" : "", percent, static_cast<long long>(progress.done),
                 static_cast<long long>(progress.total), progress.tokensPerSecond, left,
                 m_isTerminal ? "   " : "\n");
}

engine::Result<ReadingOutcome> readWithProgress(engine::LocalEngine& engine,
                                                const ReadingPlan& plan, const QString& folder,
                                                bool isProgressAsked,
                                                const Surroundings& surroundings)
{
    const std::filesystem::path parts = partsFolder(folder, engine.file().fingerprint());
    if (const engine::Status room =
            hasRoom(engine, plan, parts, folder, surroundings.availableMemory);
        !room)
        return room.error();
    ProgressLine line(isProgressAsked);
    engine::Result<ReadingOutcome> outcome = read(
        engine, plan, parts, [&](const ReadingProgress& progress) { line.show(progress); },
        surroundings.stop);
    if (outcome && !outcome->note.empty())
        say(QStringLiteral("Not all of the saved reading could be used: %1")
                .arg(QString::fromStdString(outcome->note)));
    return outcome;
}

} // namespace documents
