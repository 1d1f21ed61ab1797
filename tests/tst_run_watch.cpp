// What a run of the preview amounts to: console lines, problems, a verdict and a picture. The host
// runs nothing here; its signals are emitted by the test.

#include "app/preview_host.h"
#include "app/run_watch.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using app::AppVersion;
using app::ConsoleMessage;
using app::PreviewHost;
using app::RunWatch;
using Status = app::AppVersion::Status;

namespace {

const QString kIndex = QStringLiteral("index.html");

struct Run
{
    Run()
    {
        watch.setSettleMs(1);
        AppVersion version;
        version.id = 7;
        version.source = {{{kIndex, QStringLiteral("<html>\n  draw(ctx);\n</html>\n")}}, kIndex};
        watch.begin(version);
    }
    Status verdict()
    {
        return judged.isEmpty() ? Status::NotRun : judged.last()[1].value<Status>();
    }

    QTemporaryDir folder;
    PreviewHost host{folder.path()};
    RunWatch watch{host};
    QSignalSpy judged{&watch, &RunWatch::judged};
    QSignalSpy said{&watch, &RunWatch::said};
    QSignalSpy asked{&watch, &RunWatch::askWanted};
};

} // namespace

class tst_RunWatch : public QObject
{
    Q_OBJECT

private slots:
    void saysThatARunWithoutProblemsWorks()
    {
        Run run;
        emit run.host.loaded();
        QTRY_COMPARE(run.verdict(), Status::Works);
        QVERIFY(run.asked.isEmpty());
    }

    void collectsAnUncaughtErrorOnceWithItsLine()
    {
        Run run;
        emit run.host.errorReported({QStringLiteral("Uncaught ReferenceError: draw is not defined"),
                                     kIndex, 2, 3, QStringLiteral("ReferenceError\n    at x")});
        emit run.host.consoleMessage(
            {ConsoleMessage::Level::Error,
             QStringLiteral("Uncaught ReferenceError: draw is not defined"), kIndex, 2});
        QCOMPARE(run.said.count(), 1);
        const auto entry = run.said[0][0].value<ui::ConsoleEntry>();
        QCOMPARE(entry.level, ui::ConsoleLevel::Error);
        QCOMPARE(entry.file, kIndex);
        QCOMPARE(entry.line, 2);
        emit run.host.loaded();
        QTRY_COMPARE(run.verdict(), Status::HasErrors);
        QVERIFY(run.watch.loop().message().contains(
            QStringLiteral("1. Uncaught error: ReferenceError: draw is not defined\n"
                           "   index.html, line 2:\n   draw(ctx);")));
    }

    void tellsRejectionsAndConsoleErrorsApart()
    {
        Run run;
        emit run.host.errorReported(
            {QStringLiteral("Uncaught (in promise) Error: no"), {}, 0, 0, {}});
        emit run.host.consoleMessage(
            {ConsoleMessage::Level::Error, QStringLiteral("bad"), kIndex, 2});
        emit run.host.consoleMessage(
            {ConsoleMessage::Level::Info, QStringLiteral("fine"), kIndex, 2});
        const QString message = run.watch.loop().message();
        QVERIFY(message.contains(QStringLiteral("Unhandled promise rejection: Error: no")));
        QVERIFY(message.contains(QStringLiteral("Error in the console: bad")));
        QVERIFY(!message.contains(QStringLiteral("fine")));
    }

    void countsABlankPageAsAProblem()
    {
        Run run;
        emit run.host.blankPageReported();
        emit run.host.loaded();
        QTRY_COMPARE(run.verdict(), Status::HasErrors);
    }

    void takesBackThatItWorksWhenAnErrorComesLate()
    {
        Run run;
        emit run.host.loaded();
        QTRY_COMPARE(run.verdict(), Status::Works);
        emit run.host.errorReported({QStringLiteral("Uncaught Error: late"), kIndex, 1, 0, {}});
        QCOMPARE(run.verdict(), Status::HasErrors);
    }

    void asksTheModelByItselfOnlyInTheAutomaticMode()
    {
        Run run;
        run.watch.loop().setAutomatic(true);
        emit run.host.blankPageReported();
        emit run.host.loaded();
        QTRY_COMPARE(run.asked.count(), 1);
        QVERIFY(run.asked[0][0].toString().contains(QStringLiteral("The page is blank")));
    }

    void asksNothingOfWhatOnlyCameIntoView()
    {
        Run run;
        run.watch.loop().setAutomatic(true);
        AppVersion version;
        version.id = 8;
        run.watch.begin(version, RunWatch::Asking::Forbidden);
        emit run.host.blankPageReported();
        emit run.host.loaded();
        QTRY_COMPARE(run.verdict(), Status::HasErrors);
        QVERIFY(run.asked.isEmpty());
        QCOMPARE(run.watch.loop().tries(), 0);
    }

    void namesThePictureThatAPageWasMadeFor()
    {
        Run run;
        AppVersion picture;
        picture.id = 8;
        picture.source = {{{QStringLiteral("image.svg"), QStringLiteral("<svg>\n</svg>")}},
                          QStringLiteral("image.svg")};
        run.watch.begin(picture);
        emit run.host.errorReported({QStringLiteral("Uncaught Error: x"), kIndex, 2, 0, {}});
        QCOMPARE(run.said.last()[0].value<ui::ConsoleEntry>().file, QStringLiteral("image.svg"));
    }

    void saysWhatWasNotLoaded()
    {
        Run run;
        emit run.host.requestBlocked(QUrl(QStringLiteral("https://cdn.example/x.js")),
                                     QStringLiteral("script"));
        const auto entry = run.said.last()[0].value<ui::ConsoleEntry>();
        QCOMPARE(entry.level, ui::ConsoleLevel::Warning);
        QVERIFY(entry.text.contains(QStringLiteral("https://cdn.example/x.js")));
        QCOMPARE(run.watch.loop().problemCount(), 0);
    }

    void givesThePictureToTheVersionThatRuns()
    {
        Run run;
        QSignalSpy pictures(&run.watch, &RunWatch::pictureTaken);
        emit run.host.screenshotTaken(QImage(4, 4, QImage::Format_RGB32));
        QCOMPARE(pictures.last()[0].toLongLong(), 7);
        run.watch.forget();
        emit run.host.screenshotTaken(QImage(4, 4, QImage::Format_RGB32));
        QCOMPARE(pictures.count(), 1);
    }
};

QTEST_GUILESS_MAIN(tst_RunWatch)
#include "tst_run_watch.moc"
