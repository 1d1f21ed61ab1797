// The way from a file to an answer with the real engine: a tiny model with random weights.

#include "app/chat_controller.h"
#include "app/conversation_store.h"
#include "app/local_model.h"
#include "engine/local_engine.h"
#include "ui/transcript_role.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>

using app::ChatController;
using Activity = ui::Status::Activity;

namespace {

QString dataPath(const char* name)
{
    return QStringLiteral(LEVIN_TEST_DATA "/golden/") + QLatin1String(name);
}

struct Chat
{
    bool isIn(Activity activity)
    {
        return QTest::qWaitFor([&] { return controller.status().activity == activity; });
    }
    bool opens()
    {
        controller.open(dataPath("tiny-a/tiny-a.gguf"));
        return isIn(Activity::Ready);
    }
    QVariant shown(int row, int role) { return controller.conversation()->index(row).data(role); }
    qint64 id(int row) { return shown(row, ui::IdRole).toLongLong(); }
    const ui::TurnCost& cost() { return *controller.status().lastTurn; }

    QTemporaryDir folder;
    app::EngineHost host{app::openLocalModel};
    app::ConversationStore store{folder.filePath(QStringLiteral("levin.sqlite"))};
    app::Conversations conversations{store};
    ChatController controller{host, conversations};
};

} // namespace

class tst_LocalModel : public QObject
{
    Q_OBJECT

private slots:
    void opensAFileAFolderAndAFileOfAFolder_data()
    {
        QTest::addColumn<QString>("path");
        QTest::addColumn<QString>("format");
        QTest::newRow("GGUF") << dataPath("tiny-a/tiny-a.gguf") << QStringLiteral("GGUF");
        QTest::newRow("folder") << dataPath("tiny-b") << QStringLiteral("safetensors");
        QTest::newRow("config") << dataPath("tiny-b/config.json") << QStringLiteral("safetensors");
    }

    void opensAFileAFolderAndAFileOfAFolder()
    {
        QFETCH(const QString, path);
        QFETCH(const QString, format);
        const engine::Result<app::OpenedModel> model = app::openLocalModel(path, 0);
        QVERIFY2(model, model ? "" : model.error().message.c_str());
        QVERIFY(!model->facts.name.isEmpty());
        QVERIFY(model->facts.contextLimit > 0);
        QVERIFY(model->facts.groups.first().facts.first().value.startsWith(format));
    }

    void saysWhatItNeedsInsteadOfTakingMoreThanItMay()
    {
        const QString path = dataPath("tiny-a/tiny-a.gguf");
        const engine::Result<app::OpenedModel> refused = app::openLocalModel(path, 1000);
        QVERIFY(refused);
        QVERIFY(!refused->engine);
        QVERIFY(refused->facts.neededBytes > 1000);
        const qint64 needed = refused->facts.neededBytes;
        const engine::Result<app::OpenedModel> opened = app::openLocalModel(path, needed);
        QVERIFY(opened);
        QVERIFY(opened->engine);
        QCOMPARE(opened->facts.neededBytes, needed);
        const qint64 context = std::min<qint64>(8'192, opened->facts.contextLimit);
        QCOMPARE(opened->local->memoryPlan(context).totalBytes(), needed);
    }

    void saysWhichFileIsMissing()
    {
        const engine::Result<app::OpenedModel> model =
            app::openLocalModel(QStringLiteral("/nowhere/model.gguf"), 0);
        QVERIFY(!model);
        QVERIFY(model.error().message.find("/nowhere/model.gguf") != std::string::npos);
    }

    void writesUntilItIsStopped()
    {
        Chat chat;
        QVERIFY(chat.opens());
        QSignalSpy rows(chat.controller.conversation(), &QAbstractItemModel::dataChanged);
        chat.controller.send(QStringLiteral("hello"));
        QVERIFY(QTest::qWaitFor([&] { return !rows.isEmpty(); }));
        chat.controller.stop();
        QVERIFY(chat.isIn(Activity::Ready));
        QCOMPARE(chat.shown(1, ui::StateRole).toInt(), int(ui::MessageState::Answered));
        QVERIFY(chat.controller.status().contextTokens > 0);
        QVERIFY(chat.controller.status().contextTokens <= chat.controller.status().contextLimit);
    }

    // The engine's snapshots make a branch that was left cost nothing to come back to.
    void readsNothingAgainWhenABranchIsShownAgain()
    {
        Chat chat;
        ui::ChatSettings settings;
        settings.maxNewTokens = 8;
        settings.seed = 1;
        chat.conversations.current()->setSettings(settings);
        QVERIFY(chat.opens());
        chat.controller.send(QStringLiteral("the first question"));
        QVERIFY(chat.isIn(Activity::Ready));
        chat.controller.send(QStringLiteral("the second question"));
        QVERIFY(chat.isIn(Activity::Ready));
        const qint64 promptOfSecond = chat.cost().promptTokens;

        chat.controller.answerAgain();
        QVERIFY(chat.isIn(Activity::Ready));
        QCOMPARE(chat.cost().promptTokens, promptOfSecond);
        QCOMPARE(chat.cost().readTokens, 0);

        chat.controller.edit(chat.id(2), QStringLiteral("another second question"));
        QVERIFY(chat.isIn(Activity::Ready));
        QVERIFY(chat.cost().reusedTokens > 0);
        QVERIFY(chat.cost().reusedTokens < chat.cost().promptTokens);

        chat.controller.switchBranch(chat.id(2), -1);
        QCOMPARE(chat.shown(2, ui::TextRole).toString(), QStringLiteral("the second question"));
        chat.controller.send(QStringLiteral("the third question"));
        QVERIFY(chat.isIn(Activity::Ready));
        QVERIFY(chat.cost().reusedTokens >= promptOfSecond);
        QVERIFY(chat.shown(5, ui::NoteRole)
                    .toString()
                    .startsWith(QStringLiteral("Reused %1 of %2 tokens")
                                    .arg(chat.cost().reusedTokens)
                                    .arg(chat.cost().promptTokens)));
    }
};

QTEST_GUILESS_MAIN(tst_LocalModel)
#include "tst_local_model.moc"
