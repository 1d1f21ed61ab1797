// Documents as the model reads them: every line once, each with an anchor that leads back to it.

#include "app/documents/document_set.h"

#include <QRegularExpression>
#include <QSet>
#include <QTest>

using documents::Document;
using documents::Format;
using documents::Rendered;
using documents::Source;

namespace {

Document document(const char* name, Format format, const QString& text)
{
    Document made;
    made.name = QLatin1String(name);
    made.content.format = format;
    made.content.text = text;
    return made;
}

QStringList anchors(const Source& source)
{
    QStringList list;
    for (const Source::Line& line : source.lines)
        list << line.anchor;
    return list;
}

} // namespace

class tst_DocumentSet : public QObject
{
    Q_OBJECT

private slots:
    void codeIsReadByLines()
    {
        const Source source = documents::sourceOf(
            document("a.py", Format::Source,
                     QStringLiteral("import os\n\ndef f():\n    return 1. Yes\n")),
            0);
        QCOMPARE(anchors(source),
                 (QStringList{QStringLiteral("1"), QStringLiteral("3"), QStringLiteral("4")}));
        const Rendered rendered = documents::render(QStringLiteral("a.py"), {source});
        QCOMPARE(
            rendered.text,
            std::string(
                "<document name=\"a.py\">\nimport os [1]\ndef f(): [3]\n    return 1. Yes [4]"));
        QCOMPARE(rendered.ends.size(), std::size_t(1));
        QCOMPARE(rendered.ends[0], rendered.text.size());
    }

    void proseIsReadBySentences()
    {
        const Source source = documents::sourceOf(
            document("a.txt", Format::PlainText,
                     QString::fromUtf8("Mr. Ho came. He e.g. ate, didn't he? Yes (No. 5 too.) "
                                       "Fine.\n第一句。第二句。\n")),
            0);
        QCOMPARE(anchors(source),
                 (QStringList{QStringLiteral("1"), QStringLiteral("1b"), QStringLiteral("1c"),
                              QStringLiteral("1d"), QStringLiteral("2"), QStringLiteral("2b")}));
    }

    void pagesAreInTheAnchorsOfPdfFiles()
    {
        Document pdf = document("a.pdf", Format::Pdf, QStringLiteral("One.\nTwo.\nThree.\n"));
        pdf.content.pages = {0, 10};
        QCOMPARE(
            anchors(documents::sourceOf(pdf, 0)),
            (QStringList{QStringLiteral("1.1"), QStringLiteral("1.2"), QStringLiteral("2.1")}));
    }

    void severalDocumentsAreNamedOnceAndNumberedInTheAnchors()
    {
        const Source source =
            documents::sourceOf(document("src/a.c", Format::Source, QStringLiteral("x\ny\n")), 7);
        QCOMPARE(anchors(source), (QStringList{QStringLiteral("7.1"), QStringLiteral("7.2")}));
        const Rendered rendered = documents::render(QStringLiteral("src"), {source});
        QCOMPARE(rendered.text,
                 std::string("<document name=\"src\">\nsrc/a.c [7]\nx [7.1]\ny [7.2]"));
    }

    // Nothing is lost and nothing is read twice, whatever the text is.
    void everyCharacterIsReadOnce()
    {
        QString text;
        std::uint32_t state = 7;
        const QString letters = QString::fromUtf8("abc de. F。!\n\n\t\"x");
        for (int i = 0; i < 20'000; ++i) {
            state = state * 1664525U + 1013904223U;
            text +=
                i % 4000 < 1500 ? QChar(u'k') : letters[qsizetype(state >> 16) % letters.size()];
        }
        for (const Format format : {Format::PlainText, Format::Source}) {
            const Source source = documents::sourceOf(document("t", format, text), 0);
            const Rendered rendered = documents::render(QStringLiteral("t"), {source});
            QString read = QString::fromStdString(rendered.text).section(u'\n', 1);
            static const QRegularExpression anchor(QStringLiteral(" \\[[0-9a-z-]+\\]$"),
                                                   QRegularExpression::MultilineOption);
            read.remove(anchor);
            const auto bare = [](QString one) {
                return one.remove(QRegularExpression(QStringLiteral("\\s")));
            };
            QCOMPARE(bare(read), bare(text));
            QSet<QString> seen;
            for (const QString& one : anchors(source)) {
                QVERIFY2(!seen.contains(one), qPrintable(one));
                seen.insert(one);
            }
        }
    }

    void anExcerptEndsWithItsLastSentence()
    {
        const QString first = QStringLiteral("The fee is 40 euros.");
        const Source paragraph =
            documents::sourceOf(document("c.docx", Format::Docx,
                                         first + QStringLiteral(" It is due at once. It ends.\n")),
                                0);
        const auto rendered = [](const Source& source, qsizetype begin, qsizetype end) {
            return documents::render(QStringLiteral("c"), {documents::excerpt(source, begin, end)})
                .text;
        };
        QCOMPARE(rendered(paragraph, 4, 7),
                 std::string("<document name=\"c\">\nThe fee is 40 euros. [1]"));
        QCOMPARE(rendered(paragraph, first.size() + 3, first.size() + 4),
                 std::string("<document name=\"c\">\n It is due at once. [1b]"));
        // A selection that ends where a sentence begins holds nothing of that one.
        QCOMPARE(rendered(paragraph, 4, first.size()),
                 std::string("<document name=\"c\">\nThe fee is 40 euros. [1]"));
    }

    void aPieceOfALongLineIsShort()
    {
        const Source json = documents::sourceOf(
            document("a.json", Format::Json, QStringLiteral("[1, 22, 333], ").repeated(10'000)), 0);
        const Source piece = documents::excerpt(json, 70'000, 70'010);
        QVERIFY(!piece.lines.empty() && piece.lines.size() <= 2);
        QVERIFY(documents::render(QStringLiteral("a"), {piece}).text.size() < 800);
    }

    void aQuotedLineIsFoundAtItsAnchor()
    {
        const Source source = documents::sourceOf(
            document("c.txt", Format::PlainText,
                     QStringLiteral("The fee is 40 euros. The fee is due in May.\n")),
            0);
        const std::vector<Source> sources = {source};
        const documents::Finding found = documents::QuoteChecker(sources).check(
            {0, 0, QStringLiteral("The fee is due in May."), QStringLiteral("1b")});
        QCOMPARE(found.status, documents::Finding::Status::Exact);
        QVERIFY(found.anchorAgrees);
        QCOMPARE(found.place.begin, 21);
    }
};

QTEST_APPLESS_MAIN(tst_DocumentSet)
#include "tst_document_set.moc"
