// Every file format gives its text; what is damaged or no text is refused with a sentence.

#include "app/documents/extracted.h"
#include "tests/support/zip.h"

#include <QBuffer>
#include <QPageSize>
#include <QPainter>
#include <QPdfWriter>
#include <QStringEncoder>
#include <QTest>

using documents::Extracted;

namespace {

const auto kNever = [] { return false; };

engine::Result<Extracted> extract(const QString& name, const QByteArray& bytes)
{
    return documents::extract(name, bytes, kNever);
}

Extracted read(const QString& name, const QByteArray& bytes)
{
    engine::Result<Extracted> extracted = extract(name, bytes);
    if (!extracted)
        qFatal("%s", extracted.error().message.c_str());
    return std::move(*extracted);
}

QString refusal(const QString& name, const QByteArray& bytes)
{
    const engine::Result<Extracted> extracted = extract(name, bytes);
    return extracted ? QString() : QString::fromStdString(extracted.error().message);
}

QByteArray docx()
{
    return tests::zipOf(
        {{"word/document.xml",
          "<w:document xmlns:w='w'><w:body>"
          "<w:p><w:pPr><w:pStyle w:val='Heading1'/></w:pPr><w:r><w:t>Fees</w:t></w:r></w:p>"
          "<w:p><w:r><w:t xml:space='preserve'>The fee is </w:t></w:r><w:r><w:t>40 "
          "euros.</w:t></w:r>"
          "<w:del><w:r><w:delText>50</w:delText></w:r></w:del></w:p>"
          "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>a</w:t></w:r></w:p></w:tc>"
          "<w:tc><w:p><w:r><w:t>b</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
          "</w:body></w:document>"},
         {"word/footnotes.xml", "<x xmlns:w='w'><w:t>A note.</w:t></x>"},
         {"word/header1.xml", "<x xmlns:w='w'><w:t>A title</w:t></x>"},
         {"word/footer1.xml", "<x xmlns:w='w'><w:t> </w:t></x>"}});
}

QByteArray epub()
{
    return tests::zipOf(
        {{"META-INF/container.xml",
          "<container><rootfiles><rootfile full-path='OPS/book.opf'/></rootfiles></container>"},
         {"OPS/book.opf", "<package><manifest><item id='two' href='b%20two.xhtml'/><item id='one' "
                          "href='a.xhtml'/></manifest>"
                          "<spine><itemref idref='one'/><itemref idref='two'/></spine></package>"},
         {"OPS/b two.xhtml", "<html><body><p>Second chapter.</p></body></html>"},
         {"OPS/a.xhtml",
          "<html><body><h1>Start</h1><p>First chapter.</p><script>x()</script></body></html>"}});
}

QByteArray docxOf(const QByteArray& paragraphs)
{
    return tests::zipOf({{"word/document.xml", "<w:document xmlns:w='w' xmlns:mc='mc'><w:body>"
                                                   + paragraphs + "</w:body></w:document>"}});
}

// With these files in OPS, named by their list of parts in this order.
QByteArray epubOf(const QByteArray& package, const QList<QPair<QByteArray, QByteArray>>& files)
{
    QList<QPair<QByteArray, QByteArray>> parts = {
        {"META-INF/container.xml", "<container><rootfile full-path='OPS/book'/></container>"},
        {"OPS/book", package}};
    return tests::zipOf(parts + files);
}

// One page with these lines in Latin-1.
QByteArray pdfOf(const QByteArrayList& lines)
{
    const QByteArray content =
        "BT /F1 12 Tf 40 700 Td (" + lines.join(") Tj 0 -14 Td (") + ") Tj ET";
    const QByteArrayList objects = {
        "<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R]/Count 1>>",
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Resources<</Font<</F1 5 0 R>>>>/Contents "
        "4 0 "
        "R>>",
        "<</Length " + QByteArray::number(content.size()) + ">>stream\n" + content + "\nendstream",
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"};
    QByteArray file = "%PDF-1.4\n";
    QByteArray table = "0000000000 65535 f \n";
    for (qsizetype i = 0; i < objects.size(); ++i) {
        table += QByteArray::number(file.size()).rightJustified(10, '0') + " 00000 n \n";
        file += QByteArray::number(i + 1) + " 0 obj\n" + objects[i] + "\nendobj\n";
    }
    return file + "xref\n0 6\n" + table + "trailer<</Size 6/Root 1 0 R>>\nstartxref\n"
           + QByteArray::number(file.size()) + "\n%%EOF\n";
}

QByteArray pdf()
{
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    {
        QPdfWriter writer(&buffer);
        writer.setPageSize(QPageSize(QPageSize::A4));
        QPainter painter(&writer);
        painter.drawText(200, 300, QStringLiteral("The first page."));
        writer.newPage();
        writer.newPage();
        painter.drawText(200, 300, QStringLiteral("The third page."));
    }
    return buffer.data();
}

} // namespace

class tst_DocumentFormats : public QObject
{
    Q_OBJECT

private slots:
    void decodesEveryEncoding_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QString>("text");
        const QString german =
            QString::fromUtf8("Die Gebühr beträgt fünf Euro, für größere Straßen mehr.\n");
        const QString chinese = QString::fromUtf8(
            "第一条 租金为每月三千元，长期有效，双方应当遵守本合同的全部约定。\n");
        QTest::newRow("utf-8") << german.toUtf8() << german;
        QTest::newRow("utf-8 mark") << QByteArray("\xef\xbb\xbf") + german.toUtf8() << german;
        QTest::newRow("latin-1") << german.toLatin1() << german;
        for (const auto encoding : {QStringConverter::Utf16LE, QStringConverter::Utf16BE}) {
            QStringEncoder encoder(encoding);
            QTest::newRow(encoding == QStringConverter::Utf16LE ? "utf-16le" : "utf-16be")
                << QByteArray(encoder(german)) << german;
            QStringEncoder marked(encoding, QStringConverter::Flag::WriteBom);
            QTest::newRow(encoding == QStringConverter::Utf16LE ? "utf-16le mark" : "utf-16be mark")
                << QByteArray(marked(chinese)) << chinese;
        }
        for (const char* name : {"GB18030", "Big5"}) {
            QStringEncoder encoder(name);
            if (encoder.isValid())
                QTest::newRow(name) << QByteArray(encoder(chinese)) << chinese;
        }
        QTest::newRow("line ends") << QByteArray("a\r\nb\rc\n") << QStringLiteral("a\nb\nc\n");
    }

