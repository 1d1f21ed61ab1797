// The way from a file to an answer with the real engine: a tiny model with random weights.

#include "app/chat_controller.h"
#include "app/local_model.h"

#include <QSignalSpy>
#include <QTest>

using app::ChatController;
using Activity = ui::Status::Activity;

namespace {

QString dataPath(const char* name)
{
    return QStringLiteral(LEVIN_TEST_DATA "/golden/") + QLatin1String(name);
}

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
        const engine::Result<app::OpenedModel> model = app::openLocalModel(path);
        QVERIFY2(model, model ? "" : model.error().message.c_str());
        QVERIFY(!model->facts.name.isEmpty());
        QVERIFY(model->facts.contextLimit > 0);
        QVERIFY(model->facts.groups.first().facts.first().value.startsWith(format));
    }

    void saysWhichFileIsMissing()
    {
        const engine::Result<app::OpenedModel> model =
            app::openLocalModel(QStringLiteral("/nowhere/model.gguf"));
        QVERIFY(!model);
        QVERIFY(model.error().message.find("/nowhere/model.gguf") != std::string::npos);
    }

    void writesUntilItIsStopped()
    {
        app::EngineHost host(app::openLocalModel);
        ChatController chat(host);
        const auto isIn = [&](Activity activity) {
            return QTest::qWaitFor([&] { return chat.status().activity == activity; });
        };
        chat.open(dataPath("tiny-a/tiny-a.gguf"));
        QVERIFY(isIn(Activity::Ready));
        QSignalSpy rows(chat.conversation(), &QAbstractItemModel::dataChanged);
        chat.send(QStringLiteral("hello"));
        QVERIFY(QTest::qWaitFor([&] { return !rows.isEmpty(); }));
        chat.stop();
        QVERIFY(isIn(Activity::Ready));
        QVERIFY2(chat.conversation()->last().state == app::Exchange::State::Answered,
                 qPrintable(chat.conversation()->last().note));
        QVERIFY(chat.status().contextTokens > 0);
        QVERIFY(chat.status().contextTokens <= chat.status().contextLimit);
    }
};

QTEST_GUILESS_MAIN(tst_LocalModel)
#include "tst_local_model.moc"
