#include "ui/text_finder.h"
#include "ui/text_lines.h"

#include <QSignalSpy>
#include <QTest>

#include <random>

class TestTextLines : public QObject
{
    Q_OBJECT

private slots:
    void piecesAreTheWholeTextInOrder_data();
    void piecesAreTheWholeTextInOrder();
    void everyPositionLeadsToThePieceThatHoldsIt();
    void linesAreNumberedAsInAnEditor();
    void whatIsNotCountedHasNoNumber();
    void allMatchesAreFoundAcrossBlocks();
    void theNextMatchIsFoundRoundTheEnd();
    void caseDoesNotMatter();
};

namespace {

QString randomText(unsigned seed, qsizetype size)
{
    std::mt19937 random(seed);
    QString text;
    while (text.size() < size) {
        const auto length = qsizetype(random() % (random() % 20 == 0 ? 20'000 : 90));
        for (qsizetype i = 0; i < length; ++i)
            text += random() % 7 == 0 ? QStringLiteral(" ")
                                      : QString(QChar(ushort(u'a' + random() % 26)));
        if (random() % 5 == 0)
            text += QString::fromUcs4(U"\U0001F600", 1).repeated(qsizetype(random() % 9000));
        text += u'\n';
    }
    return text;
}

} // namespace

void TestTextLines::piecesAreTheWholeTextInOrder_data()
{
    QTest::addColumn<QString>("text");
    QTest::addRow("empty") << QString();
    QTest::addRow("no line end") << QStringLiteral("abc");
    QTest::addRow("line ends only") << QStringLiteral("\n\n\n");
    QTest::addRow("exactly one piece") << QString(ui::TextLines::kMostCharacters, u'x');
    QTest::addRow("one more") << QString(ui::TextLines::kMostCharacters + 1, u'x');
    QTest::addRow("two pieces") << QString(2 * ui::TextLines::kMostCharacters, u'x') + u'\n';
    for (unsigned seed = 1; seed <= 3; ++seed)
        QTest::addRow("random %u", seed) << randomText(seed, 300'000);
}

void TestTextLines::piecesAreTheWholeTextInOrder()
{
    QFETCH(QString, text);
    const ui::TextLines lines(text);
    QString joined;
    ui::TextPiece piece = lines.pieceAt(0);
    QVERIFY(piece.beginsLine);
    for (;;) {
        QVERIFY(piece.end - piece.begin <= ui::TextLines::kMostCharacters + 256);
        joined += text.mid(piece.begin, piece.end - piece.begin);
        if (piece.begin < piece.end)
            QVERIFY(!text[piece.begin].isLowSurrogate());
        if (!lines.hasNext(piece))
            break;
        if (piece.endsLine)
            joined += u'\n';
        const ui::TextPiece next = lines.next(piece);
        QCOMPARE(next.beginsLine, piece.endsLine);
        QCOMPARE(lines.previous(next).begin, piece.begin);
        piece = next;
    }
    QCOMPARE(joined, text);
}

void TestTextLines::everyPositionLeadsToThePieceThatHoldsIt()
{
    const QString text = randomText(7, 60'000);
    const ui::TextLines lines(text);
    for (qsizetype position = 0; position <= text.size(); ++position) {
        const ui::TextPiece piece = lines.pieceAt(position);
        QVERIFY(piece.begin <= position);
        QVERIFY(position < piece.end || (position == piece.end && piece.endsLine));
    }
}

void TestTextLines::linesAreNumberedAsInAnEditor()
{
    const QString text = randomText(3, 500'000);
    ui::TextLines lines(text);
    while (!lines.countOn()) {
    }
    QCOMPARE(lines.countedLines(), text.count(u'\n') + 1);
    qsizetype line = 0;
    for (qsizetype at = 0; at >= 0 && at <= text.size(); ++line) {
        QCOMPARE(lines.beginOf(line), at);
        QCOMPARE(lines.lineAt(at), line);
        const qsizetype end = text.indexOf(u'\n', at);
        at = end < 0 ? -1 : end + 1;
    }
    QCOMPARE(line, lines.countedLines());
    QCOMPARE(lines.beginOf(line), -1);
}

void TestTextLines::whatIsNotCountedHasNoNumber()
{
    ui::TextLines lines(QString(20'000'000, u'\n'));
    QVERIFY(!lines.countOn());
    QCOMPARE(lines.lineAt(19'000'000), -1);
    QCOMPARE(lines.lineAt(1000), 1000);
}

void TestTextLines::allMatchesAreFoundAcrossBlocks()
{
    const QString text = QString(999, u'x').append(u'y').repeated(2000);
    ui::TextFinder finder;
    QSignalSpy progressed(&finder, &ui::TextFinder::progressed);
    finder.setText(text);
    finder.setQuery(QStringLiteral("xy"));
    QTRY_VERIFY(finder.isComplete());
    QCOMPARE(finder.count(), 2000);
    QCOMPARE(finder.indexOf(998), 0);
    QCOMPARE(finder.indexOf(999), -1);
    QCOMPARE(finder.indexOf(1'999'998), 1999);
}

void TestTextLines::theNextMatchIsFoundRoundTheEnd()
{
    ui::TextFinder finder;
    finder.setText(QStringLiteral("one two one two"));
    finder.setQuery(QStringLiteral("two"));
    QSignalSpy found(&finder, &ui::TextFinder::found);
    finder.find(5, true);
    QTRY_COMPARE(found.count(), 1);
    QCOMPARE(found.takeFirst().first().toLongLong(), 12);
    finder.find(15, true);
    QCOMPARE(found.takeFirst().first().toLongLong(), 4);
    finder.find(4, false);
    QCOMPARE(found.takeFirst().first().toLongLong(), 12);
    finder.find(12, false);
    QCOMPARE(found.takeFirst().first().toLongLong(), 4);
}

void TestTextLines::caseDoesNotMatter()
{
    ui::TextFinder finder;
    finder.setText(QStringLiteral("Straße STRASSE straße Ärger ärger"));
    finder.setQuery(QStringLiteral("ÄRGER"));
    QTRY_VERIFY(finder.isComplete());
    QCOMPARE(finder.count(), 2);
}

QTEST_GUILESS_MAIN(TestTextLines)
#include "tst_text_lines.moc"
