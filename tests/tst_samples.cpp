// Runs every page of tests/samples with `levin play`: each names libraries as models do, runs without
// the network, and says in its console what it shows, which its second line announces.

#include <QDir>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QRegularExpression>
#include <QTest>

class tst_Samples : public QObject
{
    Q_OBJECT

private:
    static QJsonObject played(const QString& path, int watchSeconds)
    {
        QProcess levin;
        levin.start(QStringLiteral(LEVIN_PROGRAM),
                    {QStringLiteral("play"), path, QStringLiteral("--json"),
                     QStringLiteral("--timeout"), QStringLiteral("60"), QStringLiteral("--watch"),
                     QString::number(watchSeconds)});
        if (!levin.waitForFinished(90'000))
            qWarning("levin play: %s", qPrintable(levin.errorString()));
        return QJsonDocument::fromJson(levin.readAllStandardOutput()).object();
    }

    static QStringList linesOf(const QJsonObject& report)
    {
        QStringList lines;
        for (const QJsonValue line : report[QStringLiteral("console")].toArray())
            lines.append(line[QStringLiteral("text")].toString());
        return lines;
    }

private slots:
    void runWithoutTheNetwork_data()
    {
        QTest::addColumn<QString>("path");
        const QDir folder(QStringLiteral(LEVIN_SAMPLES));
        const QStringList names = folder.entryList({QStringLiteral("*.html")}, QDir::Files);
        QVERIFY(names.size() >= 14);
        for (const QString& name : names)
            QTest::newRow(qPrintable(name)) << folder.filePath(name);
    }

    void runWithoutTheNetwork()
    {
        QFETCH(const QString, path);
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QRegularExpressionMatch expected =
            QRegularExpression(QStringLiteral("<!-- expected: (.*) -->"))
                .match(QString::fromUtf8(file.readAll()));
        QVERIFY(expected.hasMatch());

        // Most say at once what they show; on a busy machine they are given more time, and one that
        // gets no processor looks like one that hangs. Mesa's renderer in software (swrast_dri.so)
        // crashes now and then. Neither says anything of the page.
        QJsonObject report = played(path, 3);
        if (!linesOf(report).contains(expected.captured(1))
            || !report[QStringLiteral("ok")].toBool())
            report = played(path, 20);
        const QByteArray text = QJsonDocument(report).toJson();
        QVERIFY2(report[QStringLiteral("ok")].toBool(), text.constData());
        QVERIFY2(report[QStringLiteral("blocked")].toArray().isEmpty(), text.constData());
        QVERIFY2(linesOf(report).contains(expected.captured(1)), text.constData());
    }
};

QTEST_GUILESS_MAIN(tst_Samples)
#include "tst_samples.moc"
