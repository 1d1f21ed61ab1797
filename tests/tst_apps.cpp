// From the question to the running app and back: the real window, a scripted engine and the real
// preview process.

#include "app/application.h"
#include "app/profile.h"
#include "tests/support/fake_engine.h"
#include "ui/code_editor.h"
#include "ui/console_view.h"
#include "ui/history_field.h"
#include "ui/preview_frame.h"
#include "ui/problem_bar.h"
#include "ui/transcript_role.h"
#include "ui/versions_view.h"
#include "ui/workbench.h"

#include <QApplication>
#include <QDir>
#include <QLabel>
#include <QListView>
#include <QListWidget>
#include <QPushButton>
#include <QSettings>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>

using app::Application;
using app::ModelFacts;
using app::OpenedModel;
using app::PreviewHost;
using tests::FakeEngine;
using tests::Script;
using ui::Workbench;

namespace {

constexpr int kPatienceMs = 30'000; // a busy machine; a page loads in half a second on an idle one

QString page(const QString& script, const QString& text)
{
    return QStringLiteral("<!DOCTYPE html>\n<html><head><title>Maze</title></head>\n<body>\n"
                          "<p id=out>%1</p>\n<script>\n%2\n</script>\n</body></html>\n")
        .arg(text, script);
}

// As a model writes it: in small pieces, with words around.
Script answer(const QString& page)
{
    Script script;
    const std::string text =
        "Here is your app:\n\n```html\n" + page.toStdString() + "```\n\nHave fun.";
    for (std::size_t at = 0; at < text.size(); at += 5)
        script.pieces.push_back(text.substr(at, 5));
    return script;
}

struct Program
{
    Program(std::deque<Script> scripts, const QString& folder)
        : profile(app::Profile::find(folder))
        , settings(profile.settingsFile, QSettings::IniFormat)
        , application(
              [this, scripts](const QString&, qint64) -> engine::Result<OpenedModel> {
                  return OpenedModel{std::make_unique<FakeEngine>(scripts, requests),
                                     ModelFacts{QStringLiteral("tiny"), 100'000, {}}};
              },
              profile, settings)
        , window(application.window())
        , bench(window.findChild<Workbench*>())
    {
        application.workbench().runWatch().setSettleMs(300);
        window.resize(1200, 800);
        window.show();
        application.open(QStringLiteral("/models/tiny"));
    }

    bool isReady()
    {
        return QTest::qWaitFor([&] {
            return application.controller().status().activity == ui::Status::Activity::Ready;
        });
    }
    void ask(const QString& question)
    {
        auto* field = window.findChild<ui::ComposerField*>();
        field->setFocus();
        QTest::keyClicks(field, question);
        QTest::keyClick(field, Qt::Key_Return);
    }
    bool runs()
    {
        return QTest::qWaitFor(
            [&] { return application.preview().state() == PreviewHost::State::Running; },
            kPatienceMs);
    }
    // Typed into the console, as a person would.
    QString evaluate(const QString& expression)
    {
        QSignalSpy evaluated(&application.preview(), &PreviewHost::evaluated);
        bench->setCurrentTab(Workbench::Console);
        auto* field = bench->findChild<ui::HistoryField*>();
        field->setText(expression);
        QTest::keyClick(field, Qt::Key_Return);
        return evaluated.wait(kPatienceMs) ? evaluated[0][1].toString()
                                           : QStringLiteral("no answer");
    }
    QString code() const { return bench->editor()->files().value(0).text; }
    app::AppVersion shown()
    {
        const app::AppVersion* version = application.workbench().playground()->shown();
        return version ? *version : app::AppVersion();
    }
    QListView* console() const { return bench->console()->findChild<QListView*>(); }
    QPushButton* fixButton() const
    {
        return bench->problems()->findChildren<QPushButton*>().value(0);
    }
    int messageCount() { return application.controller().conversation()->rowCount(); }
    QString message(int row)
    {
        const auto* messages = application.controller().conversation();
        return messages->index(row, 0).data(ui::TextRole).toString();
    }
    bool saysAbove(const QString& text) const
    {
        for (const QLabel* label : bench->findChildren<QLabel*>())
            if (label->isVisibleTo(bench) && label->text() == text)
                return true;
        return false;
    }

    std::vector<engine::Request> requests;
    app::Profile profile;
    QSettings settings;
    Application application;
    ui::MainWindow& window;
    Workbench* bench;
};

const QString kBroken = page(QStringLiteral("let x = 1;\nnotThere(x);"), QStringLiteral("before"));
const QString kGood = page(QStringLiteral("document.getElementById('out').textContent = 6 * 7;"),
                           QStringLiteral("-"));

} // namespace

class tst_Apps : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<QTemporaryDir> m_folder;

private slots:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }

