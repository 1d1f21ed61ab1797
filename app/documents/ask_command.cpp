#include "app/documents/command_line.h"
#include "app/documents/stored_set.h"
#include "engine/reply_parser.h"

#include <QJsonArray>

#include <cstdio>

namespace documents {
namespace {

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

struct Ending
{
    const char* name;
    const char* sentence; // nullptr: the answer is whole
};

Ending endingOf(engine::Finish finish)
{
    switch (finish) {
    case engine::Finish::TokenLimit:
        return {"limit", "The answer is cut off: it has as many tokens as --max-tokens allows."};
    case engine::Finish::ContextFull:
        return {"context full", "The answer is cut off: the model's context is full."};
    case engine::Finish::Loop:
        return {"loop", "The answer is cut off: the model went on repeating itself."};
    case engine::Finish::Stopped:
        return {"stopped", "The answer is cut off: it was interrupted."};
    case engine::Finish::EndOfTurn:
    case engine::Finish::StopString:
        break;
    }
    return {"end", nullptr};
}

// The answer without the model's thinking; printed as it comes, if wanted.
class Answer
{
public:
    explicit Answer(bool isPrinted) : m_isPrinted(isPrinted) {}

    void take(const std::vector<engine::ReplyEvent>& events)
    {
        for (const engine::ReplyEvent& event : events) {
            const auto* const content = std::get_if<engine::ContentText>(&event);
            if (!content)
                continue;
            m_text += QString::fromStdString(content->text);
            if (m_isPrinted) {
                std::fputs(content->text.c_str(), stdout);
                std::fflush(stdout);
            }
        }
    }
    const QString& text() const { return m_text; }

private:
    bool m_isPrinted;
    QString m_text;
};

} // namespace

int askCommand(const QStringList& arguments, const Surroundings& surroundings)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(
        QStringLiteral("levin ask: asks a document set; quotations are checked against the text."));
    addCommonOptions(parser);
    parser.addOption({{QStringLiteral("q"), QStringLiteral("question")},
                      QStringLiteral("The question."),
                      QStringLiteral("QUESTION")});
    parser.addOption({QStringLiteral("max-tokens"), QStringLiteral("At most so many tokens."),
                      QStringLiteral("N"), QStringLiteral("1024")});
    parser.addPositionalArgument(QStringLiteral("SET"),
                                 QStringLiteral("Folder that levin read made."));
    if (!parse(parser, arguments))
        return kWrongUsage;
    const QString folder = parser.positionalArguments().value(0);
    const QString question = parser.value(QStringLiteral("question"));
    const std::optional<int> threads = numberOf(parser, QStringLiteral("threads"), 0);
    const std::optional<int> mostTokens = numberOf(parser, QStringLiteral("max-tokens"), 1);
    if (!threads || !mostTokens)
        return kWrongUsage;
    if (folder.isEmpty() || question.trimmed().isEmpty()) {
        say(QStringLiteral("levin ask needs SET and --question; levin ask --help explains them"));
        return kWrongUsage;
    }
    const engine::Result<StoredSet> set = load(folder);
    if (!set)
        return fail(set.error());
    const QString model =
        parser.isSet(QStringLiteral("model")) ? parser.value(QStringLiteral("model")) : set->model;
    auto engine = openModel(model, *threads);
    if (!engine)
        return fail(engine.error());
    const std::vector<Source> sources = set->sources();
    const Rendered rendered = render(set->title, sources);
    const engine::Result<ReadingPlan> plan = planReading(**engine, rendered);
    if (!plan)
        return fail(plan.error());
    // Loads what was saved, and reads what is missing.
    const engine::Result<ReadingOutcome> reading = readWithProgress(
        **engine, *plan, folder, parser.isSet(QStringLiteral("progress")), surroundings);
    if (!reading)
        return fail(reading.error());
    if (!reading->isComplete)
        return kInterrupted;

    const bool isJson = parser.isSet(QStringLiteral("json"));
    engine::Request request;
    request.prompt = asking(rendered, question);
    request.maxNewTokens = *mostTokens;
    request.sampling.temperature = 0.0f; // the same question gives the same answer
    engine::ReplyParser reply;
    Answer answer(!isJson);
    engine::Listener listener;
    listener.onBytes = [&](std::string_view bytes) { answer.take(reply.feed(bytes)); };
    const auto summary = (*engine)->generate(request, listener, surroundings.stop);
    if (!summary)
        return fail(summary.error());
    answer.take(reply.finish());
    const QJsonArray quotes = checkedQuotes(answer.text(), sources);
    const Ending ending = endingOf(summary->finish);
    if (isJson) {
        print({{QStringLiteral("answer"), answer.text()},
               {QStringLiteral("finish"), QLatin1String(ending.name)},
               {QStringLiteral("quotes"), quotes},
               {QStringLiteral("tokens"), qint64(plan->tokens.size())},
               {QStringLiteral("tokensReused"), qint64(summary->reusedTokens)},
               {QStringLiteral("tokensRead"), qint64(summary->readTokens)},
               {QStringLiteral("tokensWritten"), summary->newTokens},
               {QStringLiteral("firstTokenSeconds"), summary->prefillSeconds}});
    } else {
        std::printf("\n");
        for (const QJsonValue value : quotes) {
            const QJsonObject quote = value.toObject();
            say(QStringLiteral("[%1] %2 %3")
                    .arg(quote[QStringLiteral("status")].toString(),
                         quote[QStringLiteral("file")].toString(),
                         quote[QStringLiteral("anchor")].toString()));
        }
    }
    if (ending.sentence)
        say(QLatin1String(ending.sentence));
    return summary->finish == engine::Finish::Stopped ? kInterrupted : 0;
}

} // namespace documents
