// The editor: text that streams in, edits, search, marks, and the keys that belong to the program.

#include "ui/code_editor.h"
#include "ui/colours.h"
#include "ui/replace_bar.h"

#include <QAbstractScrollArea>
#include <QApplication>
#include <QElapsedTimer>
#include <QLineEdit>
#include <QScrollBar>
#include <QSignalSpy>
#include <QStackedWidget>
#include <QTabBar>
#include <QTest>

using ui::CodeEditor;
using ui::CodeFile;

namespace {

const QString kName = QStringLiteral("index.html");

QList<CodeFile> one(const QString& text) { return {{kName, text}}; }

QString manyLines(int count)
{
    QString text;
    for (int i = 1; i <= count; ++i)
        text += QStringLiteral("<p>line %1</p>\n").arg(i);
    return text;
}

struct Shown
{
    Shown()
    {
        editor.resize(500, 400);
        editor.show();
    }
    QAbstractScrollArea* pane() const
    {
        return qobject_cast<QAbstractScrollArea*>(
            editor.findChild<QStackedWidget*>()->currentWidget());
    }
    void type(const QString& keys) const { QTest::keyClicks(pane(), keys); }

    CodeEditor editor;
};

} // namespace

class tst_CodeEditor : public QObject
{
    Q_OBJECT

private slots:
    void showsWhatIsWritten()
    {
        Shown shown;
        QString text = QStringLiteral("<p>");
        for (int i = 0; i < 50; ++i) {
            text += QStringLiteral("é %1\n").arg(i);
            shown.editor.setFiles(one(text), kName);
        }
        QCOMPARE(shown.editor.files(), one(text));
    }

    void followsTheEndOfWhatIsWritten()
    {
        Shown shown;
        shown.editor.setFiles(one(manyLines(10)), kName);
        shown.editor.setFiles(one(manyLines(300)), kName);
        const QScrollBar* bar = shown.pane()->verticalScrollBar();
        QVERIFY(bar->value() > 200);
        shown.editor.setFiles(one(manyLines(400)), kName);
        QVERIFY(bar->value() > 300);
    }

    void staysWhereTheReaderHasScrolled()
    {
        Shown shown;
        shown.editor.setFiles(one(manyLines(300)), kName);
        shown.editor.setFiles(one(manyLines(301)), kName);
        shown.pane()->verticalScrollBar()->setValue(40);
        shown.editor.setFiles(one(manyLines(400)), kName);
        QCOMPARE(shown.pane()->verticalScrollBar()->value(), 40);
    }

    void cannotBeEditedWhileItIsWritten()
    {
        Shown shown;
        QSignalSpy edited(&shown.editor, &CodeEditor::edited);
        shown.editor.setFiles(one(QStringLiteral("<p>\n")), kName);
        shown.type(QStringLiteral("x"));
        QCOMPARE(shown.editor.files(), one(QStringLiteral("<p>\n")));
        shown.editor.setFiles(one(QStringLiteral("<p>\n</p>\n")));
        QCOMPARE(edited.count(), 0);
        shown.type(QStringLiteral("x"));
        QCOMPARE(edited.count(), 1);
        QCOMPARE(shown.editor.files(), one(QStringLiteral("x<p>\n</p>\n")));
    }

    void undoesEditsButNotWhatWasWritten()
    {
        Shown shown;
        shown.editor.setFiles(one(QStringLiteral("abc\n")), kName);
        shown.editor.setFiles(one(QStringLiteral("abc\ndef\n")));
        shown.type(QStringLiteral("xy"));
        QTest::keyClick(shown.pane(), Qt::Key_Z, Qt::ControlModifier);
        QTest::keyClick(shown.pane(), Qt::Key_Z, Qt::ControlModifier);
        QTest::keyClick(shown.pane(), Qt::Key_Z, Qt::ControlModifier);
        QCOMPARE(shown.editor.files(), one(QStringLiteral("abc\ndef\n")));
    }

    void replacesAnEditedTextByAnotherVersion()
    {
        Shown shown;
        shown.editor.setFiles(one(QStringLiteral("abc\n")));
        shown.type(QStringLiteral("x"));
        shown.editor.setFiles(one(QStringLiteral("abc\n")));
        QCOMPARE(shown.editor.files(), one(QStringLiteral("abc\n")));
    }

    void runsByControlEnter()
    {
        Shown shown;
        shown.editor.setFiles(one(QStringLiteral("abc\n")));
        QSignalSpy run(&shown.editor, &CodeEditor::runRequested);
        QTest::keyClick(shown.pane(), Qt::Key_Return, Qt::ControlModifier);
        QCOMPARE(run.count(), 1);
        QCOMPARE(shown.editor.files(), one(QStringLiteral("abc\n")));
    }

