// Quotations: found in answers, and told apart as exact, repaired and invented.

#include "app/documents/quote.h"

#include <QTest>

#include <random>

using documents::Finding;
using documents::Quote;
using documents::QuoteChecker;
using documents::quotesIn;
using documents::Source;
using Status = documents::Finding::Status;

namespace {

const char* const kSubjects[] = {"The contractor",     "The supplier",  "Every employee",
                                 "The insured person", "Our committee", "The former tenant"};
const char* const kVerbs[] = {"shall deliver",     "may withhold",         "must return",
                              "agrees to inspect", "is obliged to repair", "never has to replace"};
const char* const kObjects[] = {"the defective equipment", "all confidential documents",
                                "the monthly statement", "every remaining shipment",
                                "the shared workshop"};
const char* const kTails[] = {"before the official deadline",
                              "without additional payment",
                              "within %1 calendar days",
                              "for a fee of %1.50 euros",
                              "at most %1 times in each quarter",
                              "for %1½ years",
                              "at most 10⁶ * %1 units",
                              "by §%1 of the law",
                              "at %1:30",
                              "under no. ③ of list %1"};

template <std::size_t kCount>
QString one(const char* const (&list)[kCount], std::mt19937& rng)
{
    return QString::fromUtf8(list[rng() % kCount]);
}

QString sentence(std::mt19937& rng)
{
    QString tail = one(kTails, rng);
    if (tail.contains(QLatin1String("%1")))
        tail = tail.arg(rng() % 9000 + 12);
    return one(kSubjects, rng) + u' ' + one(kVerbs, rng) + u' ' + one(kObjects, rng) + u' ' + tail
           + u'.';
}

// Sentences that all differ, each on a line with its number as anchor.
Source contract(std::mt19937& rng, int count)
{
    Source source;
    source.name = QStringLiteral("contract.txt");
    while (count > 0) {
        const QString line = sentence(rng);
        if (source.text.contains(line))
            continue;
        const qsizetype begin = source.text.size();
        source.lines.push_back(
            {begin, begin + line.size(), QString::number(source.lines.size() + 1)});
        source.text += line + u'\n';
        --count;
    }
    return source;
}

QString lineAt(const Source& source, std::size_t line)
{
    const qsizetype begin = source.lines[line].begin;
    return source.text.mid(begin, source.text.indexOf(u'\n', begin) - begin);
}

// What copying, another program's export or a careless hand do to a sentence without changing it.
QString worn(QString text, int kind, std::mt19937& rng)
{
    const qsizetype space = text.indexOf(u' ', qsizetype(rng() % 20));
    switch (kind) {
    case 0:
        return text.replace(space, 1, QStringLiteral("\n    "));
    case 1:
        return text.replace(u' ', QStringLiteral("  "));
    case 2:
        return text.toUpper();
    case 3: { // hyphenated at the end of a line
        const qsizetype word = text.indexOf(QLatin1String("the ")) + 6;
        return text.insert(word, QStringLiteral("-\n"));
    }
    case 4: // ligature, where there is one
        return text.replace(QLatin1String("ff"), QString(QChar(0xfb00)))
            .replace(QLatin1String("fi"), QString(QChar(0xfb01)))
            .replace(u' ', QChar(0x00a0));
    default: { // a slip in a long word
        const qsizetype word = text.indexOf(u' ', text.size() / 2) + 1;
        qsizetype longWord = word;
        for (const QString& part : text.mid(word).split(u' ')) {
            if (part.size() >= 8 && part[0].isLetter())
                break;
            longWord += part.size() + 1;
        }
        if (longWord + 4 >= text.size())
            return text.replace(space, 1, QStringLiteral(" \t"));
        text[longWord + 3] = u'q';
        return text;
    }
    }
}

// A sentence that says something else in the same words as far as possible.
QString altered(const QString& text, int kind, const Source& source, std::mt19937& rng)
{
    const auto swapped = [&](const char* from, const char* to) {
        QString changed = text;
        return changed.replace(QLatin1String(from), QLatin1String(to));
    };
    QList<QString> tries;
    switch (kind) {
    case 0: // another number, or a number where there was none
        for (qsizetype i = 0; i < text.size(); ++i) {
            if (text[i].isDigit()) {
                QString changed = text;
                changed[i] = text[i] == u'9' ? u'8' : QChar(text[i].unicode() + 1);
                tries << changed;
            }
        }
        tries << text.chopped(1) + QStringLiteral(" 7.");
        break;
    case 1:
        tries << swapped("shall deliver", "shall not deliver") << swapped("may ", "must ")
              << swapped("must ", "may ") << swapped("never has", "has")
              << swapped("agrees", "refuses") << swapped("is obliged", "is not obliged");
        break;
    case 2:
        tries << swapped("Every employee", "Every employer") << swapped("insured", "insurer")
              << swapped("contractor", "contractee") << swapped("supplier", "supplied")
              << swapped("Our", "Your") << swapped("former", "latter");
        break;
    case 3: // another sign
        for (const auto& [from, to] :
             {std::pair("⁶", "⁵"), std::pair("½", ""), std::pair("③", "②"), std::pair("§", ""),
              std::pair(":30", " 30"), std::pair(" * ", " / ")})
        {
            QString changed = text;
            tries << changed.replace(QString::fromUtf8(from), QString::fromUtf8(to));
        }
        break;
    case 4: // the beginning of one and the end of another
        tries << text.left(text.size() / 2) + lineAt(source, rng() % source.lines.size()).mid(30);
        break;
    default:
        tries << sentence(rng);
        break;
    }
    for (const QString& candidate : tries) {
        if (candidate != text && !source.text.contains(candidate))
            return candidate;
    }
    return text.chopped(1) + QStringLiteral(" unless agreed otherwise.");
}

} // namespace

