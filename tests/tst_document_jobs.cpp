// What the engine thread does with documents: it counts them, reads them with pauses, and completes a
// reading in front of an answer.

#include "app/documents/document_set.h"
#include "app/engine_host.h"
#include "app/local_model.h"
#include "app/model_numbers.h"
#include "tests/support/fake_engine.h"
#include "tests/support/long_model.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using app::CountedTokens;
using app::EngineHost;
using app::Reading;
using app::ReadingResult;
using app::ReadingStep;
using app::RenderedText;

namespace {

RenderedText textOfLines(int lines)
{
    documents::Document document;
    document.name = QStringLiteral("keys.c");
    document.content.format = documents::Format::Source;
    std::uint32_t state = 7;
    for (int i = 0; i < lines; ++i) {
        state = state * 1664525U + 1013904223U;
        document.content.text +=
            QStringLiteral("the value of key %1 is %2\n").arg(i).arg(state >> 12);
    }
    return std::make_shared<const documents::Rendered>(
        documents::render(QStringLiteral("keys.c"), {documents::sourceOf(document, 0)}));
}

engine::Request questionBehind(const RenderedText& text)
{
    engine::Message message;
    message.text = text->text + documents::questionBehind(QStringLiteral("What is key 7?"));
    message.boundaries = text->ends;
    engine::Request request;
    request.prompt = engine::Conversation{{message}, {}, false};
    request.maxNewTokens = 4;
    return request;
}

} // namespace

class tst_DocumentJobs : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { tests::makeLongModel(m_model.path(), 200'000); }

    void countsAndThenReads()
    {
        EngineHost host(app::openLocalModel);
        QVERIFY(opens(host));
        const QTemporaryDir set;
        const RenderedText text = textOfLines(300);
        QSignalSpy counted(&host, &EngineHost::counted);
        QSignalSpy ended(&host, &EngineHost::readingEnded);
        QSignalSpy steps(&host, &EngineHost::readingProgressed);
        host.count(text);
        host.read({5, text, set.path()});
        QTRY_COMPARE(ended.size(), 1);
        const auto count = counted.at(0).at(1).value<CountedTokens>();
        const auto result = ended.at(0).at(1).value<ReadingResult>();
        QCOMPARE(result.set, 5);
        QCOMPARE(result.error, QString());
        QVERIFY(result.isComplete);
        QCOMPARE(result.read, count.total);
        QCOMPARE(count.documents.size(), 1);
        QCOMPARE(steps.at(0).at(1).value<ReadingStep>().total, count.total);
    }

    void aQuestionLetsAReadingPauseAndItGoesOnBehindIt()
    {
        EngineHost host(app::openLocalModel);
        QVERIFY(opens(host));
        const QTemporaryDir set;
        const Reading reading{5, textOfLines(2000), set.path()};
        QStringList order;
        connect(&host, &EngineHost::finished, this, [&] { order += QStringLiteral("answer"); });
        QList<ReadingResult> results;
        connect(&host, &EngineHost::readingEnded, this, [&](quint64, const ReadingResult& result) {
            order += result.isComplete ? QStringLiteral("read") : QStringLiteral("paused");
            results += result;
            if (!result.isComplete)
                host.read(reading);
        });
        QSignalSpy steps(&host, &EngineHost::readingProgressed);
        host.read(reading);
        QVERIFY(steps.wait());
        engine::Request other;
        other.prompt = engine::PlainText{"something else"};
        other.maxNewTokens = 2;
        host.start(other);
        QTRY_COMPARE_WITH_TIMEOUT(order.size(), 3, 60'000);
        QCOMPARE(order, (QStringList{QStringLiteral("paused"), QStringLiteral("answer"),
                                     QStringLiteral("read")}));
        QCOMPARE(results[1].found + results[1].read, steps.last().at(1).value<ReadingStep>().total);
    }

    void aTurnCompletesItsReadingFirst()
    {
        EngineHost host(app::openLocalModel);
        QVERIFY(opens(host));
        const QTemporaryDir set;
        const RenderedText text = textOfLines(300);
        QSignalSpy ended(&host, &EngineHost::readingEnded);
        QSignalSpy finished(&host, &EngineHost::finished);
        host.start(questionBehind(text), Reading{5, text, set.path()});
        QTRY_COMPARE(finished.size(), 1);
        const auto result = ended.at(0).at(1).value<ReadingResult>();
        QVERIFY(result.isComplete && result.read > 0);
        const auto first = finished.at(0).at(0).value<engine::Summary>();
        QCOMPARE(first.reusedTokens, result.read);

        EngineHost again(app::openLocalModel);
        QVERIFY(opens(again));
        QSignalSpy loaded(&again, &EngineHost::readingEnded);
        QSignalSpy second(&again, &EngineHost::finished);
        again.start(questionBehind(text), Reading{5, text, set.path()});
        QTRY_COMPARE(second.size(), 1);
        QCOMPARE(loaded.at(0).at(1).value<ReadingResult>().found, result.read);
        QCOMPARE(second.at(0).at(0).value<engine::Summary>().reusedTokens, result.read);
    }

    void aReadingThatCannotBeSavedFailsTheTurnWithItsSentence()
    {
        EngineHost host(app::openLocalModel);
        QVERIFY(opens(host));
        const RenderedText text = textOfLines(20);
        QSignalSpy failed(&host, &EngineHost::failed);
        host.start(questionBehind(text), Reading{5, text, QStringLiteral("/dev/full")});
        QTRY_COMPARE(failed.size(), 1);
        QVERIFY(failed.at(0).at(0).toString().contains(QLatin1String("/dev/full")));
    }

    void anEngineThatReadsNoDocumentsSaysSo()
    {
        std::vector<engine::Request> requests;
        EngineHost host([&](const QString& path, qint64) -> engine::Result<app::OpenedModel> {
            return app::OpenedModel{
                std::make_unique<tests::FakeEngine>(std::deque<tests::Script>{}, requests),
                app::ModelFacts{path, 1000, {}}};
        });
        host.open(QStringLiteral("scripted"), 0);
        QSignalSpy failed(&host, &EngineHost::countFailed);
        QSignalSpy ended(&host, &EngineHost::readingEnded);
        host.count(textOfLines(3));
        host.read({5, textOfLines(3), m_model.path()});
        QTRY_COMPARE(ended.size(), 1);
        QVERIFY(!failed.at(0).at(1).toString().isEmpty());
        QVERIFY(!ended.at(0).at(1).value<ReadingResult>().error.isEmpty());
    }

private:
    bool opens(EngineHost& host)
    {
        QSignalSpy opened(&host, &EngineHost::opened);
        host.open(m_model.path(), 0);
        return opened.wait() && opened.at(0).at(0).value<app::ModelFacts>().numbers;
    }

    QTemporaryDir m_model;
};

QTEST_GUILESS_MAIN(tst_DocumentJobs)
#include "tst_document_jobs.moc"
