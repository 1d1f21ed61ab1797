#include "app/documents/command_line.h"
#include "app/documents/stored_set.h"

#include <QDir>
#include <QFileInfo>

namespace documents {
namespace {

// The set as its files are now. Of one that is there already, what did not change keeps its order, so
// that it is not read again.
StoredSet setOf(const QStringList& paths, const QString& folder, const IsCancelled& isCancelled)
{
    ScanOptions options;
    options.output = folder;
    const Scan found = scan(paths, options, isCancelled);
    if (isSet(folder)) {
        const engine::Result<StoredSet> before = load(folder);
        if (before)
            return updated(*before, paths, found, isCancelled);
        say(QString::fromStdString(before.error().message)
            + QStringLiteral("; its texts are extracted again"));
    }
    return loadFiles(QFileInfo(QDir::cleanPath(paths.first())).fileName(), found, isCancelled);
}

} // namespace

int readCommand(const QStringList& arguments, const Surroundings& surroundings)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(
        QStringLiteral("levin read: reads files and folders once and saves the reading."));
    addCommonOptions(parser);
    parser.addOption(
        {{QStringLiteral("o"), QStringLiteral("out")},
         QStringLiteral("Folder of the document set; reading goes on where it stopped."),
         QStringLiteral("SET")});
    parser.addPositionalArgument(QStringLiteral("PATH..."), QStringLiteral("Files and folders."));
    if (!parse(parser, arguments))
        return kWrongUsage;
    const QStringList paths = parser.positionalArguments();
    const QString folder = parser.value(QStringLiteral("out"));
    const QString model = parser.value(QStringLiteral("model"));
    const std::optional<int> threads = numberOf(parser, QStringLiteral("threads"), 0);
    if (!threads)
        return kWrongUsage;
    if (paths.isEmpty() || folder.isEmpty() || model.isEmpty()) {
        say(QStringLiteral(
            "levin read needs PATH, --model and --out; levin read --help explains them"));
        return kWrongUsage;
    }
    const IsCancelled isCancelled = [&] { return surroundings.stop.stop_requested(); };
    QElapsedTimer timer;
    timer.start();
    StoredSet set = setOf(paths, folder, isCancelled);
    if (isCancelled())
        return kInterrupted;
    for (const QString& note : set.notes)
        say(note);
    if (set.documents.empty()) {
        for (const FoundFile& file : set.skipped.mid(0, 20))
            say(QStringLiteral("%1: %2").arg(file.name, file.skipped));
        say(QStringLiteral("nothing there can be read"));
        return kFailed;
    }
    set.model = QFileInfo(model).absoluteFilePath();
    if (const engine::Status saved = save(set, folder); !saved)
        return fail(saved.error());
    const double loadSeconds = double(timer.restart()) / 1000.0;

    auto engine = openModel(model, *threads);
    if (!engine)
        return fail(engine.error());
    const engine::Result<ReadingPlan> plan =
        planReading(**engine, render(set.title, set.sources()));
    if (!plan)
        return fail(plan.error());
    const double countSeconds = double(timer.restart()) / 1000.0;
    say(QStringLiteral("%1 documents, %2 skipped, %3 tokens; the reading takes %4 MiB on disk")
            .arg(set.documents.size())
            .arg(set.skipped.size())
            .arg(plan->tokens.size())
            .arg((plan->bytes >> 20) + 1));
    const engine::Result<ReadingOutcome> outcome = readWithProgress(
        **engine, *plan, folder, parser.isSet(QStringLiteral("progress")), surroundings);
    if (!outcome)
        return fail(outcome.error());
    if (parser.isSet(QStringLiteral("json")))
        print({{QStringLiteral("documents"), qint64(set.documents.size())},
               {QStringLiteral("skipped"), qint64(set.skipped.size())},
               {QStringLiteral("tokens"), qint64(plan->tokens.size())},
               {QStringLiteral("found"), qint64(outcome->found)},
               {QStringLiteral("read"), qint64(outcome->read)},
               {QStringLiteral("complete"), outcome->isComplete},
               {QStringLiteral("loadSeconds"), loadSeconds},
               {QStringLiteral("countSeconds"), countSeconds},
               {QStringLiteral("readSeconds"), outcome->seconds}});
    return outcome->isComplete ? 0 : kInterrupted;
}

} // namespace documents