    void runsTheAppThatWasAskedFor()
    {
        Program program({answer(kGood)}, m_folder->path());
        QVERIFY(!program.bench->isVisible());
        QVERIFY(program.isReady());
        program.ask(QStringLiteral("an app that multiplies"));
        QVERIFY(program.runs());
        QVERIFY(program.bench->isVisible()); // opened by itself
        QCOMPARE(program.bench->currentTab(), int(Workbench::Preview));
        QCOMPARE(program.code(), kGood);
        QCOMPARE(program.evaluate(QStringLiteral("document.getElementById('out').textContent")),
                 QStringLiteral("\"42\""));
        QVERIFY(program.saysAbove(QStringLiteral("v1 of 1")));
        QTRY_COMPARE_WITH_TIMEOUT(program.shown().status, app::AppVersion::Status::Works,
                                  kPatienceMs);
    }

    void showsAnErrorJumpsToItsLineAndHasItFixed()
    {
        Program program({answer(kBroken), answer(kGood)}, m_folder->path());
        QVERIFY(program.isReady());
        program.ask(QStringLiteral("an app"));
        QVERIFY(program.runs());
        QTRY_VERIFY_WITH_TIMEOUT(program.fixButton()->isVisibleTo(program.bench), kPatienceMs);
        QCOMPARE(program.fixButton()->text(), QStringLiteral("Fix this error"));

        program.bench->setCurrentTab(Workbench::Console);
        QTRY_COMPARE(program.console()->model()->rowCount(), 1);
        const QModelIndex entry = program.console()->model()->index(0, 0);
        QVERIFY(entry.data().toString().contains(QStringLiteral("notThere is not defined")));
        QTest::mouseClick(program.console()->viewport(), Qt::LeftButton, {},
                          program.console()->visualRect(entry).center());
        QCOMPARE(program.bench->currentTab(), int(Workbench::Code));
        QCOMPARE(program.bench->editor()->currentLine(), 7);
        QCOMPARE(program.bench->editor()->markedLines(QStringLiteral("index.html")), QList<int>{7});

        QVERIFY(program.isReady());
        QTest::mouseClick(program.fixButton(), Qt::LeftButton);
        QTRY_COMPARE(program.messageCount(), 4);
        QVERIFY(program.message(2).contains(
            QStringLiteral("1. Uncaught error: ReferenceError: notThere is not defined\n"
                           "   index.html, line 7:\n   notThere(x);")));
        QTRY_COMPARE(program.code(), kGood);
        QTRY_VERIFY_WITH_TIMEOUT(!program.bench->problems()->isVisible(), kPatienceMs);
        QTRY_VERIFY(program.saysAbove(QStringLiteral("v2 of 2")));
        QVERIFY(program.runs());
        QCOMPARE(program.evaluate(QStringLiteral("document.getElementById('out').textContent")),
                 QStringLiteral("\"42\""));
    }

    void putsTheErrorsOnlyIntoTheComposerWithShift()
    {
        Program program({answer(kBroken)}, m_folder->path());
        QVERIFY(program.isReady());
        program.ask(QStringLiteral("an app"));
        QTRY_VERIFY_WITH_TIMEOUT(program.fixButton()->isVisibleTo(program.bench), kPatienceMs);
        QVERIFY(program.isReady());
        QTest::mouseClick(program.fixButton(), Qt::LeftButton, Qt::ShiftModifier);
        QVERIFY(program.window.page()->draft().contains(QStringLiteral("notThere")));
        QCOMPARE(program.messageCount(), 2);
    }

