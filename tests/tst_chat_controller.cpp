// What a chat tells while its model is opened, asked, stopped and lost.

#include "app/chat_controller.h"
#include "app/chat_presets.h"
#include "tests/support/scripted_chat.h"
#include "ui/transcript_role.h"

#include <QTest>

using app::ChatController;
using tests::answer;
using tests::failure;
using tests::Script;
using tests::ScriptedChat;
using tests::untilStopped;
using Activity = ui::Status::Activity;

class tst_ChatController : public QObject
{
    Q_OBJECT

private slots:
    void theModelsOwnSettingsCountUntilTheUserChooses()
    {
        const engine::RecommendedUse recommended{0.0f, {}, 0.5f, ""};
        ui::ChatSettings settings = app::presetSettings(QStringLiteral("model"));
        const ui::ChatSettings used = app::resolved(settings, recommended);
        QCOMPARE(used.temperature, 0.0);
        QCOMPARE(used.topP, 0.5);
        QCOMPARE(used.systemPrompt, QString());
        QCOMPARE(app::resolved(settings, {}), settings);
        settings.temperature = 0.3;
        QCOMPARE(app::resolved(settings, recommended), settings);
        const ui::ChatSettings web = app::presetSettings(QStringLiteral("web"));
        QCOMPARE(app::resolved(web, recommended), web);
    }

    void refusesToSendWithoutAModel()
    {
        ScriptedChat chat({});
        QVERIFY(!chat.controller.send(QStringLiteral("hello")));
        chat.controller.answerAgain();
        chat.controller.stop();
        QCOMPARE(chat.controller.status().activity, Activity::NoModel);
        QVERIFY(chat.rows() == 0);
    }

    void saysWhyAModelDoesNotOpen()
    {
        ScriptedChat chat({});
        chat.controller.open(QStringLiteral("missing"));
        QCOMPARE(chat.controller.status().activity, Activity::Opening);
        QVERIFY(chat.waitsFor(Activity::NoModel));
        QCOMPARE(chat.errors.last().at(1).toString(), QStringLiteral("missing: no such file"));
    }

    void asksBeforeItOpensAModelThatMemoryWillNotDoFor()
    {
        using Controller = app::ChatController;
        ScriptedChat chat({answer("still here")});
        QVERIFY(chat.opens());
        QSignalSpy tooLarge(&chat.controller, &Controller::modelTooLarge);
        chat.controller.open(QStringLiteral("enormous"));
        QVERIFY(chat.waitsFor(Activity::Ready));
        QCOMPARE(tooLarge.size(), 1);
        QCOMPARE(tooLarge.first()[0].toString(), QStringLiteral("enormous"));
        const QString sentence = tooLarge.first()[1].toString();
        QVERIFY2(sentence.contains(QStringLiteral("1,048,576.0 GiB"))
                     || sentence.contains(QStringLiteral("1.0 PiB")),
                 qPrintable(sentence));
        QCOMPARE(chat.controller.status().model, QStringLiteral("a model"));
        QVERIFY(chat.asks(QStringLiteral("are you?")));
        QCOMPARE(chat.text(1), QStringLiteral("still here"));

        chat.controller.open(QStringLiteral("enormous"), Controller::Memory::AsMuchAsNeeded);
        QVERIFY(chat.waitsFor(Activity::Ready));
        QCOMPARE(chat.controller.status().model, QStringLiteral("enormous"));
        QCOMPARE(tooLarge.size(), 1);
    }

    void keepsTheModelWhenAnotherDoesNotOpen()
    {
        ScriptedChat chat({});
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
        ScriptedChat chat({answer("four", summary)});
        QVERIFY(chat.opens());
        chat.controller.send(QStringLiteral("two and two?"));
        QCOMPARE(chat.controller.status().activity, Activity::Reading);
        QVERIFY(chat.waitsFor(Activity::Ready));
        QCOMPARE(chat.shown(0, ui::TextRole).toString(), QStringLiteral("two and two?"));
        QCOMPARE(chat.shown(1, ui::TextRole).toString(), QStringLiteral("four"));
        QCOMPARE(chat.shown(1, ui::NoteRole).toString(),
                 QStringLiteral("Reused 10 of 30 tokens, read 20 (10.0/s), wrote 1 (2.0/s)"));
        QCOMPARE(chat.controller.status().contextTokens, 31);
        QCOMPARE(chat.controller.status().contextLimit, 1000);
    }

