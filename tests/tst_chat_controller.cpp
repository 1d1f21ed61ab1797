#include "app/chat_controller.h"
#include "tests/support/fake_engine.h"
#include "ui/transcript_role.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using app::ChatController;
using app::EngineHost;
using app::ModelFacts;
using app::OpenedModel;
using tests::FakeEngine;
using tests::Script;
using Activity = ui::Status::Activity;

namespace {

// A host and a controller over a scripted engine, with a model open unless `path` says otherwise.
struct Chat
{
    explicit Chat(std::deque<Script> scripts)
        : host([this, scripts](const QString& path) -> engine::Result<OpenedModel> {
            if (path == QLatin1String("missing"))
                return engine::Error{engine::ErrorCode::FileNotReadable, "missing: no such file"};
            return OpenedModel{std::make_unique<FakeEngine>(scripts, requests),
                               ModelFacts{path, 1000, {}}};
        })
        , controller(host)
        , tester(controller.conversation(), QAbstractItemModelTester::FailureReportingMode::QtTest)
        , status(&controller, &ChatController::statusChanged)
        , errors(&controller, &ChatController::errorChanged)
    {}

    bool waitsFor(Activity activity)
    {
        return QTest::qWaitFor([&] { return controller.status().activity == activity; });
    }
    bool opens()
    {
        controller.open(QStringLiteral("a model"));
        return waitsFor(Activity::Ready);
    }
    QVariant shown(int row, int role) { return controller.conversation()->index(row).data(role); }
    const engine::Conversation& asked(std::size_t turn) const
    {
        return std::get<engine::Conversation>(requests.at(turn).prompt);
    }

    std::vector<engine::Request> requests; // read when no turn runs
    EngineHost host;
    ChatController controller;
    QAbstractItemModelTester tester;
    QSignalSpy status;
    QSignalSpy errors;
};

Script answer(std::string text, engine::Summary summary = {})
{
    return {{std::move(text)}, summary, false, {}, false};
}
Script untilStopped(std::vector<std::string> pieces)
{
    return {std::move(pieces), {}, true, {}, false};
}
Script failure(std::vector<std::string> pieces, std::string error)
{
    return {std::move(pieces), {}, false, std::move(error), false};
}

} // namespace

class tst_ChatController : public QObject
{
    Q_OBJECT

private slots:
    void refusesToSendWithoutAModel()
    {
        Chat chat({});
        QSignalSpy taken(&chat.controller, &ChatController::questionTaken);
        chat.controller.send(QStringLiteral("hello"));
        chat.controller.answerAgain();
        chat.controller.stop();
        QCOMPARE(chat.controller.status().activity, Activity::NoModel);
        QVERIFY(chat.controller.conversation()->isEmpty());
        QVERIFY(taken.isEmpty());
    }

    void saysWhyAModelDoesNotOpen()
    {
        Chat chat({});
        chat.controller.open(QStringLiteral("missing"));
        QCOMPARE(chat.controller.status().activity, Activity::Opening);
        QVERIFY(chat.waitsFor(Activity::NoModel));
        QCOMPARE(chat.errors.last().at(1).toString(), QStringLiteral("missing: no such file"));
    }

    void keepsTheModelWhenAnotherDoesNotOpen()
    {
        Chat chat({});
        QVERIFY(chat.opens());
        chat.controller.open(QStringLiteral("missing"));
        QVERIFY(chat.waitsFor(Activity::Ready));
        QCOMPARE(chat.controller.status().model, QStringLiteral("a model"));
        QVERIFY(!chat.errors.last().at(0).toString().isEmpty());
    }

    void showsQuestionAnswerAndCost()
    {
        engine::Summary summary;
        summary.promptTokens = 30;
        summary.reusedTokens = 10;
        summary.readTokens = 20;
        summary.prefillSeconds = 2.0;
        summary.decodeSeconds = 0.5;
        Chat chat({answer("four", summary)});
        QVERIFY(chat.opens());
        chat.controller.send(QStringLiteral("two and two?"));
        QCOMPARE(chat.controller.status().activity, Activity::Reading);
        QVERIFY(chat.waitsFor(Activity::Ready));
        QCOMPARE(chat.shown(0, ui::TextRole).toString(), QStringLiteral("two and two?"));
        QCOMPARE(chat.shown(1, ui::TextRole).toString(), QStringLiteral("four"));
        QCOMPARE(chat.shown(1, ui::NoteRole).toString(),
                 QStringLiteral("Read 20 tokens (10.0/s), reused 10; wrote 1 tokens (2.0/s)"));
        QCOMPARE(chat.controller.status().contextTokens, 31);
        QCOMPARE(chat.controller.status().contextLimit, 1000);
    }