    void fixesByItselfUntilTheSameErrorReturns()
    {
        Program program({answer(kBroken), answer(kBroken), answer(kGood)}, m_folder->path());
        program.application.workbench().setAutomaticFix(true);
        QVERIFY(program.isReady());
        program.ask(QStringLiteral("an app"));
        const auto& loop = program.application.workbench().runWatch().loop();
        QTRY_VERIFY_WITH_TIMEOUT(!loop.reason().isEmpty(), kPatienceMs);
        QCOMPARE(program.messageCount(), 4); // asked once, and not again about the same
        QCOMPARE(loop.tries(), 1);
    }

    void fixesByItselfWhatIsFoundBrokenWhileTheWordsBehindItAreWritten()
    {
        Script first = answer(kBroken);
        first.goesOn = std::make_shared<std::binary_semaphore>(0);
        Program program({first, answer(kGood)}, m_folder->path());
        program.application.workbench().setAutomaticFix(true);
        QVERIFY(program.isReady());
        program.ask(QStringLiteral("an app"));
        const auto& loop = program.application.workbench().runWatch().loop();
        QTRY_COMPARE_WITH_TIMEOUT(loop.tries(), 1, kPatienceMs);
        QCOMPARE(program.messageCount(), 2); // the model still writes
        first.goesOn->release();
        QTRY_COMPARE(program.code(), kGood);
        QTRY_COMPARE_WITH_TIMEOUT(program.shown().status, app::AppVersion::Status::Works,
                                  kPatienceMs);
        QCOMPARE(program.shown().number, 2);
    }

    void asksNothingByItselfWhenTheUserStopsTheAnswer()
    {
        Script first = answer(kBroken);
        first.goesOn = std::make_shared<std::binary_semaphore>(0);
        first.waitsForStop = true;
        Program program({first, answer(kGood)}, m_folder->path());
        program.application.workbench().setAutomaticFix(true);
        QVERIFY(program.isReady());
        program.ask(QStringLiteral("an app"));
        const auto& loop = program.application.workbench().runWatch().loop();
        QTRY_COMPARE_WITH_TIMEOUT(loop.tries(), 1, kPatienceMs);
        program.application.controller().stop();
        first.goesOn->release();
        QVERIFY(program.isReady());
        QCOMPARE(program.messageCount(), 2);
        QCOMPARE(program.code(), kBroken);
    }

    void asksNothingByItselfOfAnAppThatIsOnlyOpened()
    {
        Program program({answer(kBroken), answer(kGood)}, m_folder->path());
        QVERIFY(program.isReady());
        program.ask(QStringLiteral("an app"));
        QTRY_COMPARE_WITH_TIMEOUT(program.shown().status, app::AppVersion::Status::HasErrors,
                                  kPatienceMs);
        const qint64 conversation = program.application.conversations().current()->id();
        program.application.workbench().setAutomaticFix(true);
        program.application.conversations().beginNew();
        program.application.conversations().open(conversation);
        QSignalSpy judged(&program.application.workbench().runWatch(), &app::RunWatch::judged);
        QTRY_COMPARE_WITH_TIMEOUT(judged.count(), 1, kPatienceMs);
        QCOMPARE(program.messageCount(), 2);
    }

    void letsGoOfTheAppOfTheConversationThatIsLeft()
    {
        Program program({answer(kGood)}, m_folder->path());
        QVERIFY(program.isReady());
        program.ask(QStringLiteral("an app"));
        QVERIFY(program.runs());
        program.application.conversations().beginNew();
        QCOMPARE(program.application.preview().state(), PreviewHost::State::Idle);
        auto* frame = program.bench->findChild<ui::PreviewFrame*>();
        emit frame->reloadRequested();
        emit frame->resetDataRequested();
        QCOMPARE(program.application.preview().state(), PreviewHost::State::Idle);
        QVERIFY(!program.saysAbove(QStringLiteral("Maze")));
    }

