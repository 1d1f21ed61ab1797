#include "ui/page_text.h"

#include <QTest>

class TestPageText : public QObject
{
    Q_OBJECT

private slots:
    void theSameWordsAreFound_data();
    void theSameWordsAreFound();
    void ofManyTheNearestIsTaken();
    void otherWordsAreNotFound();
};

void TestPageText::theSameWordsAreFound_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("wanted");
    QTest::addColumn<QString>("page");
    QTest::addColumn<QString>("found");
    const auto row = [](const char* title, const char* text, const char* wanted, const char* page,
                        const char* found) {
        QTest::addRow("%s", title) << QString::fromUtf8(text) << QString::fromUtf8(wanted)
                                   << QString::fromUtf8(page) << QString::fromUtf8(found);
    };
    row("the same", "one two three", "two", "one two three", "two");
    row("line ends", "one\ntwo three", "two three", "one\r\ntwo\r\nthree", "two\r\nthree");
    row("hyphen", "a magnificent house", "magnificent house", "a magni\x02\r\nficent house",
        "magni\x02\r\nficent house");
    row("ligature", "the first office", "first office", "the ﬁrst oﬃce", "ﬁrst oﬃce");
    row("end in a ligature", "the first office", "of", "the ﬁrst oﬃce", "oﬃ");
    row("no spaces", "one two", "one two", "onetwo", "onetwo");
    row("Chinese", "第一条 出租人", "出租人", "第一条出租人", "出租人");
    row("beyond the first plane", "a 😀 b", "😀", "a  😀 b", "😀");
}

void TestPageText::theSameWordsAreFound()
{
    QFETCH(QString, text);
    QFETCH(QString, wanted);
    QFETCH(QString, page);
    QFETCH(QString, found);
    const qsizetype begin = text.indexOf(wanted);
    const auto range = ui::mappedRange(text, {begin, begin + wanted.size()}, page);
    QVERIFY(range);
    QCOMPARE(page.mid(range->begin, range->end - range->begin), found);
}

void TestPageText::ofManyTheNearestIsTaken()
{
    const QString text = QStringLiteral("rent is due, rent is paid at once, rent is low");
    const QString page = QStringLiteral("Page 3  rent is due,\r\nrent is paid at once");
    const qsizetype begin = text.indexOf(QLatin1String("rent is p"));
    const auto range = ui::mappedRange(text, {begin, begin + 7}, page);
    QVERIFY(range);
    QCOMPARE(range->begin, page.indexOf(QLatin1String("rent is p")));
}

void TestPageText::otherWordsAreNotFound()
{
    QVERIFY(!ui::mappedRange(u"one two", {4, 7}, u"one three"));
    QVERIFY(!ui::mappedRange(u"one  two", {3, 5}, u"one two")); // nothing but space
    QVERIFY(!ui::mappedRange(u"one", {0, 3}, u""));
}

QTEST_GUILESS_MAIN(TestPageText)
#include "tst_page_text.moc"
