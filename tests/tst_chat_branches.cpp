// Questions and answers that are tried again or edited, and the branches that begin there.

#include "app/chat_controller.h"
#include "tests/support/scripted_chat.h"
#include "ui/transcript_role.h"

#include <QSignalSpy>
#include <QTest>

using tests::answer;
using tests::failure;
using tests::ScriptedChat;
using tests::untilStopped;
using Activity = ui::Status::Activity;

class tst_ChatBranches : public QObject
{
    Q_OBJECT

private slots:
    void leavesOutAQuestionThatGotNoAnswer()
    {
        ScriptedChat chat({untilStopped({}), failure({}, "the text is too long"), answer("yes")});
        QVERIFY(chat.opens());
        chat.controller.send(QStringLiteral("stopped"));
        chat.controller.stop();
        QVERIFY(chat.waitsFor(Activity::Ready));
        chat.controller.send(QStringLiteral("failed"));
        QVERIFY(chat.waitsFor(Activity::Ready));
        QVERIFY(chat.shown(3, ui::HasFailedRole).toBool());
        QVERIFY(chat.shown(3, ui::NoteRole)
                    .toString()
                    .contains(QStringLiteral("the text is too long")));
        chat.controller.send(QStringLiteral("answered?"));
        QVERIFY(chat.waitsFor(Activity::Ready));
        QCOMPARE(chat.asked(2).messages.size(), 2u);
        QCOMPARE(chat.asked(2).messages[1].text, std::string("answered?"));
    }

    void triesAgainInThePlaceOfAnAnswerWithoutText()
    {
        ScriptedChat chat({failure({}, "no memory is left"), answer("whole")});
        QVERIFY(chat.opens());
        QVERIFY(chat.asks(QStringLiteral("a question")));
        chat.controller.regenerate(chat.id(1));
        QVERIFY(chat.waitsFor(Activity::Ready));
        QCOMPARE(chat.rows(), 2);
        QCOMPARE(chat.text(1), QStringLiteral("whole"));
        QCOMPARE(chat.shown(1, ui::BranchCountRole).toInt(), 1);
        QCOMPARE(chat.asked(1).messages.size(), 2u);
    }

    void keepsWhatFollowsAnEmptyAnswerThatIsTriedAgain()
    {
        ScriptedChat chat({failure({}, "no memory is left"), answer("second"), answer("first")});
        QVERIFY(chat.opens());
        QVERIFY(chat.asks(QStringLiteral("one")));
        QVERIFY(chat.asks(QStringLiteral("two")));
        chat.controller.regenerate(chat.id(1));
        QVERIFY(chat.waitsFor(Activity::Ready));
        QCOMPARE(chat.rows(), 2);
        QCOMPARE(chat.text(1), QStringLiteral("first"));
        chat.controller.switchBranch(chat.id(1), -1);
        QCOMPARE(chat.rows(), 4);
        QCOMPARE(chat.text(3), QStringLiteral("second"));
    }

    void regeneratesBesideTheFormerAnswer()
    {
        ScriptedChat chat({answer("first"), answer("second")});
        QVERIFY(chat.opens());
        QVERIFY(chat.asks(QStringLiteral("a question")));
        const qint64 first = chat.id(1);
        chat.controller.answerAgain();
        QVERIFY(chat.waitsFor(Activity::Ready));
        QCOMPARE(chat.rows(), 2);
        QCOMPARE(chat.text(1), QStringLiteral("second"));
        QCOMPARE(chat.shown(1, ui::BranchRole).toInt(), 2);
        QCOMPARE(chat.shown(1, ui::BranchCountRole).toInt(), 2);
        QCOMPARE(chat.asked(0).messages.size(), chat.asked(1).messages.size());
        chat.controller.switchBranch(chat.id(1), -1);
        QCOMPARE(chat.id(1), first);
        QCOMPARE(chat.text(1), QStringLiteral("first"));
        chat.controller.switchBranch(first, -1); // there is none
        QCOMPARE(chat.id(1), first);
    }

    void anEditedQuestionBeginsABranchAndTheOldOneStays()
    {
        ScriptedChat chat({answer("one"), answer("two"), answer("three"), answer("four")});
        QVERIFY(chat.opens());
        QVERIFY(chat.asks(QStringLiteral("first")));
        QVERIFY(chat.asks(QStringLiteral("second")));
        chat.controller.edit(chat.id(0), QStringLiteral("first, edited"));
        QVERIFY(chat.waitsFor(Activity::Ready));
        QCOMPARE(chat.rows(), 2);
        QCOMPARE(chat.text(0), QStringLiteral("first, edited"));
        QCOMPARE(chat.text(1), QStringLiteral("three"));
        QCOMPARE(chat.asked(2).messages.size(), 2u);
        QCOMPARE(chat.shown(0, ui::BranchCountRole).toInt(), 2);
        chat.controller.switchBranch(chat.id(0), -1);
        QCOMPARE(chat.rows(), 4);
        QCOMPARE(chat.text(3), QStringLiteral("two"));
        // What is sent now goes on from the branch that is shown.
        QVERIFY(chat.asks(QStringLiteral("third")));
        QCOMPARE(chat.asked(3).messages.size(), 6u);
        QCOMPARE(chat.asked(3).messages[4].text, std::string("two"));
    }

    void anEditedAnswerStandsBesideTheModelsAndIsWhatTheModelReadsFromThenOn()
    {
        ScriptedChat chat({answer("one"), answer("two"), answer("three")});
        QVERIFY(chat.opens());
        QVERIFY(chat.asks(QStringLiteral("first")));
        QVERIFY(chat.asks(QStringLiteral("second")));
        QSignalSpy ended(&chat.controller, &app::ChatController::answerEnded);
        chat.controller.edit(chat.id(1), QStringLiteral("one, corrected"));
        QCOMPARE(chat.controller.status().activity, Activity::Ready); // nothing is asked
        QCOMPARE(chat.rows(), 2);
        QCOMPARE(chat.text(1), QStringLiteral("one, corrected"));
        QCOMPARE(chat.shown(1, ui::NoteRole).toString(), QStringLiteral("Edited by you"));
        QCOMPARE(chat.shown(1, ui::BranchCountRole).toInt(), 2);
        QCOMPARE(ended.size(), 1);
        QCOMPARE(ended.first()[1].toLongLong(), chat.id(1));
        QVERIFY(chat.asks(QStringLiteral("third")));
        QCOMPARE(chat.asked(2).messages.size(), 4u);
        QCOMPARE(chat.asked(2).messages[2].text, std::string("one, corrected"));
        chat.controller.switchBranch(chat.id(1), -1);
        QCOMPARE(chat.rows(), 4);
        QCOMPARE(chat.text(1), QStringLiteral("one"));
    }

    void nothingIsEditedWhileAnAnswerIsWritten()
    {
        ScriptedChat chat({answer("one"), untilStopped({})});
        QVERIFY(chat.opens());
        QVERIFY(chat.asks(QStringLiteral("first")));
        chat.controller.send(QStringLiteral("second"));
        chat.controller.edit(chat.id(1), QStringLiteral("one, corrected"));
        QCOMPARE(chat.text(1), QStringLiteral("one"));
        chat.controller.stop();
        QVERIFY(chat.waitsFor(Activity::Ready));
    }
};

QTEST_MAIN(tst_ChatBranches)
#include "tst_chat_branches.moc"
