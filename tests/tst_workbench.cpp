// The workbench: tabs, the versions with their differences, and the bar that offers to fix errors.

#include "ui/code_editor.h"
#include "ui/colours.h"
#include "ui/console_view.h"
#include "ui/offer_bar.h"
#include "ui/problem_bar.h"
#include "ui/versions_view.h"
#include "ui/workbench.h"

#include <QCheckBox>
#include <QLabel>
#include <QListView>
#include <QListWidget>
#include <QPushButton>
#include <QSignalSpy>
#include <QTabWidget>
#include <QTest>
#include <QToolButton>

using ui::ConsoleLevel;
using ui::DiffRow;
using ui::VersionItem;
using ui::Workbench;

namespace {

struct Shown
{
    Shown()
    {
        bench.resize(520, 500);
        bench.show();
    }
    Workbench bench{new QWidget};
};

VersionItem version(qint64 id, const QString& name, bool isShown = false)
{
    VersionItem item;
    item.id = id;
    item.name = name;
    item.isShown = isShown;
    return item;
}

} // namespace

class tst_Workbench : public QObject
{
    Q_OBJECT

private slots:
    void leadsFromAMessageToItsLine()
    {
        Shown shown;
        shown.bench.editor()->setFiles(
            {{QStringLiteral("index.html"), QStringLiteral("a\nb\nc\n")}});
        shown.bench.setCurrentTab(Workbench::Console);
        shown.bench.console()->add(
            {ConsoleLevel::Error, QStringLiteral("boom"), QStringLiteral("index.html"), 3, 1});
        auto* list = shown.bench.console()->findChild<QListView*>();
        QTRY_COMPARE(list->model()->rowCount(), 1);
        QTest::mouseClick(list->viewport(), Qt::LeftButton, {},
                          list->visualRect(list->model()->index(0, 0)).center());
        QCOMPARE(shown.bench.currentTab(), int(Workbench::Code));
        QCOMPARE(shown.bench.editor()->currentLine(), 3);
    }

    void saysInTheTabHowManyErrorsThereAre()
    {
        Shown shown;
        const auto* tabs = shown.bench.findChild<QTabWidget*>();
        shown.bench.console()->add({ConsoleLevel::Error, QStringLiteral("boom"), {}, 0, 2});
        QTRY_COMPARE(tabs->tabText(Workbench::Console), QStringLiteral("Console (2)"));
        shown.bench.console()->clear();
        QCOMPARE(tabs->tabText(Workbench::Console), QStringLiteral("Console"));
    }

    void offersToFixErrorsOnlyWhileThereAreSome()
    {
        Shown shown;
        ui::ProblemBar* bar = shown.bench.problems();
        QVERIFY(!bar->isVisible());
        bar->setProblems(2, QStringLiteral("The page is blank"), QStringLiteral("v1"));
        QVERIFY(bar->isVisible());
        const auto buttons = bar->findChildren<QPushButton*>();
        QCOMPARE(buttons.value(0)->text(), QStringLiteral("Fix these 2 errors"));
        QCOMPARE(buttons.value(1)->text(), QStringLiteral("Back to v1"));
        bar->setProblems(0, {}, {});
        QVERIFY(!bar->isVisible());
    }

    void fixesByAClickAndOnlyDraftsByAShiftClick()
    {
        Shown shown;
        ui::ProblemBar* bar = shown.bench.problems();
        bar->setProblems(1, {}, {});
        QSignalSpy fix(bar, &ui::ProblemBar::fixRequested);
        QPushButton* button = bar->findChildren<QPushButton*>().value(0);
        QTest::mouseClick(button, Qt::LeftButton);
        QTest::mouseClick(button, Qt::LeftButton, Qt::ShiftModifier);
        QCOMPARE(fix.count(), 2);
        QCOMPARE(fix[0][0].toBool(), false);
        QCOMPARE(fix[1][0].toBool(), true);
    }

    void tellsTheAutomaticModeOnlyWhenTheUserChangesIt()
    {
        Shown shown;
        ui::ProblemBar* bar = shown.bench.problems();
        QSignalSpy changed(bar, &ui::ProblemBar::automaticChanged);
        bar->setAutomatic(true);
        QVERIFY(changed.isEmpty());
        bar->setProblems(1, {}, {});
        bar->findChild<QCheckBox*>()->click();
        QCOMPARE(changed.count(), 1);
        QCOMPARE(changed[0][0].toBool(), false);
    }

