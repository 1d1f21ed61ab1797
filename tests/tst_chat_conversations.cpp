// A chat whose conversation is named, left, thrown away or begun anew.

#include "app/chat_controller.h"
#include "app/conversation_store.h"
#include "tests/support/scripted_chat.h"
#include "ui/transcript_role.h"

#include <QSignalSpy>
#include <QTest>

using tests::answer;
using tests::Script;
using tests::ScriptedChat;
using tests::untilStopped;
using Activity = ui::Status::Activity;

class tst_ChatConversations : public QObject
{
    Q_OBJECT

private slots:
    void theFirstQuestionNamesTheConversation()
    {
        ScriptedChat chat({answer("one"), answer("two")});
        QVERIFY(chat.opens());
        QVERIFY(chat.asks(QStringLiteral("Make a maze with an A* path finder, teal on black, and "
                                         "let me play it")));
        const qint64 id = chat.conversations.current()->id();
        const QString title = chat.conversations.library().entry(id)->title;
        QCOMPARE(title,
                 QString::fromUtf8("Make a maze with an A* path finder, teal on\xE2\x80\xA6"));
        chat.conversations.library().setTitle(id, QStringLiteral("mine"));
        QVERIFY(chat.asks(QStringLiteral("more")));
        QCOMPARE(chat.conversations.library().entry(id)->title, QStringLiteral("mine"));
    }

    void writesOnWhileAnotherConversationIsShown()
    {
        ScriptedChat chat({untilStopped({"half an answer"}), answer("elsewhere")});
        QVERIFY(chat.opens());
        const qint64 first = chat.conversations.current()->id();
        chat.controller.send(QStringLiteral("a question"));
        chat.conversations.beginNew();
        QCOMPARE(chat.rows(), 0);
        QVERIFY(chat.waitsFor(Activity::Writing));
        QCOMPARE(chat.controller.runningConversation(), first);
        chat.controller.stop();
        QVERIFY(chat.waitsFor(Activity::Ready));
        QVERIFY(chat.asks(QStringLiteral("something else")));
        QCOMPARE(chat.text(1), QStringLiteral("elsewhere"));
        chat.conversations.open(first);
        QTRY_COMPARE(chat.conversations.current()->id(), first);
        QCOMPARE(chat.text(1), QStringLiteral("half an answer"));
        QCOMPARE(chat.shown(1, ui::StateRole).toInt(), int(ui::MessageState::Answered));
    }

    void tellsTheCostOfNoOtherConversation()
    {
        engine::Summary summary;
        summary.readTokens = 500;
        ScriptedChat chat({Script{{"half"}, summary, true, {}, false}});
        QVERIFY(chat.opens());
        chat.controller.send(QStringLiteral("a question"));
        QVERIFY(chat.waitsFor(Activity::Writing));
        chat.conversations.beginNew();
        chat.controller.stop();
        QVERIFY(chat.waitsFor(Activity::Ready));
        QCOMPARE(chat.controller.status().contextTokens, 0);
        QVERIFY(!chat.controller.status().lastTurn);
    }

    // "Undo" and "Restore" bring back what was thrown away, and nothing is written into the trash.
    void whatIsWrittenAfterABlankConversationWasThrownAwayIsKept()
    {
        ScriptedChat chat({answer("kept")});
        QVERIFY(chat.opens());
        const qint64 blank = chat.conversations.current()->id();
        chat.conversations.current()->setDraft(QStringLiteral("x"));
        chat.conversations.current()->setDraft({});
        QVERIFY(chat.conversations.library().entry(blank));
        chat.conversations.throwAway(blank);
        const qint64 next = chat.conversations.current()->id();
        QVERIFY(next != blank);
        QVERIFY(chat.asks(QStringLiteral("a question")));
        QCOMPARE(chat.conversations.library().entry(next)->trashed, 0);
        QCOMPARE(chat.conversations.library().trash().size(), 1);
        chat.conversations.removeForGood(blank);
        chat.conversations.beginNew();
        chat.conversations.open(next);
        QTRY_COMPARE(chat.rows(), 2);
        QCOMPARE(chat.text(1), QStringLiteral("kept"));
    }

    void whatWasBegunAtTheStartIsNotReplaced()
    {
        ScriptedChat chat({answer("of last time")});
        QVERIFY(chat.opens());
        QVERIFY(chat.asks(QStringLiteral("a question")));
        const qint64 last = chat.conversations.current()->id();
        chat.conversations.beginNew();
        const qint64 begun = chat.conversations.current()->id();
        QSignalSpy loaded(&chat.store, &app::ConversationStore::loaded);
        chat.conversations.resume(last);
        chat.conversations.current()->setDraft(QStringLiteral("typed meanwhile"));
        QVERIFY(loaded.wait());
        QCOMPARE(chat.conversations.current()->id(), begun);
        chat.conversations.open(last); // the user's wish
        QTRY_COMPARE(chat.conversations.current()->id(), last);
    }

    void deletingTheConversationThatIsWrittenDoesNoHarm()
    {
        ScriptedChat chat({untilStopped({"half"})});
        QVERIFY(chat.opens());
        QSignalSpy failed(&chat.store, &app::ConversationStore::failed);
        const qint64 id = chat.conversations.current()->id();
        chat.controller.send(QStringLiteral("a question"));
        QVERIFY(chat.waitsFor(Activity::Writing));
        chat.conversations.throwAway(id);
        chat.conversations.removeForGood(id);
        chat.controller.stop();
        QVERIFY(chat.waitsFor(Activity::Ready));
        QSignalSpy searched(&chat.store, &app::ConversationStore::searched);
        chat.store.search(QStringLiteral("half"));
        QVERIFY(searched.wait());
        QVERIFY(searched.at(0).at(1).value<QList<app::SearchHit>>().isEmpty());
        QVERIFY(failed.isEmpty());
    }

    void newConversationForgetsTheOldOne()
    {
        ScriptedChat chat({answer("first answer"), answer("second answer")});
        QVERIFY(chat.opens());
        chat.controller.send(QStringLiteral("first"));
        QVERIFY(chat.waitsFor(Activity::Ready));
        chat.conversations.beginNew();
        QVERIFY(chat.rows() == 0);
        QCOMPARE(chat.controller.status().contextTokens, 0);
        chat.controller.send(QStringLiteral("second"));
        QVERIFY(chat.waitsFor(Activity::Ready));
        QCOMPARE(chat.asked(1).messages.size(), 2u);
    }
};

QTEST_MAIN(tst_ChatConversations)
#include "tst_chat_conversations.moc"