    void forgetsTheDataOfAnAppWithItsConversation()
    {
        Program program({answer(kGood)}, m_folder->path());
        QVERIFY(program.isReady());
        program.ask(QStringLiteral("an app"));
        QVERIFY(program.runs());
        auto* frame = program.bench->findChild<ui::PreviewFrame*>();
        emit frame->keepDataRequested(true);
        const QDir kept(program.profile.dataFolder + QStringLiteral("/apps"));
        const auto keptApps = [&] { return kept.entryList(QDir::Dirs | QDir::NoDotAndDotDot); };
        QTRY_COMPARE_WITH_TIMEOUT(keptApps().size(), 1, kPatienceMs);
        QVERIFY(program.runs());
        const qint64 conversation = program.application.conversations().current()->id();
        program.application.conversations().throwAway(conversation);
        QCOMPARE(keptApps().size(), 1); // it may come back
        program.application.conversations().removeForGood(conversation);
        QTRY_VERIFY_WITH_TIMEOUT(keptApps().isEmpty(), kPatienceMs);
    }

    void forgivesAnAppThatWasBusyOnce()
    {
        const QString busy = page(QStringLiteral("const until = Date.now() + 4000;\n"
                                                 "while (Date.now() < until);"),
                                  QStringLiteral("x"));
        Program program({answer(busy)}, m_folder->path());
        QVERIFY(program.isReady());
        program.ask(QStringLiteral("a busy app"));
        QTRY_COMPARE_WITH_TIMEOUT(program.shown().status, app::AppVersion::Status::Hung,
                                  kPatienceMs);
        QTRY_COMPARE_WITH_TIMEOUT(program.shown().status, app::AppVersion::Status::Works,
                                  kPatienceMs);
        QVERIFY(!program.bench->problems()->isVisible());
    }

    void findsNothingWrongWithAnAppThatClosesItself()
    {
        Program program({answer(page(QStringLiteral("setTimeout(() => window.close(), 500);"),
                                     QStringLiteral("x")))},
                        m_folder->path());
        QVERIFY(program.isReady());
        program.ask(QStringLiteral("an app that ends"));
        QTRY_COMPARE_WITH_TIMEOUT(program.application.preview().state(), PreviewHost::State::Closed,
                                  kPatienceMs);
        QCOMPARE(program.shown().status, app::AppVersion::Status::Works);
        QVERIFY(!program.bench->problems()->isVisible());
    }

    void saysThatNothingAnswersAnExpression()
    {
        Program program({answer(kGood)}, m_folder->path());
        QVERIFY(program.isReady());
        program.ask(QStringLiteral("an app"));
        QVERIFY(program.runs());
        program.application.preview().stop();
        emit program.bench->console()->evaluateRequested(QStringLiteral("1 + 1"));
        const QAbstractItemModel* lines = program.console()->model();
        QTRY_COMPARE(lines->index(lines->rowCount() - 1, 0).data().toString(),
                     QStringLiteral("The app is not running."));
    }

    void leavesTheFullScreenWithEscape()
    {
        Program program({answer(kGood)}, m_folder->path());
        QVERIFY(program.isReady());
        program.ask(QStringLiteral("an app"));
        QVERIFY(program.runs());
        QVERIFY(QTest::qWaitForWindowActive(&program.window));
        QTest::keyClick(&program.window, Qt::Key_F11);
        QTRY_VERIFY(program.window.isFullScreen());
        QTest::keyClick(&program.window, Qt::Key_Escape);
        QTRY_VERIFY(!program.window.isFullScreen());
        // As from the app's process, while that has the focus.
        emit program.application.preview().shortcutPressed(QKeySequence(Qt::Key_F11));
        QTRY_VERIFY(program.window.isFullScreen());
        emit program.application.preview().shortcutPressed(QKeySequence(Qt::Key_Escape));
        QTRY_VERIFY(!program.window.isFullScreen());
    }

