#include "tests/support/scripted_program.h"

#include <QAction>
#include <QTest>

namespace tests {

ScriptedProgram::ScriptedProgram(std::deque<Script> scripts, const QString& folder)
    : profile(app::Profile::find(folder))
    , settings(profile.settingsFile, QSettings::IniFormat)
    , application(
          [this, scripts](const QString& path, qint64 most) -> engine::Result<app::OpenedModel> {
              if (path.endsWith(QLatin1String("missing")))
                  return engine::Error{engine::ErrorCode::FileNotReadable, "missing: no such file"};
              const ui::FactGroup group{QStringLiteral("Model"),
                                        {{QStringLiteral("Layers"), QStringLiteral("8")}}};
              app::ModelFacts facts{QStringLiteral("tiny"), 1000, {group}};
              if (path.endsWith(QLatin1String("enormous")))
                  facts.neededBytes = qint64(1) << 50;
              if (most > 0 && facts.neededBytes > most)
                  return app::OpenedModel{nullptr, facts};
              return app::OpenedModel{std::make_unique<FakeEngine>(scripts, requests), facts};
          },
          profile, settings)
    , window(application.window())
    , composer(window.findChild<ui::Composer*>())
    , field(window.findChild<ui::ComposerField*>())
    , transcript(window.findChild<ui::TranscriptView*>())
    , status(window.findChild<ui::StatusLine*>())
{
    window.show();
}

void ScriptedProgram::ask(const QString& question)
{
    field->setFocus();
    QTest::keyClicks(field, question);
    QTest::keyClick(field, Qt::Key_Return);
}

bool ScriptedProgram::isReady()
{
    return QTest::qWaitFor(
        [&] { return application.controller().status().activity == ui::Status::Activity::Ready; });
}

void ScriptedProgram::press(const QString& text)
{
    for (QAction* action : window.findChildren<QAction*>())
        if (action->text().remove(u'&') == text) {
            action->trigger();
            return;
        }
    qFatal("no such action: %s", qPrintable(text));
}

bool ScriptedProgram::shows(const QString& text)
{
    return QTest::qWaitFor([&] { return transcript->toPlainText().contains(text); });
}

bool ScriptedProgram::says(const QString& text)
{
    return QTest::qWaitFor([&] { return status->text().contains(text); });
}

} // namespace tests
