// The bookmarks of a PDF file become the headings of its text.

#include "app/documents/extracted.h"

#include <QTest>

class TestPdfOutline : public QObject
{
    Q_OBJECT

private slots:
    void bookmarksAreHeadings();
    void filesWithoutBookmarksHaveNone();
};

namespace {

const auto kNever = [] { return false; };

// A file of three pages with a line each, and these objects behind them.
QByteArray pdfWith(const QByteArrayList& more, const QByteArray& catalogue)
{
    QByteArrayList objects = {"<</Type/Catalog/Pages 2 0 R" + catalogue + ">>",
                              "<</Type/Pages/Kids[4 0 R 6 0 R 8 0 R]/Count 3>>",
                              "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"};
    const QByteArrayList lines = {"Preface for all", "First part begins", "Second part begins"};
    for (int page = 0; page < 3; ++page) {
        const QByteArray content = "BT /F1 12 Tf 40 700 Td (" + lines[page] + ") Tj ET";
        objects.append("<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Resources<</Font<</F1 3 0 "
                       "R>>>>/Contents "
                       + QByteArray::number(5 + 2 * page) + " 0 R>>");
        objects.append("<</Length " + QByteArray::number(content.size()) + ">>stream\n" + content
                       + "\nendstream");
    }
    objects += more;
    QByteArray file = "%PDF-1.4\n";
    QByteArray table = "0000000000 65535 f \n";
    for (qsizetype i = 0; i < objects.size(); ++i) {
        table += QByteArray::number(file.size()).rightJustified(10, '0') + " 00000 n \n";
        file += QByteArray::number(i + 1) + " 0 obj\n" + objects[i] + "\nendobj\n";
    }
    const QByteArray size = QByteArray::number(objects.size() + 1);
    return file + "xref\n0 " + size + "\n" + table + "trailer<</Size " + size
           + "/Root 1 0 R>>\nstartxref\n" + QByteArray::number(file.size()) + "\n%%EOF\n";
}

} // namespace

void TestPdfOutline::bookmarksAreHeadings()
{
    const QByteArray bytes = pdfWith(
        {"<</Type/Outlines/First 11 0 R/Last 11 0 R/Count 1>>",
         "<</Title(The book)/Parent 10 0 R/First 12 0 R/Last 13 0 R/Count 2/Dest[4 0 R/Fit]>>",
         "<</Title(part begins)/Parent 11 0 R/Next 13 0 R/Dest[6 0 R/Fit]>>",
         "<</Title(Second part)/Parent 11 0 R/Prev 12 0 R/Dest[8 0 R/Fit]>>"},
        "/Outlines 10 0 R");
    const auto extracted = documents::extractPdf(QStringLiteral("a.pdf"), bytes, kNever);
    QVERIFY(extracted);
    QCOMPARE(extracted->pages.size(), 3);
    QCOMPARE(extracted->headings.size(), 3);
    QCOMPARE(extracted->headings[0].title, QStringLiteral("The book"));
    QCOMPARE(extracted->headings[0].level, 1);
    QCOMPARE(extracted->headings[0].begin, 0);
    QCOMPARE(extracted->headings[1].level, 2);
    QCOMPARE(extracted->headings[1].begin, extracted->text.indexOf(QLatin1String("part begins")));
    QCOMPARE(extracted->headings[2].begin, extracted->text.indexOf(QLatin1String("Second part")));
}

void TestPdfOutline::filesWithoutBookmarksHaveNone()
{
    const auto extracted = documents::extractPdf(QStringLiteral("a.pdf"), pdfWith({}, {}), kNever);
    QVERIFY(extracted);
    QVERIFY(extracted->text.contains(QLatin1String("First part begins")));
    QVERIFY(extracted->headings.isEmpty());
}

QTEST_MAIN(TestPdfOutline)
#include "tst_pdf_outline.moc"
