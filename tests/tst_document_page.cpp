// The documents before they are read: the sums of the tree, check boxes, filter and order, the
// progress, what does not fit, and twenty thousand files.

#include "ui/document_list.h"
#include "ui/document_page.h"
#include "ui/document_tree_model.h"
#include "ui/mode_notice.h"
#include "ui/quantities.h"
#include "ui/reading_bar.h"
#include "ui/tree_map.h"

#include <QAbstractItemModelTester>
#include <QDropEvent>
#include <QElapsedTimer>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QMimeData>
#include <QProgressBar>
#include <QPushButton>
#include <QRandomGenerator>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>
#include <QTreeView>
#include <QUrl>

using ui::AskMode;
using ui::DocumentPage;
using ui::DocumentPlan;
using ui::DocumentTree;
using ui::DocumentTreeModel;
using ui::PlannedFile;
using ui::ReadingState;
using Phase = ui::ReadingState::Phase;

namespace {

PlannedFile file(const QString& name, qint64 tokens, const QString& skipped = {})
{
    PlannedFile file;
    file.name = name;
    file.bytes = 4 * tokens;
    file.tokens = skipped.isEmpty() ? tokens : -1;
    file.skipped = skipped;
    return file;
}

QString word(const char* text) { return QString::fromUtf8(text); }

DocumentPlan smallPlan()
{
    DocumentPlan plan;
    plan.title = word("project");
    plan.files = {file(word("src/main.cpp"), 600),
                  file(word("src/deep/part.cpp"), 300),
                  file(word("README.md"), 100),
                  file(word("logo.png"), 50, word("It is binary")),
                  file(word("data.bin"), 50, word("It is binary")),
                  file(word("huge.csv"), 9, word("It is too large"))};
    plan.files[2].warnings = QStringList{word("The encoding is guessed")};
    plan.tokens = 1000;
    plan.mostTokens = 8192;
    plan.memoryBytes = 1'200'000'000;
    plan.availableMemory = 8'000'000'000;
    plan.diskBytes = 30'000'000;
    plan.diskBudget = 1'000'000'000;
    plan.seconds = 372.0;
    return plan;
}

DocumentPlan largePlan(int count)
{
    QRandomGenerator random(7);
    DocumentPlan plan;
    plan.title = word("large");
    for (int i = 0; i < count; ++i) {
        const QString name = QStringLiteral("top%1/middle%2/deep%3/file%4.cpp")
                                 .arg(random.bounded(12))
                                 .arg(random.bounded(12))
                                 .arg(random.bounded(12))
                                 .arg(i);
        plan.files += file(name, random.bounded(20, 9000), i % 17 ? QString() : word("binary"));
        plan.tokens += std::max<qint64>(0, plan.files.last().tokens);
    }
    plan.mostTokens = 2 * plan.tokens;
    return plan;
}

struct Shown
{
    explicit Shown(const DocumentPlan& plan = smallPlan())
    {
        page.resize(600, 700);
        page.setPlan(plan);
        page.setState({Phase::Planned, 0, 0, 0, 0, {}});
        page.show();
        view = page.findChild<QTreeView*>();
        model = page.findChild<DocumentTreeModel*>();
    }

    QPushButton* button(const char* text) const
    {
        for (QPushButton* button : page.findChildren<QPushButton*>())
            if (button->text() == QString::fromUtf8(text))
                return button;
        return nullptr;
    }
    QModelIndex row(const char* path) const
    {
        const DocumentTree& tree = model->tree();
        for (int id = 1; id < tree.size(); ++id)
            if (tree.path(id) == QString::fromUtf8(path))
                return model->indexOf(id);
        return {};
    }
    QString bar() const { return page.findChild<ui::ReadingBar*>()->findChild<QLabel*>()->text(); }

    DocumentPage page;
    QTreeView* view;
    DocumentTreeModel* model;
};

QStringList names(const QAbstractItemModel& model, const QModelIndex& parent = {})
{
    QStringList found;
    for (int row = 0; row < model.rowCount(parent); ++row)
        found += model.index(row, 0, parent).data().toString();
    return found;
}

} // namespace

