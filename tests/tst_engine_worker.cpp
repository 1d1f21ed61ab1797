#include "app/engine_worker.h"
#include "tests/support/fake_engine.h"

#include <QSignalSpy>
#include <QTest>
#include <QThread>

using app::EngineWorker;
using app::ModelFacts;
using app::OpenedModel;
using app::ReplyPart;
using app::Turn;
using tests::FakeEngine;
using tests::Script;

namespace {

struct Said
{
    QString text;
    QString thinking;
};

Said allOf(const QSignalSpy& parts)
{
    Said said;
    for (const QList<QVariant>& arguments : parts) {
        const auto part = arguments.at(1).value<ReplyPart>();
        said.text += part.text;
        said.thinking += part.thinking;
    }
    return said;
}

} // namespace

class tst_EngineWorker : public QObject
{
    Q_OBJECT

private:
    std::vector<engine::Request> m_requests;

    app::ModelOpener openerOf(std::deque<Script> scripts)
    {
        return [this, scripts](const QString& path, qint64) -> engine::Result<OpenedModel> {
            if (path == QLatin1String("missing"))
                return engine::Error{engine::ErrorCode::FileNotReadable, "missing: no such file"};
            if (path == QLatin1String("throws"))
                throw std::bad_alloc();
            return OpenedModel{std::make_unique<FakeEngine>(scripts, m_requests),
                               ModelFacts{path, 1000, {}}};
        };
    }

private slots:
    void opensAndSaysWhatItOpened()
    {
        EngineWorker worker(openerOf({}));
        QSignalSpy opened(&worker, &EngineWorker::opened);
        worker.open(QStringLiteral("a model"), 0);
        QCOMPARE(opened.size(), 1);
        QCOMPARE(opened.at(0).at(0).value<ModelFacts>().name, QStringLiteral("a model"));
    }

    void keepsTheOpenModelWhenTheNextOneFails()
    {
        EngineWorker worker(openerOf({Script{{"still here"}, {}, false, {}, false}}));
        QSignalSpy openFailed(&worker, &EngineWorker::openFailed);
        QSignalSpy parts(&worker, &EngineWorker::partProduced);
        worker.open(QStringLiteral("a model"), 0);
        worker.open(QStringLiteral("missing"), 0);
        worker.open(QStringLiteral("throws"), 0);
        QCOMPARE(openFailed.size(), 2);
        QCOMPARE(openFailed.at(0).at(0).toString(), QStringLiteral("missing: no such file"));
        worker.generate(Turn{1, {}, {}});
        QCOMPARE(allOf(parts).text, QStringLiteral("still here"));
    }

    void keepsCharactersWholeAcrossTokens()
    {
        EngineWorker worker(openerOf(
            {Script{{"1 \xE2", "\x82", "\xAC \xF0\x9F", "\x98\x80"}, {}, false, {}, false}}));
        QSignalSpy parts(&worker, &EngineWorker::partProduced);
        QSignalSpy finished(&worker, &EngineWorker::finished);
        worker.open(QStringLiteral("a model"), 0);
        worker.generate(Turn{7, {}, {}});
        QCOMPARE(allOf(parts).text, QString::fromUtf8("1 \xE2\x82\xAC \xF0\x9F\x98\x80"));
        QCOMPARE(parts.last().at(0).toULongLong(), 7u);
        QCOMPARE(parts.last().at(1).value<ReplyPart>().newTokens, 4);
        QCOMPARE(finished.size(), 1);
        QCOMPARE(finished.at(0).at(1).value<engine::Summary>().newTokens, 4);
    }

    void showsWhatIsNoText()
    {
        EngineWorker worker(openerOf({Script{{"a\xFF", "b\xE2\x82"}, {}, false, {}, false}}));
        QSignalSpy parts(&worker, &EngineWorker::partProduced);
        worker.open(QStringLiteral("a model"), 0);
        worker.generate(Turn{1, {}, {}});
        QCOMPARE(allOf(parts).text, QString::fromUtf8("a\xFF"
                                                      "b\xE2\x82"));
    }

    void partsThinkingFromAnswer()
    {
        EngineWorker worker(openerOf(
            {Script{{"<thi", "nk>well, ", "hm</th", "ink>the ", "answer"}, {}, false, {}, false}}));
        QSignalSpy parts(&worker, &EngineWorker::partProduced);
        worker.open(QStringLiteral("a model"), 0);
        worker.generate(Turn{1, {}, {}});
        QCOMPARE(allOf(parts).thinking, QStringLiteral("well, hm"));
        QCOMPARE(allOf(parts).text, QStringLiteral("the answer"));
    }

    void reportsAFailureAfterItsText()
    {
        EngineWorker worker(openerOf({Script{{"so far"}, {}, false, "no memory is left", false}}));
        QSignalSpy parts(&worker, &EngineWorker::partProduced);
        QSignalSpy failed(&worker, &EngineWorker::failed);
        QSignalSpy finished(&worker, &EngineWorker::finished);
        worker.open(QStringLiteral("a model"), 0);
        worker.generate(Turn{3, {}, {}});
        QCOMPARE(allOf(parts).text, QStringLiteral("so far"));
        QCOMPARE(failed.size(), 1);
        QCOMPARE(failed.at(0).at(1).toString(), QStringLiteral("no memory is left"));
        QCOMPARE(finished.size(), 0);
    }

    void closesTheModelAfterAnException()
    {
        EngineWorker worker(openerOf({Script{{}, {}, false, {}, true}}));
        QSignalSpy failed(&worker, &EngineWorker::failed);
        QSignalSpy lost(&worker, &EngineWorker::lost);
        worker.open(QStringLiteral("a model"), 0);
        worker.generate(Turn{3, {}, {}});
        QCOMPARE(failed.size(), 1);
        QCOMPARE(lost.size(), 1);
        worker.generate(Turn{4, {}, {}}); // was asked for before
        QCOMPARE(failed.size(), 2);
        QCOMPARE(failed.at(1).at(0).toULongLong(), 4u);
    }

    void stopsFromAnotherThread()
    {
        QThread thread;
        auto* worker = new EngineWorker(openerOf({Script{{"begun"}, {}, true, {}, false}}));
        worker->moveToThread(&thread);
        connect(&thread, &QThread::finished, worker, &QObject::deleteLater);
        QSignalSpy parts(worker, &EngineWorker::partProduced);
        QSignalSpy finished(worker, &EngineWorker::finished);
        thread.start();
        std::stop_source stop;
        const Turn turn{9, {}, stop.get_token()};
        QMetaObject::invokeMethod(worker, [=] {
            worker->open(QStringLiteral("a model"), 0);
            worker->generate(turn);
        });
        stop.request_stop();
        QVERIFY(finished.wait());
        QCOMPARE(finished.at(0).at(1).value<engine::Summary>().finish, engine::Finish::Stopped);
        QCOMPARE(allOf(parts).text, QStringLiteral("begun"));
        thread.quit();
        QVERIFY(thread.wait());
    }
};

QTEST_GUILESS_MAIN(tst_EngineWorker)
#include "tst_engine_worker.moc"