    void listsVersionsNewestFirstAndAsksForTheirDifference()
    {
        Shown shown;
        ui::VersionsView* view = shown.bench.versions();
        QSignalSpy chosen(view, &ui::VersionsView::versionChosen);
        view->setVersions(
            {version(1, QStringLiteral("v1")), version(2, QStringLiteral("v2"), true)});
        auto* list = view->findChild<QListWidget*>();
        QCOMPARE(list->item(0)->text(), QStringLiteral("v2"));
        QCOMPARE(chosen.last()[0].toLongLong(), 2);
        list->setCurrentRow(1);
        QCOMPARE(chosen.last()[0].toLongLong(), 1);
        view->setVersions({version(1, QStringLiteral("v1")), version(2, QStringLiteral("v2")),
                           version(3, QStringLiteral("v3 (you)"), true)});
        QCOMPARE(view->chosen(), 1); // stays
    }

    void goesToTheChosenVersion()
    {
        Shown shown;
        ui::VersionsView* view = shown.bench.versions();
        shown.bench.setCurrentTab(Workbench::Versions);
        view->setVersions(
            {version(1, QStringLiteral("v1")), version(2, QStringLiteral("v2"), true)});
        QSignalSpy requested(view, &ui::VersionsView::versionRequested);
        auto* button = view->findChild<QPushButton*>();
        QVERIFY(!button->isEnabled());
        view->findChild<QListWidget*>()->setCurrentRow(1);
        QVERIFY(button->isEnabled());
        QTest::mouseClick(button, Qt::LeftButton);
        QCOMPARE(requested.count(), 1);
        QCOMPARE(requested[0][0].toLongLong(), 1);
    }

    void showsADifferenceAsText()
    {
        Shown shown;
        const DiffRow same{DiffRow::Kind::Same, 1, 1, QStringLiteral("<html>")};
        const DiffRow removed{DiffRow::Kind::Removed, 2, 0, QStringLiteral("old")};
        const DiffRow added{DiffRow::Kind::Added, 0, 2, QStringLiteral("new")};
        shown.bench.versions()->setDiff(QStringLiteral("v1 → v2"),
                                        {{QStringLiteral("index.html"), {{same, removed, added}}}});
        QCOMPARE(shown.bench.findChild<ui::DiffView*>()->toPlainText(),
                 QStringLiteral("index.html\n"
                                "    1    1   <html>\n"
                                "    2      − old\n"
                                "         2 + new"));
    }

    void followsTheAppearance()
    {
        Shown shown;
        ui::ProblemBar* bar = shown.bench.problems();
        bar->setProblems(1, QStringLiteral("x"), {});
        const auto background = [&] { return bar->grab().toImage().pixelColor(2, 2).lightness(); };
        ui::apply(ui::Appearance::Dark);
        QTRY_VERIFY(background() < 100);
        ui::apply(ui::Appearance::Light);
        QTRY_VERIFY(background() > 180);
        ui::apply(ui::Appearance::Desktop);
    }

    void staysAsNarrowWhateverAnAppSays()
    {
        Shown shown;
        const int before = shown.bench.minimumSizeHint().width();
        const QString address = QStringLiteral("https://example.org/") + QString(600, u'x');
        shown.bench.problems()->setProblems(1, address, {});
        shown.bench.offer()->offer(address, QStringLiteral("Open"));
        QCOMPARE(shown.bench.offer()->sentence(), address);
        const auto width = [](const QWidget* bar) { return bar->minimumSizeHint().width(); };
        QTRY_VERIFY(width(shown.bench.problems()) < 600);
        QTRY_VERIFY(width(shown.bench.offer()) < 600);
        QVERIFY(shown.bench.minimumSizeHint().width() <= qMax(before, 600));
    }

    void everythingThatTakesFocusHasAName()
    {
        Shown shown;
        shown.bench.editor()->setFiles({{QStringLiteral("index.html"), QStringLiteral("a")}});
        shown.bench.editor()->openSearch();
        shown.bench.problems()->setProblems(1, QStringLiteral("x"), QStringLiteral("v1"));
        for (int tab = 0; tab <= Workbench::Versions; ++tab) {
            shown.bench.setCurrentTab(tab);
            for (const QWidget* widget : shown.bench.findChildren<QWidget*>()) {
                if (!widget->isVisible() || widget->focusPolicy() == Qt::NoFocus
                    || widget->objectName().startsWith(QLatin1String("qt_"))
                    || widget->inherits("QTabWidget"))
                    continue;
                const auto* button = qobject_cast<const QAbstractButton*>(widget);
                const bool hasName =
                    !widget->accessibleName().isEmpty() || (button && !button->text().isEmpty());
                QVERIFY2(hasName, widget->metaObject()->className());
            }
        }
    }
};

QTEST_MAIN(tst_Workbench)
#include "tst_workbench.moc"