class tst_DocumentPage : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { QLocale::setDefault(QLocale::c()); }

    void writesQuantitiesAsPeopleReadThem()
    {
        QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
        QCOMPARE(ui::countText(812'340), word("812,340"));
        QCOMPARE(ui::sizeText(9'100'000'000), word("9.1 GB"));
        QCOMPARE(ui::sizeText(412'000'000), word("412 MB"));
        QCOMPARE(ui::sizeText(17), word("17 bytes"));
        QCOMPARE(ui::sizeText(999'960), word("1.0 MB"));
        QCOMPARE(ui::durationText(372), word("6 min"));
        QCOMPARE(ui::durationText(6'000), word("1 h 40 min"));
        QCOMPARE(ui::durationText(100'000), word("28 h"));
        QCOMPARE(ui::durationText(1'000'000), word("12 days"));
        QCOMPARE(ui::estimateText(2.0), word("less than 5 s"));
        QCOMPARE(ui::estimateText(372), word("about 6 min"));
        QCOMPARE(ui::shareText(1, 250), word("0.4 %"));
        QCOMPARE(ui::shareText(17'700, 52'104), word("34 %"));
        QCOMPARE(ui::shareText(1, 0), word("0 %"));
        QLocale::setDefault(QLocale::c());
    }

    void saysWhatTheDocumentsCost()
    {
        QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
        DocumentPlan plan = smallPlan();
        QCOMPARE(DocumentPage::factsOf(plan),
                 word("3 files · 1,000 tokens of 8,192 · 1.2 GB memory · about 6 min to read · "
                      "30 MB on disk"));
        plan.files[0].isIncluded = false;
        plan.seconds = -1;
        plan.mostTokens = 0;
        QCOMPARE(DocumentPage::factsOf(plan),
                 word("2 of 3 files · 1,000 tokens · 1.2 GB memory · 30 MB on disk"));
        QLocale::setDefault(QLocale::c());
    }

    void sumsFoldersAndGroupsWhatIsNotReadByReason()
    {
        DocumentTreeModel model;
        QAbstractItemModelTester tester(&model,
                                        QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setFiles(smallPlan().files);
        QCOMPARE(names(model), QStringList({word("src"), word("README.md ⚠"),
                                            word("With warnings (1)"), word("Not read (3)")}));
        QCOMPARE(model.index(0, DocumentTreeModel::Tokens).data().toString(), word("900"));
        const QModelIndex skipped = model.index(3, 0);
        QCOMPARE(names(model, skipped),
                 QStringList({word("It is binary (2)"), word("It is too large (1)")}));
        QCOMPARE(names(model, model.index(0, 0, skipped)).size(), 2);
        QCOMPARE(names(model, model.index(2, 0)), QStringList(word("The encoding is guessed (1)")));
        QVERIFY(!(model.flags(skipped) & Qt::ItemIsUserCheckable));
    }

    void switchesAFolderWithAllThatIsInIt()
    {
        Shown shown;
        QSignalSpy changed(&shown.page, &DocumentPage::inclusionChanged);
        const auto check = [&](const char* path) {
            return Qt::CheckState(shown.row(path).data(Qt::CheckStateRole).toInt());
        };
        QVERIFY(shown.model->setData(shown.row("src"), Qt::Unchecked, Qt::CheckStateRole));
        QCOMPARE(changed.count(), 1);
        QStringList files = changed[0][0].toStringList();
        files.sort();
        QCOMPARE(files, QStringList({word("src/deep/part.cpp"), word("src/main.cpp")}));
        QCOMPARE(changed[0][1].toBool(), false);
        QCOMPARE(check("src/deep"), Qt::Unchecked);
        shown.model->setData(shown.row("src/main.cpp"), Qt::Checked, Qt::CheckStateRole);
        QCOMPARE(check("src"), Qt::PartiallyChecked);
        QCOMPARE(changed.count(), 2);
        // What the application then says is no new wish of the user.
        DocumentPlan plan = smallPlan();
        plan.files[1].isIncluded = false;
        shown.page.setPlan(plan);
        QCOMPARE(changed.count(), 2);
        QCOMPARE(check("src"), Qt::PartiallyChecked);
    }

    void switchesAllThatIsSelectedBySpace()
    {
        Shown shown;
        QSignalSpy changed(&shown.page, &DocumentPage::inclusionChanged);
        shown.view->setFocus();
        shown.view->setCurrentIndex(shown.row("README.md"));
        shown.view->selectionModel()->select(shown.row("src"), QItemSelectionModel::Select
                                                                   | QItemSelectionModel::Rows);
        QTest::keyClick(shown.view, Qt::Key_Space);
        QCOMPARE(changed.count(), 1);
        QCOMPARE(changed[0][0].toStringList().size(), 3);
        QTest::keyClick(shown.view, Qt::Key_Space);
        QCOMPARE(changed[1][1].toBool(), true);
    }

    void checksByAClickOnTheBox()
    {
        Shown shown;
        QSignalSpy changed(&shown.page, &DocumentPage::inclusionChanged);
        const QRect row = shown.view->visualRect(shown.row("README.md"));
        QTest::mouseClick(shown.view->viewport(), Qt::LeftButton, {},
                          QPoint(row.left() + 8, row.center().y()));
        QCOMPARE(changed.count(), 1);
        QCOMPARE(changed[0][0].toStringList(), QStringList(word("README.md")));
    }

    void ordersByTokensSizeOrName()
    {
        DocumentTreeModel model;
        QAbstractItemModelTester tester(&model,
                                        QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setFiles({file(word("b.txt"), 30), file(word("A.txt"), 10),
                        file(word("folder/x.txt"), 20), file(word("bad.bin"), 1, word("binary"))});
        const QPersistentModelIndex kept(model.index(0, 0));
        QCOMPARE(names(model).mid(0, 3),
                 QStringList({word("b.txt"), word("folder"), word("A.txt")}));
        model.sort(DocumentTreeModel::Tokens, Qt::AscendingOrder);
        QCOMPARE(names(model).mid(0, 3),
                 QStringList({word("A.txt"), word("folder"), word("b.txt")}));
        model.sort(DocumentTreeModel::Name, Qt::AscendingOrder);
        QCOMPARE(names(model).mid(0, 3),
                 QStringList({word("folder"), word("A.txt"), word("b.txt")}));
        QCOMPARE(names(model).last(), word("Not read (1)"));
        QCOMPARE(kept.data().toString(), word("b.txt"));
        QCOMPARE(kept.row(), 2);
    }

    void narrowsDownByWordsAndSwitchesOnlyWhatIsShown()
    {
        Shown shown;
        QAbstractItemModelTester tester(shown.model,
                                        QAbstractItemModelTester::FailureReportingMode::QtTest);
        QSignalSpy changed(&shown.page, &DocumentPage::inclusionChanged);
        auto* words = shown.page.findChild<ui::DocumentList*>()->findChild<QLineEdit*>();
        QTest::keyClicks(words, QStringLiteral("SRC part"));
        QCOMPARE(shown.model->shownFiles(), 1);
        QVERIFY(shown.view->isExpanded(shown.row("src")));
        shown.model->setData(shown.row("src"), Qt::Unchecked, Qt::CheckStateRole);
        QCOMPARE(changed[0][0].toStringList(), QStringList(word("src/deep/part.cpp")));
        words->clear();
        QCOMPARE(shown.model->shownFiles(), 3);
        QVERIFY(!shown.view->isExpanded(shown.row("src"))); // as the user left it
    }

    void keepsWhatIsOpenAndSelectedWhenOnlyNumbersChange()
    {
        Shown shown;
        shown.view->expand(shown.row("src"));
        shown.view->setCurrentIndex(shown.row("src/main.cpp"));
        QSignalSpy reset(shown.model, &QAbstractItemModel::modelReset);
        DocumentPlan plan = smallPlan();
        plan.files[0].tokens = 5;
        shown.page.setPlan(plan);
        QVERIFY(reset.isEmpty());
        QVERIFY(shown.view->isExpanded(shown.row("src")));
        QCOMPARE(shown.view->currentIndex(), shown.row("src/main.cpp"));
        QCOMPARE(shown.row("src").siblingAtColumn(1).data().toString(), word("305"));
        plan.files += file(word("new.txt"), 4); // another set of files opens what was open
        shown.page.setPlan(plan);
        QCOMPARE(reset.count(), 1);
        QVERIFY(shown.view->isExpanded(shown.row("src")));
    }

    void leadsFromTheMapToTheFileAndFromTheFileToTheViewer()
    {
        Shown shown;
        QSignalSpy activated(&shown.page, &DocumentPage::fileActivated);
        auto* map = shown.page.findChild<ui::TreeMap*>();
        const auto& items = map->items();
        const auto item = std::find_if(items.begin(), items.end(), [&](int id) {
            return shown.model->tree().path(id) == word("README.md");
        });
        QVERIFY(item != items.end());
        QTest::mouseClick(map, Qt::LeftButton, {},
                          map->itemRect(int(item - items.begin())).center());
        QCOMPARE(shown.view->currentIndex(), shown.row("README.md"));
        QTest::keyClick(shown.view, Qt::Key_Return);
        QCOMPARE(activated.count(), 1);
        QCOMPARE(activated[0][0].toString(), word("README.md"));
    }

    void leadsBackFromAZoomedFolder()
    {
        Shown shown;
        auto* map = shown.page.findChild<ui::TreeMap*>();
        map->activate(0); // src
        QCOMPARE(shown.model->tree().path(map->zoom()), word("src"));
        for (QToolButton* button : shown.page.findChildren<QToolButton*>())
            if (button->text() == word("Everything"))
                button->click();
        QCOMPARE(map->zoom(), int(DocumentTree::kRoot));
    }

    void tellsHowFarTheReadingIs()
    {
        QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
        Shown shown;
        const auto* progress = shown.page.findChild<QProgressBar*>();
        shown.page.setState({Phase::Scanning, 1204, 0, 0, 0, {}});
        QCOMPARE(shown.bar(), word("Looking for files: 1,204 so far"));
        QCOMPARE(progress->maximum(), 0); // moves to and fro
        shown.page.setState({Phase::Scanning, 1204, 2000, 0, 0, {}});
        QCOMPARE(shown.bar(), word("Taking the text out of the files: 1,204 of 2,000"));
        QVERIFY(progress->maximum() > 0);
        shown.page.setState({Phase::Reading, 17'700, 52'104, 210.0, 0, {}});
        QCOMPARE(shown.bar(), word("Reading: 34 % · 17,700 of 52,104 tokens · 210 tokens/s · "
                                   "about 3 min left"));
        QCOMPARE(progress->value() * 1000 / progress->maximum(), 339);
        shown.page.setState({Phase::Reading, 0, 52'104, 0.0, 0, {}});
        QCOMPARE(shown.bar(), word("Reading: 0 % · 0 of 52,104 tokens"));
        shown.page.setState({Phase::Paused, 17'700, 52'104, 0.0, 0, {}});
        QCOMPARE(shown.bar(),
                 word("Paused at 34 % · 17,700 of 52,104 tokens. What is read is kept."));
        shown.page.setState({Phase::Read, 52'104, 52'104, 0.0, 0, {}});
        QCOMPARE(shown.bar(), word("Read: all 52,104 tokens."));
        QVERIFY(!progress->isVisible());
        shown.page.setState({Phase::Failed, 0, 0, 0.0, 0, word("The disk is full.")});
        QCOMPARE(shown.bar(), word("The disk is full."));
        QLocale::setDefault(QLocale::c());
    }

    void offersWhatCanBeDoneNow()
    {
        Shown shown;
        QSignalSpy read(&shown.page, &DocumentPage::readRequested);
        QSignalSpy pause(&shown.page, &DocumentPage::pauseRequested);
        QSignalSpy resume(&shown.page, &DocumentPage::resumeRequested);
        QSignalSpy update(&shown.page, &DocumentPage::updateRequested);
        shown.button("Read")->click();
        shown.page.setState({Phase::Reading, 1, 10, 1.0, 0, {}});
        shown.button("Pause")->click();
        shown.page.setState({Phase::Paused, 1, 10, 1.0, 0, {}});
        shown.button("Resume")->click();
        shown.page.setState({Phase::Read, 10, 10, 0.0, 2, {}});
        shown.button("Read the Changes")->click();
        shown.page.setState({Phase::Failed, 0, 0, 0.0, 0, word("It failed.")});
        shown.button("Try Again")->click();
        QCOMPARE(read.count(), 2);
        QCOMPARE(pause.count(), 1);
        QCOMPARE(resume.count(), 1);
        QCOMPARE(update.count(), 1);
    }

    void doesNotReadWithoutAModelOrWithoutAnythingToRead()
    {
        DocumentPlan plan = smallPlan();
        plan.mostTokens = 0;
        Shown shown(plan);
        QVERIFY(!shown.button("Read")->isEnabled());
        QVERIFY(!shown.button("Read")->toolTip().isEmpty());
        QVERIFY(!shown.page.findChild<ui::ModeNotice*>()->isVisible());
        plan.mostTokens = 8192;
        shown.page.setPlan(plan);
        QVERIFY(shown.button("Read")->isEnabled());
        plan.tokens = 0;
        shown.page.setPlan(plan);
        QVERIFY(!shown.button("Read")->isEnabled());
    }

    void saysWhatDoesNotFitAndOffersThreeWaysOut()
    {
        QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
        DocumentPlan plan = smallPlan();
        plan.tokens = 10'000;
        plan.memoryBytes = 9'000'000'000;
        Shown shown(plan);
        auto* notice = shown.page.findChild<ui::ModeNotice*>();
        QCOMPARE(notice->sentence(),
                 word("These documents have 10,000 tokens, and the model reads at most 8,192: "
                      "1,808 too many. Reading them needs 9.0 GB of memory, and 8.0 GB are "
                      "available."));
        QVERIFY(!shown.button("Read")->isEnabled());
        QSignalSpy mode(&shown.page, &DocumentPage::modeChosen);
        shown.view->sortByColumn(DocumentTreeModel::Name, Qt::AscendingOrder);
        shown.button("Fewer Files")->click();
        QCOMPARE(shown.view->header()->sortIndicatorSection(), int(DocumentTreeModel::Tokens));
        QVERIFY(mode.isEmpty());
        shown.button("Section by section")->click();
        shown.button("Search")->click();
        QCOMPARE(mode.count(), 2);
        QCOMPARE(mode[0][0].value<AskMode>(), AskMode::BySections);
        QCOMPARE(mode[1][0].value<AskMode>(), AskMode::BySearch);
        QVERIFY(notice->sentence().startsWith(word("Search: ")));
        QVERIFY(!shown.button("Whole text")->isVisible()); // it still does not fit
        shown.page.setPlan(smallPlan());
        QVERIFY(shown.button("Whole text")->isVisible());
        shown.button("Whole text")->click();
        QCOMPARE(notice->sentence(), QString());
        QLocale::setDefault(QLocale::c());
    }

    void doesNotCallTooLongWhatIsStillCounted()
    {
        DocumentPlan plan = smallPlan();
        plan.tokens = 10'000;
        Shown shown(plan);
        auto* notice = shown.page.findChild<ui::ModeNotice*>();
        QVERIFY(notice->isVisible());
        shown.page.setState({Phase::Counting, 1, 3, 0, 0, {}});
        QVERIFY(!notice->isVisible());
    }

    void invitesWhileThereIsNothing()
    {
        DocumentPage page;
        page.show();
        QVERIFY(!page.findChild<QTreeView*>()->isVisible());
        QSignalSpy add(&page, &DocumentPage::addRequested);
        for (QPushButton* button : page.findChildren<QPushButton*>())
            if (button->text() == word("Choose Files…"))
                button->click();
        QCOMPARE(add.count(), 1);
        page.setState({Phase::Failed, 0, 0, 0, 0, word("The folder cannot be read.")});
        QVERIFY(page.findChild<ui::ReadingBar*>()->isVisible()); // the reason is not hidden
        page.setState({});
        page.setPlan(smallPlan());
        QVERIFY(page.findChild<QTreeView*>()->isVisible());
    }

    void takesDroppedFilesButNothingElse()
    {
        DocumentPage page;
        page.show();
        QSignalSpy dropped(&page, &DocumentPage::filesDropped);
        QMimeData files;
        files.setUrls({QUrl::fromLocalFile(word("/tmp/a b")), QUrl(word("https://example.org/"))});
        QMimeData text;
        text.setText(word("words"));
        const auto enter = [&](const QMimeData& data) {
            QDragEnterEvent event(QPoint(20, 20), Qt::CopyAction, &data, Qt::LeftButton, {});
            event.ignore();
            QApplication::sendEvent(&page, &event);
            return event.isAccepted();
        };
        QVERIFY(!enter(text));
        QVERIFY(enter(files));
        QDropEvent drop(QPointF(20, 20), Qt::CopyAction, &files, Qt::LeftButton, {});
        QApplication::sendEvent(&page, &drop);
        QCOMPARE(dropped.count(), 1);
        QCOMPARE(dropped[0][0].toStringList(), QStringList(word("/tmp/a b")));
    }

    void namesEveryControlForThoseWhoDoNotSeeIt()
    {
        Shown shown;
        for (QWidget* widget : shown.page.findChildren<QWidget*>()) {
            if (widget->focusPolicy() == Qt::NoFocus || !widget->isVisible()
                || qobject_cast<QLabel*>(widget))
                continue;
            const auto* button = qobject_cast<QAbstractButton*>(widget);
            QVERIFY2(!widget->accessibleName().isEmpty() || (button && !button->text().isEmpty()),
                     widget->metaObject()->className());
        }
    }

    // 16 ms are a frame; what happens once may take a few of them.
    void staysFluentWithTwentyThousandFiles()
    {
        Shown shown;
        DocumentPlan plan = largePlan(20'000);
        QElapsedTimer timer;
        const auto took = [&](const char* what, auto action, qint64 most) {
            timer.start();
            action();
            QCoreApplication::sendPostedEvents();
            shown.page.grab();
            const qint64 elapsed = timer.elapsed();
            qInfo("%s: %lld ms", what, static_cast<long long>(elapsed));
            return elapsed < most;
        };
        QVERIFY(took(
            "a new set", [&] { shown.page.setPlan(plan); }, 500));
        QCOMPARE(shown.model->shownFiles() > 18'000, true);
        for (PlannedFile& file : plan.files)
            ++file.tokens;
        QVERIFY(took(
            "new numbers", [&] { shown.page.setPlan(plan); }, 250));
        QVERIFY(took(
            "open all folders", [&] { shown.view->expandAll(); }, 500));
        QVERIFY(took(
            "new numbers, all open", [&] { shown.page.setPlan(plan); }, 250));
        QVERIFY(took(
            "another order", [&] { shown.view->sortByColumn(0, Qt::AscendingOrder); }, 400));
        QVERIFY(took(
            "leave out a folder",
            [&] {
                shown.model->setData(shown.model->index(0, 0), Qt::Unchecked, Qt::CheckStateRole);
            },
            250));
        auto* words = shown.page.findChild<ui::DocumentList*>()->findChild<QLineEdit*>();
        QVERIFY(took(
            "filter", [&] { words->setText(word("77")); }, 300));
        QVERIFY(took(
            "no filter", [&] { words->clear(); }, 400));
    }
};

QTEST_MAIN(tst_DocumentPage)
#include "tst_document_page.moc"
