// What a question is asked of: the bar above the composer and the popup that picks a file.

#include "ui/conversation_page.h"
#include "ui/file_picker.h"
#include "ui/scope_bar.h"

#include <QAction>
#include <QLineEdit>
#include <QListView>
#include <QMenu>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>

using ui::AskMode;
using ui::Scope;
using ui::ScopeBar;

namespace {

struct Shown
{
    Shown()
    {
        bar.resize(600, 30);
        bar.setFiles({QStringLiteral("a.txt"), QStringLiteral("folder/b.txt"),
                      QStringLiteral("folder/c.txt")});
        bar.show();
        const auto buttons = bar.findChildren<QToolButton*>(QString(), Qt::FindDirectChildrenOnly);
        what = buttons.value(0);
        reset = buttons.value(1);
        mode = buttons.value(2);
        picker = bar.findChild<ui::FilePicker*>();
    }
    ScopeBar bar;
    QToolButton* what;
    QToolButton* reset;
    QToolButton* mode;
    ui::FilePicker* picker;
};

Scope fileScope(const char* name) { return {Scope::Kind::File, QString::fromLatin1(name), 0, 0}; }

} // namespace

class tst_ScopeBar : public QObject
{
    Q_OBJECT

private slots:
    void saysWhatIsAsked()
    {
        Shown shown;
        QCOMPARE(shown.what->text(), QStringLiteral("Ask everything"));
        QVERIFY(!shown.reset->isVisible());
        shown.bar.setScope(fileScope("folder/b.txt"));
        QCOMPARE(shown.what->text(), QStringLiteral("Ask folder/b.txt"));
        QVERIFY(shown.reset->isVisible());
        shown.bar.setScope({Scope::Kind::Selection, QStringLiteral("a.txt"), 10, 52});
        QCOMPARE(shown.what->text(), QStringLiteral("Ask the selection in a.txt"));
    }

    void picksAFileByTypingAPartOfItsName()
    {
        Shown shown;
        QSignalSpy chosen(&shown.bar, &ScopeBar::scopeChosen);
        shown.what->click();
        QVERIFY(shown.picker->isVisible());
        auto* words = shown.picker->findChild<QLineEdit*>();
        QTest::keyClicks(words, QStringLiteral("FOLDER"));
        QTest::keyClick(words, Qt::Key_Down);
        QTest::keyClick(words, Qt::Key_Return);
        QVERIFY(!shown.picker->isVisible());
        QCOMPARE(chosen.count(), 1);
        QCOMPARE(chosen[0][0].value<Scope>(), fileScope("folder/c.txt"));
        QCOMPARE(shown.bar.scope(), fileScope("folder/c.txt"));
    }

    void choosesNothingWhenNoFileHasTheWords()
    {
        Shown shown;
        QSignalSpy chosen(&shown.bar, &ScopeBar::scopeChosen);
        shown.what->click();
        auto* words = shown.picker->findChild<QLineEdit*>();
        QTest::keyClicks(words, QStringLiteral("zzz"));
        QTest::keyClick(words, Qt::Key_Return);
        QVERIFY(chosen.isEmpty());
        QVERIFY(shown.picker->isVisible());
        QTest::keyClick(words, Qt::Key_Escape);
        QVERIFY(!shown.picker->isVisible());
    }

    void startsAtTheFileThatIsAsked()
    {
        Shown shown;
        shown.bar.setScope(fileScope("folder/b.txt"));
        shown.what->click();
        QCOMPARE(shown.picker->findChild<QListView*>()->currentIndex().data().toString(),
                 QStringLiteral("folder/b.txt"));
    }

    void goesBackToEverything()
    {
        Shown shown;
        QSignalSpy chosen(&shown.bar, &ScopeBar::scopeChosen);
        shown.bar.setScope(fileScope("a.txt"));
        QVERIFY(chosen.isEmpty()); // the application said it, not the user
        shown.reset->click();
        QCOMPARE(chosen.count(), 1);
        QCOMPARE(chosen[0][0].value<Scope>(), Scope());
        shown.bar.setScope(fileScope("a.txt"));
        shown.what->click();
        shown.picker->findChild<QPushButton*>()->click();
        QCOMPARE(chosen.count(), 2);
    }

    void letsTheModeBeChosen()
    {
        Shown shown;
        QSignalSpy chosen(&shown.bar, &ScopeBar::modeChosen);
        shown.bar.setMode(AskMode::BySearch);
        QCOMPARE(shown.mode->text(), QStringLiteral("Search"));
        QVERIFY(chosen.isEmpty());
        shown.mode->menu()->actions().value(2)->trigger();
        QCOMPARE(chosen.count(), 1);
        QCOMPARE(chosen[0][0].value<AskMode>(), AskMode::BySections);
        QCOMPARE(shown.mode->text(), QStringLiteral("Section by section"));
    }

    void neverWidensTheWindow()
    {
        Shown shown;
        shown.bar.setSummary(QString(500, u'x'));
        shown.bar.setMode(AskMode::BySections); // the longest
        const QString path = QStringLiteral(
            "a/very/long/way/down/to/a/file/with/a/name/that/does/not/end/for/a/long/time.txt");
        for (const Scope& scope :
             {Scope{Scope::Kind::File, path, 0, 0}, Scope{Scope::Kind::Selection, path, 0, 9999}})
        {
            shown.bar.setScope(scope);
            QVERIFY(shown.bar.minimumSizeHint().width() <= 380);
            shown.bar.resize(400, 30);
            QVERIFY(shown.what->text().startsWith(QStringLiteral("Ask ")));
            QVERIFY(shown.what->text().endsWith(QStringLiteral(".txt")));
            QVERIFY(shown.what->text().contains(u'…'));
            QTRY_VERIFY(shown.what->sizeHint().width() <= shown.what->width());
            QVERIFY(shown.what->toolTip().contains(path));
        }
    }

    void standsAboveTheComposer()
    {
        ui::ConversationPage page;
        auto* bar = new ScopeBar;
        page.setScopeBar(bar);
        page.resize(600, 500);
        page.show();
        QVERIFY(bar->isVisible());
        QVERIFY(bar->mapTo(&page, QPoint()).y() < page.composer()->mapTo(&page, QPoint()).y());
        QCOMPARE(bar->mapTo(&page, QPoint()).x(), page.composer()->mapTo(&page, QPoint()).x());
    }
};

QTEST_MAIN(tst_ScopeBar)
#include "tst_scope_bar.moc"
