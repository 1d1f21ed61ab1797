// Documents are read once: a killed reading goes on, a changed text is read again only from there,
// and what comes of it is the same to the bit.

#include "app/documents/reading.h"
#include "app/documents/speed_sample.h"
#include "app/documents/stored_set.h"
#include "tests/support/long_model.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

#include <signal.h>
#include <unistd.h>

using documents::Document;
using documents::ReadingOutcome;
using documents::ReadingPlan;
using documents::Rendered;
using documents::Source;
using engine::LocalEngine;

namespace {

constexpr int kContext = 400'000; // of the test model, longer than the golden one's

Document textOf(const QString& name, int lines, int seed)
{
    Document document;
    document.name = name;
    document.content.format = documents::Format::Source;
    std::uint32_t state = std::uint32_t(seed) * 7919 + 1;
    for (int i = 0; i < lines; ++i) {
        state = state * 1664525U + 1013904223U;
        document.content.text +=
            QStringLiteral("the value of key %1 is %2\n").arg(i).arg(state >> 12);
    }
    return document;
}

Rendered renderedOf(const std::vector<Document>& documents)
{
    std::vector<Source> sources;
    for (const Document& document : documents)
        sources.push_back(
            documents::sourceOf(document, documents.size() == 1 ? 0 : int(sources.size()) + 1));
    return documents::render(QStringLiteral("set"), sources);
}

std::vector<float> logitsBehind(LocalEngine& engine)
{
    for (const std::int32_t token : {5, 9, 1}) {
        if (!engine.session().extend(token, {}))
            qFatal("a token could not be read");
    }
    return {engine.session().logits().begin(), engine.session().logits().end()};
}

} // namespace