class tst_Quote : public QObject
{
    Q_OBJECT

private slots:
    void findsBlockQuotesWithTheirAnchors()
    {
        const QList<Quote> quotes =
            quotesIn(QStringLiteral("It says:\n> The fee is 4210 euros. [12.3]\n"
                                    "> no anchor\n\nDone."));
        QCOMPARE(quotes.size(), 2);
        QCOMPARE(quotes[0].text, QStringLiteral("The fee is 4210 euros."));
        QCOMPARE(quotes[0].anchor, QStringLiteral("12.3"));
        QCOMPARE(quotes[0].begin, 9);
        QCOMPARE(quotes[1].text, QStringLiteral("no anchor"));
        QVERIFY(quotes[1].anchor.isEmpty());
    }

    void findsTextsInQuotationMarks()
    {
        const QString answer =
            QString::fromUtf8("He wrote “the fee is due in May” [4], «une longue citation», "
                              "「这是一个比较长的引用文字内容」 and \"short\".");
        QStringList texts;
        for (const Quote& quote : quotesIn(answer))
            texts << quote.text;
        QCOMPARE(texts, (QStringList{QString::fromUtf8("the fee is due in May"),
                                     QString::fromUtf8("une longue citation"),
                                     QString::fromUtf8("这是一个比较长的引用文字内容")}));
        QCOMPARE(quotesIn(answer)[0].anchor, QStringLiteral("4"));
    }

    void findsQuotationsOfEveryForm_data()
    {
        QTest::addColumn<QString>("answer");
        QTest::addColumn<QStringList>("texts");
        const auto row = [](const char* name, const char* answer, const QStringList& texts) {
            QTest::newRow(name) << QString::fromUtf8(answer) << texts;
        };
        const auto one = [](const char* text) { return QStringList{QString::fromUtf8(text)}; };
        row("number", "They pay “€5,000” a year.", one("€5,000"));
        row("short Chinese", "他说“租金为三千元整”。", one("租金为三千元整"));
        row("a name", "It is called the “Fee” there.", {});
        row("line break", "He wrote \"the fee is\n  due in May\" [4].",
            one("the fee is due in May"));
        row("German guillemets", "Es heißt »die Miete ist fällig«.", one("die Miete ist fällig"));
        row("single guillemets", "Es heißt ‹die Miete ist fällig›.", one("die Miete ist fällig"));
        row("German marks", "Es heißt „die Miete ist fällig“ dort.", one("die Miete ist fällig"));
        row("single marks", "It says ‘they don’t pay the fee’ there.",
            one("they don’t pay the fee"));
        row("in a list", "- > The fee is due. [3]\n2. > It is low.",
            {QStringLiteral("The fee is due."), QStringLiteral("It is low.")});
        row("inches", "A 5\" pipe and a 12\" pipe are there, said \"the long report\".",
            one("the long report"));
        row("apostrophe", "The users’ fee and the owners’ fee are due in May.", {});
        row("two paragraphs", "An unclosed \" mark.\n\nThe next \" mark is here.", {});
        row("list items", "- an unclosed \" mark\n- the next \" mark is here", {});
    }

