// What the page of the transcript says when it is used: edits, branches, copies, links.

#include "tests/support/shown_chat.h"
#include "ui/chat_view.h"
#include "ui/main_window.h"
#include "ui/transcript.h"
#include "ui/transcript_role.h"

#include <QApplication>
#include <QClipboard>
#include <QSignalSpy>
#include <QStandardItemModel>
#include <QTest>
#include <QWebEnginePage>
#include <QWebEngineView>

#include <memory>
#include <optional>

using tests::kPatience;
using tests::message;
using tests::ShownChat;
using ui::Author;
using ui::ChatView;
using ui::MessageState;

class tst_ChatActions : public QObject
{
    Q_OBJECT

private:
    tests::SharedChat m_chat;

private slots:
    void cleanupTestCase() { m_chat.close(); }

    void offersToTryAgainAfterAFailure()
    {
        ShownChat& shown = m_chat.fresh();
        QStandardItem* item = message(Author::Assistant, QStringLiteral("part"), 42);
        item->setData(int(MessageState::Failed), ui::StateRole);
        item->setData(true, ui::HasFailedRole);
        item->setData(QStringLiteral("no memory is left"), ui::NoteRole);
        shown.model.appendRow(item);
        shown.view.setModel(&shown.model);
        QVERIFY(shown.has(".note.error button"));
        QVERIFY(shown.text(".note.error").contains(QStringLiteral("no memory is left")));
        QSignalSpy retry(&shown.view, &ChatView::retryRequested);
        shown.click(".note.error button");
        QTRY_COMPARE_WITH_TIMEOUT(retry.size(), 1, kPatience);
        QCOMPARE(retry.first().first().toLongLong(), 42);
    }

