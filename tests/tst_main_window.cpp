// The whole program over a scripted engine: what a person can press and what they see.

#include "app/application.h"
#include "app/built_in_model.h"
#include "app/profile.h"
#include "tests/support/fake_engine.h"
#include "ui/banner.h"
#include "ui/chat_settings_form.h"
#include "ui/library_panel.h"
#include "ui/library_role.h"
#include "ui/program_settings_form.h"
#include "ui/settings_dialog.h"
#include "ui/start_page.h"
#include "ui/start_tile.h"
#include "ui/transcript_role.h"
#include "ui/transcript_view.h"
#include "ui/undo_bar.h"

#include <QAction>
#include <QComboBox>
#include <QDropEvent>
#include <QInputMethodEvent>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QMenu>
#include <QMimeData>
#include <QProcess>
#include <QPushButton>
#include <QScrollBar>
#include <QSettings>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QTimer>
#include <QTreeView>

using app::Application;
using app::ModelFacts;
using app::OpenedModel;
using tests::FakeEngine;
using tests::Script;

namespace {

const auto kChild = QStringLiteral("--write-until-killed");

struct Program
{
    explicit Program(std::deque<Script> scripts, const QString& folder)
        : profile(app::Profile::find(folder))
        , settings(profile.settingsFile, QSettings::IniFormat)
        , application(
              [this, scripts](const QString& path) -> engine::Result<OpenedModel> {
                  if (path.endsWith(QLatin1String("missing")))
                      return engine::Error{engine::ErrorCode::FileNotReadable,
                                           "missing: no such file"};
                  const ui::FactGroup group{QStringLiteral("Model"),
                                            {{QStringLiteral("Layers"), QStringLiteral("8")}}};
                  return OpenedModel{std::make_unique<FakeEngine>(scripts, requests),
                                     ModelFacts{QStringLiteral("tiny"), 1000, {group}}};
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

    bool opens()
    {
        application.open(QStringLiteral("/models/tiny"));
        return says(QStringLiteral("tiny"));
    }
    // Types a question and sends it by Enter.
    void ask(const QString& question)
    {
        field->setFocus();
        QTest::keyClicks(field, question);
        QTest::keyClick(field, Qt::Key_Return);
    }
    bool isReady()
    {
        return QTest::qWaitFor([&] {
            return application.controller().status().activity == ui::Status::Activity::Ready;
        });
    }
    QAbstractItemModel* messages() { return application.controller().conversation(); }
    QString message(int row) { return messages()->index(row, 0).data(ui::TextRole).toString(); }
    QTreeView* chats() { return window.library()->findChild<ui::LibrarySection*>()->view(); }
    QString chat(int row) { return chats()->model()->index(row, 0).data().toString(); }
    void press(const QString& text)
    {
        for (QAction* action : window.findChildren<QAction*>())
            if (action->text().remove(u'&') == text) {
                action->trigger();
                return;
            }
        qFatal("no such action: %s", qPrintable(text));
    }
    bool shows(const QString& text)
    {
        return QTest::qWaitFor([&] { return transcript->toPlainText().contains(text); });
    }
    bool says(const QString& text)
    {
        return QTest::qWaitFor([&] { return status->text().contains(text); });
    }

    std::vector<engine::Request> requests;
    app::Profile profile;
    QSettings settings;
    Application application;
    ui::MainWindow& window;
    ui::Composer* composer;
    ui::ComposerField* field;
    ui::TranscriptView* transcript;
    ui::StatusLine* status;
};

// The program as a process of its own: an answer that does not end, and a draft.
int writeUntilKilled(const QString& folder)
{
    Program program({Script{{"half an ans"}, {}, true, {}, false}}, folder);
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

class tst_MainWindow : public QObject
{
    Q_OBJECT

private:
    QTemporaryDir m_folder;
    int m_tests = 0;
    QString profile() const { return m_folder.filePath(QString::number(m_tests)); }

private slots:
    void init() { ++m_tests; } // each with a profile of its own

    void beginsWithTheInvitationToOpenAModel()
    {
        Program program({}, profile());
        QVERIFY(program.window.findChild<ui::StartPage*>()->isVisible());
        QVERIFY(program.says(QStringLiteral("No model is open")));
        // What is typed now can be sent later.
        QTest::keyClicks(program.field, QStringLiteral("early"));
        QTest::keyClick(program.field, Qt::Key_Return);
        QCOMPARE(program.composer->text(), QStringLiteral("early"));
        QCOMPARE(program.messages()->rowCount(), 0);
    }

    void sendsByEnterAndShowsTheAnswer()
    {
        engine::Summary summary;
        summary.promptTokens = 12;
        summary.readTokens = 12;
        Program program({Script{{"four"}, summary, false, {}, false}}, profile());
        QVERIFY(program.opens());
        QTest::keyClicks(program.field, QStringLiteral("two and two?"));
        QTest::keyClick(program.field, Qt::Key_Return);
        QCOMPARE(program.composer->text(), QString());
        QVERIFY(program.shows(QStringLiteral("two and two?")));
        QVERIFY(program.shows(QStringLiteral("four")));
        QVERIFY(program.says(QStringLiteral("Context: 13 of 1,000 tokens")));
        QVERIFY(program.says(QStringLiteral("tiny")));
    }

    void isReadyForTypingOnceAModelIsOpen()
    {
        Program program({}, profile());
        QVERIFY(QTest::qWaitForWindowActive(&program.window));
        QVERIFY(program.opens());
        QCOMPARE(QApplication::focusWidget(), program.field);
    }

    void stopsByEscape()
    {
        Program program({Script{{"endless"}, {}, true, {}, false}}, profile());
        QVERIFY(program.opens());
        program.window.activateWindow();
        QTest::keyClicks(program.field, QStringLiteral("begin"));
        QTest::keyClick(program.field, Qt::Key_Return);
        QVERIFY(program.shows(QStringLiteral("endless")));
        QTest::keyClick(program.field, Qt::Key_Escape);
        QVERIFY(program.shows(QStringLiteral("stopped")));
    }

    void escapeInASearchDoesNotStopTheAnswer()
    {
        Program program({Script{{"endless"}, {}, true, {}, false}}, profile());
        QVERIFY(program.opens());
        QVERIFY(QTest::qWaitForWindowActive(&program.window));
        program.ask(QStringLiteral("begin"));
        QVERIFY(program.shows(QStringLiteral("endless")));
        program.press(QStringLiteral("Search Everything"));
        auto* search = program.window.library()->findChild<QLineEdit*>();
        QTest::keyClicks(search, QStringLiteral("end"));
        QTest::keyClick(search, Qt::Key_Escape);
        QCOMPARE(search->text(), QString());
        QCOMPARE(program.application.controller().status().activity, ui::Status::Activity::Writing);
        program.field->setFocus();
        QTest::keyClick(program.field, Qt::Key_Escape);
        QVERIFY(program.shows(QStringLiteral("stopped")));
    }

    void showsWhatWasAskedHoweverFarUpTheReaderIs()
    {
        const std::string lines = QStringLiteral("line\n").repeated(200).toStdString();
        Program program({Script{{lines}, {}, false, {}, false}}, profile());
        QVERIFY(program.opens());
        program.ask(QStringLiteral("a long answer, please"));
        QVERIFY(program.isReady());
        QScrollBar* bar = program.transcript->verticalScrollBar();
        QTRY_VERIFY(bar->maximum() > 0);
        bar->setValue(0);
        program.ask(QStringLiteral("and another"));
        QVERIFY(program.isReady());
        QTRY_COMPARE(bar->value(), bar->maximum());
    }

    void showsInPlaceWhyAModelDoesNotOpen()
    {
        Program program({}, profile());
        program.application.open(QStringLiteral("/models/missing"));
        auto* banner = program.window.findChild<ui::Banner*>();
        QVERIFY(QTest::qWaitFor([&] { return banner->isVisible(); }));
        QVERIFY(banner->text().contains(QStringLiteral("missing: no such file")));
        QVERIFY(program.window.findChild<ui::StartPage*>()->isVisible());
        QVERIFY(program.opens());
        QVERIFY(!banner->isVisible());
    }

    void opensADroppedFile()
    {
        Program program({}, profile());
        QMimeData data;
        data.setUrls({QUrl::fromLocalFile(QStringLiteral("/models/tiny"))});
        QDragEnterEvent enter(QPoint(50, 50), Qt::CopyAction, &data, Qt::LeftButton,
                              Qt::NoModifier);
        QCoreApplication::sendEvent(&program.window, &enter);
        QVERIFY(enter.isAccepted());
        QDropEvent drop(QPointF(50, 50), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        QCoreApplication::sendEvent(&program.window, &drop);
        QVERIFY(program.says(QStringLiteral("tiny")));
    }

    void triesAgainAfterAFailure()
    {
        Program program({Script{{}, {}, false, "no memory is left", false},
                         Script{{"now it works"}, {}, false, {}, false}},
                        profile());
        QVERIFY(program.opens());
        QTest::keyClicks(program.field, QStringLiteral("a question"));
        QTest::keyClick(program.field, Qt::Key_Return);
        QVERIFY(program.shows(QStringLiteral("no memory is left")));
        emit program.transcript->anchorClicked(QUrl(QStringLiteral("retry")));
        QVERIFY(program.shows(QStringLiteral("now it works")));
        QVERIFY(!program.transcript->toPlainText().contains(QStringLiteral("no memory")));
    }

    void fitsASmallScreen()
    {
        Program program({}, profile());
        QVERIFY(program.opens());
        program.window.resize(640, 420);
        QCOMPARE(program.window.size(), QSize(640, 420));
        QVERIFY(program.window.minimumSizeHint().width() <= 640);
        QVERIFY(program.window.minimumSizeHint().height() <= 420);
    }

    void remembersWhatWasChosenForTheProgram()
    {
        {
            Program program({}, profile());
            program.press(QStringLiteral("Dark"));
            QVERIFY(ui::isDark(QApplication::palette()));
        }
        Program program({}, profile());
        QCOMPARE(program.window.programSettings().appearance, ui::Appearance::Dark);
        program.press(QStringLiteral("As on the Desktop"));
        QVERIFY(!ui::isDark(QApplication::palette()));
    }

    void remembersWhetherThinkingIsShown()
    {
        const auto isShown = [](const Program& program) {
            return program.window.programSettings().isThinkingShown;
        };
        {
            Program program({}, profile());
            QVERIFY(isShown(program));
            program.press(QStringLiteral("Thinking"));
        }
        Program program({Script{{"<think>", "hm", "</think>", "four"}, {}, false, {}, false}},
                        profile());
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
            Program program({}, profile());
            ui::ChatSettings settings = program.window.settings()->chat()->settings();
            settings.systemPrompt = QStringLiteral("Be brief.");
            program.application.conversations().current()->setSettings(settings);
        }
        Program program({}, profile());
        QTRY_COMPARE(program.window.settings()->chat()->settings().systemPrompt,
                     QStringLiteral("Be brief."));
    }

    void saysWhatIsNotSaved()
    {
        Program program({}, profile());
        program.window.setUnsaved(QStringLiteral("the disk is full"));
        QVERIFY(program.says(QStringLiteral("Not saved")));
        program.window.setUnsaved({});
        QVERIFY(!program.status->text().contains(QStringLiteral("Not saved")));
        auto* banner = program.window.findChild<ui::Banner*>();
        program.window.showError(QStringLiteral("not saved"), QStringLiteral("a full disk"));
        program.window.withdrawError(QStringLiteral("something else"));
        QVERIFY(banner->isVisible());
        program.window.withdrawError(QStringLiteral("not saved"));
        QVERIFY(!banner->isVisible());
    }

    void remembersTheLayout()
    {
        {
            Program program({}, profile());
            program.window.resize(900, 600);
            program.press(QStringLiteral("Library"));
            program.press(QStringLiteral("Model"));
            QVERIFY(!program.window.library()->isVisible());
        }
        Program program({}, profile());
        QCOMPARE(program.window.size(), QSize(900, 600));
        QVERIFY(!program.window.library()->isVisible());
        QVERIFY(program.window.findChild<ui::ModelPanel*>()->isVisible());
        program.press(QStringLiteral("Library"));
        QVERIFY(program.window.library()->isVisible());
    }

    void editsRegeneratesAndStepsThroughBranches()
    {
        const auto answer = [](const char* text) { return Script{{text}, {}, false, {}, false}; };
        Program program({answer("first"), answer("second"), answer("third")}, profile());
        QVERIFY(program.opens());
        program.ask(QStringLiteral("a question"));
        QVERIFY(program.shows(QStringLiteral("first")));
        QVERIFY(program.isReady());
        program.press(QStringLiteral("Answer Again"));
        QVERIFY(program.shows(QStringLiteral("second")));
        QVERIFY(program.isReady());
        program.press(QStringLiteral("Former Branch"));
        QCOMPARE(program.message(1), QStringLiteral("first"));
        program.press(QStringLiteral("Next Branch"));
        QCOMPARE(program.message(1), QStringLiteral("second"));

        QTest::keyClicks(program.field, QStringLiteral("a draft"));
        program.press(QStringLiteral("Edit Last Message"));
        QCOMPARE(program.composer->text(), QStringLiteral("a question"));
        const auto kept = [&] {
            return program.application.conversations().current()->details().draft;
        };
        QTest::keyClicks(program.field, QStringLiteral("!"));
        QCOMPARE(kept(), QStringLiteral("a draft\n\na question!")); // what a kill leaves
        QTest::keyClick(program.field, Qt::Key_Escape);
        QCOMPARE(kept(), QStringLiteral("a draft"));
        QCOMPARE(program.composer->text(), QStringLiteral("a draft"));
        program.press(QStringLiteral("Edit Last Message"));
        program.ask(QStringLiteral(", edited"));
        QVERIFY(program.shows(QStringLiteral("third")));
        QCOMPARE(program.message(0), QStringLiteral("a question, edited"));
        QCOMPARE(program.composer->text(), QStringLiteral("a draft"));
        QVERIFY(program.isReady());
        program.press(QStringLiteral("Former Branch"));
        QCOMPARE(program.message(0), QStringLiteral("a question"));
        QCOMPARE(program.message(1), QStringLiteral("second"));
    }

    void findsEverythingAgainAfterClosing()
    {
        {
            Program program({Script{{"four"}, {}, false, {}, false}}, profile());
            QVERIFY(program.opens());
            program.ask(QStringLiteral("two and two?"));
            QVERIFY(program.shows(QStringLiteral("four")));
            QVERIFY(program.isReady());
            QTest::keyClicks(program.field, QStringLiteral("half a ques"));
        }
        Program program({}, profile());
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

        Program program({Script{{"a whole answer"}, {}, false, {}, false}}, profile());
        QVERIFY(program.shows(QStringLiteral("half an ans")));
        QCOMPARE(program.message(0), QStringLiteral("a question"));
        QVERIFY(program.shows(QStringLiteral("Interrupted")));
        QCOMPARE(program.composer->text(), QStringLiteral("a draft"));
        QVERIFY(program.opens());
        emit program.transcript->anchorClicked(QUrl(QStringLiteral("retry"))); // Try again
        QVERIFY(program.shows(QStringLiteral("a whole answer")));
        QCOMPARE(program.messages()->rowCount(), 2);
    }

    void keepsADraftForEachConversation()
    {
        Program program({Script{{"four"}, {}, false, {}, false}}, profile());
        QVERIFY(program.opens());
        program.ask(QStringLiteral("first"));
        QVERIFY(program.isReady());
        QTest::keyClicks(program.field, QStringLiteral("draft of the first"));
        program.press(QStringLiteral("New Chat"));
        QCOMPARE(program.composer->text(), QString());
        QTest::keyClicks(program.field, QStringLiteral("draft of the second"));
        QCOMPARE(program.chats()->model()->rowCount(), 2);
        QTest::mouseClick(
            program.chats()->viewport(), Qt::LeftButton, {},
            program.chats()->visualRect(program.chats()->model()->index(1, 0)).center());
        QTRY_COMPARE(program.composer->text(), QStringLiteral("draft of the first"));
        QCOMPARE(program.message(0), QStringLiteral("first"));
    }

    void keepsTheDraftWhateverElseIsAsked()
    {
        Program program({Script{{"four"}, {}, false, {}, false}}, profile());
        QVERIFY(program.opens());
        QTest::keyClicks(program.field, QStringLiteral("half a thought"));
        emit program.application.workbench().askWanted(QStringLiteral("Mend the page."));
        QVERIFY(program.isReady());
        QCOMPARE(program.message(0), QStringLiteral("Mend the page."));
        QCOMPARE(program.composer->text(), QStringLiteral("half a thought"));
        emit program.application.workbench().draftWanted(QStringLiteral("Mend it."));
        const QString both = QStringLiteral("half a thought\n\nMend it.");
        QCOMPARE(program.composer->text(), both);
        QCOMPARE(program.application.conversations().current()->details().draft, both);
    }

    void deletesIntoTheTrashAndBringsBack()
    {
        Program program({Script{{"four"}, {}, false, {}, false}}, profile());
        QVERIFY(program.opens());
        program.ask(QStringLiteral("two and two?"));
        QVERIFY(program.isReady());
        const QModelIndex row = program.chats()->model()->index(0, 0);
        emit program.window.library()->deleteRequested(row.data(ui::LibraryIdRole).toLongLong());
        QCOMPARE(program.chats()->model()->rowCount(), 0);
        QCOMPARE(program.messages()->rowCount(), 0);
        auto* bar = program.window.findChild<ui::UndoBar*>();
        QVERIFY(bar->isVisible());
        bar->findChild<QPushButton*>()->click();
        QVERIFY(!bar->isVisible());
        QCOMPARE(program.chats()->model()->rowCount(), 1);
        QTRY_COMPARE(program.messages()->rowCount(), 2);
    }

    void deletesForGoodOnlyWhenAskedTwice()
    {
        Program program({Script{{"four"}, {}, false, {}, false}}, profile());
        QVERIFY(program.opens());
        program.ask(QStringLiteral("two and two?"));
        QVERIFY(program.isReady());
        app::Library& library = program.application.conversations().library();
        const qint64 id = library.entries().first().id;
        ui::LibraryPanel* panel = program.window.library();
        emit panel->deleteRequested(id);
        auto* button = program.window.findChild<ui::UndoBar*>()->findChild<QPushButton*>();
        emit panel->emptyTrashRequested();
        QVERIFY(library.entry(id));
        library.restore(id);
        button->click();
        QVERIFY(library.entry(id)); // it is not in the trash any more
        library.throwAway(id);
        emit panel->deleteForGoodRequested(id);
        QVERIFY(library.entry(id));
        QCOMPARE(button->text(), QStringLiteral("Delete for Good"));
        button->click();
        QVERIFY(!library.entry(id));
    }

    void enterInTheTrashOffersWhatCanBeDone()
    {
        Program program({Script{{"four"}, {}, false, {}, false}}, profile());
        QVERIFY(program.opens());
        program.ask(QStringLiteral("two and two?"));
        QVERIFY(program.isReady());
        app::Library& library = program.application.conversations().library();
        library.throwAway(library.entries().first().id);
        for (auto* section : program.window.library()->findChildren<ui::LibrarySection*>()) {
            if (section->view()->accessibleName() != QLatin1String("Trash"))
                continue;
            section->setFolded(false);
            section->view()->setCurrentIndex(section->view()->model()->index(0, 0));
            QTest::keyClick(section->view(), Qt::Key_Return);
        }
        const auto menu = [&] { return program.window.library()->findChild<QMenu*>(); };
        QTRY_VERIFY(menu() && menu()->isVisible());
        QCOMPARE(menu()->actions().first()->text(), QStringLiteral("Restore"));
        menu()->close();
    }

    void goesFromAreaToArea()
    {
        Program program({Script{{"four"}, {}, false, {}, false}}, profile());
        QVERIFY(program.opens());
        program.window.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&program.window));
        program.ask(QStringLiteral("two and two?"));
        QVERIFY(program.isReady());
        QCOMPARE(QApplication::focusWidget(), program.field);
        QList<const QWidget*> visited;
        for (int i = 0; i < 3; ++i) {
            program.press(QStringLiteral("Next Area"));
            visited.append(QApplication::focusWidget());
        }
        QCOMPARE(visited[0], program.window.library()->findChild<QLineEdit*>());
        QCOMPARE(visited[1], program.transcript);
        QCOMPARE(visited[2], program.field);
    }

    void fallsBackToTheBuiltInModelAtTheStart()
    {
        Program program({}, profile());
        program.application.openAtStart(QStringLiteral("/models/missing"));
        auto* banner = program.window.findChild<ui::Banner*>();
        QTRY_VERIFY(banner->text().contains(QStringLiteral("missing: no such file")));
        if (app::builtInModel().isEmpty())
            QSKIP("this build has no built-in model");
        QVERIFY(program.says(QStringLiteral("tiny")));
        QVERIFY(banner->text().contains(QStringLiteral("built-in")));
        QVERIFY(program.isReady());
        program.press(QStringLiteral("Open the Built-in Model"));
        QCOMPARE(program.application.controller().status().activity, ui::Status::Activity::Opening);
        QVERIFY(program.isReady());
    }

    void searchesEverything()
    {
        Program program({Script{{"Use a Dijkstra search."}, {}, false, {}, false}}, profile());
        QVERIFY(program.opens());
        program.ask(QStringLiteral("How are paths found?"));
        QVERIFY(program.isReady());
        program.press(QStringLiteral("New Chat"));
        program.press(QStringLiteral("Search Everything"));
        auto* search = program.window.library()->findChild<QLineEdit*>();
        QVERIFY(search->hasFocus() || !program.window.isActiveWindow());
        QTest::keyClicks(search, QStringLiteral("dijkstra"));
        auto* hits = program.window.library()->findChild<QListView*>();
        QTRY_COMPARE(hits->model()->rowCount(), 1);
        QVERIFY(hits->isVisible());
        QVERIFY(hits->model()
                    ->index(0, 0)
                    .data(ui::HitExcerptRole)
                    .toString()
                    .contains(QStringLiteral("Dijkstra")));
        QTest::keyClick(search, Qt::Key_Return);
        QTRY_COMPARE(program.messages()->rowCount(), 2);
        QTest::keyClick(search, Qt::Key_Escape);
        QVERIFY(!hits->isVisible());
        QTest::keyClicks(search, QStringLiteral("absent"));
        QVERIFY(QTest::qWaitFor([&] {
            for (const QLabel* label : program.window.library()->findChildren<QLabel*>())
                if (label->isVisible() && label->text() == QLatin1String("Nothing was found."))
                    return true;
            return false;
        }));
    }

    void aTileFillsTheComposerAndItsExampleCanBeSent()
    {
        Program program({Script{{"<!DOCTYPE html>"}, {}, false, {}, false}}, profile());
        QVERIFY(program.opens());
        const QList<ui::StartTile*> tiles = program.window.findChildren<ui::StartTile*>();
        QCOMPARE(tiles.size(), 3);
        auto* start = program.window.findChild<ui::StartPage*>();
        QSignalSpy wanted(start, &ui::StartPage::documentsRequested);
        tiles[2]->click();
        QCOMPARE(wanted.size(), 1);
        for (auto* button : start->findChildren<QPushButton*>())
            if (button->text().contains(QStringLiteral("example")))
                button->click();
        QVERIFY(program.composer->text().contains(QStringLiteral("</document>")));
        tiles[1]->click();
        QVERIFY(program.composer->text().contains(QStringLiteral("maze")));
        QVERIFY(!program.composer->text().contains(QStringLiteral("</document>")));
        QTest::keyClick(program.field, Qt::Key_Return);
        QVERIFY(program.isReady());
        const auto& asked = std::get<engine::Conversation>(program.requests.at(0).prompt);
        QCOMPARE(asked.messages[0].role, engine::Role::System);
        QVERIFY(asked.messages[0].text.find("one complete HTML file") != std::string::npos);
    }

    void settingsOfTheConversationCountAtOnce()
    {
        Program program({Script{{"four"}, {}, false, {}, false}}, profile());
        QVERIFY(program.opens());
        program.press(QStringLiteral("Settings of This Conversation…"));
        auto* form = program.window.settings()->chat();
        QVERIFY(form->isVisible());
        ui::ChatSettings settings = form->settings();
        QCOMPARE(settings.preset, QStringLiteral("model"));
        auto* presets = form->findChild<QComboBox*>();
        for (int i = 0; i + 1 < presets->count(); ++i) { // the last one is "Own"
            presets->setCurrentIndex(i);
            emit presets->activated(i);
            QCOMPARE(presets->currentIndex(), i);
        }
        auto* prompt = form->findChild<QPlainTextEdit*>();
        prompt->setPlainText(QStringLiteral("Be brief."));
        QCOMPARE(form->settings().preset, QString());
        program.ask(QStringLiteral("two and two?"));
        QVERIFY(program.isReady());
        const auto& asked = std::get<engine::Conversation>(program.requests.at(0).prompt);
        QCOMPARE(asked.messages[0].text, std::string("Be brief."));
    }

    void enterOfAnInputMethodNeverSends()
    {
        Program program({Script{{"four"}, {}, false, {}, false}}, profile());
        QVERIFY(program.opens());
        QTest::keyClicks(program.field, QStringLiteral("typed "));
        QInputMethodEvent composing(QStringLiteral("ni hao"), {});
        QCoreApplication::sendEvent(program.field, &composing);
        QTest::keyClick(program.field, Qt::Key_Return);
        QCOMPARE(program.messages()->rowCount(), 0);
        QInputMethodEvent confirmed;
        confirmed.setCommitString(QStringLiteral("你好"));
        QCoreApplication::sendEvent(program.field, &confirmed);
        QCOMPARE(program.messages()->rowCount(), 0);
        QTest::keyClick(program.field, Qt::Key_Return);
        QCOMPARE(program.message(0), QStringLiteral("typed 你好"));
    }

    // A screen reader must not say "button, button".
    void everythingThatTakesFocusHasAName()
    {
        Program program({}, profile());
        QVERIFY(program.opens());
        program.ask(QStringLiteral("a question")); // so that the library has a row
        QVERIFY(program.isReady());
        program.press(QStringLiteral("Model"));
        program.window.settings()->open(ui::SettingsDialog::Page::Program);
        program.window.settings()->open(ui::SettingsDialog::Page::Conversation);
        for (const QWidget* widget : program.window.findChildren<QWidget*>()) {
            if (!widget->isVisible() || widget->focusPolicy() == Qt::NoFocus
                || widget->objectName().startsWith(QLatin1String("qt_")))
                continue;
            const auto* button = qobject_cast<const QAbstractButton*>(widget);
            const auto* label = qobject_cast<const QLabel*>(widget);
            const bool hasName =
                !widget->accessibleName().isEmpty() || (button && !button->text().isEmpty())
                || (label && !label->text().isEmpty())
                || (widget->focusProxy() && !widget->focusProxy()->accessibleName().isEmpty());
            QVERIFY2(hasName, widget->metaObject()->className());
        }
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
    tst_MainWindow test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_main_window.moc"
