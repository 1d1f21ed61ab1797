// `levin play` as a program: what it prints, writes and returns.

#include <QDir>
#include <QFile>
#include <QImage>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

namespace {

constexpr int kPatienceMs = 60'000;

struct Outcome
{
    int exitCode = -1;
    QJsonObject report;
    QByteArray output;
};

} // namespace

class tst_PlayCommand : public QObject
{
    Q_OBJECT

private:
    QTemporaryDir m_folder;

    QString write(const QString& name, const QByteArray& bytes)
    {
        QFile file(m_folder.filePath(name));
        if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
            qFatal("cannot write %s", qPrintable(file.fileName()));
        return file.fileName();
    }

    static Outcome play(const QStringList& arguments)
    {
        QProcess program;
        program.start(QStringLiteral(LEVIN_PROGRAM),
                      QStringList{QStringLiteral("play")} + arguments);
        Outcome outcome;
        if (!program.waitForFinished(kPatienceMs))
            return outcome;
        outcome.exitCode = program.exitStatus() == QProcess::NormalExit ? program.exitCode() : -2;
        outcome.output = program.readAllStandardOutput();
        outcome.report = QJsonDocument::fromJson(outcome.output).object();
        return outcome;
    }

private slots:
    void initTestCase() { QVERIFY(m_folder.isValid()); }

    void reportsAPageWithoutErrorsAndTakesItsPicture()
    {
        const QString page = write(QStringLiteral("good.html"),
                                   "<!DOCTYPE html><title>Good</title><body "
                                   "style='background:#008080'>text<script>console.log('hello')"
                                   "</script>");
        const QString picture = m_folder.filePath(QStringLiteral("good.png"));
        const Outcome outcome = play({page, QStringLiteral("--offscreen"), QStringLiteral("--json"),
                                      QStringLiteral("--size"), QStringLiteral("640x480"),
                                      QStringLiteral("--screenshot"), picture,
                                      QStringLiteral("--timeout"), QStringLiteral("40")});
        QCOMPARE(outcome.exitCode, 0);
        QCOMPARE(outcome.report[u"ok"].toBool(), true);
        QCOMPARE(outcome.report[u"title"].toString(), QStringLiteral("Good"));
        const QJsonObject line = outcome.report[u"console"].toArray().first().toObject();
        QCOMPARE(line[u"text"].toString(), QStringLiteral("hello"));
        QCOMPARE(line[u"source"].toString(), QStringLiteral("good.html"));
        QImage image(picture);
        QCOMPARE(image.size(), QSize(640, 480));
        QCOMPARE(image.pixelColor(600, 400), QColor(0, 128, 128));
    }

    void failsForAPageWithAnError()
    {
        const QString page =
            write(QStringLiteral("bad.html"), "<!DOCTYPE html>text<script>missing()</script>");
        const Outcome outcome = play({page, QStringLiteral("--offscreen"), QStringLiteral("--json"),
                                      QStringLiteral("--timeout"), QStringLiteral("40")});
        QCOMPARE(outcome.exitCode, 1);
        const QJsonArray errors = outcome.report[u"errors"].toArray();
        QCOMPARE(errors.size(), 1);
        QVERIFY(errors.first()[u"message"].toString().contains(QLatin1String("missing")));
    }

    void failsForAPageThatHangs()
    {
        const QString page =
            write(QStringLiteral("loop.html"), "<!DOCTYPE html>text<script>while(true);</script>");
        const Outcome outcome = play({page, QStringLiteral("--offscreen")});
        QCOMPARE(outcome.exitCode, 1);
        QVERIFY2(outcome.output.contains("does not come to an end"), outcome.output.constData());
    }

    void playsAFolderOfSeveralFiles()
    {
        QVERIFY(QDir(m_folder.path()).mkpath(QStringLiteral("site/js")));
        write(QStringLiteral("site/index.html"),
              "<!DOCTYPE html><p>text</p><script type=module src=js/main.js></script>");
        write(QStringLiteral("site/js/main.js"),
              "import {word} from './word.js'; console.log(word); "
              "fetch('../data.json').then(a => a.json()).then(d => console.log(d.n));");
        write(QStringLiteral("site/js/word.js"), "export const word = 'imported';");
        write(QStringLiteral("site/data.json"), "{\"n\": 7}");
        const Outcome outcome =
            play({m_folder.filePath(QStringLiteral("site")), QStringLiteral("--offscreen"),
                  QStringLiteral("--timeout"), QStringLiteral("40")});
        QVERIFY2(outcome.output.contains("js/main.js:1: imported"), outcome.output.constData());
        QVERIFY2(outcome.output.contains("js/main.js:1: 7"), outcome.output.constData());
        QCOMPARE(outcome.exitCode, 0);
    }

    void saysWhatItCannotPlay()
    {
        QCOMPARE(play({m_folder.filePath(QStringLiteral("none.html"))}).exitCode, 2);
        QCOMPARE(play({}).exitCode, 2);
        QCOMPARE(play({QStringLiteral("--help")}).exitCode, 0);
    }
};

QTEST_GUILESS_MAIN(tst_PlayCommand)
#include "tst_play_command.moc"