class tst_Reading : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { tests::makeLongModel(m_folder.path(), kContext); }

    void whatWasSavedIsNotReadAgain()
    {
        const QTemporaryDir parts;
        const Rendered rendered = renderedOf({textOf(QStringLiteral("a"), 300, 1)});
        const auto first = opened();
        const ReadingPlan plan = planOf(*first, rendered);
        const ReadingOutcome whole = readAll(*first, plan, parts);
        QVERIFY(whole.isComplete);
        QCOMPARE(whole.read, std::int64_t(plan.tokens.size()));
        const std::vector<float> wanted = logitsBehind(*first);

        const auto second = opened();
        const ReadingOutcome again = readAll(*second, plan, parts);
        QCOMPARE(again.read, 0);
        QCOMPARE(again.found, std::int64_t(plan.tokens.size()));
        QCOMPARE(logitsBehind(*second), wanted);
    }

    void aStoppedReadingGoesOnWhereItWasSaved()
    {
        const QTemporaryDir parts;
        const Rendered rendered = renderedOf({textOf(QStringLiteral("a"), 400, 1)});
        const auto first = opened();
        const ReadingPlan plan = planOf(*first, rendered);
        QVERIFY(plan.ends.size() > 6);
        std::stop_source stop;
        const auto stopped = documents::read(
            *first, plan, parts.path().toStdString(),
            [&](const documents::ReadingProgress& progress) {
                if (progress.done > progress.total / 2)
                    stop.request_stop();
            },
            stop.get_token());
        QVERIFY(bool(stopped));
        QVERIFY(!stopped->isComplete);

        const auto second = opened();
        const ReadingOutcome rest = readAll(*second, plan, parts);
        QVERIFY(rest.found > 0);
        QCOMPARE(rest.found + rest.read, std::int64_t(plan.tokens.size()));
        const QTemporaryDir other;
        const auto uninterrupted = opened();
        readAll(*uninterrupted, plan, other);
        QCOMPARE(logitsBehind(*second), logitsBehind(*uninterrupted));
    }

    void aChangedTextIsReadAgainFromTheChange()
    {
        const QTemporaryDir parts;
        std::vector<Document> set = {textOf(QStringLiteral("a"), 200, 1),
                                     textOf(QStringLiteral("b"), 200, 2),
                                     textOf(QStringLiteral("c"), 60, 3)};
        const auto first = opened();
        readAll(*first, planOf(*first, renderedOf(set)), parts);

        set[2] = textOf(QStringLiteral("c"), 60, 4);
        const auto second = opened();
        const ReadingPlan plan = planOf(*second, renderedOf(set));
        const ReadingOutcome outcome = readAll(*second, plan, parts);
        QVERIFY(outcome.found > std::int64_t(plan.tokens.size()) / 2);
        QVERIFY(outcome.read > 0);
        const QTemporaryDir other;
        const auto fresh = opened();
        readAll(*fresh, plan, other);
        QCOMPARE(logitsBehind(*second), logitsBehind(*fresh));
    }

    void damagedAndForeignPartsAreReplaced()
    {
        const QTemporaryDir parts;
        const auto engine = opened();
        const ReadingPlan plan = planOf(*engine, renderedOf({textOf(QStringLiteral("a"), 300, 1)}));
        readAll(*engine, plan, parts);
        const QStringList files = QDir(parts.path()).entryList(QDir::Files, QDir::Name);
        QFile damaged(parts.filePath(files[files.size() / 2]));
        QVERIFY(damaged.open(QIODevice::ReadWrite));
        damaged.seek(damaged.size() / 2);
        damaged.write("damage");
        damaged.close();
        const auto second = opened();
        const ReadingOutcome mended = readAll(*second, plan, parts);
        QVERIFY(QString::fromStdString(mended.note).contains(QLatin1String("checksum")));
        QVERIFY(mended.found > 0 && mended.read > 0);

        QFile first(parts.filePath(files[0]));
        QVERIFY(first.resize(100));
        const auto third = opened();
        const ReadingOutcome rebuilt = readAll(*third, plan, parts);
        QVERIFY(!rebuilt.note.empty());
        QCOMPARE(rebuilt.found, 0);
        QCOMPARE(rebuilt.read, std::int64_t(plan.tokens.size()));
    }

    void whatAKilledSavingLeftIsRemoved()
    {
        const QTemporaryDir parts;
        const auto left = [&](qint64 process) {
            QFile file(parts.filePath(QStringLiteral("000000000512.state.%1.part").arg(process)));
            if (!file.open(QIODevice::WriteOnly))
                qFatal("a file could not be written");
            return file.fileName();
        };
        QProcess ended;
        ended.start(QStringLiteral("true"), QStringList());
        QVERIFY(ended.waitForStarted());
        const QString abandoned = left(ended.processId());
        QVERIFY(ended.waitForFinished());
        const QString beingWritten = left(getppid());
        const auto engine = opened();
        readAll(*engine, planOf(*engine, renderedOf({textOf(QStringLiteral("a"), 20, 1)})), parts);
        QVERIFY(!QFile::exists(abandoned));
        QVERIFY(QFile::exists(beingWritten));
    }

    // A second question behind the same documents finds them in the session.
    void whatIsInMemoryIsNotLoadedAgain()
    {
        const QTemporaryDir parts;
        const Rendered rendered = renderedOf({textOf(QStringLiteral("a"), 300, 1)});
        const auto first = opened();
        const ReadingPlan plan = planOf(*first, rendered);
        readAll(*first, plan, parts);
        const auto second = opened();
        readAll(*second, plan, parts); // loads
        engine::Request request;
        request.prompt = documents::asking(rendered, QStringLiteral("What is key 7?"));
        request.maxNewTokens = 4;
        QVERIFY(bool(second->generate(request, {}, {})));
        QFile damaged(parts.filePath(QDir(parts.path()).entryList(QDir::Files).first()));
        QVERIFY(damaged.resize(100)); // whoever loads it again says so
        const ReadingOutcome again = readAll(*second, plan, parts);
        QCOMPARE(again.found, std::int64_t(plan.tokens.size()));
        QVERIFY(again.note.empty());
        request.prompt = documents::asking(rendered, QStringLiteral("What is key 8?"));
        const auto summary = second->generate(request, {}, {});
        QVERIFY(bool(summary));
        QCOMPARE(summary->reusedTokens, std::int64_t(plan.tokens.size()));
    }

    void countsAreThoseOfTheReading()
    {
        const auto engine = opened();
        const Rendered rendered =
            renderedOf({textOf(QStringLiteral("a"), 200, 1), textOf(QStringLiteral("b"), 50, 2)});
        const auto count = documents::countTokens(*engine, rendered);
        QVERIFY(bool(count));
        const ReadingPlan plan = planOf(*engine, rendered);
        QCOMPARE(count->total, std::int64_t(plan.tokens.size()));
        QCOMPARE(count->documents.size(), 2u);
        QVERIFY(count->documents[0] > 3 * count->documents[1]);
        const std::int64_t around = count->total - count->documents[0] - count->documents[1];
        QVERIFY2(around > 0 && around < 40, qPrintable(QString::number(around)));
        const std::int64_t bytes = documents::readingBytes(engine->model().config(),
                                                           *engine->options().kvType, count->total);
        QVERIFY(std::abs(bytes - plan.bytes) < plan.bytes / 5);
    }

    void aFullDiskIsASentence()
    {
        const QTemporaryDir parts;
        const auto engine = opened();
        const ReadingPlan plan = planOf(*engine, renderedOf({textOf(QStringLiteral("a"), 100, 1)}));
        const auto outcome = documents::read(*engine, plan, "/dev/full/parts", {}, {});
        QVERIFY(!outcome);
        QVERIFY(outcome.error().message.find("/dev/full") != std::string::npos);
    }

    void tooLongDocumentsAreRefusedWithBothNumbers()
    {
        const auto engine = opened();
        const auto plan =
            documents::planReading(*engine, renderedOf({textOf(QStringLiteral("a"), 30'000, 1)}));
        QVERIFY(!plan);
        const std::int64_t most = documents::mostDocumentTokens(engine->model().config());
        QVERIFY(most < kContext); // a question and its answer follow
        QVERIFY(QString::fromStdString(plan.error().message).contains(QString::number(most)));
    }

    void partsOfAnotherTextAreNotTakenForThisOne()
    {
        const QTemporaryDir parts;
        const auto engine = opened();
        const Rendered was = renderedOf({textOf(QStringLiteral("a"), 100, 1)});
        const ReadingPlan plan = planOf(*engine, was);
        readAll(*engine, plan, parts);
        const std::filesystem::path folder = parts.path().toStdString();
        QCOMPARE(documents::savedTokens(folder, was), std::int64_t(plan.tokens.size()));
        Rendered now = was;
        now.text[now.text.size() / 2] ^= 1; // of the same length
        QCOMPARE(documents::savedTokens(folder, now), 0);
        readAll(*engine, planOf(*engine, now), parts);
        QCOMPARE(documents::savedTokens(folder, now),
                 std::int64_t(planOf(*engine, now).tokens.size()));
        QCOMPARE(documents::savedTokens(folder, was), 0);
    }

    void theSpeedIsTriedOutBesideTheSession()
    {
        const auto engine = opened();
        const Rendered rendered = renderedOf({textOf(QStringLiteral("a"), 300, 1)});
        const auto sample = documents::sampleSpeed(*engine, rendered, {});
        QVERIFY(bool(sample));
        QVERIFY(sample->tokens > 0 && sample->seconds > 0);
        QVERIFY(engine->session().tokens().empty());
        std::stop_source stop;
        stop.request_stop();
        const auto stopped = documents::sampleSpeed(*engine, rendered, stop.get_token());
        QVERIFY(!stopped);
        QCOMPARE(stopped.error().code, engine::ErrorCode::Stopped);
    }

    // The program itself, killed with no chance to tidy up.
    void killedAt60PercentItGoesOnFrom58()
    {
        const QTemporaryDir set;
        const QTemporaryDir texts;
        QFile text(texts.filePath(QStringLiteral("long.c")));
        QVERIFY(text.open(QIODevice::WriteOnly));
        text.write(textOf(QStringLiteral("long.c"), 4000, 5).content.text.toUtf8());
        text.close();
        const QStringList arguments = {QStringLiteral("read"),    text.fileName(),
                                       QStringLiteral("--model"), m_folder.path(),
                                       QStringLiteral("--out"),   set.path(),
                                       QStringLiteral("--json"),  QStringLiteral("--progress")};
        QProcess levin;
        levin.setReadChannel(QProcess::StandardError);
        levin.start(QStringLiteral(LEVIN_PROGRAM), arguments);
        QVERIFY(levin.waitForStarted());
        QString printed;
        double percent = 0;
        static const QRegularExpression number(QStringLiteral("([0-9.]+) %"));
        while (percent < 60 && levin.waitForReadyRead(60'000)) {
            printed = QString::fromUtf8(levin.readAllStandardError());
            for (auto it = number.globalMatch(printed); it.hasNext();)
                percent = it.next().captured(1).toDouble();
        }
        QVERIFY2(percent >= 60, qPrintable(printed));
        QVERIFY(percent < 100);
        ::kill(pid_t(levin.processId()), SIGKILL);
        QVERIFY(levin.waitForFinished());
        QCOMPARE(levin.exitStatus(), QProcess::CrashExit);

        QProcess again;
        again.start(QStringLiteral(LEVIN_PROGRAM), arguments);
        QVERIFY(again.waitForFinished(120'000));
        const QJsonObject told = QJsonDocument::fromJson(again.readAllStandardOutput()).object();
        QVERIFY(told[QStringLiteral("complete")].toBool());
        QVERIFY2(told[QStringLiteral("found")].toDouble()
                     >= 0.58 * told[QStringLiteral("tokens")].toDouble(),
                 qPrintable(QString::number(told[QStringLiteral("found")].toDouble())));

        QProcess ask;
        ask.start(QStringLiteral(LEVIN_PROGRAM),
                  {QStringLiteral("ask"), set.path(), QStringLiteral("-q"),
                   QStringLiteral("What is key 7?"), QStringLiteral("--json"),
                   QStringLiteral("--max-tokens"), QStringLiteral("8")});
        QVERIFY(ask.waitForFinished(60'000));
        const QJsonObject answer = QJsonDocument::fromJson(ask.readAllStandardOutput()).object();
        QCOMPARE(answer[QStringLiteral("tokensReused")].toInteger(),
                 told[QStringLiteral("tokens")].toInteger());
        QVERIFY(answer[QStringLiteral("tokensRead")].toInteger() < 100);
    }

private:
    std::unique_ptr<LocalEngine> opened()
    {
        engine::EngineOptions options;
        options.threads = 1;
        options.chunkTokens = 256;
        auto engine = LocalEngine::open(m_folder.path().toStdString(), options);
        if (!engine)
            qFatal("%s", engine.error().message.c_str());
        return std::move(*engine);
    }

    static ReadingPlan planOf(const LocalEngine& engine, const Rendered& rendered)
    {
        auto plan = documents::planReading(engine, rendered);
        if (!plan)
            qFatal("%s", plan.error().message.c_str());
        return std::move(*plan);
    }

    static ReadingOutcome readAll(LocalEngine& engine, const ReadingPlan& plan,
                                  const QTemporaryDir& parts)
    {
        const auto outcome = documents::read(engine, plan, parts.path().toStdString(), {}, {});
        if (!outcome)
            qFatal("%s", outcome.error().message.c_str());
        return *outcome;
    }

    QTemporaryDir m_folder;
};

QTEST_GUILESS_MAIN(tst_Reading)
#include "tst_reading.moc"
