// ScriptedProgram: the whole program with its window, over an engine that follows a script; `folder`
// is its profile.

#pragma once

#include "app/application.h"
#include "app/profile.h"
#include "tests/support/fake_engine.h"
#include "ui/library_panel.h"
#include "ui/transcript_role.h"
#include "ui/transcript_view.h"

#include <QSettings>
#include <QTreeView>

namespace tests {

struct ScriptedProgram
{
    explicit ScriptedProgram(std::deque<Script> scripts, const QString& folder);

    bool opens()
    {
        application.open(QStringLiteral("/models/tiny"));
        return says(QStringLiteral("tiny"));
    }
    // Types a question and sends it by Enter.
    void ask(const QString& question);
    bool isReady();
    QAbstractItemModel* messages() { return application.controller().conversation(); }
    QString message(int row) { return messages()->index(row, 0).data(ui::TextRole).toString(); }
    QTreeView* chats() { return window.library()->findChild<ui::LibrarySection*>()->view(); }
    QString chat(int row) { return chats()->model()->index(row, 0).data().toString(); }
    void press(const QString& text);
    bool shows(const QString& text);
    bool says(const QString& text);

    std::vector<engine::Request> requests;
    app::Profile profile;
    QSettings settings;
    app::Application application;
    ui::MainWindow& window;
    ui::Composer* composer;
    ui::ComposerField* field;
    ui::TranscriptView* transcript;
    ui::StatusLine* status;
};

} // namespace tests
