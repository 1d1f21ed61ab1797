// The console: repeats, filters, jumping to a line, evaluating, and a storm of messages.

#include "ui/console_view.h"
#include "ui/history_field.h"

#include <QAbstractItemModelTester>
#include <QElapsedTimer>
#include <QListView>
#include <QPlainTextEdit>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>

using ui::ConsoleEntry;
using ui::ConsoleLevel;
using ui::ConsoleModel;
using ui::ConsoleView;

namespace {

ConsoleEntry error(const QString& text, int line = 7)
{
    return {ConsoleLevel::Error, text, QStringLiteral("index.html"), line, 1};
}

struct Shown
{
    Shown()
    {
        view.resize(500, 300);
        view.show();
        list = view.findChild<QListView*>();
    }
    QString text(int row) const { return list->model()->index(row, 0).data().toString(); }
    int rows() const { return list->model()->rowCount(); }

    ConsoleView view;
    QListView* list;
};

} // namespace

class tst_ConsoleView : public QObject
{
    Q_OBJECT

private slots:
    void countsEqualMessagesInARow()
    {
        ConsoleModel model;
        QAbstractItemModelTester tester(&model,
                                        QAbstractItemModelTester::FailureReportingMode::QtTest);
        for (int i = 0; i < 3; ++i)
            model.add(error(QStringLiteral("boom")));
        QTRY_COMPARE(model.rowCount(), 1);
        model.add(error(QStringLiteral("boom")));
        model.add(error(QStringLiteral("other")));
        QTRY_COMPARE(model.rowCount(), 2);
        QCOMPARE(model.index(0).data(ConsoleModel::CountRole).toInt(), 4);
        QCOMPARE(model.count(ConsoleLevel::Error), 5);
    }

    void keepsTheNewestAndSaysHowManyAreLeftOut()
    {
        ConsoleModel model;
        QAbstractItemModelTester tester(&model,
                                        QAbstractItemModelTester::FailureReportingMode::QtTest);
        for (int i = 0; i < 3000; ++i)
            model.add(error(QString::number(i)));
        QTRY_COMPARE(model.rowCount(), 3000);
        for (int i = 3000; i < 9000; ++i)
            model.add(error(QString::number(i)));
        QTRY_COMPARE(model.rowCount(), ConsoleModel::kMostEntries);
        QCOMPARE(model.index(model.rowCount() - 1).data().toString(), QStringLiteral("8999"));
        QCOMPARE(model.index(0).data().toString(), QStringLiteral("4000"));
        QCOMPARE(model.droppedCount(), 4000);
    }

    void showsWhatAPageSaysAsPlainText()
    {
        Shown shown;
        shown.view.add(error(QStringLiteral("<b>x</b>\x1b[31m\u202eevil") + QString(20000, u'a')));
        QTRY_COMPARE(shown.rows(), 1);
        QVERIFY(shown.text(0).startsWith(QStringLiteral("<b>x</b>\ufffd[31m\ufffdevil")));
        QVERIFY(shown.text(0).size() <= ConsoleModel::kLongestText + 1);
        shown.list->setCurrentIndex(shown.list->model()->index(0, 0));
        const auto* detail = shown.view.findChild<QPlainTextEdit*>();
        QVERIFY(detail->isVisible());
        QVERIFY(detail->toPlainText().startsWith(QStringLiteral("<b>x</b>")));
    }

    void filtersByLevelAndByWords()
    {
        Shown shown;
        shown.view.add(error(QStringLiteral("an error")));
        shown.view.add({ConsoleLevel::Warning, QStringLiteral("a warning"), {}, 0, 1});
        shown.view.add({ConsoleLevel::Info, QStringLiteral("score 4"), {}, 0, 1});
        QTRY_COMPARE(shown.rows(), 3);
        for (QToolButton* button : shown.view.findChildren<QToolButton*>())
            if (button->text() == QStringLiteral("Warnings 1"))
                button->click();
        QCOMPARE(shown.rows(), 2);
        shown.view.findChildren<QLineEdit*>().value(0)->setText(QStringLiteral("SCORE"));
        QCOMPARE(shown.rows(), 1);
        QCOMPARE(shown.text(0), QStringLiteral("score 4"));
    }