    void goesBackToAVersionWithItsBranch()
    {
        Program program({answer(kBroken), answer(kGood)}, m_folder->path());
        QVERIFY(program.isReady());
        program.ask(QStringLiteral("one"));
        QVERIFY(program.runs());
        QVERIFY(program.isReady());
        program.application.controller().answerAgain(); // another answer beside the first
        QTRY_COMPARE(program.code(), kGood);
        QVERIFY(program.isReady());
        program.bench->setCurrentTab(Workbench::Versions);
        auto* list = program.bench->versions()->findChild<QListWidget*>();
        QCOMPARE(list->count(), 2);
        list->setCurrentRow(1); // newest first
        QVERIFY(program.bench->findChild<ui::DiffView*>()->toPlainText().contains(
            QStringLiteral("+ notThere(x);")));
        QTest::mouseClick(program.bench->versions()->findChild<QPushButton*>(), Qt::LeftButton);
        QCOMPARE(program.code(), kBroken);
        QVERIFY(program.message(1).contains(QStringLiteral("notThere")));
        // And the other way around: the branch brings its version.
        program.application.controller().switchBranch(
            program.application.conversations().current()->tree().leaf(), 1);
        QTRY_COMPARE(program.code(), kGood);
    }

    void runsWhatWasEditedByHand()
    {
        Program program({answer(kGood)}, m_folder->path());
        QVERIFY(program.isReady());
        program.ask(QStringLiteral("an app"));
        QVERIFY(program.runs());
        program.bench->setCurrentTab(Workbench::Code);
        program.bench->editor()->goTo(QStringLiteral("index.html"), 4);
        QWidget* pane = QApplication::focusWidget();
        QVERIFY(pane && program.bench->editor()->isAncestorOf(pane));
        QTest::keyClicks(pane, QStringLiteral("<b id=mine>mine</b>"));
        QSignalSpy loaded(&program.application.preview(), &PreviewHost::loaded);
        QTest::keyClick(pane, Qt::Key_Return, Qt::ControlModifier);
        QVERIFY(loaded.wait(kPatienceMs));
        QVERIFY(program.saysAbove(QStringLiteral("v2 (you) of 2")));
        QCOMPARE(program.evaluate(QStringLiteral("document.getElementById('mine').textContent")),
                 QStringLiteral("\"mine\""));
    }

    void keepsWhatIsTypedWhenTheModelBeginsAnotherVersion()
    {
        Script second;
        second.pieces = {"Sure. ", "Here:\n", "\n```html\n" + kBroken.toStdString() + "```\n"};
        second.goesOn = std::make_shared<std::binary_semaphore>(0);
        Program program({answer(kGood), second}, m_folder->path());
        QVERIFY(program.isReady());
        program.ask(QStringLiteral("an app"));
        QVERIFY(program.runs());
        QVERIFY(program.isReady());
        program.ask(QStringLiteral("another"));
        program.bench->setCurrentTab(Workbench::Code);
        program.bench->editor()->goTo(QStringLiteral("index.html"), 4);
        QTest::keyClicks(QApplication::focusWidget(), QStringLiteral("mine"));
        second.goesOn->release();
        QTRY_COMPARE(program.code(), kBroken);
        const auto& versions = program.application.workbench().playground()->app().versions;
        QCOMPARE(versions.size(), 3);
        QVERIFY(versions[1].source.files.value(0).text.contains(QStringLiteral("mine")));
    }

    void runsAnAppThatHungNotAgainByItself()
    {
        Program program({answer(page(QStringLiteral("for (;;) {}"), QStringLiteral("x")))},
                        m_folder->path());
        QVERIFY(program.isReady());
        program.ask(QStringLiteral("an endless app"));
        QTRY_COMPARE_WITH_TIMEOUT(program.shown().status, app::AppVersion::Status::Hung,
                                  kPatienceMs);
        QVERIFY(program.fixButton()->isVisibleTo(program.bench));
        const qint64 conversation = program.application.conversations().current()->id();
        program.application.conversations().beginNew();
        QTRY_COMPARE(program.application.preview().state(), PreviewHost::State::Idle);
        program.application.conversations().open(conversation);
        QTRY_VERIFY(
            program.saysAbove(QStringLiteral("had to be stopped, so it does not run by itself")));
        QCOMPARE(program.application.preview().state(), PreviewHost::State::Idle);
        emit program.bench->runRequested();
        QTRY_COMPARE(program.application.preview().state(), PreviewHost::State::Starting);
    }

