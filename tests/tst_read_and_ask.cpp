// The commands levin read and levin ask, run as programs.

#include "tests/support/long_model.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <signal.h>

namespace {

struct Run
{
    int exitCode = -1;
    QJsonObject json;
    QString told; // on stderr
};

Run levin(const QStringList& arguments)
{
    QProcess process;
    process.start(QStringLiteral(LEVIN_PROGRAM), arguments);
    if (!process.waitForFinished(120'000) || process.exitStatus() != QProcess::NormalExit)
        qFatal("levin did not end");
    return {process.exitCode(), QJsonDocument::fromJson(process.readAllStandardOutput()).object(),
            QString::fromUtf8(process.readAllStandardError())};
}

void write(const QString& path, const QByteArray& content)
{
    QVERIFY(QDir().mkpath(QFileInfo(path).path()));
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(content);
}

void setDate(const QString& path, const QDateTime& date)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadWrite));
    QVERIFY(file.setFileTime(date, QFileDevice::FileModificationTime));
}

const QDateTime kLongAgo(QDate(2020, 1, 1), QTime(0, 0));

} // namespace

class tst_ReadAndAsk : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { tests::makeLongModel(m_model.path(), 20'000); }

    void wrongUsageIsSaid_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<QString>("told");
        const auto row = [](const char* arguments, const char* told) {
            QTest::newRow(arguments)
                << QString::fromLatin1(arguments).split(u' ') << QString::fromLatin1(told);
        };
        row("ask set -q x --max-tokens abc", "abc");
        row("ask set -q x --max-tokens 0", "max-tokens");
        row("ask set -q x --threads two", "two");
        row("ask set", "--question");
        row("read a.txt -m model -o set --threads -1", "threads");
        row("read a.txt", "--out");
        row("read a.txt --unheard", "unheard");
    }

    void wrongUsageIsSaid()
    {
        QFETCH(QStringList, arguments);
        QFETCH(QString, told);
        const Run run = levin(arguments);
        QCOMPARE(run.exitCode, 2);
        QVERIFY2(run.told.contains(told), qPrintable(run.told));
    }

    void aSetWithinItsFilesIsNotRead()
    {
        const QTemporaryDir folder;
        write(folder.filePath(QStringLiteral("a.txt")), "The fee is 40 euros.\n");
        const QString set = folder.filePath(QStringLiteral("out.set"));
        const Run first = read({folder.path()}, set);
        QCOMPARE(first.exitCode, 0);
        QCOMPARE(first.json[QStringLiteral("documents")].toInt(), 1);
        const Run second = read({folder.path()}, set);
        QCOMPARE(second.json[QStringLiteral("documents")].toInt(), 1);
        QCOMPARE(second.json[QStringLiteral("read")].toInt(-1), 0);
    }

    void filesOfOthersAreLeftAlone()
    {
        const QTemporaryDir folder;
        const QString own = folder.filePath(QStringLiteral("texts/letter.txt"));
        write(own, "dear all\n");
        const Run run = read({folder.path()}, folder.path());
        QCOMPARE(run.exitCode, 1);
        QVERIFY(QFile::exists(own));
        QVERIFY(!QFile::exists(folder.filePath(QStringLiteral("set.json"))));
    }

    // What is a week old would stand elsewhere in a new set.
    void whatDidNotChangeKeepsItsPlace()
    {
        const QTemporaryDir folder;
        const QString early = folder.filePath(QStringLiteral("files/a.txt"));
        const QString late = folder.filePath(QStringLiteral("files/z.txt"));
        write(early, QByteArray("the value of a key\n").repeated(60));
        write(late, QByteArray("another value of it\n").repeated(60));
        setDate(late, kLongAgo);
        const QString set = folder.filePath(QStringLiteral("set"));
        const QStringList paths = {folder.filePath(QStringLiteral("files"))};
        QCOMPARE(read(paths, set).exitCode, 0);
        setDate(early, kLongAgo);
        const Run again = read(paths, set);
        QCOMPARE(again.exitCode, 0);
        QCOMPARE(again.json[QStringLiteral("read")].toInt(-1), 0);
    }

    void anAnswerSaysHowItEnds()
    {
        const QTemporaryDir folder;
        const Run run = levin({QStringLiteral("ask"), setIn(folder), QStringLiteral("-q"),
                               QStringLiteral("What?"), QStringLiteral("--json"),
                               QStringLiteral("--max-tokens"), QStringLiteral("3")});
        QCOMPARE(run.exitCode, 0);
        QCOMPARE(run.json[QStringLiteral("finish")].toString(), QStringLiteral("limit"));
        QCOMPARE(run.json[QStringLiteral("tokensWritten")].toInt(), 3);
        QVERIFY2(run.told.contains(QLatin1String("--max-tokens")), qPrintable(run.told));
    }

    void missingPartsAreReadWithProgressAndMayBeInterrupted()
    {
        const QTemporaryDir folder;
        const QString set = setIn(folder, 600);
        QVERIFY(QDir(set + QStringLiteral("/parts")).removeRecursively());
        QProcess process;
        process.setReadChannel(QProcess::StandardError);
        process.start(QStringLiteral(LEVIN_PROGRAM),
                      {QStringLiteral("ask"), set, QStringLiteral("-q"), QStringLiteral("What?"),
                       QStringLiteral("--progress")});
        QByteArray told;
        while (!told.contains('%') && process.waitForReadyRead(60'000))
            told += process.readAllStandardError();
        QVERIFY2(told.contains('%'), told.constData());
        ::kill(pid_t(process.processId()), SIGINT);
        QVERIFY(process.waitForFinished(60'000));
        QCOMPARE(process.exitStatus(), QProcess::NormalExit);
        QCOMPARE(process.exitCode(), 130);
    }

    void anInterruptedAnswerSaysSo()
    {
        const QTemporaryDir folder;
        QProcess process;
        process.start(QStringLiteral(LEVIN_PROGRAM),
                      {QStringLiteral("ask"), setIn(folder), QStringLiteral("-q"),
                       QStringLiteral("What?"), QStringLiteral("--max-tokens"),
                       QStringLiteral("15000")});
        QVERIFY(process.waitForReadyRead(60'000)); // the answer begins
        ::kill(pid_t(process.processId()), SIGINT);
        QVERIFY(process.waitForFinished(60'000));
        QCOMPARE(process.exitStatus(), QProcess::NormalExit);
        const QByteArray told = process.readAllStandardError();
        QVERIFY2(told.contains("interrupted"), told.constData());
        QCOMPARE(process.exitCode(), 130);
    }

private:
    Run read(const QStringList& paths, const QString& set) const
    {
        return levin(QStringList{QStringLiteral("read")} + paths
                     + QStringList{QStringLiteral("--model"), m_model.path(),
                                   QStringLiteral("--out"), set, QStringLiteral("--json")});
    }

    QString setIn(const QTemporaryDir& folder, int lines = 20) const
    {
        const QString text = folder.filePath(QStringLiteral("keys.c"));
        write(text, QByteArray("the value of a key\n").repeated(lines));
        const QString set = folder.filePath(QStringLiteral("set"));
        if (read({text}, set).exitCode != 0)
            qFatal("the set was not read");
        return set;
    }

    QTemporaryDir m_model;
};

QTEST_GUILESS_MAIN(tst_ReadAndAsk)
#include "tst_read_and_ask.moc"
