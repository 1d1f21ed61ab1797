#include "ui/outline_model.h"

#include <QAbstractItemModelTester>
#include <QTest>

class TestOutlineModel : public QObject
{
    Q_OBJECT

private slots:
    void headingsStandBelowThoseOfLowerLevel();
    void aPdfWithoutHeadingsHasItsPages();
    void theFilterLeavesWhatHasTheWords();
    void aPlaceLeadsToItsHeading();
};

namespace {

QList<ui::ViewedDocument> documents()
{
    ui::ViewedDocument guide{QStringLiteral("guide.md"), QString(100, u'x'), {}, {}, {}};
    guide.outline = {{0, 1, QStringLiteral("Begin")},
                     {10, 2, QStringLiteral("Install")},
                     {20, 3, QStringLiteral("Linux")},
                     {30, 2, QStringLiteral("Use")},
                     {40, 1, QStringLiteral("End")}};
    ui::ViewedDocument paper{QStringLiteral("paper.pdf"), QString(100, u'x'), {}, {0, 40, 80}, {}};
    return {guide, paper};
}

// "Begin(Install(Linux),Use),End"
QString tree(const ui::OutlineModel& model, const QModelIndex& parent)
{
    QStringList names;
    for (int row = 0; row < model.rowCount(parent); ++row) {
        const QModelIndex index = model.index(row, 0, parent);
        const QString below = tree(model, index);
        names.append(index.data().toString() + (below.isEmpty() ? QString() : u'(' + below + u')'));
    }
    return names.join(u',');
}

} // namespace

void TestOutlineModel::headingsStandBelowThoseOfLowerLevel()
{
    ui::OutlineModel model;
    const QAbstractItemModelTester tester(&model);
    model.setDocuments(documents());
    QCOMPARE(tree(model, model.index(0, 0)), QStringLiteral("Begin(Install(Linux),Use),End"));
}

void TestOutlineModel::aPdfWithoutHeadingsHasItsPages()
{
    ui::OutlineModel model;
    model.setDocuments(documents());
    QCOMPARE(tree(model, model.index(1, 0)), QStringLiteral("Page 1,Page 2,Page 3"));
    const QModelIndex third = model.index(2, 0, model.index(1, 0));
    QCOMPARE(third.data(ui::OutlineModel::BeginRole).toLongLong(), 80);
    QCOMPARE(third.data(ui::OutlineModel::DocumentRole).toInt(), 1);
}

void TestOutlineModel::theFilterLeavesWhatHasTheWords()
{
    ui::OutlineModel model;
    const QAbstractItemModelTester tester(&model);
    model.setDocuments(documents());
    model.setFilter(QStringLiteral("IN"));
    QCOMPARE(tree(model, {}), QStringLiteral("guide.md(Begin,Install,Linux)"));
    QCOMPARE(model.matchCount(), 3);
    model.setFilter(QStringLiteral("paper"));
    QCOMPARE(tree(model, {}), QStringLiteral("paper.pdf"));
    model.setFilter(QStringLiteral("zzz"));
    QCOMPARE(model.rowCount(), 0);
    model.setFilter({});
    QCOMPARE(model.rowCount(), 2);
}

void TestOutlineModel::aPlaceLeadsToItsHeading()
{
    ui::OutlineModel model;
    model.setDocuments(documents());
    QCOMPARE(model.indexAt(0, 25).data().toString(), QStringLiteral("Linux"));
    QCOMPARE(model.indexAt(0, 35).data().toString(), QStringLiteral("Use"));
    QCOMPARE(model.indexAt(1, 79).data().toString(), QStringLiteral("Page 2"));
    QVERIFY(!model.indexAt(2, 0).isValid());
}

QTEST_MAIN(TestOutlineModel)
#include "tst_outline_model.moc"