    void sendsTheWholeConversation()
    {
        ScriptedChat chat({answer("first answer"), answer("second answer")});
        QVERIFY(chat.opens());
        chat.controller.send(QStringLiteral("first"));
        QVERIFY(chat.waitsFor(Activity::Ready));
        chat.controller.send(QStringLiteral("second"));
        QVERIFY(chat.waitsFor(Activity::Ready));
        QCOMPARE(chat.asked(1).messages.size(), 4u);
        QCOMPARE(chat.asked(1).messages[0].role, engine::Role::System);
        QCOMPARE(chat.asked(1).messages[2].role, engine::Role::Assistant);
        QCOMPARE(chat.asked(1).messages[2].text, std::string("first answer"));
        QCOMPARE(chat.asked(1).messages[3].text, std::string("second"));
    }

    void stopKeepsWhatWasWritten()
    {
        ScriptedChat chat({untilStopped({"half an "}), answer("rest")});
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
        QCOMPARE(chat.asked(1).messages[2].text, std::string("half an "));
    }

    void saysWhatThinkingUpToTheLimitMeans()
    {
        engine::Summary summary;
        summary.finish = engine::Finish::TokenLimit;
        ScriptedChat chat({Script{{"<think>", "on and on"}, summary, false, {}, false}});
        QVERIFY(chat.opens());
        QVERIFY(chat.asks(QStringLiteral("a question")));
        const QString note = chat.shown(1, ui::NoteRole).toString();
        QVERIFY(note.contains(QStringLiteral("Longest answer")));
        QVERIFY(note.contains(QStringLiteral("the question is left out")));
    }

    void answersAreMadeAsTheConversationSays()
    {
        ScriptedChat chat({answer("one"), answer("two")});
        QVERIFY(chat.opens());
        ui::ChatSettings settings;
        settings.systemPrompt = QStringLiteral("Be brief.");
        settings.temperature = 0.5;
        settings.topK = 40;
        settings.topP = 0.75;
        settings.minP = 0.25;
        settings.repetitionPenalty = 1.5;
        settings.penaltyTokens = 64;
        settings.seed = 0xfedcba9876543210;
        settings.maxNewTokens = 100;
        settings.maxThinkingTokens = 50;
        chat.conversations.current()->setSettings(settings);
        QVERIFY(chat.asks(QStringLiteral("a question")));
        const engine::Request& request = chat.requests.at(0);
        QCOMPARE(chat.asked(0).messages[0].text, std::string("Be brief."));
        QCOMPARE(request.sampling.temperature, 0.5f);
        QCOMPARE(request.sampling.topK, 40);
        QCOMPARE(request.sampling.topP, 0.75f);
        QCOMPARE(request.sampling.minP, 0.25f);
        QCOMPARE(request.sampling.repetitionPenalty, 1.5f);
        QCOMPARE(request.sampling.penaltyWindow, 64);
        QCOMPARE(request.sampling.seed, 0xfedcba9876543210);
        QCOMPARE(request.maxNewTokens, 100);
        QCOMPARE(request.maxThinkingTokens, std::optional<int>(50));

        settings.seed.reset();
        settings.systemPrompt.clear();
        chat.conversations.current()->setSettings(settings);
        QVERIFY(chat.asks(QStringLiteral("another")));
        QCOMPARE(chat.asked(1).messages[0].role, engine::Role::User);
        // The seed that was drawn is kept with the answer.
        const app::Message* second = chat.conversations.current()->tree().find(chat.id(3));
        QVERIFY(second->sampling.contains(QString::number(chat.requests.at(1).sampling.seed)));
    }

    void countsTheTokensThatWereThought()
    {
        ScriptedChat chat(
            {Script{{"<think>", "one", " two", "</think>", "four"}, {}, false, {}, false}});
        QVERIFY(chat.opens());
        QVERIFY(chat.asks(QStringLiteral("two and two?")));
        QCOMPARE(chat.shown(1, ui::ThinkingRole).toString(), QStringLiteral("one two"));
        QCOMPARE(chat.text(1), QStringLiteral("four"));
        QCOMPARE(chat.shown(1, ui::ThinkingTokensRole).toInt(), 4);
    }

