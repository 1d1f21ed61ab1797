// ScriptedChat: a host and a controller over an engine that follows a script, and such scripts.

#pragma once

#include "app/chat_controller.h"
#include "app/conversation_store.h"
#include "tests/support/fake_engine.h"
#include "ui/transcript_role.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

namespace tests {

// A model is open once opens() was called; "missing" cannot be opened, "enormous" needs too much.
struct ScriptedChat
{
    explicit ScriptedChat(std::deque<Script> scripts)
        : host([this, scripts](const QString& path,
                               qint64 most) -> engine::Result<app::OpenedModel> {
            if (path == QLatin1String("missing"))
                return engine::Error{engine::ErrorCode::FileNotReadable, "missing: no such file"};
            app::ModelFacts facts{path, 1000, {}};
            if (path == QLatin1String("enormous"))
                facts.neededBytes = qint64(1) << 50;
            if (most > 0 && facts.neededBytes > most)
                return app::OpenedModel{nullptr, facts};
            return app::OpenedModel{std::make_unique<FakeEngine>(scripts, requests), facts};
        })
        , store(folder.filePath(QStringLiteral("levin.sqlite")))
        , conversations(store)
        , controller(host, conversations)
        , tester(controller.conversation(), QAbstractItemModelTester::FailureReportingMode::QtTest)
        , status(&controller, &app::ChatController::statusChanged)
        , errors(&controller, &app::ChatController::errorChanged)
    {
        store.open();
    }

    bool waitsFor(ui::Status::Activity activity)
    {
        return QTest::qWaitFor([&] { return controller.status().activity == activity; });
    }
    bool opens()
    {
        controller.open(QStringLiteral("a model"));
        return waitsFor(ui::Status::Activity::Ready);
    }
    QVariant shown(int row, int role) { return controller.conversation()->index(row).data(role); }
    qint64 id(int row) { return shown(row, ui::IdRole).toLongLong(); }
    QString text(int row) { return shown(row, ui::TextRole).toString(); }
    int rows() { return controller.conversation()->rowCount(); }
    // Sends and waits for the answer.
    bool asks(const QString& question)
    {
        controller.send(question);
        return waitsFor(ui::Status::Activity::Ready);
    }
    const engine::Conversation& asked(std::size_t turn) const
    {
        return std::get<engine::Conversation>(requests.at(turn).prompt);
    }

    std::vector<engine::Request> requests; // read when no turn runs
    QTemporaryDir folder;
    app::EngineHost host;
    app::ConversationStore store;
    app::Conversations conversations;
    app::ChatController controller;
    QAbstractItemModelTester tester;
    QSignalSpy status;
    QSignalSpy errors;
};

inline Script answer(std::string text, engine::Summary summary = {})
{
    return {{std::move(text)}, summary, false, {}, false};
}
inline Script untilStopped(std::vector<std::string> pieces)
{
    return {std::move(pieces), {}, true, {}, false};
}
inline Script failure(std::vector<std::string> pieces, std::string error)
{
    return {std::move(pieces), {}, false, std::move(error), false};
}

} // namespace tests