    void findsQuotationsOfEveryForm()
    {
        QFETCH(QString, answer);
        QStringList texts;
        for (const Quote& quote : quotesIn(answer))
            texts << quote.text;
        QTEST(texts, "texts");
    }

    void placesOfQuotationsAreThoseOfTheAnswer()
    {
        const QString answer = QStringLiteral(
            "He said\nthat \"the fee is\ndue in May\" [4.1] holds.\n\n- > The end. [5]\n");
        const QList<Quote> quotes = quotesIn(answer);
        QCOMPARE(quotes.size(), 2);
        QCOMPARE(answer.mid(quotes[0].begin, quotes[0].end - quotes[0].begin),
                 QStringLiteral("\"the fee is\ndue in May\" [4.1]"));
        QCOMPARE(quotes[0].anchor, QStringLiteral("4.1"));
        QCOMPARE(answer.mid(quotes[1].begin, quotes[1].end - quotes[1].begin),
                 QStringLiteral("- > The end. [5]"));
        QCOMPARE(quotes[1].anchor, QStringLiteral("5"));
    }

    void takesNothingFromCodeBlocks()
    {
        QVERIFY(
            quotesIn(QStringLiteral("```\n> a line of a shell\nx = \"a long string there\"\n```"))
                .isEmpty());
    }

    // A third exact, a third worn, a third invented: none may be classed as another.
    void classes200GeneratedQuotations()
    {
        std::mt19937 rng(20);
        const std::vector<Source> sources = {contract(rng, 120), contract(rng, 60)};
        const QuoteChecker checker(sources);
        int exact = 0;
        int repaired = 0;
        int invented = 0;
        for (int i = 0; i < 210; ++i) {
            const int document = i % 2;
            const Source& source = sources[std::size_t(document)];
            const std::size_t line = rng() % source.lines.size();
            const QString text = lineAt(source, line);
            const QString anchor = source.lines[line].anchor;
            if (i % 3 == 0) {
                const Finding found = checker.check({0, 0, text, anchor});
                QCOMPARE(found.status, Status::Exact);
                QVERIFY(found.anchorAgrees);
                QCOMPARE(sources[std::size_t(found.place.document)].text.mid(
                             found.place.begin, found.place.end - found.place.begin),
                         text);
                ++exact;
            } else if (i % 3 == 1) {
                const QString quoted = worn(text, i / 3 % 6, rng);
                const Finding found = checker.check({0, 0, quoted, anchor});
                QVERIFY2(found.status == Status::Repaired, qPrintable(quoted));
                QCOMPARE(lineAt(sources[std::size_t(found.place.document)],
                                std::size_t(sources[std::size_t(found.place.document)]
                                                .anchorAt(found.place.begin)
                                                .toInt()
                                            - 1)),
                         text);
                ++repaired;
            } else {
                QString quoted = altered(text, i / 3 % 6, source, rng);
                if (sources[std::size_t(1 - document)].text.contains(quoted))
                    continue; // the other contract says so
                const Finding found = checker.check({0, 0, quoted, anchor});
                QVERIFY2(found.status == Status::NotFound, qPrintable(text + u'\n' + quoted));
                ++invented;
            }
        }
        QCOMPARE(exact, 70);
        QCOMPARE(repaired, 70);
        QVERIFY(invented >= 65);
    }

    void saysWhatDiffers()
    {
        const std::vector<Source> sources = {
            {QStringLiteral("a"),
             QStringLiteral("The whole arrangement ends in March of the following year."),
             {}}};
        const Finding found = QuoteChecker(sources).check(
            {0,
             0,
             QStringLiteral("The whole arrangemmnt ends in March of the following year."),
             {}});
        QCOMPARE(found.status, Status::Repaired);
        QCOMPARE(found.difference, QStringLiteral("arrangemmnt / arrangement"));
    }

