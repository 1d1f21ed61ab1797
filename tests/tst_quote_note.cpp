// Quotations of an answer are looked up in the documents that its conversation holds.

#include "app/documents/pasted.h"
#include "app/quote_note.h"

#include <QTest>

using app::Message;
using app::MessageTree;

namespace {

const auto kDocument =
    QStringLiteral("Please look:\n<document name=\"c.txt\">\nThe fee is 40 euros. [1.1]\n"
                   "No anchor here\nThe fee is due in May. [1.3]\n</document>\n\nWhat is the fee?");

MessageTree conversation(const QString& question, const QString& answer)
{
    Message asked;
    asked.id = 1;
    asked.text = question;
    asked.author = ui::Author::User;
    Message told;
    told.id = 2;
    told.parent = 1;
    told.text = answer;
    told.author = ui::Author::Assistant;
    return MessageTree({asked, told}, 2);
}

QString note(const QString& answer) { return app::quoteNote(conversation(kDocument, answer), 2); }

} // namespace

class tst_QuoteNote : public QObject
{
    Q_OBJECT

private slots:
    void findsDocumentsWithTheirAnchors()
    {
        const auto sources = documents::documentsIn(kDocument);
        QCOMPARE(sources.size(), std::size_t(1));
        QCOMPARE(sources[0].name, QStringLiteral("c.txt"));
        QCOMPARE(sources[0].text,
                 QStringLiteral("The fee is 40 euros.\nNo anchor here\nThe fee is due in May.\n"));
        QCOMPARE(sources[0].anchorAt(22), QString());
        QCOMPARE(sources[0].anchorAt(37), QStringLiteral("1.3"));
        const auto ends = documents::documentEnds(kDocument);
        QCOMPARE(ends.size(), std::size_t(1));
        QVERIFY(kDocument.mid(qsizetype(ends[0])).startsWith(QLatin1String("\n</document>")));
    }

    void oddDocumentsEndSomewhere()
    {
        for (const char* text : {"<document name=\"a\">\n</document>", "<document name=\"a\">\nx",
                                 "<document name=\"a\">\n", "<document>\nx\n</document>",
                                 "<document name=\"a\">\n<document name=\"b\">\n</document>"})
        {
            const QString message = QLatin1String(text);
            QVERIFY(documents::documentsIn(message).size() <= 1);
            for (const std::size_t end : documents::documentEnds(message))
                QVERIFY(end <= std::size_t(message.size()));
        }
    }

    void saysWhatIsInTheDocument()
    {
        QVERIFY(note(QStringLiteral("> The fee is 40 euros. [1.1]")).contains(u'✓'));
        QVERIFY(note(QStringLiteral("> The  fee is 40 Euros. [1.1]")).contains(u'≈'));
    }

    void neverTakesAWrongQuotationForARightOne()
    {
        for (const char* answer :
             {"> The fee is 41 euros. [1.1]", "> The fee is 40 euros. [1.3]",
              "> The fee is not 40 euros. [1.1]", "> fee is 40 euros. in June [1.1]"})
        {
            const QString told = note(QLatin1String(answer));
            QVERIFY2(told.contains(u'✗') && !told.contains(u'✓') && !told.contains(u'≈'), answer);
        }
    }

    void isSilentWithoutDocumentsOrQuotations()
    {
        QCOMPARE(note(QStringLiteral("It is 40 euros.")), QString());
        QCOMPARE(app::quoteNote(conversation(QStringLiteral("Quote something"),
                                             QStringLiteral("> To be, or not to be")),
                                2),
                 QString());
    }
};

QTEST_APPLESS_MAIN(tst_QuoteNote)
#include "tst_quote_note.moc"