    void leadsToTheLineOfAnError()
    {
        Shown shown;
        QSignalSpy requested(&shown.view, &ConsoleView::lineRequested);
        shown.view.add(error(QStringLiteral("boom"), 42));
        shown.view.add({ConsoleLevel::Info, QStringLiteral("nowhere"), {}, 0, 1});
        QTRY_COMPARE(shown.rows(), 2);
        const QRect first = shown.list->visualRect(shown.list->model()->index(0, 0));
        QTest::mouseClick(shown.list->viewport(), Qt::LeftButton, {}, first.center());
        QCOMPARE(requested.count(), 1);
        QCOMPARE(requested[0][0].toString(), QStringLiteral("index.html"));
        QCOMPARE(requested[0][1].toInt(), 42);
        const QRect second = shown.list->visualRect(shown.list->model()->index(1, 0));
        QTest::mouseClick(shown.list->viewport(), Qt::LeftButton, {}, second.center());
        QCOMPARE(requested.count(), 1);
    }

    void evaluatesAndRemembersWhatWasEvaluated()
    {
        Shown shown;
        QSignalSpy requested(&shown.view, &ConsoleView::evaluateRequested);
        auto* input = shown.view.findChild<ui::HistoryField*>();
        for (const char* expression : {"1 + 1", "2 + 2"}) {
            QTest::keyClicks(input, QString::fromLatin1(expression));
            QTest::keyClick(input, Qt::Key_Return);
        }
        QCOMPARE(requested.count(), 2);
        QCOMPARE(input->text(), QString());
        QTest::keyClicks(input, QStringLiteral("half"));
        QTest::keyClick(input, Qt::Key_Up);
        QTest::keyClick(input, Qt::Key_Up);
        QCOMPARE(input->text(), QStringLiteral("1 + 1"));
        QTest::keyClick(input, Qt::Key_Up);
        QCOMPARE(input->text(), QStringLiteral("1 + 1"));
        QTest::keyClick(input, Qt::Key_Down);
        QTest::keyClick(input, Qt::Key_Down);
        QCOMPARE(input->text(), QStringLiteral("half"));
        shown.view.showResult(QStringLiteral("4"), false);
        QTRY_COMPARE(shown.rows(), 3);
        QCOMPARE(shown.text(2), QStringLiteral("4"));
    }

    void clears()
    {
        Shown shown;
        QSignalSpy count(&shown.view, &ConsoleView::errorCountChanged);
        shown.view.add(error(QStringLiteral("boom")));
        QTRY_COMPARE(shown.rows(), 1);
        shown.view.clear();
        QCOMPARE(shown.rows(), 0);
        QCOMPARE(shown.view.errorCount(), 0);
        QCOMPARE(count.last().value(0).toLongLong(), 0);
    }

    // As a page in an endless loop says them: the window must answer in between.
    void staysResponsiveInAStormOfMessages()
    {
        Shown shown;
        qint64 longestGap = 0;
        QElapsedTimer sinceTick;
        QTimer ticker;
        connect(&ticker, &QTimer::timeout, this,
                [&] { longestGap = qMax(longestGap, sinceTick.restart()); });
        int sent = 0;
        QTimer storm; // 2,000 with every turn of the event loop
        connect(&storm, &QTimer::timeout, this, [&] {
            for (int i = 0; i < 2000 && sent < 300'000; ++i, ++sent)
                shown.view.add(
                    {ConsoleLevel(sent % 3), QStringLiteral("message %1").arg(sent), {}, 0, 1});
        });
        sinceTick.start();
        ticker.start(5);
        storm.start(0);
        QTRY_COMPARE_WITH_TIMEOUT(sent, 300'000, 60'000);
        storm.stop();
        QTRY_COMPARE(shown.text(shown.rows() - 1), QStringLiteral("message 299999"));
        QCOMPARE(shown.rows(), ConsoleModel::kMostEntries);
        qInfo("longest gap %lld ms", static_cast<long long>(longestGap));
        QVERIFY(longestGap < 100); // what a person takes for an answer at once
    }
};

QTEST_MAIN(tst_ConsoleView)
#include "tst_console_view.moc"
