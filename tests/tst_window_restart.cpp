// What the program finds again when it starts anew: after closing, and after kill -9.

#include "tests/support/scripted_program.h"
#include "ui/chat_settings_form.h"
#include "ui/library_panel.h"
#include "ui/program_settings_form.h"
#include "ui/settings_dialog.h"

#include <QApplication>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>
#include <QTimer>

using tests::Script;
using tests::ScriptedProgram;

namespace {

const auto kChild = QStringLiteral("--write-until-killed");

// The program as a process of its own: an answer that does not end, and a draft.
int writeUntilKilled(const QString& folder)
{
    ScriptedProgram program({Script{{"half an ans"}, {}, true, {}, false}}, folder);
    if (!program.opens())
        return 1;
    program.ask(QStringLiteral("a question"));
    if (!program.shows(QStringLiteral("half an ans")))
        return 1;
    QTest::keyClicks(program.field, QStringLiteral("a draft"));
    // What was written a second ago must survive; the test waits for this line.
    QTimer::singleShot(1000, [] {
        puts("written");
        fflush(stdout);
    });
    return QApplication::exec();
}

} // namespace

class tst_WindowRestart : public QObject
{
    Q_OBJECT

private:
    QTemporaryDir m_folder;
    int m_tests = 0;
    QString profile() const { return m_folder.filePath(QString::number(m_tests)); }

private slots:
    void init() { ++m_tests; } // each with a profile of its own

    void remembersWhatWasChosenForTheProgram()
    {
        {
            ScriptedProgram program({}, profile());
            program.press(QStringLiteral("Dark"));
            QVERIFY(ui::isDark(QApplication::palette()));
        }
        ScriptedProgram program({}, profile());
        QCOMPARE(program.window.programSettings().appearance, ui::Appearance::Dark);
        program.press(QStringLiteral("As on the Desktop"));
        QVERIFY(!ui::isDark(QApplication::palette()));
    }

    void remembersWhetherThinkingIsShown()
    {
        const auto isShown = [](const ScriptedProgram& program) {
            return program.window.programSettings().isThinkingShown;
        };
        {
            ScriptedProgram program({}, profile());
            QVERIFY(isShown(program));
            program.press(QStringLiteral("Thinking"));
        }
        ScriptedProgram program(
            {Script{{"<think>", "hm", "</think>", "four"}, {}, false, {}, false}}, profile());
        QVERIFY(!isShown(program));
        QVERIFY(program.opens());
        program.ask(QStringLiteral("two and two?"));
        QVERIFY(program.shows(QStringLiteral("four")));
        QVERIFY(!program.transcript->toPlainText().contains(QStringLiteral("hm")));
        // A change in the form leaves it as it was.
        auto* form = program.window.settings()->program();
        emit form->changed(form->settings());
        QVERIFY(!isShown(program));
    }

    void remembersTheSettingsOfAChatWithoutMessages()
    {
        {
            ScriptedProgram program({}, profile());
            ui::ChatSettings settings = program.window.settings()->chat()->settings();
            settings.systemPrompt = QStringLiteral("Be brief.");
            program.application.conversations().current()->setSettings(settings);
        }
        ScriptedProgram program({}, profile());
        QTRY_COMPARE(program.window.settings()->chat()->settings().systemPrompt,
                     QStringLiteral("Be brief."));
    }

    void remembersTheLayout()
    {
        {
            ScriptedProgram program({}, profile());
            program.window.resize(900, 600);
            program.press(QStringLiteral("Library"));
            program.press(QStringLiteral("Model"));
            QVERIFY(!program.window.library()->isVisible());
        }
        ScriptedProgram program({}, profile());
        QCOMPARE(program.window.size(), QSize(900, 600));
        QVERIFY(!program.window.library()->isVisible());
        QVERIFY(program.window.findChild<ui::ModelPanel*>()->isVisible());
        program.press(QStringLiteral("Library"));
        QVERIFY(program.window.library()->isVisible());
    }

    void findsEverythingAgainAfterClosing()
    {
        {
            ScriptedProgram program({Script{{"four"}, {}, false, {}, false}}, profile());
            QVERIFY(program.opens());
            program.ask(QStringLiteral("two and two?"));
            QVERIFY(program.shows(QStringLiteral("four")));
            QVERIFY(program.isReady());
            QTest::keyClicks(program.field, QStringLiteral("half a ques"));
        }
        ScriptedProgram program({}, profile());
        QVERIFY(program.shows(QStringLiteral("two and two?")));
        QVERIFY(program.shows(QStringLiteral("four")));
        QCOMPARE(program.composer->text(), QStringLiteral("half a ques"));
        QCOMPARE(program.chats()->model()->rowCount(), 1);
        QCOMPARE(program.chat(0), QStringLiteral("two and two?"));
        QVERIFY(program.window.windowTitle().contains(QStringLiteral("two and two?")));
        QVERIFY(program.opens());
        QVERIFY(program.says(QStringLiteral("up to 1,000 tokens"))); // how many is not known
    }

    void findsEverythingAgainAfterItWasKilled()
    {
        QProcess child;
        child.start(QCoreApplication::applicationFilePath(), {kChild, profile()});
        QVERIFY(QTest::qWaitFor([&] { return child.canReadLine(); }, 30'000));
        QCOMPARE(child.readLine().trimmed(), QByteArray("written"));
        child.kill(); // SIGKILL
        QVERIFY(child.waitForFinished());

        ScriptedProgram program({Script{{"a whole answer"}, {}, false, {}, false}}, profile());
        QVERIFY(program.shows(QStringLiteral("half an ans")));
        QCOMPARE(program.message(0), QStringLiteral("a question"));
        QVERIFY(program.shows(QStringLiteral("Interrupted")));
        QCOMPARE(program.composer->text(), QStringLiteral("a draft"));
        QVERIFY(program.opens());
        emit program.transcript->anchorClicked(QUrl(QStringLiteral("retry"))); // Try again
        QVERIFY(program.shows(QStringLiteral("a whole answer")));
        QCOMPARE(program.messages()->rowCount(), 2);
    }
};

int main(int argc, char** argv)
{
    QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
    // The plain transcript: these tests are about the window, and start no web engine.
    qputenv("LEVIN_WEB", "/nonexistent");
    QApplication application(argc, argv);
    if (QCoreApplication::arguments().value(1) == kChild)
        return writeUntilKilled(QCoreApplication::arguments().value(2));
    tst_WindowRestart test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_window_restart.moc"
