// The tree map: how areas are cut, what is drawn where, keys, clicks, and what is told aloud.

#include "ui/document_tree.h"
#include "ui/tree_map.h"
#include "ui/tree_map_cells.h"
#include "ui/tree_map_layout.h"

#include <QAccessible>
#include <QRandomGenerator>
#include <QSignalSpy>
#include <QTest>

#include <algorithm>
#include <cmath>
#include <numeric>

using ui::DocumentTree;
using ui::MapCell;
using ui::PlannedFile;
using ui::TreeMap;

namespace {

PlannedFile file(const char* name, qint64 tokens)
{
    PlannedFile file;
    file.name = QString::fromLatin1(name);
    file.bytes = 4 * tokens;
    file.tokens = tokens;
    return file;
}

// src has 90 tokens of 120, in two folders; docs one file, and there is one beside them.
QList<PlannedFile> fewFiles()
{
    return {file("src/a/one.cpp", 50), file("src/a/two.cpp", 10), file("src/b/three.cpp", 30),
            file("docs/guide.md", 20), file("README.md", 10)};
}

struct Shown
{
    explicit Shown(const QList<PlannedFile>& files = fewFiles())
    {
        tree.setFiles(files);
        map.setTree(&tree);
        map.resize(400, 300);
        map.show();
        map.setFocus();
    }
    QString itemName(int item) const { return tree.node(map.items()[std::size_t(item)]).name; }
    QString zoomed() const { return tree.path(map.zoom()); }

    DocumentTree tree;
    TreeMap map;
};

double ratio(const QRectF& rect)
{
    return std::max(rect.width() / rect.height(), rect.height() / rect.width());
}

} // namespace

class tst_TreeMap : public QObject
{
    Q_OBJECT

private slots:
    // The example of the paper, figure 4: 6 x 4 cut into 6, 6, 4, 3, 2, 2, 1.
    void cutsTheExampleOfThePaperAsItDoes()
    {
        const auto rects = ui::squarified({6, 6, 4, 3, 2, 2, 1}, QRectF(0, 0, 6, 4));
        QCOMPARE(rects[0], QRectF(0, 0, 3, 2));
        QCOMPARE(rects[1], QRectF(0, 2, 3, 2));
        QVERIFY(std::abs(rects[2].width() - 12.0 / 7.0) < 1e-9);
        QVERIFY(std::abs(rects[2].height() - 7.0 / 3.0) < 1e-9);
        QCOMPARE(rects[2].top(), 0.0);
        QVERIFY(std::abs(rects[4].top() - 7.0 / 3.0) < 1e-9); // below the third and fourth
    }

    void givesEveryWeightItsShareOfTheArea_data()
    {
        QTest::addColumn<int>("count");
        QTest::addColumn<QRectF>("area");
        QTest::newRow("one") << 1 << QRectF(3, 4, 100, 50);
        QTest::newRow("few") << 7 << QRectF(-10, 0, 640, 480);
        QTest::newRow("flat") << 40 << QRectF(0, 0, 900, 20);
        QTest::newRow("many") << 5000 << QRectF(0, 0, 600, 300);
    }

