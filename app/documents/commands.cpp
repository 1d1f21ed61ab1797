#include "app/documents/commands.h"

#include "app/documents/reading.h"
#include "app/documents/stored_set.h"
#include "engine/reply_parser.h"

#include <QCommandLineParser>
#include <QDir>
#include <QElapsedTimer>
#include <QFileInfo>
#include <QGuiApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <atomic>
#include <csignal>
#include <cstdio>

#include <unistd.h>

namespace documents {
namespace {

constexpr int kFailed = 1;
constexpr int kWrongUsage = 2;
constexpr int kInterrupted = 130;

std::stop_source interruption;

void onInterrupt(int)
{
    interruption.request_stop(); // lock-free where atomics are, as here
}

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

engine::Result<std::unique_ptr<engine::LocalEngine>> openModel(const QCommandLineParser& parser,
                                                               const QString& path)
{
    engine::EngineOptions options;
    options.threads = parser.value(QStringLiteral("threads")).toInt();
    return engine::LocalEngine::open(path.toStdString(), options);
}

// On one line of the terminal a few times a second; a line for every percent where somebody else
// reads along.
class ProgressLine
{
public:
    explicit ProgressLine(bool isAsked)
        : m_isTerminal(isatty(STDERR_FILENO) != 0)
        , m_isWanted(m_isTerminal || isAsked)
    {}

    void show(const ReadingProgress& progress)
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
    ~ProgressLine()
    {
        if (m_isTerminal && m_shownPercent >= 0)
            std::fprintf(stderr, "\n");
    }

private:
    bool m_isTerminal;
    bool m_isWanted;
    QElapsedTimer m_sinceShown;
    int m_shownPercent = -1;
};

void addCommon(QCommandLineParser& parser)
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
}

int readCommand(const QStringList& arguments)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(
        QStringLiteral("levin read: reads files and folders once and saves the reading."));
    addCommon(parser);
    parser.addOption(
        {{QStringLiteral("o"), QStringLiteral("out")},
         QStringLiteral("Folder of the document set; reading goes on where it stopped."),
         QStringLiteral("SET")});
    parser.addOption({QStringLiteral("progress"),
                      QStringLiteral("Print the progress also where stderr is no terminal.")});
    parser.addPositionalArgument(QStringLiteral("PATH..."), QStringLiteral("Files and folders."));
    parser.process(arguments);
    const QStringList paths = parser.positionalArguments();
    const QString folder = parser.value(QStringLiteral("out"));
    const QString model = parser.value(QStringLiteral("model"));
    if (paths.isEmpty() || folder.isEmpty() || model.isEmpty()) {
        say(QStringLiteral(
            "levin read needs PATH, --model and --out; levin read --help explains them"));
        return kWrongUsage;
    }
    const auto isCancelled = [] { return interruption.stop_requested(); };
    QElapsedTimer timer;
    timer.start();
    ScanOptions options;
    options.output = folder;
    const Scan found = scan(paths, options, isCancelled);
    StoredSet set =
        loadFiles(QFileInfo(QDir::cleanPath(paths.first())).fileName(), found, isCancelled);
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

