#include "tests/support/scripted_program.h"

#include <QAction>
#include <QTest>

namespace tests {

ScriptedProgram::ScriptedProgram(std::deque<Script> scripts, const QString& folder)
    : profile(app::Profile::find(folder))
    , settings(profile.settingsFile, QSettings::IniFormat)
    , application(
          [this, scripts](const QString& path) -> engine::Result<app::OpenedModel> {
              if (path.endsWith(QLatin1String("missing")))
                  return engine::Error{engine::ErrorCode::FileNotReadable, "missing: no such file"};
              const ui::FactGroup group{QStringLiteral("Model"),
                                        {{QStringLiteral("Layers"), QStringLiteral("8")}}};
              return app::OpenedModel{std::make_unique<FakeEngine>(scripts, requests),
                                      app::ModelFacts{QStringLiteral("tiny"), 1000, {group}}};
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
