// What the page of the transcript shows of a conversation, and where the reader is in it.

#include "tests/support/shown_chat.h"
#include "ui/chat_view.h"
#include "ui/colours.h"
#include "ui/transcript_role.h"

#include <QApplication>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QStandardItemModel>
#include <QTest>
#include <QWebEnginePage>
#include <QWebEngineView>

#include <csignal>

using tests::kPatience;
using tests::message;
using tests::ShownChat;
using ui::Author;
using ui::ChatView;
using ui::MessageState;

class tst_ChatView : public QObject
{
    Q_OBJECT

private:
    tests::SharedChat m_chat;

private slots:
    void cleanupTestCase() { m_chat.close(); }

    void startsNoWebEngineBeforeTheFirstMessage()
    {
        ShownChat shown;
        shown.view.setModel(&shown.model);
        QVERIFY(!shown.view.page());
        QVERIFY(!shown.view.findChild<QWebEngineView*>());
        shown.model.appendRow(message(Author::User, QStringLiteral("hello")));
        QVERIFY(shown.view.page());
        QVERIFY(shown.shows(QStringLiteral("hello")));
    }

    void leavesTheFocusWhereTheUserTypes()
    {
        QWidget window;
        QLineEdit field(&window);
        ChatView view(&window);
        view.setGeometry(0, 40, 500, 400);
        QStandardItemModel model;
        view.setModel(&model);
        window.resize(500, 440);
        window.show();
        window.activateWindow();
        field.setFocus();
        QVERIFY(QTest::qWaitForWindowActive(&window));
        QVERIFY(field.hasFocus());
        view.warmUp();
        QSignalSpy loaded(view.page(), &QWebEnginePage::loadFinished);
        QVERIFY(loaded.wait(kPatience));
        model.appendRow(message(Author::User, QStringLiteral("hello")));
        QTest::keyClicks(&field, QStringLiteral("typed"));
        QCOMPARE(field.text(), QStringLiteral("typed"));
        QVERIFY(field.hasFocus());
    }

    void foldsThinkingAwayWithItsCost()
    {
        ShownChat& shown = m_chat.fresh();
        QStandardItem* item = message(Author::Assistant, QStringLiteral("answer"), 7);
        item->setData(QStringLiteral("hmm <b>"), ui::ThinkingRole);
        item->setData(1812, ui::ThinkingTokensRole);
        shown.model.appendRow(item);
        shown.view.setModel(&shown.model);
        QVERIFY(shown.has("details.thinking"));
        QCOMPARE(shown.text(".thinking summary"), QStringLiteral("Thinking · 1,812 tokens"));
        QVERIFY(!shown.ask(QStringLiteral("document.querySelector('details').open")).toBool());
        QVERIFY(!shown.body().contains(QStringLiteral("hmm")));
        shown.click("summary");
        QVERIFY(shown.shows(QStringLiteral("hmm <b>")));
        shown.view.setThinkingShown(false);
        QTRY_COMPARE_WITH_TIMEOUT(shown.count("details.thinking"), 0, kPatience);
        QVERIFY(shown.shows(QStringLiteral("answer")));
    }

    void followsRemovedChangedAndInsertedRows()
    {
        ShownChat& shown = m_chat.fresh();
        for (const char* text : {"one", "two", "three", "four"})
            shown.model.appendRow(message(Author::User, QString::fromLatin1(text)));
        shown.view.setModel(&shown.model);
        QVERIFY(shown.shows(QStringLiteral("four")));
        shown.model.removeRows(2, 2);
        shown.model.insertRow(1, message(Author::Assistant, QStringLiteral("between")));
        shown.model.item(0)->setData(QStringLiteral("ONE"), ui::TextRole);
        const QString texts =
            QStringLiteral("[...document.querySelectorAll('.body')].map(e => e.innerText).join()");
        QTRY_COMPARE_WITH_TIMEOUT(shown.ask(texts).toString(), QStringLiteral("ONE,between,two"),
                                  kPatience);
        shown.model.clear();
        QTRY_COMPARE_WITH_TIMEOUT(shown.count("article"), 0, kPatience);
    }