    auto engine = openModel(parser, model);
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
    engine::Result<ReadingOutcome> outcome = engine::Error{engine::ErrorCode::Stopped, {}};
    {
        ProgressLine line(parser.isSet(QStringLiteral("progress")));
        outcome = read(
            **engine, *plan, partsFolder(folder, (*engine)->file().fingerprint()),
            [&](const ReadingProgress& progress) { line.show(progress); },
            interruption.get_token());
    }
    if (!outcome)
        return fail(outcome.error());
    if (!outcome->note.empty())
        say(QStringLiteral("Not all of the saved reading could be used: %1")
                .arg(QString::fromStdString(outcome->note)));
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

const char* nameOf(Finding::Status status)
{
    switch (status) {
    case Finding::Status::Exact:
        return "exact";
    case Finding::Status::Repaired:
        return "repaired";
    default:
        return "not found";
    }
}

QJsonArray checkedQuotes(const QString& answer, const std::vector<Source>& sources)
{
    const QuoteChecker checker(sources);
    QJsonArray list;
    for (const Quote& quote : quotesIn(answer)) {
        const Finding found = checker.check(quote);
        QJsonObject json{{QStringLiteral("text"), quote.text},
                         {QStringLiteral("status"), QLatin1String(nameOf(found.status))}};
        if (!quote.anchor.isEmpty())
            json[QStringLiteral("anchor")] = quote.anchor;
        if (found.status != Finding::Status::NotFound) {
            const Source& source = sources[std::size_t(found.place.document)];
            json[QStringLiteral("file")] = source.name;
            json[QStringLiteral("begin")] = found.place.begin;
            json[QStringLiteral("end")] = found.place.end;
            json[QStringLiteral("line")] = 1 + source.text.left(found.place.begin).count(u'\n');
            json[QStringLiteral("anchorAgrees")] = found.anchorAgrees;
        }
        if (!found.difference.isEmpty())
            json[QStringLiteral("difference")] = found.difference;
        list.append(json);
    }
    return list;
}

int askCommand(const QStringList& arguments)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(
        QStringLiteral("levin ask: asks a document set; quotations are checked against the text."));
    addCommon(parser);
    parser.addOption({{QStringLiteral("q"), QStringLiteral("question")},
                      QStringLiteral("The question."),
                      QStringLiteral("QUESTION")});
    parser.addOption({QStringLiteral("max-tokens"), QStringLiteral("At most so many tokens."),
                      QStringLiteral("N"), QStringLiteral("1024")});
    parser.addPositionalArgument(QStringLiteral("SET"),
                                 QStringLiteral("Folder that levin read made."));
    parser.process(arguments);
    const QString folder = parser.positionalArguments().value(0);
    const QString question = parser.value(QStringLiteral("question"));
    if (folder.isEmpty() || question.trimmed().isEmpty()) {
        say(QStringLiteral("levin ask needs SET and --question; levin ask --help explains them"));
        return kWrongUsage;
    }
    const engine::Result<StoredSet> set = load(folder);
    if (!set)
        return fail(set.error());
    const QString model =
        parser.isSet(QStringLiteral("model")) ? parser.value(QStringLiteral("model")) : set->model;
    auto engine = openModel(parser, model);
    if (!engine)
        return fail(engine.error());
    const std::vector<Source> sources = set->sources();
    const Rendered rendered = render(set->title, sources);
    const engine::Result<ReadingPlan> plan = planReading(**engine, rendered);
    if (!plan)
        return fail(plan.error());
    // Loads what was saved, and reads what is missing.
    const engine::Result<ReadingOutcome> reading =
        read(**engine, *plan, partsFolder(folder, (*engine)->file().fingerprint()), {},
             interruption.get_token());
    if (!reading)
        return fail(reading.error());
    if (!reading->isComplete)
        return kInterrupted;
    if (!reading->note.empty())
        say(QStringLiteral("Not all of the saved reading could be used: %1")
                .arg(QString::fromStdString(reading->note)));

    engine::Request request;
    request.prompt = asking(rendered, question);
    request.maxNewTokens = std::max(1, parser.value(QStringLiteral("max-tokens")).toInt());
    request.sampling.temperature = 0.0f; // the same question gives the same answer
    engine::ReplyParser reply;
    QString answer;
    const auto take = [&](const std::vector<engine::ReplyEvent>& events) {
        for (const engine::ReplyEvent& event : events) {
            if (const auto* content = std::get_if<engine::ContentText>(&event))
                answer += QString::fromStdString(content->text);
        }
    };
    engine::Listener listener;
    listener.onBytes = [&](std::string_view bytes) { take(reply.feed(bytes)); };
    const auto summary = (*engine)->generate(request, listener, interruption.get_token());
    if (!summary)
        return fail(summary.error());
    take(reply.finish());
    const QJsonArray quotes = checkedQuotes(answer, sources);
    if (parser.isSet(QStringLiteral("json"))) {
        print({{QStringLiteral("answer"), answer},
               {QStringLiteral("quotes"), quotes},
               {QStringLiteral("tokens"), qint64(plan->tokens.size())},
               {QStringLiteral("tokensReused"), qint64(summary->reusedTokens)},
               {QStringLiteral("tokensRead"), qint64(summary->readTokens)},
               {QStringLiteral("tokensWritten"), summary->newTokens},
               {QStringLiteral("firstTokenSeconds"), summary->prefillSeconds}});
        return 0;
    }
    std::printf("%s\n", qUtf8Printable(answer));
    for (const QJsonValue value : quotes) {
        const QJsonObject quote = value.toObject();
        say(QStringLiteral("[%1] %2 %3")
                .arg(quote[QStringLiteral("status")].toString(),
                     quote[QStringLiteral("file")].toString(),
                     quote[QStringLiteral("anchor")].toString()));
    }
    return 0;
}

} // namespace

bool isCommand(int argc, char** argv)
{
    const QByteArray name = argc > 1 ? QByteArray(argv[1]) : QByteArray();
    return name == "read" || name == "ask";
}

int runCommand(int argc, char** argv)
{
    // Pages of HTML are laid out to be read as text; that needs no display.
    qputenv("QT_QPA_PLATFORM", "offscreen");
    QGuiApplication qt(argc, argv);
    QGuiApplication::setApplicationName(QStringLiteral("levin"));
    std::signal(SIGINT, onInterrupt);
    std::signal(SIGTERM, onInterrupt);
    QStringList arguments = QGuiApplication::arguments();
    const QString command = arguments.takeAt(1);
    return command == QLatin1String("read") ? readCommand(arguments) : askCommand(arguments);
}

} // namespace documents