    void hasATabForEachOfSeveralFiles()
    {
        Shown shown;
        auto* tabs = shown.editor.findChild<QTabBar*>();
        shown.editor.setFiles(one(QStringLiteral("<p>")));
        QVERIFY(!tabs->isVisible());
        const CodeFile style{QStringLiteral("style.css"), QStringLiteral("b { }\n")};
        shown.editor.setFiles({{kName, QStringLiteral("<p>")}, style}, style.name);
        QVERIFY(tabs->isVisible());
        QCOMPARE(shown.editor.currentFile(), style.name);
        shown.editor.setFiles({style});
        QCOMPARE(shown.editor.files(), QList<CodeFile>{style});
        QVERIFY(!tabs->isVisible());
    }

    void marksErrorsAndJumpsToThem()
    {
        Shown shown;
        shown.editor.setFiles({{kName, manyLines(200)},
                               {QStringLiteral("app.js"), QStringLiteral("let a;\nlet b;\n")}});
        shown.editor.mark(kName, 120, QStringLiteral("boom"));
        shown.editor.mark(kName, 5000, QStringLiteral("outside"));
        QCOMPARE(shown.editor.markedLines(kName), QList<int>{120});
        shown.editor.goTo(QStringLiteral("app.js"), 2);
        QCOMPARE(shown.editor.currentFile(), QStringLiteral("app.js"));
        QCOMPARE(shown.editor.currentLine(), 2);
        shown.editor.goTo(kName, 120);
        QCOMPARE(shown.editor.currentLine(), 120);
        const int first = shown.pane()->verticalScrollBar()->value();
        QVERIFY(first > 80 && first < 120);
        shown.editor.clearMarks();
        QVERIFY(shown.editor.markedLines(kName).isEmpty());
    }

    void findsForwardsAndBackwards()
    {
        Shown shown;
        shown.editor.setFiles(one(QStringLiteral("one\ntwo\nOne\ntwo\n")));
        QTest::keyClick(shown.pane(), Qt::Key_F, Qt::ControlModifier);
        auto* bar = shown.editor.findChild<ui::ReplaceBar*>();
        QVERIFY(bar->isVisible());
        QTest::keyClicks(bar->findChildren<QLineEdit*>().value(0), QStringLiteral("two"));
        emit bar->findRequested(true);
        QCOMPARE(shown.editor.currentLine(), 2);
        emit bar->findRequested(true);
        QCOMPARE(shown.editor.currentLine(), 4);
        emit bar->findRequested(false);
        QCOMPARE(shown.editor.currentLine(), 2);
        QTest::keyClick(bar, Qt::Key_Escape);
        QVERIFY(!bar->isVisible());
    }

    void replacesEverywhereAsOneStep()
    {
        Shown shown;
        shown.editor.setFiles(one(QStringLiteral("one\ntwo\nOne\n")));
        shown.editor.openSearch();
        auto* bar = shown.editor.findChild<ui::ReplaceBar*>();
        const auto fields = bar->findChildren<QLineEdit*>();
        fields.value(0)->setText(QStringLiteral("one"));
        fields.value(1)->setText(QStringLiteral("1"));
        emit bar->replaceAllRequested();
        QCOMPARE(shown.editor.files(), one(QStringLiteral("1\ntwo\n1\n")));
        QTest::keyClick(shown.pane(), Qt::Key_Z, Qt::ControlModifier);
        QCOMPARE(shown.editor.files(), one(QStringLiteral("one\ntwo\nOne\n")));
    }

    void replacesOneByOne()
    {
        Shown shown;
        shown.editor.setFiles(one(QStringLiteral("a b a b\n")));
        shown.editor.openSearch();
        auto* bar = shown.editor.findChild<ui::ReplaceBar*>();
        const auto fields = bar->findChildren<QLineEdit*>();
        fields.value(0)->setText(QStringLiteral("a"));
        fields.value(1)->setText(QStringLiteral("c"));
        emit bar->findRequested(true);
        emit bar->replaceRequested();
        QCOMPARE(shown.editor.files(), one(QStringLiteral("c b a b\n")));
        emit bar->replaceRequested();
        QCOMPARE(shown.editor.files(), one(QStringLiteral("c b c b\n")));
    }

    void followsTheAppearance()
    {
        Shown shown;
        shown.editor.setFiles(one(manyLines(3)));
        const auto background = [&] {
            return shown.pane()->viewport()->grab().toImage().pixelColor(490, 300).lightness();
        };
        ui::apply(ui::Appearance::Dark);
        QTRY_VERIFY(background() < 80);
        ui::apply(ui::Appearance::Light);
        QTRY_VERIFY(background() > 200);
        ui::apply(ui::Appearance::Desktop);
    }

    // 100 kB in pieces of 40 characters, as a model writes them.
    void takesALongStreamQuickly()
    {
        Shown shown;
        const QString whole = manyLines(6000);
        QElapsedTimer clock;
        clock.start();
        int pieces = 0;
        for (qsizetype size = 40; size < whole.size(); size += 40, ++pieces)
            shown.editor.setFiles(one(whole.left(size)), kName);
        const double msPerPiece = double(clock.elapsed()) / pieces;
        qInfo("%d pieces, %.3f ms each", pieces, msPerPiece);
        QVERIFY(msPerPiece < 8.0); // what the window's thread may take at once
    }
};

QTEST_MAIN(tst_CodeEditor)
#include "tst_code_editor.moc"