    void sendsTheWholeConversation()
    {
        Chat chat({answer("first answer"), answer("second answer")});
        QVERIFY(chat.opens());
        chat.controller.send(QStringLiteral("first"));
        QVERIFY(chat.waitsFor(Activity::Ready));
        chat.controller.send(QStringLiteral("second"));
        QVERIFY(chat.waitsFor(Activity::Ready));
        QCOMPARE(chat.asked(1).messages.size(), 3u);
        QCOMPARE(chat.asked(1).messages[1].role, engine::Role::Assistant);
        QCOMPARE(chat.asked(1).messages[1].text, std::string("first answer"));
        QCOMPARE(chat.asked(1).messages[2].text, std::string("second"));
    }

    void stopKeepsWhatWasWritten()
    {
        Chat chat({untilStopped({"half an "}), answer("rest")});
        QVERIFY(chat.opens());
        chat.controller.send(QStringLiteral("a question"));
        QVERIFY(chat.waitsFor(Activity::Writing));
        chat.controller.stop();
        QCOMPARE(chat.controller.status().activity, Activity::Stopping);
        chat.controller.send(QStringLiteral("not now"));
        QVERIFY(chat.waitsFor(Activity::Ready));
        QCOMPARE(chat.controller.conversation()->rowCount(), 2);
        QCOMPARE(chat.shown(1, ui::TextRole).toString(), QStringLiteral("half an "));
        QVERIFY(!chat.shown(1, ui::HasFailedRole).toBool());
        chat.controller.send(QStringLiteral("go on"));
        QVERIFY(chat.waitsFor(Activity::Ready));
        QCOMPARE(chat.asked(1).messages[1].text, std::string("half an "));
    }

    void leavesOutAQuestionThatGotNoAnswer()
    {
        Chat chat({untilStopped({}), failure({}, "the text is too long"), answer("yes")});
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
        QCOMPARE(chat.asked(2).messages.size(), 1u);
        QCOMPARE(chat.asked(2).messages[0].text, std::string("answered?"));
    }

    void answersAgain()
    {
        Chat chat({failure({"par"}, "no memory is left"), answer("whole")});
        QVERIFY(chat.opens());
        chat.controller.send(QStringLiteral("a question"));
        QVERIFY(chat.waitsFor(Activity::Ready));
        QCOMPARE(chat.shown(1, ui::TextRole).toString(), QStringLiteral("par"));
        chat.controller.answerAgain();
        QVERIFY(chat.waitsFor(Activity::Ready));
        QCOMPARE(chat.controller.conversation()->rowCount(), 2);
        QCOMPARE(chat.shown(1, ui::TextRole).toString(), QStringLiteral("whole"));
        QCOMPARE(chat.asked(1).messages.size(), 1u);
    }

    void losesTheModelAfterAnException()
    {
        Chat chat({Script{{"so far"}, {}, false, {}, true}});
        QVERIFY(chat.opens());
        chat.controller.send(QStringLiteral("a question"));
        QVERIFY(chat.waitsFor(Activity::NoModel));
        QCOMPARE(chat.shown(1, ui::TextRole).toString(), QStringLiteral("so far"));
        QVERIFY(chat.controller.status().model.isEmpty());
        QVERIFY(!chat.errors.last().at(0).toString().isEmpty());
    }

    void newConversationForgetsTheOldOne()
    {
        Chat chat({answer("first answer"), answer("second answer")});
        QVERIFY(chat.opens());
        chat.controller.send(QStringLiteral("first"));
        QVERIFY(chat.waitsFor(Activity::Ready));
        chat.controller.newConversation();
        QVERIFY(chat.controller.conversation()->isEmpty());
        QCOMPARE(chat.controller.status().contextTokens, 0);
        chat.controller.send(QStringLiteral("second"));
        QVERIFY(chat.waitsFor(Activity::Ready));
        QCOMPARE(chat.asked(1).messages.size(), 1u);
    }

    void closingWhileWritingStopsTheTurn()
    {
        Chat chat({untilStopped({"endless"})});
        QVERIFY(chat.opens());
        chat.controller.send(QStringLiteral("a question"));
        QVERIFY(chat.waitsFor(Activity::Writing));
        // The host's destructor must come back; a hanging test fails by its time limit.
    }
};

QTEST_GUILESS_MAIN(tst_ChatController)
#include "tst_chat_controller.moc"