    void prefersThePlaceOfTheAnchor()
    {
        std::vector<Source> sources(1);
        sources[0].text = QStringLiteral("The same sentence.\nAnother one.\nThe same sentence.\n");
        sources[0].lines = {{0, 18, QStringLiteral("1")},
                            {19, 31, QStringLiteral("2")},
                            {32, 50, QStringLiteral("3")}};
        const QuoteChecker checker(sources);
        QCOMPARE(checker.check({0, 0, QStringLiteral("The same sentence."), QStringLiteral("3")})
                     .place.begin,
                 32);
        const Finding elsewhere =
            checker.check({0, 0, QStringLiteral("The same sentence."), QStringLiteral("2")});
        QCOMPARE(elsewhere.status, Status::Exact);
        QVERIFY(!elsewhere.anchorAgrees);
        // Repaired, too.
        QCOMPARE(checker.check({0, 0, QStringLiteral("the  same sentence"), QStringLiteral("3")})
                     .place.begin,
                 32);
    }

    void knowsChineseAndItsRadicals()
    {
        const std::vector<Source> sources = {
            {QStringLiteral("zh"), QString::fromUtf8("第五条　租金为每⽉三千元，⻓期有效。"), {}}};
        const QuoteChecker checker(sources);
        QCOMPARE(checker.check({0, 0, QString::fromUtf8("租金为每月三千元,长期有效"), {}}).status,
                 Status::Repaired);
        QCOMPARE(checker.check({0, 0, QString::fromUtf8("租金为每月五千元,长期有效"), {}}).status,
                 Status::NotFound);
    }

    void keepsSignsOfNumbers()
    {
        const std::vector<Source> sources = {
            {QStringLiteral("a"),
             QStringLiteral("The result was -5 % in the last year.\nA value of $40 was paid."),
             {}}};
        const QuoteChecker checker(sources);
        QCOMPARE(checker.check({0, 0, QStringLiteral("The result  was 5 % in the last year."), {}})
                     .status,
                 Status::NotFound);
        QCOMPARE(checker.check({0, 0, QString::fromUtf8("A value  of €40 was paid."), {}}).status,
                 Status::NotFound);
        QCOMPARE(checker.check({0, 0, QStringLiteral("The result  was -5 % in the last year."), {}})
                     .status,
                 Status::Repaired);
    }

    void aPartOfANumberIsAnotherNumber()
    {
        const std::vector<Source> sources = {
            {QStringLiteral("a"),
             QStringLiteral("They pay 4210 euros a month and -5 % later, or 4,210.50 at once."),
             {}}};
        const QuoteChecker checker(sources);
        for (const char* text :
             {"210 euros a month and", "5 % later, or 4,210.50",
              "4210 euros a month and -5 % later, or 4,210", "210 EUROS a month  and",
              "5 %  later, or 4,210.50 at", "hey pay 4210 euros"})
            QVERIFY2(checker.check({0, 0, QLatin1String(text), {}}).status == Status::NotFound,
                     text);
        QCOMPARE(checker.check({0, 0, QStringLiteral("4210 euros a month and"), {}}).status,
                 Status::Exact);
    }

