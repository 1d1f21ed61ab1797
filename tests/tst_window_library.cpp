// Conversations as a person handles them in the window: branches, drafts, the trash and the search.

#include "tests/support/scripted_program.h"
#include "ui/library_panel.h"
#include "ui/library_role.h"
#include "ui/undo_bar.h"

#include <QApplication>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QMenu>
#include <QPushButton>
#include <QTemporaryDir>
#include <QTest>

using tests::Script;
using tests::ScriptedProgram;

class tst_WindowLibrary : public QObject
{
    Q_OBJECT

private:
    QTemporaryDir m_folder;
    int m_tests = 0;
    QString profile() const { return m_folder.filePath(QString::number(m_tests)); }

private slots:
    void init() { ++m_tests; } // each with a profile of its own

    void editsRegeneratesAndStepsThroughBranches()
    {
        const auto answer = [](const char* text) { return Script{{text}, {}, false, {}, false}; };
        ScriptedProgram program({answer("first"), answer("second"), answer("third")}, profile());
        QVERIFY(program.opens());
        program.ask(QStringLiteral("a question"));
        QVERIFY(program.shows(QStringLiteral("first")));
        QVERIFY(program.isReady());
        program.press(QStringLiteral("Answer Again"));
        QVERIFY(program.shows(QStringLiteral("second")));
        QVERIFY(program.isReady());
        program.press(QStringLiteral("Previous Branch"));
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
        program.press(QStringLiteral("Previous Branch"));
        QCOMPARE(program.message(0), QStringLiteral("a question"));
        QCOMPARE(program.message(1), QStringLiteral("second"));
    }

    void keepsADraftForEachConversation()
    {
        ScriptedProgram program({Script{{"four"}, {}, false, {}, false}}, profile());
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
        ScriptedProgram program({Script{{"four"}, {}, false, {}, false}}, profile());
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
        ScriptedProgram program({Script{{"four"}, {}, false, {}, false}}, profile());
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
        ScriptedProgram program({Script{{"four"}, {}, false, {}, false}}, profile());
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
        ScriptedProgram program({Script{{"four"}, {}, false, {}, false}}, profile());
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

    void searchesEverything()
    {
        ScriptedProgram program({Script{{"Use a Dijkstra search."}, {}, false, {}, false}},
                                profile());
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
};

int main(int argc, char** argv)
{
    QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
    // The plain transcript: these tests are about the window, and start no web engine.
    qputenv("LEVIN_WEB", "/nonexistent");
    QApplication application(argc, argv);
    tst_WindowLibrary test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_window_library.moc"
