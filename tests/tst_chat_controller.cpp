#include "app/chat_controller.h"
#include "app/chat_presets.h"
#include "app/conversation_store.h"
#include "tests/support/fake_engine.h"
#include "ui/transcript_role.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTemporaryDir>
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
            ModelFacts facts{path, 1000, {}};
            if (path == QLatin1String("enormous"))
                facts.neededBytes = qint64(1) << 50;
            return OpenedModel{std::make_unique<FakeEngine>(scripts, requests), facts};
        })
        , store(folder.filePath(QStringLiteral("levin.sqlite")))
        , conversations(store)
        , controller(host, conversations)
        , tester(controller.conversation(), QAbstractItemModelTester::FailureReportingMode::QtTest)
        , status(&controller, &ChatController::statusChanged)
        , errors(&controller, &ChatController::errorChanged)
    {
        store.open();
    }

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
    qint64 id(int row) { return shown(row, ui::IdRole).toLongLong(); }
    QString text(int row) { return shown(row, ui::TextRole).toString(); }
    int rows() { return controller.conversation()->rowCount(); }
    // Sends and waits for the answer.
    bool asks(const QString& question)
    {
        controller.send(question);
        return waitsFor(Activity::Ready);
    }
    const engine::Conversation& asked(std::size_t turn) const
    {
        return std::get<engine::Conversation>(requests.at(turn).prompt);
    }

    std::vector<engine::Request> requests; // read when no turn runs
    QTemporaryDir folder;
    EngineHost host;
    app::ConversationStore store;
    app::Conversations conversations;
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
        Chat chat({});
        QVERIFY(!chat.controller.send(QStringLiteral("hello")));
        chat.controller.answerAgain();
        chat.controller.stop();
        QCOMPARE(chat.controller.status().activity, Activity::NoModel);
        QVERIFY(chat.rows() == 0);
    }

    void saysWhyAModelDoesNotOpen()
    {
        Chat chat({});
        chat.controller.open(QStringLiteral("missing"));
        QCOMPARE(chat.controller.status().activity, Activity::Opening);
        QVERIFY(chat.waitsFor(Activity::NoModel));
        QCOMPARE(chat.errors.last().at(1).toString(), QStringLiteral("missing: no such file"));
    }

    void saysBeforehandThatMemoryWillNotDo()
    {
        Chat chat({});
        QVERIFY(chat.opens());
        QVERIFY(chat.errors.last().at(0).toString().isEmpty());
        chat.controller.open(QStringLiteral("enormous"));
        QVERIFY(chat.waitsFor(Activity::Ready));
        QVERIFY(chat.errors.last().at(0).toString().contains(QStringLiteral("memory")));
        QVERIFY(chat.errors.last().at(1).toString().contains(QStringLiteral("1,048,576.0 GiB"))
                || chat.errors.last().at(1).toString().contains(QStringLiteral("1.0 PiB")));
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
                 QStringLiteral("Reused 10 of 30 tokens, read 20 (10.0/s), wrote 1 (2.0/s)"));
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
        QCOMPARE(chat.asked(1).messages.size(), 4u);
        QCOMPARE(chat.asked(1).messages[0].role, engine::Role::System);
        QCOMPARE(chat.asked(1).messages[2].role, engine::Role::Assistant);
        QCOMPARE(chat.asked(1).messages[2].text, std::string("first answer"));
        QCOMPARE(chat.asked(1).messages[3].text, std::string("second"));
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
        QCOMPARE(chat.asked(1).messages[2].text, std::string("half an "));
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
        QCOMPARE(chat.asked(2).messages.size(), 2u);
        QCOMPARE(chat.asked(2).messages[1].text, std::string("answered?"));
    }

    void saysWhatThinkingUpToTheLimitMeans()
    {
        engine::Summary summary;
        summary.finish = engine::Finish::TokenLimit;
        Chat chat({Script{{"<think>", "on and on"}, summary, false, {}, false}});
        QVERIFY(chat.opens());
        QVERIFY(chat.asks(QStringLiteral("a question")));
        const QString note = chat.shown(1, ui::NoteRole).toString();
        QVERIFY(note.contains(QStringLiteral("Longest answer")));
        QVERIFY(note.contains(QStringLiteral("the question is left out")));
    }

    void triesAgainInThePlaceOfAnAnswerWithoutText()
    {
        Chat chat({failure({}, "no memory is left"), answer("whole")});
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
        Chat chat({failure({}, "no memory is left"), answer("second"), answer("first")});
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
        Chat chat({answer("first"), answer("second")});
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
        Chat chat({answer("one"), answer("two"), answer("three"), answer("four")});
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

    void answersAreMadeAsTheConversationSays()
    {
        Chat chat({answer("one"), answer("two")});
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
        Chat chat({Script{{"<think>", "one", " two", "</think>", "four"}, {}, false, {}, false}});
        QVERIFY(chat.opens());
        QVERIFY(chat.asks(QStringLiteral("two and two?")));
        QCOMPARE(chat.shown(1, ui::ThinkingRole).toString(), QStringLiteral("one two"));
        QCOMPARE(chat.text(1), QStringLiteral("four"));
        QCOMPARE(chat.shown(1, ui::ThinkingTokensRole).toInt(), 4);
    }

    void theFirstQuestionNamesTheConversation()
    {
        Chat chat({answer("one"), answer("two")});
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
        Chat chat({untilStopped({"half an answer"}), answer("elsewhere")});
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
        Chat chat({Script{{"half"}, summary, true, {}, false}});
        QVERIFY(chat.opens());
        chat.controller.send(QStringLiteral("a question"));
        QVERIFY(chat.waitsFor(Activity::Writing));
        chat.conversations.beginNew();
        chat.controller.stop();
        QVERIFY(chat.waitsFor(Activity::Ready));
        QCOMPARE(chat.controller.status().contextTokens, 0);
        QVERIFY(!chat.controller.status().lastTurn);
    }

    void doesNotKnowTheContextAfterAFailure()
    {
        engine::Summary summary;
        summary.readTokens = 500;
        Chat chat({answer("done", summary), failure({"half"}, "no memory is left")});
        QVERIFY(chat.opens());
        QVERIFY(chat.asks(QStringLiteral("one")));
        QCOMPARE(chat.controller.status().contextTokens, 501);
        QVERIFY(chat.asks(QStringLiteral("two")));
        QCOMPARE(chat.controller.status().contextTokens, -1);
    }

    // "Undo" and "Restore" bring back what was thrown away, and nothing is written into the trash.
    void whatIsWrittenAfterABlankConversationWasThrownAwayIsKept()
    {
        Chat chat({answer("kept")});
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
        Chat chat({answer("of last time")});
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
        Chat chat({untilStopped({"half"})});
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

    void showsHowFarReadingIs()
    {
        engine::Summary summary;
        summary.readTokens = 500;
        Chat chat({answer("done", summary)});
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
        Chat chat({answer("done", first), Script{{"half"}, second, true, {}, false}});
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
        Chat chat({Script{{"so far"}, {}, false, {}, true}});
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
        Chat chat({untilStopped({"half"})});
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
        Chat chat({Script{{"so far"}, {}, false, {}, true}});
        QVERIFY(chat.opens());
        chat.controller.send(QStringLiteral("a question"));
        chat.status.clear();
        QVERIFY(chat.waitsFor(Activity::NoModel));
        for (const QList<QVariant>& told : chat.status)
            QVERIFY(told.at(0).value<ui::Status>().activity != Activity::Ready);
    }

    void newConversationForgetsTheOldOne()
    {
        Chat chat({answer("first answer"), answer("second answer")});
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

    void closingWhileWritingStopsTheTurn()
    {
        Chat chat({untilStopped({"endless"})});
        QVERIFY(chat.opens());
        chat.controller.send(QStringLiteral("a question"));
        QVERIFY(chat.waitsFor(Activity::Writing));
        // The host's destructor must come back; a hanging test fails by its time limit.
    }
};

QTEST_MAIN(tst_ChatController)
#include "tst_chat_controller.moc"