    // One sign tells each of these from what the document says.
    void anotherSignIsAnotherStatement_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("quoted");
        const auto row = [](const char* text, const char* quoted) {
            QTest::newRow(quoted) << QString::fromUtf8(text) << QString::fromUtf8(quoted);
        };
        row("They made 10⁶ units in March.", "They made 10 units in March.");
        row("They made 10⁶ units in March.", "They made 10⁵ units  in March.");
        row("They made 10⁶ units in March.", "They made 106 units in March.");
        row("They made 10⁶ units in March.", "They made 10 6 units in March.");
        row("They made 10⁶ units in March.", "They made 10");
        row("It grows with 2ⁿ steps at most.", "It grows with 2 n steps at most.");
        row("It takes 2½ years to grow.", "It takes 2 years to grow.");
        row("It takes 2½ years to grow.", "½ years to grow.");
        row("It takes 2½ years to grow.", "It takes 2");
        row("本合同第①款规定的租金", "本合同第②款规定的租金");
        row("本合同第①款规定的租金", "本合同第1款规定的租金");
        row("See chapter Ⅳ of the book.", "See chapter Ⅵ of the book.");
        row("    x = a * b;\n", "x = a / b;");
        row("    x = a*b;\n", "x = a/b;");
        row("    x = a * b;\n", "x  = a b;");
        row("    x = a ^ b;\n", "x = a | b;");
        row("    y = x**2;\n", "y = x*2;");
        row("Mix it 3:1 with water.", "Mix it 3 1 with water.");
        row("Mix it 3:1 with water.", "Mix it 3");
        row("Turn it by 5° at once.", "Turn it by 5 at once.");
        row("It melts at 20 ℃ or more.", "It melts at 20 ℉ or more.");
        row("By §5 of the law it is due.", "By 5 of the law it is due.");
        row("The lunch ✓ and the dinner ✗ are paid.", "The lunch ✓ and the dinner ✓ are paid.");
        row("Bring coffee and/or tea.", "Bring coffee and or tea.");
    }

    void anotherSignIsAnotherStatement()
    {
        QFETCH(QString, text);
        QFETCH(QString, quoted);
        const std::vector<Source> sources = {{QStringLiteral("a"), text, {}}};
        QCOMPARE(QuoteChecker(sources).check({0, 0, quoted, {}}).status, Status::NotFound);
    }

    void marksOfMarkdownAreNoSigns()
    {
        const std::vector<Source> sources = {
            {QStringLiteral("a.md"),
             QString::fromUtf8("* The **fee** is (**40** euros*) in all.\n* 租金为**三千**元\n"),
             {}}};
        const QuoteChecker checker(sources);
        QCOMPARE(checker.check({0, 0, QStringLiteral("The fee is (40 euros) in all."), {}}).status,
                 Status::Repaired);
        QCOMPARE(checker.check({0, 0, QString::fromUtf8("in all. 租金为三千元"), {}}).status,
                 Status::Repaired);
    }

    // What is repaired but does not look the same is said.
    void namesEveryVisibleDifference_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("quoted");
        QTest::addColumn<QString>("difference");
        const auto row = [](const char* name, const char* text, const char* quoted,
                            const char* difference) {
            QTest::newRow(name) << QString::fromUtf8(text) << QString::fromUtf8(quoted)
                                << QString::fromUtf8(difference);
        };
        row("case", "They leave in May at last.", "They leave in may at last.", "may / May");
        row("hyphen", "You re-sign the contract.", "You resign the contract.", "resign / re-sign");
        row("bracket", "The net loss (1,234) is small.", "The net loss 1,234 is small.",
            "loss 1,234 is / loss (1,234) is");
        row("comma", "Eat, children of mine.", "Eat children of mine.",
            "Eat children / Eat, children");
        row("dash", "pages 3-5 of it", "pages 3 5 of it", "3 5 / 3-5");
        row("white space", "one two three", "one\n  two\tthree", "");
        row("line end", "the magni-\n  ficent house", "the magnificent house", "");
        row("hyphen at the line end", "a well-\nknown house", "a well-known house", "");
        row("quotation marks", "He said “don’t go” to us.", "He said \"don't go\" to us.", "");
        row("width", "三千元，长期，有效", "三千元,长期,有效", "");
        row("ligature", "the ﬁrst oﬃce", "the first office", "");
        row("older PDF text", "the magni\uFFFEficent house", "the magnificent house", "");
        row("old PDF text", "the magni\x02\nficent house", "the magnificent house", "");
    }

    void namesEveryVisibleDifference()
    {
        QFETCH(QString, text);
        QFETCH(QString, quoted);
        const std::vector<Source> sources = {{QStringLiteral("a"), text, {}}};
        const Finding found = QuoteChecker(sources).check({0, 0, quoted, {}});
        QCOMPARE(found.status, Status::Repaired);
        QTEST(found.difference, "difference");
    }

    void aLongListOfDifferencesIsCut()
    {
        const QString text = QStringLiteral("one two three four five six seven eight nine ten");
        const std::vector<Source> sources = {{QStringLiteral("a"), text, {}}};
        const QString difference =
            QuoteChecker(sources).check({0, 0, text.toUpper(), {}}).difference;
        QVERIFY(difference.startsWith(QLatin1String("ONE / one, TWO / two")));
        QVERIFY(difference.endsWith(QString::fromUtf8("EIGHT / eight, …")));
    }

    void emptyTextsAreFoundNowhere()
    {
        const std::vector<Source> nothing;
        QCOMPARE(QuoteChecker(nothing).check({0, 0, QStringLiteral("anything at all"), {}}).status,
                 Status::NotFound);
        const std::vector<Source> sources(1);
        QCOMPARE(QuoteChecker(sources).check({0, 0, QStringLiteral("..."), {}}).status,
                 Status::NotFound);
    }
};

QTEST_APPLESS_MAIN(tst_Quote)
#include "tst_quote.moc"