    void decodesEveryEncoding()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(QString, text);
        if (QByteArray(QTest::currentDataTag()) == "Big5")
            text = read(QStringLiteral("a.txt"), bytes).text; // simplified signs have no Big5 code
        QCOMPARE(read(QStringLiteral("a.txt"), bytes).text, text);
    }

    void saysHowManyCharactersAreLost()
    {
        QByteArray bytes = QString::fromUtf8("Die Gebühr beträgt fünf Euro für größere Straßen, "
                                             "ältere Häuser, Türen und Öfen.\n")
                               .toUtf8()
                               .repeated(10);
        QVERIFY(read(QStringLiteral("a.txt"), bytes).warnings.isEmpty());
        bytes.insert(3, '\xff');
        const Extracted damaged = read(QStringLiteral("a.txt"), bytes);
        QVERIFY(damaged.text.contains(QString::fromUtf8("Gebühr")));
        QCOMPARE(damaged.warnings,
                 (QStringList{QStringLiteral("Characters that could not be decoded: 1")}));
    }

    void refusesBinaryFiles()
    {
        QVERIFY(refusal(QStringLiteral("a.txt"), QByteArray("\x7f"
                                                            "ELF\x02\x01\x00\x00\x00",
                                                            9))
                    .contains(u"binary"));
        QByteArray noise;
        for (int i = 0; i < 4000; ++i)
            noise.append(char(i * 7919 % 251 + 1));
        QVERIFY(refusal(QStringLiteral("noise"), noise).contains(u"binary"));
    }

    void readsWordDocuments()
    {
        const Extracted document = read(QStringLiteral("a.docx"), docx());
        QCOMPARE(document.text, QStringLiteral("Fees\nThe fee is 40 euros.\na \tb \t\n"));
        QCOMPARE(document.headings.size(), 1);
        QCOMPARE(document.headings[0].title, QStringLiteral("Fees"));
        QCOMPARE(document.warnings, (QStringList{QStringLiteral("Not read: word/footnotes.xml"),
                                                 QStringLiteral("Not read: word/header1.xml")}));
    }

    void wordDocumentsKeepEveryCharacterOnce()
    {
        const Extracted document = read(
            QStringLiteral("a.docx"),
            docxOf("<w:p><w:pPr><w:tabs><w:tab w:val='left'/><w:tab/></w:tabs></w:pPr>"
                   "<w:r><w:t>A</w:t><w:noBreakHyphen/><w:t>4</w:t><w:cr/><w:t>next</w:t></w:r>"
                   "<w:r><w:sym w:font='Arial' w:char='20AC'/><w:sym w:font='Wingdings' "
                   "w:char='F0E0'/></w:r></w:p>"
                   "<w:p><w:moveFrom><w:r><w:t>moved</w:t></w:r></w:moveFrom></w:p>"
                   "<w:p><w:moveTo><w:r><w:t>moved</w:t></w:r></w:moveTo></w:p>"
                   "<w:p><w:r><mc:AlternateContent><mc:Choice><w:t>box</w:t></mc:Choice>"
                   "<mc:Fallback><w:t>box</w:t></mc:Fallback></mc:AlternateContent></w:r></w:p>"));
        QCOMPARE(document.text, QString::fromUtf8("A-4\nnext€\ufffd\n\nmoved\nbox\n"));
        QCOMPARE(document.warnings,
                 (QStringList{QStringLiteral("Signs of fonts without letters: 1")}));
    }

    void readsOpenDocuments()
    {
        const Extracted document = read(
            QStringLiteral("a.odt"),
            tests::zipOf(
                {{"content.xml",
                  "<o:doc xmlns:o='o' "
                  "xmlns:text='t'><text:tracked-changes><text:p>old</text:p></text:tracked-changes>"
                  "<text:h text:outline-level='2'>Part</text:h><text:p>One<text:s text:c='2'/>two"
                  "<text:span>three</text:span></text:p></o:doc>"}}));
        QCOMPARE(document.text, QStringLiteral("Part\nOne  twothree\n"));
        QCOMPARE(document.headings[0].level, 2);
    }

    void readsBooksInTheOrderOfTheirSpine()
    {
        const Extracted book = read(QStringLiteral("a.epub"), epub());
        QVERIFY(book.text.indexOf(QLatin1String("First"))
                < book.text.indexOf(QLatin1String("Second")));
        QVERIFY(!book.text.contains(QLatin1String("x()")));
        QCOMPARE(book.headings[0].title, QStringLiteral("Start"));
    }

    void readsChaptersOfAnyNameOnce()
    {
        QByteArray spine;
        for (int i = 0; i < 1000; ++i)
            spine += "<itemref idref='one'/><itemref idref='picture'/><itemref idref='absent'/>";
        const Extracted book =
            read(QStringLiteral("a.epub"),
                 epubOf("<package><item id='one' href='one.htm'/><item id='picture' href='p.png'/>"
                        "<item id='absent' href='two.htm'/>"
                            + spine + "</package>",
                        {{"OPS/one.htm", "<p>The chapter.</p>"},
                         {"OPS/p.png", QByteArray("\x89PNG\0\0\0", 7)},
                         {"OPS/unnamed.htm", "<p>Elsewhere.</p>"}}));
        QCOMPARE(book.text, QStringLiteral("The chapter.\n"));
        QCOMPARE(book.warnings,
                 (QStringList{QStringLiteral("Not read: OPS/p.png is a binary file, not a text"),
                              QStringLiteral("Missing: OPS/two.htm")}));
    }

    void aBookWhoseListIsCutOffIsRefused()
    {
        const QString sentence =
            refusal(QStringLiteral("a.epub"),
                    epubOf("<package><item id='one' href='one.htm'/><itemref idref='one'/><item",
                           {{"OPS/one.htm", "<p>The chapter.</p>"}}));
        QVERIFY2(sentence.contains(QLatin1String("OPS/book")), qPrintable(sentence));
    }

    // A small file may name as much text as it likes.
    void refusesMoreTextThanCanBeRead()
    {
        const QByteArray spaces =
            "<text:p>" + QByteArray("<text:s text:c='200'/>").repeated(700'000) + "</text:p>";
        const QString sentence =
            refusal(QStringLiteral("a.odt"),
                    tests::zipOf({{"content.xml",
                                   "<o:doc xmlns:o='o' xmlns:text='t'>" + spaces + "</o:doc>"}}));
        QVERIFY2(sentence.contains(QLatin1String("million characters")), qPrintable(sentence));
        const QByteArray page =
            QByteArray("<p>").leftJustified(int(documents::kMostPageCharacters) + 1, 'x');
        QVERIFY(refusal(QStringLiteral("a.html"), page).contains(QLatin1String("million")));
    }

    void whatIsCancelledIsNotRead()
    {
        const QList<QPair<QString, QByteArray>> files = {{QStringLiteral("a.docx"), docx()},
                                                         {QStringLiteral("a.epub"), epub()},
                                                         {QStringLiteral("a.pdf"), pdf()}};
        for (const auto& [name, bytes] : files) {
            const auto read = documents::extract(name, bytes, [] { return true; });
            QVERIFY(!read);
            QCOMPARE(read.error().code, engine::ErrorCode::Stopped);
        }
    }

    void readsWebPages()
    {
        const Extracted page =
            read(QStringLiteral("a.html"),
                 "<html><style>p{}</style><body><h2>Title</h2><p>One &amp; two</p>"
                 "<img src='http://127.0.0.1:9/x.png'></body></html>");
        QVERIFY(page.text.contains(QLatin1String("One & two")));
        QVERIFY(!page.text.contains(QLatin1String("p{}")));
        QCOMPARE(page.headings[0].title, QStringLiteral("Title"));
    }

    void readsPdfPagesAndNamesThoseWithoutText()
    {
        const Extracted document = read(QStringLiteral("a.pdf"), pdf());
        QCOMPARE(document.pages.size(), 3);
        QVERIFY(document.text.startsWith(QLatin1String("The first page.")));
        QCOMPARE(document.text.mid(document.pages[2]).trimmed(), QStringLiteral("The third page."));
        QCOMPARE(document.warnings.size(), 1);
        QVERIFY(document.warnings[0].endsWith(QLatin1String("2")));
    }

    // A copy of the word verifies, and a search finds it.
    void joinsWordsThatPdfFilesDivide()
    {
        const Extracted document = read(
            QStringLiteral("a.pdf"),
            pdfOf({"They live in a magni-", "ficent house of Ms A-", "B in no. 3-", "5 again."}));
        QString text = document.text;
        QCOMPARE(text.replace(u'\n', u' ').trimmed(),
                 QStringLiteral("They live in a magnificent house of Ms A-B in no. 3- 5 again."));
    }

    void readsMarkdownHeadings()
    {
        const Extracted document = read(QStringLiteral("a.md"),
                                        "# One\ntext\n```\n# none\n```\nTwo\n===\n### Three ###\n");
        QStringList titles;
        for (const documents::Heading& heading : document.headings)
            titles << heading.title;
        QCOMPARE(titles, (QStringList{QStringLiteral("One"), QStringLiteral("Two"),
                                      QStringLiteral("Three")}));
    }

    // Every file cut short is refused or read in part, and never ends the program.
    void survivesDamagedFiles()
    {
        const QList<QPair<QString, QByteArray>> files = {{QStringLiteral("a.docx"), docx()},
                                                         {QStringLiteral("a.epub"), epub()},
                                                         {QStringLiteral("a.pdf"), pdf()}};
        for (const auto& [name, bytes] : files) {
            for (qsizetype length = 0; length < bytes.size();
                 length += std::max<qsizetype>(1, bytes.size() / 40))
            {
                const QString sentence = refusal(name, bytes.left(length));
                QVERIFY(sentence.isEmpty() || sentence.contains(name));
            }
        }
        QVERIFY(refusal(QStringLiteral("a.docx"), "no archive").contains(QLatin1String("a.docx")));
        QVERIFY(refusal(QStringLiteral("a.odt"), tests::zipOf({{"x", "y"}}))
                    .contains(QLatin1String("content.xml")));
    }

    void refusesArchivesThatUnpackToTooMuch()
    {
        QByteArray bomb;
        const QByteArray zeros(qsizetype(documents::kMostUnpackedBytes) + 1, ' ');
        bomb = tests::zipOf({{"word/document.xml", zeros}});
        QVERIFY(refusal(QStringLiteral("a.docx"), bomb).contains(QLatin1String("MiB")));
    }
};

QTEST_MAIN(tst_DocumentFormats)
#include "tst_document_formats.moc"