    void holdsAFewOfManyMessagesAndShowsAnyOfThem()
    {
        ShownChat& shown = m_chat.fresh();
        for (int i = 0; i < 10'000; ++i)
            shown.model.appendRow(message(i % 2 == 0 ? Author::User : Author::Assistant,
                                          QStringLiteral("number %1 **bold**").arg(i), i));
        shown.view.setModel(&shown.model);
        QVERIFY(shown.shows(QStringLiteral("number 9999")));
        QVERIFY(shown.count("article") < 100);
        QTRY_COMPARE_WITH_TIMEOUT(shown.count("article.waiting"), 0, kPatience);
        shown.ask(QStringLiteral("document.scrollingElement.scrollTop = 0"));
        QVERIFY(shown.shows(QStringLiteral("number 0")));
        QVERIFY(shown.count("article") < 100);
        QVERIFY(!shown.body().contains(QStringLiteral("number 9999")));
        shown.ask(QStringLiteral("scrollTo(0, document.body.scrollHeight / 2)"));
        QTRY_VERIFY_WITH_TIMEOUT(shown.count("article.answered .body") > 5
                                     && shown.count("article.waiting") == 0,
                                 kPatience);
    }

    void staysAtTheEndUnlessTheReaderScrolledUp()
    {
        ShownChat& shown = m_chat.fresh();
        QStandardItem* item = message(Author::Assistant, QStringLiteral("x"), 7);
        item->setData(int(MessageState::Running), ui::StateRole);
        shown.model.appendRow(item);
        shown.view.setModel(&shown.model);
        QString text;
        for (int i = 0; i < 100; ++i)
            text += QStringLiteral("line %1\n\n").arg(i);
        item->setData(text, ui::TextRole);
        QVERIFY(shown.shows(QStringLiteral("line 99")));
        const QString room =
            QStringLiteral("document.scrollingElement.scrollHeight - innerHeight - scrollY");
        QTRY_VERIFY_WITH_TIMEOUT(shown.ask(room).toInt() <= 1, kPatience);
        shown.ask(QStringLiteral("scrollTo(0, 300)"));
        QTRY_VERIFY_WITH_TIMEOUT(
            !shown.ask(QStringLiteral("document.getElementById('to-end').hidden")).toBool(),
            kPatience);
        item->setData(text + QStringLiteral("one more"), ui::TextRole);
        QVERIFY(shown.shows(QStringLiteral("one more")));
        QCOMPARE(shown.ask(QStringLiteral("scrollY")).toInt(), 300);
        shown.click("#to-end");
        QTRY_VERIFY_WITH_TIMEOUT(shown.ask(room).toInt() <= 1, kPatience);
    }

    void comesBackToWhereItWasScrolled()
    {
        ShownChat& shown = m_chat.fresh();
        for (int i = 0; i < 300; ++i)
            shown.model.appendRow(
                message(Author::User, QStringLiteral("%1\nline\nline\nline").arg(i), i));
        QVERIFY(shown.shows(QStringLiteral("299")));
        QCOMPARE(shown.view.scroll(), QString());
        shown.view.setScroll(QStringLiteral("100:20"));
        const QString top = QStringLiteral(
            "document.elementFromPoint(350, 5)?.closest('article')?.dataset.id ?? ''");
        QTRY_COMPARE_WITH_TIMEOUT(shown.ask(top).toString(), QStringLiteral("100"), kPatience);
        QTRY_COMPARE_WITH_TIMEOUT(shown.view.scroll(), QStringLiteral("100:20"), kPatience);
        shown.view.setScroll({});
        QVERIFY(shown.shows(QStringLiteral("299")));
        QTRY_COMPARE_WITH_TIMEOUT(shown.view.scroll(), QString(), kPatience);
    }

    void findsInMessagesThatAreNotInThePage()
    {
        ShownChat& shown = m_chat.fresh();
        for (int i = 0; i < 500; ++i)
            shown.model.appendRow(message(Author::Assistant,
                                          i == 20 || i == 490
                                              ? QStringLiteral("a Needle and a needle")
                                              : QStringLiteral("hay %1").arg(i),
                                          i));
        shown.view.setModel(&shown.model);
        QVERIFY(shown.shows(QStringLiteral("hay 499")));
        shown.view.find();
        auto* field = shown.view.findChild<QLineEdit*>();
        QVERIFY(field->isVisible());
        QTest::keyClicks(field, QStringLiteral("needle"));
        QVERIFY(shown.has("mark.current"));
        const QString where = QStringLiteral(
            "document.querySelector('mark.current')?.closest('article').dataset.id + ':' +"
            "[...document.querySelectorAll('mark.current')[0].closest('article')"
            ".querySelectorAll('mark')].findIndex(m => m.matches('.current'))");
        for (const char* place : {"20:0", "20:1", "490:0", "490:1", "20:0"}) {
            QTRY_COMPARE_WITH_TIMEOUT(shown.ask(where).toString(), QString::fromLatin1(place),
                                      kPatience);
            QTest::keyClick(field, Qt::Key_Return);
        }
        QTest::keyClick(field, Qt::Key_Escape);
        QTRY_COMPARE_WITH_TIMEOUT(shown.count("mark"), 0, kPatience);
        QVERIFY(!field->isVisible());
    }

    void searchesAnewInAnotherConversation()
    {
        ShownChat& shown = m_chat.fresh();
        for (int i = 0; i < 50; ++i)
            shown.model.appendRow(
                message(Author::Assistant, QStringLiteral("needle %1").arg(i), i));
        QVERIFY(shown.shows(QStringLiteral("needle 49")));
        shown.markPage();
        shown.view.find();
        auto* field = shown.view.findChild<QLineEdit*>();
        QTest::keyClicks(field, QStringLiteral("needle"));
        QVERIFY(shown.has("mark.current"));
        shown.model.clear();
        shown.model.appendRow(message(Author::User, QStringLiteral("hay"), 60));
        shown.model.appendRow(message(Author::Assistant, QStringLiteral("a needle"), 61));
        QTest::keyClick(field, Qt::Key_Return);
        QVERIFY(shown.shows(QStringLiteral("hay")));
        QVERIFY(shown.has("article[data-id=\"61\"] mark.current"));
        QTest::keyClick(field, Qt::Key_Escape);
        QVERIFY(shown.isSamePage());
    }

    void followsThePalette()
    {
        ShownChat& shown = m_chat.fresh();
        ui::apply(ui::Appearance::Light);
        QVERIFY(shown.answer(QStringLiteral("x")));
        const QString background =
            QStringLiteral("getComputedStyle(document.body).backgroundColor");
        QTRY_COMPARE_WITH_TIMEOUT(shown.ask(background).toString(),
                                  QStringLiteral("rgb(255, 255, 255)"), kPatience);
        ui::apply(ui::Appearance::Dark);
        QTRY_COMPARE_WITH_TIMEOUT(shown.ask(background).toString(),
                                  QStringLiteral("rgb(27, 29, 31)"), kPatience);
        ui::apply(ui::Appearance::Desktop);
    }

    void announcesAnAnswerThatIsComplete()
    {
        ShownChat& shown = m_chat.fresh();
        QStandardItem* item = message(Author::Assistant, QStringLiteral("the **answer**"), 7);
        item->setData(int(MessageState::Running), ui::StateRole);
        shown.model.appendRow(item);
        shown.view.setModel(&shown.model);
        QVERIFY(shown.has("article.running strong"));
        const QString said = QStringLiteral("document.getElementById('announcer').textContent");
        QCOMPARE(shown.ask(said).toString(), QString());
        item->setData(int(MessageState::Answered), ui::StateRole);
        QTRY_COMPARE_WITH_TIMEOUT(shown.ask(said).toString(), QStringLiteral("the answer"),
                                  kPatience);
        QCOMPARE(shown.count("button:not([aria-label])"), 0);
    }

    void survivesACrashOfThePage()
    {
        ShownChat shown;
        QVERIFY(shown.answer(QStringLiteral("still here")));
        QSignalSpy crash(shown.view.page(), &QWebEnginePage::renderProcessTerminated);
        for (int i = 0; i < 4; ++i) {
            QVERIFY(shown.shows(QStringLiteral("still here")));
            ::kill(pid_t(shown.view.page()->renderProcessPid()), SIGKILL);
            QTRY_COMPARE_WITH_TIMEOUT(crash.size(), i + 1, kPatience);
        }
        auto* again = shown.view.findChild<QPushButton*>();
        QTRY_VERIFY(again->isVisible());
        QTest::mouseClick(again, Qt::LeftButton);
        QVERIFY(shown.shows(QStringLiteral("still here")));
    }
};

int main(int argc, char** argv)
{
    QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
    QApplication application(argc, argv);
    tst_ChatView test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_chat_view.moc"
