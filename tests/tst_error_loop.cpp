// What the model is told about a broken app, and when the program stops asking by itself.

#include "app/error_loop.h"

#include <QTest>

using app::ErrorLoop;
using app::PageProblem;
using Decision = app::ErrorLoop::Decision;
using Kind = app::PageProblem::Kind;

namespace {

PageProblem uncaught(const QString& text, int line = 3)
{
    return {Kind::Uncaught, text, QStringLiteral("index.html"), line, 1};
}

QString lineOf(const QString& file, int line)
{
    return file == QLatin1String("index.html") && line == 3 ? QStringLiteral("   draw(ctx);  ")
                                                            : QString();
}

Decision run(ErrorLoop& loop, const QString& error)
{
    loop.beginRun(lineOf);
    if (!error.isEmpty())
        loop.add(uncaught(error));
    return loop.settle();
}

} // namespace

class tst_ErrorLoop : public QObject
{
    Q_OBJECT

private slots:
    void tellsTheModelFileLineAndCode()
    {
        ErrorLoop loop;
        loop.beginRun(lineOf);
        loop.add(uncaught(QStringLiteral("ReferenceError: draw is not defined")));
        loop.add({Kind::Blank, {}, {}, 0, 1});
        QCOMPARE(loop.message(),
                 QStringLiteral("The app has these problems when it runs:\n"
                                "\n1. Uncaught error: ReferenceError: draw is not defined\n"
                                "   index.html, line 3:\n   draw(ctx);\n"
                                "\n2. The page is blank\n"
                                "\nPlease repair the cause and write the complete app again."));
    }

    void countsEqualProblemsOnce()
    {
        ErrorLoop loop;
        loop.beginRun(lineOf);
        for (int i = 0; i < 500; ++i)
            loop.add(uncaught(QStringLiteral("boom")));
        QCOMPARE(loop.problemCount(), 1);
        QVERIFY(loop.message().contains(QStringLiteral("boom (500 times)")));
    }

    void keepsTheMessageReadableWhateverThePageSays()
    {
        ErrorLoop loop;
        loop.beginRun(lineOf);
        for (int i = 0; i < 1000; ++i)
            loop.add(uncaught(QString::number(i) + QString(5000, u'x') + QStringLiteral("\n\n\n")));
        QVERIFY(loop.message().size() < 20'000);
        QVERIFY(loop.message().contains(QStringLiteral("and 980 more.")));
    }

    void saysNothingOfARunWithoutProblems()
    {
        ErrorLoop loop;
        loop.setAutomatic(true);
        QCOMPARE(run(loop, {}), Decision::Rest);
        QCOMPARE(loop.message(), QString());
    }

    void asksNobodyUnlessItIsAutomatic()
    {
        ErrorLoop loop;
        QCOMPARE(run(loop, QStringLiteral("a")), Decision::Rest);
        QVERIFY(!loop.message().isEmpty());
    }

    void asksOnceARun()
    {
        ErrorLoop loop;
        loop.setAutomatic(true);
        QCOMPARE(run(loop, QStringLiteral("a")), Decision::Ask);
        loop.add(uncaught(QStringLiteral("b")));
        QCOMPARE(loop.settle(), Decision::Rest);
    }

    void asksNotAgainWhatAPersonHasAsked()
    {
        ErrorLoop loop;
        loop.setAutomatic(true);
        loop.beginRun(lineOf);
        loop.add(uncaught(QStringLiteral("a")));
        loop.asked();
        QCOMPARE(loop.settle(), Decision::Rest);
    }

    void triesThreeTimesAtMost()
    {
        ErrorLoop loop;
        loop.setAutomatic(true);
        QCOMPARE(run(loop, QStringLiteral("a is missing")), Decision::Ask);
        QCOMPARE(run(loop, QStringLiteral("b is missing")), Decision::Ask);
        QCOMPARE(run(loop, QStringLiteral("c is missing")), Decision::Ask);
        QCOMPARE(run(loop, QStringLiteral("d is missing")), Decision::GiveUp);
        QVERIFY(!loop.reason().isEmpty());
        QCOMPARE(loop.tries(), 3);
    }

    void stopsWhenTheSameErrorReturnsOnAnotherLine()
    {
        ErrorLoop loop;
        loop.setAutomatic(true);
        QCOMPARE(run(loop, QStringLiteral("a is missing")), Decision::Ask);
        loop.beginRun(lineOf);
        loop.add(uncaught(QStringLiteral("a is missing"), 77));
        QCOMPARE(loop.settle(), Decision::GiveUp);
    }

    // From one error to another and back is a circle as well.
    void stopsWhenAnEarlierErrorReturns()
    {
        ErrorLoop loop;
        loop.setAutomatic(true);
        QCOMPARE(run(loop, QStringLiteral("a")), Decision::Ask);
        QCOMPARE(run(loop, QStringLiteral("b")), Decision::Ask);
        QCOMPARE(run(loop, QStringLiteral("a")), Decision::GiveUp);
    }

    void beginsAnewOnceTheAppWorks()
    {
        ErrorLoop loop;
        loop.setAutomatic(true);
        run(loop, QStringLiteral("a"));
        run(loop, {});
        QCOMPARE(loop.tries(), 0);
        QCOMPARE(run(loop, QStringLiteral("a")), Decision::Ask);
    }

    void countsAnewAfterARequestOfTheUser()
    {
        ErrorLoop loop;
        loop.setAutomatic(true);
        run(loop, {});
        run(loop, QStringLiteral("a"));
        loop.beginAnew();
        QCOMPARE(run(loop, QStringLiteral("a")), Decision::Ask);
        QCOMPARE(loop.tries(), 1);
    }

    void forgetsEverythingForAnotherConversation()
    {
        ErrorLoop loop;
        loop.setAutomatic(true);
        run(loop, {});
        run(loop, QStringLiteral("a"));
        loop.reset();
        QCOMPARE(loop.message(), QString());
        QCOMPARE(run(loop, QStringLiteral("a")), Decision::Ask);
    }
};

QTEST_APPLESS_MAIN(tst_ErrorLoop)
#include "tst_error_loop.moc"