    void givesEveryWeightItsShareOfTheArea()
    {
        QFETCH(int, count);
        QFETCH(QRectF, area);
        QRandomGenerator random(11);
        std::vector<double> weights;
        for (int i = 0; i < count; ++i)
            weights.push_back(1.0 + random.bounded(10'000));
        std::sort(weights.rbegin(), weights.rend());
        const double total = std::accumulate(weights.begin(), weights.end(), 0.0);
        const auto rects = ui::squarified(weights, area);
        QCOMPARE(rects.size(), weights.size());
        double covered = 0.0;
        for (std::size_t i = 0; i < rects.size(); ++i) {
            const double wanted = area.width() * area.height() * weights[i] / total;
            const double actual = rects[i].width() * rects[i].height();
            QVERIFY(std::abs(actual - wanted) <= 1e-6 * wanted); // sums of doubles
            QVERIFY(area.adjusted(-1e-6, -1e-6, 1e-6, 1e-6).contains(rects[i]));
            covered += actual;
        }
        // Shares that add up and lie inside leave no room to overlap.
        QVERIFY(std::abs(covered - area.width() * area.height()) < 1e-3);
    }

    void makesSquaresRatherThanStripes()
    {
        const auto rects = ui::squarified(std::vector<double>(100, 1.0), QRectF(0, 0, 400, 400));
        for (const QRectF& rect : rects)
            QVERIFY(ratio(rect) < 1.5);
    }

    void givesNothingToWhatHasNoWeight()
    {
        const auto rects = ui::squarified({5, 0, 0}, QRectF(0, 0, 10, 10));
        QCOMPARE(rects[0], QRectF(0, 0, 10, 10));
        QVERIFY(rects[1].isEmpty() && rects[2].isEmpty());
        QVERIFY(ui::squarified({}, QRectF(0, 0, 10, 10)).empty());
        QVERIFY(ui::squarified({0, 0}, QRectF(0, 0, 10, 10))[0].isEmpty());
    }

    void placesFilesInTheirFoldersAndNothingOverAnother()
    {
        DocumentTree tree;
        tree.setFiles(fewFiles());
        const QRect area(0, 0, 600, 400);
        const ui::MapCells map = ui::layOutCells(tree, DocumentTree::kRoot, area, 18);
        QCOMPARE(map.items.size(), std::size_t(3));
        QCOMPARE(tree.node(map.items[0]).name, QStringLiteral("src"));
        const auto cellOf = [&](const char* path) -> const MapCell& {
            return *std::find_if(map.cells.begin(), map.cells.end(), [&](const MapCell& cell) {
                return tree.path(cell.node) == QString::fromLatin1(path);
            });
        };
        QVERIFY(cellOf("src").rect.contains(cellOf("src/a").rect));
        QVERIFY(cellOf("src/a").rect.contains(cellOf("src/a/one.cpp").rect));
        QVERIFY(!cellOf("src/a").header.isEmpty());
        for (const MapCell& one : map.cells)
            for (const MapCell& other : map.cells)
                if (one.node != other.node && one.isWhole && other.isWhole)
                    QVERIFY(!one.rect.intersects(other.rect));
        // src has three quarters of the tokens; edges are rounded to pixels.
        const QRect src = cellOf("src").rect;
        QVERIFY(std::abs(src.width() * src.height() / 240'000.0 - 0.75) < 0.01);
    }

    void givesWhatIsNotCountedTheAreaThatItsSizeLetsExpect()
    {
        PlannedFile uncounted = file("b.txt", 100);
        uncounted.tokens = -1;
        DocumentTree tree;
        tree.setFiles({file("a.txt", 100), uncounted});
        QCOMPARE(tree.node(1).weight(), tree.node(2).weight());
        QVERIFY(!tree.node(2).isCounted());
    }

    void zoomsIntoAFolderByAClickAndShowsAFile()
    {
        Shown shown;
        QSignalSpy zoomed(&shown.map, &TreeMap::zoomChanged);
        QSignalSpy chosen(&shown.map, &TreeMap::chosen);
        QTest::mouseClick(&shown.map, Qt::LeftButton, {}, shown.map.itemRect(0).center());
        QCOMPARE(shown.zoomed(), QStringLiteral("src"));
        QCOMPARE(zoomed.count(), 1);
        QTest::mouseClick(&shown.map, Qt::LeftButton, {}, shown.map.itemRect(0).center());
        QCOMPARE(shown.zoomed(), QStringLiteral("src/a"));
        QTest::mouseClick(&shown.map, Qt::LeftButton, {}, shown.map.itemRect(0).center());
        QCOMPARE(shown.zoomed(), QStringLiteral("src/a")); // a file
        QCOMPARE(shown.tree.path(chosen.value(0).value(0).toInt()),
                 QStringLiteral("src/a/one.cpp"));
    }

    // The click that zooms puts another cell below the pointer.
    void doesNotOpenAFileByADoubleClickThatZoomed()
    {
        Shown shown;
        QSignalSpy activated(&shown.map, &TreeMap::activated);
        const QPoint point = shown.map.itemRect(0).center();
        QTest::mouseClick(&shown.map, Qt::LeftButton, {}, point);
        QTest::mouseDClick(&shown.map, Qt::LeftButton, {}, point);
        QVERIFY(activated.isEmpty());
    }

    void canBeUsedByKeysAlone()
    {
        Shown shown;
        QSignalSpy toggled(&shown.map, &TreeMap::inclusionRequested);
        QSignalSpy activated(&shown.map, &TreeMap::activated);
        QCOMPARE(shown.itemName(shown.map.focusedItem()), QStringLiteral("src"));
        QTest::keyClick(&shown.map, Qt::Key_Right);
        QVERIFY(shown.map.focusedItem() > 0);
        QTest::keyClick(&shown.map, Qt::Key_Left);
        QCOMPARE(shown.map.focusedItem(), 0);
        QTest::keyClick(&shown.map, Qt::Key_Space);
        QCOMPARE(toggled.count(), 1);
        QCOMPARE(toggled[0][1].toBool(), false);
        QTest::keyClick(&shown.map, Qt::Key_Return);
        QCOMPARE(shown.zoomed(), QStringLiteral("src"));
        QTest::keyClick(&shown.map, Qt::Key_End);
        QTest::keyClick(&shown.map, Qt::Key_Return); // b has one file
        QTest::keyClick(&shown.map, Qt::Key_Return);
        QCOMPARE(shown.tree.path(activated.value(0).value(0).toInt()),
                 QStringLiteral("src/b/three.cpp"));
        QTest::keyClick(&shown.map, Qt::Key_Backspace);
        QCOMPARE(shown.zoomed(), QStringLiteral("src"));
        QCOMPARE(shown.itemName(shown.map.focusedItem()), QStringLiteral("b"));
    }

    void reachesEveryItemByArrowKeys()
    {
        QList<PlannedFile> files;
        for (int i = 0; i < 40; ++i)
            files += file(qPrintable(QStringLiteral("%1.txt").arg(i)), 10 + (i * 37) % 90);
        Shown shown(files);
        QSet<int> reached{0};
        QList<int> open{0};
        while (!open.isEmpty()) {
            const int from = open.takeLast();
            for (const Qt::Key key : {Qt::Key_Left, Qt::Key_Right, Qt::Key_Up, Qt::Key_Down}) {
                QTest::keyClick(&shown.map, Qt::Key_Home);
                shown.map.focusItem(from);
                QTest::keyClick(&shown.map, key);
                if (!reached.contains(shown.map.focusedItem())) {
                    reached.insert(shown.map.focusedItem());
                    open += shown.map.focusedItem();
                }
            }
        }
        QCOMPARE(reached.size(), 40);
    }

    void showsWhatIsLeftOutDifferently()
    {
        Shown shown;
        const QImage before = shown.map.grab().toImage();
        QList<PlannedFile> files = fewFiles();
        files[3].isIncluded = false;
        shown.tree.setFiles(files);
        shown.map.refresh();
        const QImage after = shown.map.grab().toImage();
        const QRect docs = shown.map.itemRect(1);
        const QRect src = shown.map.itemRect(0).adjusted(4, 4, -4, -4);
        QCOMPARE(shown.itemName(1), QStringLiteral("docs"));
        QVERIFY(before.copy(docs) != after.copy(docs));
        QCOMPARE(before.copy(src), after.copy(src));
    }

    void tellsAssistiveTechnologyEveryPart()
    {
        QAccessible::setActive(true);
        Shown shown;
        shown.map.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&shown.map));
        QAccessibleInterface* list = QAccessible::queryAccessibleInterface(&shown.map);
        QVERIFY(list);
        QCOMPARE(list->role(), QAccessible::List);
        QCOMPARE(list->childCount(), 3);
        QAccessibleInterface* src = list->child(0);
        QCOMPARE(src->text(QAccessible::Name),
                 QStringLiteral("src: folder with 3 files, 90 tokens, 75 % of all"));
        QCOMPARE(list->indexOfChild(src), 0);
        QVERIFY(src->state().focused);
        QVERIFY(!list->child(1)->state().focused);
        src->actionInterface()->doAction(QAccessibleActionInterface::pressAction());
        QCOMPARE(shown.zoomed(), QStringLiteral("src"));
        QCOMPARE(list->childCount(), 2);
        QCOMPARE(list->child(1)->text(QAccessible::Name),
                 QStringLiteral("src/b: folder with one file, 30 tokens, 25 % of all"));
    }

    void mapsNothingWithoutFiles()
    {
        Shown shown{QList<PlannedFile>()};
        QVERIFY(shown.map.items().empty());
        QCOMPARE(shown.map.focusedItem(), -1);
        QTest::keyClick(&shown.map, Qt::Key_Return);
        QTest::mouseClick(&shown.map, Qt::LeftButton);
        QVERIFY(!shown.map.grab().isNull());
    }
};

QTEST_MAIN(tst_TreeMap)
#include "tst_tree_map.moc"
