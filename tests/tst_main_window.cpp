// The whole program over a scripted engine: what a person can press and what they see.

#include "app/built_in_model.h"
#include "tests/support/scripted_program.h"
#include "ui/banner.h"
#include "ui/chat_settings_form.h"
#include "ui/library_panel.h"
#include "ui/offer_bar.h"
#include "ui/settings_dialog.h"
#include "ui/start_page.h"
#include "ui/start_tile.h"

#include <QApplication>
#include <QComboBox>
#include <QDropEvent>
#include <QInputMethodEvent>
#include <QLabel>
#include <QLineEdit>
#include <QMimeData>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using tests::Script;
using tests::ScriptedProgram;

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
        ScriptedProgram program({}, profile());
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
        ScriptedProgram program({Script{{"four"}, summary, false, {}, false}}, profile());
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
        ScriptedProgram program({}, profile());
        QVERIFY(QTest::qWaitForWindowActive(&program.window));
        QVERIFY(program.opens());
        QCOMPARE(QApplication::focusWidget(), program.field);
    }

    void stopsByEscape()
    {
        ScriptedProgram program({Script{{"endless"}, {}, true, {}, false}}, profile());
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
        ScriptedProgram program({Script{{"endless"}, {}, true, {}, false}}, profile());
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
        ScriptedProgram program({Script{{lines}, {}, false, {}, false}}, profile());
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
        ScriptedProgram program({}, profile());
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
        ScriptedProgram program({}, profile());
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
        ScriptedProgram program({Script{{}, {}, false, "no memory is left", false},
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
        ScriptedProgram program({}, profile());
        QVERIFY(program.opens());
        program.window.resize(640, 420);
        QCOMPARE(program.window.size(), QSize(640, 420));
        QVERIFY(program.window.minimumSizeHint().width() <= 640);
        QVERIFY(program.window.minimumSizeHint().height() <= 420);
    }

    void saysWhatIsNotSaved()
    {
        ScriptedProgram program({}, profile());
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

    void goesFromAreaToArea()
    {
        ScriptedProgram program({Script{{"four"}, {}, false, {}, false}}, profile());
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
        ScriptedProgram program({}, profile());
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

    void aModelTooLargeForTheMemoryIsOpenedWhenThatIsAccepted()
    {
        const QString path = m_folder.filePath(QStringLiteral("enormous"));
        QVERIFY(QFile(path).open(QIODevice::WriteOnly)); // what was opened last is looked for
        {
            ScriptedProgram program({}, profile());
            program.application.open(path);
            ui::OfferBar* offer = program.window.offer();
            QTRY_VERIFY(offer->isVisible());
            QVERIFY(offer->sentence().contains(QStringLiteral("memory")));
            QVERIFY(program.says(QStringLiteral("No model is open")));
            QTest::mouseClick(offer->findChild<QPushButton*>(), Qt::LeftButton);
            QVERIFY(program.isReady());
            QVERIFY(!offer->isVisible());
        }
        ScriptedProgram again({}, profile());
        again.application.openAtStart({});
        QVERIFY(again.isReady());
        QVERIFY(!again.window.offer()->isVisible());
    }

    void aTileFillsTheComposerAndItsExampleCanBeSent()
    {
        ScriptedProgram program({Script{{"<!DOCTYPE html>"}, {}, false, {}, false}}, profile());
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
        ScriptedProgram program({Script{{"four"}, {}, false, {}, false}}, profile());
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
        ScriptedProgram program({Script{{"four"}, {}, false, {}, false}}, profile());
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
        ScriptedProgram program({}, profile());
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
    tst_MainWindow test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_main_window.moc"