    void takesThePictureOfAnAppOnceItIsSeen()
    {
        Program program({answer(kGood), answer(kBroken)}, m_folder->path());
        QVERIFY(program.isReady());
        program.ask(QStringLiteral("an app"));
        const auto picture = [&](int version) {
            const auto* playground = program.application.workbench().playground();
            return playground->app().versions.value(version - 1).thumbnail;
        };
        QTRY_VERIFY_WITH_TIMEOUT(!picture(1).isEmpty(), kPatienceMs);
        program.bench->setCurrentTab(Workbench::Code);
        QVERIFY(program.isReady());
        program.ask(QStringLiteral("another"));
        QTRY_VERIFY_WITH_TIMEOUT(program.fixButton()->isVisibleTo(program.bench), kPatienceMs);
        QVERIFY(picture(2).isEmpty());
        program.bench->setCurrentTab(Workbench::Preview);
        QTRY_VERIFY_WITH_TIMEOUT(!picture(2).isEmpty(), kPatienceMs);
    }

    void bringsTheAppBackAfterTheProgramHasEnded()
    {
        {
            Program program({answer(kGood)}, m_folder->path());
            QVERIFY(program.isReady());
            program.ask(QStringLiteral("an app"));
            QVERIFY(program.runs());
            QVERIFY(program.isReady());
            program.bench->setCurrentTab(Workbench::Code);
        }
        Program program({}, m_folder->path());
        QTRY_COMPARE(program.code(), kGood);
        QTRY_VERIFY(program.bench->isVisible());
        QCOMPARE(program.bench->currentTab(), int(Workbench::Code));
        QCOMPARE(program.application.preview().state(), PreviewHost::State::Idle); // nothing runs
        program.bench->setCurrentTab(Workbench::Preview);
        QVERIFY(program.runs());
    }

    void staysClosedInAConversationWhereItWasClosed()
    {
        Program program({answer(kGood), answer(kBroken)}, m_folder->path());
        QVERIFY(program.isReady());
        program.ask(QStringLiteral("an app"));
        QVERIFY(program.runs());
        QVERIFY(program.isReady());
        emit program.bench->closeRequested();
        QVERIFY(!program.bench->isVisible());
        program.ask(QStringLiteral("another"));
        QTRY_COMPARE(program.code(), kBroken);
        QVERIFY(program.isReady());
        QVERIFY(!program.bench->isVisible());
    }

    void givesEachConversationItsOwnApp()
    {
        Program program({answer(kGood), answer(kBroken)}, m_folder->path());
        QVERIFY(program.isReady());
        program.ask(QStringLiteral("an app"));
        QVERIFY(program.runs());
        QVERIFY(program.isReady());
        const qint64 first = program.application.conversations().current()->id();
        program.application.conversations().beginNew();
        QCOMPARE(program.code(), QString());
        QVERIFY(!program.bench->isVisible());
        program.ask(QStringLiteral("another"));
        QTRY_COMPARE(program.code(), kBroken);
        QVERIFY(program.saysAbove(QStringLiteral("v1 of 1")));
        QVERIFY(program.isReady());
        program.application.conversations().open(first);
        QTRY_COMPARE(program.code(), kGood);
        QVERIFY(program.saysAbove(QStringLiteral("v1 of 1")));
    }
};

int main(int argc, char** argv)
{
    QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
    // The plain transcript: these tests are about apps.
    qputenv("LEVIN_WEB", "/nonexistent");
    QApplication application(argc, argv);
    tst_Apps test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_apps.moc"