    void doesNotKnowTheContextAfterAFailure()
    {
        engine::Summary summary;
        summary.readTokens = 500;
        ScriptedChat chat({answer("done", summary), failure({"half"}, "no memory is left")});
        QVERIFY(chat.opens());
        QVERIFY(chat.asks(QStringLiteral("one")));
        QCOMPARE(chat.controller.status().contextTokens, 501);
        QVERIFY(chat.asks(QStringLiteral("two")));
        QCOMPARE(chat.controller.status().contextTokens, -1);
    }

    void showsHowFarReadingIs()
    {
        engine::Summary summary;
        summary.readTokens = 500;
        ScriptedChat chat({answer("done", summary)});
        QVERIFY(chat.opens());
        QVERIFY(chat.asks(QStringLiteral("a long text")));
        bool hasProgress = false;
        for (const QList<QVariant>& told : chat.status) {
            const auto status = told.at(0).value<ui::Status>();
            hasProgress |= status.total == 500 && status.done == 500;
        }
        QVERIFY(hasProgress);
        QVERIFY(chat.controller.status().memoryBytes > 1'000'000);
    }

    void showsTheContextWhileAnAnswerIsWritten()
    {
        engine::Summary first;
        first.readTokens = 500;
        engine::Summary second;
        second.reusedTokens = 501;
        second.readTokens = 20;
        ScriptedChat chat({answer("done", first), Script{{"half"}, second, true, {}, false}});
        ui::StatusLine line;
        connect(&chat.controller, &ChatController::statusChanged, &line,
                &ui::StatusLine::setStatus);
        QVERIFY(chat.opens());
        QVERIFY(chat.asks(QStringLiteral("one")));
        chat.controller.send(QStringLiteral("two"));
        QVERIFY(chat.waitsFor(Activity::Writing));
        QVERIFY(line.text().contains(QStringLiteral("about 522 of")));
        chat.controller.stop();
        QVERIFY(chat.waitsFor(Activity::Ready));
        QVERIFY(line.text().contains(QStringLiteral("Context: 522 of")));
        chat.controller.answerAgain();
        QVERIFY(line.text().contains(QStringLiteral("up to")));
        QVERIFY(chat.waitsFor(Activity::Ready));
    }

    void losesTheModelAfterAnException()
    {
        ScriptedChat chat({Script{{"so far"}, {}, false, {}, true}});
        QVERIFY(chat.opens());
        chat.controller.send(QStringLiteral("a question"));
        QVERIFY(chat.waitsFor(Activity::NoModel));
        QCOMPARE(chat.shown(1, ui::TextRole).toString(), QStringLiteral("so far"));
        QVERIFY(chat.shown(1, ui::HasFailedRole).toBool());
        QVERIFY(chat.controller.status().model.isEmpty());
        QVERIFY(!chat.errors.last().at(0).toString().isEmpty());
    }

    void aModelThatIsLostMeanwhileEndsTheTurn()
    {
        ScriptedChat chat({untilStopped({"half"})});
        QVERIFY(chat.opens());
        chat.controller.send(QStringLiteral("a question"));
        QVERIFY(chat.waitsFor(Activity::Writing));
        emit chat.host.lost(QStringLiteral("no memory is left"));
        QCOMPARE(chat.controller.status().activity, Activity::NoModel);
        QVERIFY(chat.shown(1, ui::NoteRole).toString().contains(QStringLiteral("no memory")));
        emit chat.host.failed(QStringLiteral("No model is open."));
        QCOMPARE(chat.controller.status().activity, Activity::NoModel);
    }

    void nothingCanBeAskedBetweenALossAndTheEndOfItsTurn()
    {
        ScriptedChat chat({Script{{"so far"}, {}, false, {}, true}});
        QVERIFY(chat.opens());
        chat.controller.send(QStringLiteral("a question"));
        chat.status.clear();
        QVERIFY(chat.waitsFor(Activity::NoModel));
        for (const QList<QVariant>& told : chat.status)
            QVERIFY(told.at(0).value<ui::Status>().activity != Activity::Ready);
    }

    void closingWhileWritingStopsTheTurn()
    {
        ScriptedChat chat({untilStopped({"endless"})});
        QVERIFY(chat.opens());
        chat.controller.send(QStringLiteral("a question"));
        QVERIFY(chat.waitsFor(Activity::Writing));
        // The host's destructor must come back; a hanging test fails by its time limit.
    }
};

QTEST_MAIN(tst_ChatController)
#include "tst_chat_controller.moc"