    void editsAMessageInPlace()
    {
        ShownChat& shown = m_chat.fresh();
        const QString whole = QString(30'000, u'x') + QStringLiteral("the end");
        shown.model.appendRow(message(Author::User, whole, 9));
        shown.view.setModel(&shown.model);
        QVERIFY(shown.has("[data-action=edit]"));
        QVERIFY(shown.shows(QStringLiteral("10,007")));
        shown.click("[data-action=edit]");
        QVERIFY(shown.has("textarea"));
        QCOMPARE(shown.ask(QStringLiteral("document.querySelector('textarea').value")).toString(),
                 whole);
        QSignalSpy edited(&shown.view, &ChatView::editRequested);
        shown.ask(QStringLiteral("document.querySelector('textarea').value = 'other'"));
        shown.click("button.primary");
        QTRY_COMPARE_WITH_TIMEOUT(edited.size(), 1, kPatience);
        QCOMPARE(edited.first()[0].toLongLong(), 9);
        QCOMPARE(edited.first()[1].toString(), QStringLiteral("other"));
        QTRY_COMPARE_WITH_TIMEOUT(shown.count("textarea"), 0, kPatience);
    }

    void editsAnAnswerToo()
    {
        ShownChat& shown = m_chat.fresh();
        shown.model.appendRow(message(Author::Assistant, QStringLiteral("**It** is 4"), 10));
        shown.view.setModel(&shown.model);
        QVERIFY(shown.has("[data-action=edit]"));
        shown.click("[data-action=edit]");
        QVERIFY(shown.has("textarea"));
        QCOMPARE(shown.ask(QStringLiteral("document.querySelector('textarea').value")).toString(),
                 QStringLiteral("**It** is 4"));
        QCOMPARE(shown.text("button.primary"), QStringLiteral("Save"));
        QSignalSpy edited(&shown.view, &ChatView::editRequested);
        shown.ask(QStringLiteral("document.querySelector('textarea').value = 'It is 5'"));
        shown.click("button.primary");
        QTRY_COMPARE_WITH_TIMEOUT(edited.size(), 1, kPatience);
        QCOMPARE(edited.first()[0].toLongLong(), 10);
        QCOMPARE(edited.first()[1].toString(), QStringLiteral("It is 5"));
    }

    void keepsAnEditedTextUntilItCanBeAsked()
    {
        ShownChat& shown = m_chat.fresh();
        shown.model.appendRow(message(Author::User, QStringLiteral("question"), 9));
        QStandardItem* failed = message(Author::Assistant, QStringLiteral("half"), 10);
        failed->setData(int(MessageState::Failed), ui::StateRole);
        failed->setData(true, ui::HasFailedRole);
        failed->setData(QStringLiteral("no memory"), ui::NoteRole);
        shown.model.appendRow(failed);
        QVERIFY(shown.has(".note.error button"));
        const auto asks = [&] { return shown.count("button[data-asks]:not(:disabled)"); };
        QCOMPARE(asks(), 2);
        shown.click("[data-action=edit]");
        QVERIFY(shown.has("textarea"));
        QCOMPARE(asks(), 3);
        shown.view.setCanAsk(false);
        QTRY_COMPARE_WITH_TIMEOUT(asks(), 0, kPatience);
        // A click that is on its way already is refused, and the text stays.
        QSignalSpy edited(&shown.view, &ChatView::editRequested);
        const auto send = [&] {
            shown.ask(QStringLiteral("{ const button = document.querySelector('button.primary');"
                                     " button.disabled = false; button.click(); }"));
        };
        send();
        QCOMPARE(shown.count("textarea"), 1);
        QVERIFY(edited.isEmpty());
        failed->setData(QStringLiteral("no memory at all"), ui::NoteRole); // is made anew
        QVERIFY(shown.shows(QStringLiteral("at all")));
        QCOMPARE(asks(), 1);
        shown.view.setCanAsk(true);
        QTRY_COMPARE_WITH_TIMEOUT(asks(), 3, kPatience);
        send();
        QTRY_COMPARE_WITH_TIMEOUT(edited.size(), 1, kPatience);
        QTRY_COMPARE_WITH_TIMEOUT(shown.count("textarea"), 0, kPatience);
    }

    // The window's key for Stop must not take it.
    void escapeEndsAnEditInThePageAndDoesNotStopTheAnswer()
    {
        ui::MainWindow window;
        QStandardItemModel model;
        model.appendRow(message(Author::User, QStringLiteral("question"), 9));
        window.setTranscript(&model);
        ui::Status status;
        status.activity = ui::Status::Activity::Writing;
        window.setStatus(status);
        window.show();
        window.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&window));
        auto* view = window.findChild<QWebEngineView*>();
        const auto run = [&](const char* script) {
            const auto answer = std::make_shared<std::optional<QVariant>>();
            view->page()->runJavaScript(QString::fromLatin1(script),
                                        [answer](const QVariant& value) { *answer = value; });
            return QTest::qWaitFor([&] { return answer->has_value(); }, kPatience)
                       ? answer->value().toInt()
                       : -1;
        };
        window.page()->transcript()->setFocus(); // as the key for the next area does
        QVERIFY(view->focusProxy()->hasFocus());
        const char* open = "document.querySelector('[data-action=edit]')?.click()";
        const char* count = "document.querySelectorAll('textarea').length";
        QTRY_COMPARE_WITH_TIMEOUT((run(open), run(count)), 1, kPatience);
        QWidget* page = view->focusProxy();
        QTRY_VERIFY_WITH_TIMEOUT(page->inputMethodQuery(Qt::ImEnabled).toBool(), kPatience);
        QSignalSpy stopped(&window, &ui::MainWindow::stopRequested);
        QTest::keyClick(page, Qt::Key_Escape);
        QTRY_COMPARE_WITH_TIMEOUT(run(count), 0, kPatience);
        QVERIFY(stopped.isEmpty());
        QTRY_VERIFY_WITH_TIMEOUT(!page->inputMethodQuery(Qt::ImEnabled).toBool(), kPatience);
        QTest::keyClick(page, Qt::Key_Escape);
        QTRY_COMPARE(stopped.size(), 1);
    }

    void goesFromBranchToBranch()
    {
        ShownChat& shown = m_chat.fresh();
        QStandardItem* item = message(Author::User, QStringLiteral("question"), 5);
        item->setData(2, ui::BranchRole);
        item->setData(3, ui::BranchCountRole);
        shown.model.appendRow(item);
        shown.model.appendRow(message(Author::Assistant, QStringLiteral("answer"), 6));
        shown.view.setModel(&shown.model);
        QVERIFY(shown.has("[data-action=next-branch]"));
        QCOMPARE(shown.text(".branch"), QStringLiteral("2/3"));
        QCOMPARE(shown.count(".branch"), 1);
        QSignalSpy branch(&shown.view, &ChatView::branchRequested);
        shown.click("[data-action=next-branch]");
        QTRY_COMPARE_WITH_TIMEOUT(branch.size(), 1, kPatience);
        shown.click("[data-action=previous-branch]");
        QTRY_COMPARE_WITH_TIMEOUT(branch.size(), 2, kPatience);
        QCOMPARE(branch[0], (QList<QVariant>{qint64(5), 1}));
        QCOMPARE(branch[1], (QList<QVariant>{qint64(5), -1}));
        item->setData(3, ui::BranchRole);
        QVERIFY(shown.has("[data-action=next-branch]:disabled"));
    }

    void runsTheBlockThatIsMeant()
    {
        ShownChat& shown = m_chat.fresh();
        QVERIFY(shown.answer(QStringLiteral("```js\n1\n```\nand\n\n```html\n<p>\n```\n")));
        QSignalSpy run(&shown.view, &ChatView::runRequested);
        QCOMPARE(shown.count("[data-action=run]"), 1);
        shown.click("[data-action=run]");
        QTRY_COMPARE_WITH_TIMEOUT(run.size(), 1, kPatience);
        QCOMPARE(run.first(), (QList<QVariant>{qint64(7), 1}));
    }

    void copiesMessagesAndCodeAsTheyWereWritten()
    {
        ShownChat& shown = m_chat.fresh();
        const QString code = QStringLiteral("int a = 1 < 2;\n");
        const QString text = QStringLiteral("**so**\n\n```cpp\n") + code + QStringLiteral("```");
        QVERIFY(shown.answer(text));
        QSignalSpy copied(&shown.view, &ChatView::copied);
        shown.click("[data-action=copy-code]");
        QTRY_COMPARE_WITH_TIMEOUT(copied.size(), 1, kPatience);
        QCOMPARE(QApplication::clipboard()->text(), code);
        shown.click("[data-action=copy]");
        QTRY_COMPARE_WITH_TIMEOUT(copied.size(), 2, kPatience);
        QCOMPARE(QApplication::clipboard()->text(), text);
    }

    void copiesASelectionAcrossMessagesWithFormulasAsLatex()
    {
        ShownChat& shown = m_chat.fresh();
        shown.model.appendRow(message(Author::User, QStringLiteral("question"), 1));
        shown.model.appendRow(message(Author::Assistant, QStringLiteral("so $a^2$ is"), 2));
        shown.view.setModel(&shown.model);
        QVERIFY(shown.has(".katex"));
        QSignalSpy copied(&shown.view, &ChatView::copied);
        shown.ask(QStringLiteral("getSelection().setBaseAndExtent("
                                 "document.querySelector('.user .body').firstChild, 3,"
                                 "document.querySelector('.assistant .body p').lastChild, 3)"));
        shown.view.page()->triggerAction(QWebEnginePage::Copy);
        QTRY_COMPARE_WITH_TIMEOUT(copied.size(), 1, kPatience);
        const QString text = QApplication::clipboard()->text();
        QVERIFY2(text.startsWith(QStringLiteral("stion")), qPrintable(text));
        QVERIFY2(text.endsWith(QStringLiteral("so $a^2$ is")), qPrintable(text));
        QVERIFY2(!text.contains(QStringLiteral("Copy")), qPrintable(text));
    }

    void tellsWhichLinkWasFollowed()
    {
        ShownChat& shown = m_chat.fresh();
        QVERIFY(shown.answer(QStringLiteral("[a](https://example.org/x)")));
        QSignalSpy link(&shown.view, &ChatView::linkActivated);
        shown.ask(QStringLiteral("document.querySelector('.body a')"
                                 ".dispatchEvent(new Event('mouseover', {bubbles: true}))"));
        QCOMPARE(shown.text("#target"), QStringLiteral("https://example.org/x"));
        shown.click(".body a");
        QTRY_COMPARE_WITH_TIMEOUT(link.size(), 1, kPatience);
        QCOMPARE(link.first().first().toUrl(), QUrl(QStringLiteral("https://example.org/x")));
    }
};

int main(int argc, char** argv)
{
    QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
    QApplication application(argc, argv);
    tst_ChatActions test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_chat_actions.moc"
