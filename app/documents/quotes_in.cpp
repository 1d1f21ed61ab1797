#include "app/documents/quote.h"

#include <QRegularExpression>

#include <algorithm>

namespace documents {
namespace {

constexpr qsizetype kLeastIdeographs = 6; // of a quotation that is shorter than kLeastQuoteLength

struct Marks
{
    char16_t open;
    char16_t close;
};
constexpr Marks kMarks[] = {{u'"', u'"'},     {0x201c, 0x201d}, {0x201e, 0x201c}, {0x2018, 0x2019},
                            {0x201a, 0x2018}, {0x00ab, 0x00bb}, {0x00bb, 0x00ab}, {0x2039, 0x203a},
                            {0x203a, 0x2039}, {0x300c, 0x300d}, {0x300e, 0x300f}};

// "text [12.3]" -> "text", "12.3"
void splitAnchor(Quote& quote)
{
    static const QRegularExpression anchor(
        QStringLiteral("\\s*\\[([^\\[\\]\\n]{1,200})\\][.,;]?$"));
    const QRegularExpressionMatch match = anchor.match(quote.text);
    if (!match.hasMatch())
        return;
    quote.anchor = match.captured(1);
    quote.text.truncate(match.capturedStart());
}

bool isInWord(const QString& text, qsizetype at)
{
    return at >= 0 && at < text.size() && text[at].isLetterOrNumber();
}

// Behind a letter or digit, marks that also close or abbreviate begin nothing: 5", the users’.
bool opens(const QString& text, qsizetype at, const Marks& marks)
{
    const bool mayClose = marks.open == marks.close || marks.open == 0x2018;
    return text[at] == QChar(marks.open) && !(mayClose && isInWord(text, at - 1));
}

// -1: it is not closed. The apostrophe of "don’t" closes nothing.
qsizetype closing(const QString& text, qsizetype from, const Marks& marks)
{
    qsizetype close = text.indexOf(QChar(marks.close), from);
    while (close >= 0 && marks.close == 0x2019 && isInWord(text, close + 1))
        close = text.indexOf(QChar(marks.close), close + 1);
    return close;
}

// A short text in quotation marks is mostly a name for something; one with a number says how much.
bool isWorthChecking(const QString& text)
{
    const auto isIdeograph = [](QChar c) { return c.script() == QChar::Script_Han; };
    return text.size() >= kLeastQuoteLength || hasDigit(text)
           || std::count_if(text.begin(), text.end(), isIdeograph) >= kLeastIdeographs;
}

// `begin`: where the paragraph stands in the answer.
void addMarked(const QString& paragraph, qsizetype begin, QList<Quote>& quotes)
{
    for (qsizetype i = 0; i < paragraph.size(); ++i) {
        const auto marks = std::find_if(std::begin(kMarks), std::end(kMarks),
                                        [&](const Marks& one) { return opens(paragraph, i, one); });
        if (marks == std::end(kMarks))
            continue;
        const qsizetype close = closing(paragraph, i + 1, *marks);
        if (close < 0)
            continue;
        static const QRegularExpression lineBreak(QStringLiteral("\\s*\\n\\s*"));
        const QString text =
            paragraph.mid(i + 1, close - i - 1).trimmed().replace(lineBreak, QStringLiteral(" "));
        if (isWorthChecking(text)) {
            Quote quote{begin + i, begin + close + 1, text, {}};
            // The anchor of an inline quotation follows it: "text" [12.3].
            static const QRegularExpression anchor(QStringLiteral("^\\s*\\[([^\\[\\]]{1,200})\\]"));
            const QRegularExpressionMatch match = anchor.match(paragraph.mid(close + 1));
            if (match.hasMatch()) {
                quote.anchor = match.captured(1);
                quote.end += match.capturedEnd();
            }
            quotes.append(quote);
        }
        i = close;
    }
}

// Whether a line does not go on with the paragraph of the one in front of it.
bool beginsBlock(const QString& line)
{
    static const QRegularExpression mark(QStringLiteral("^\\s*([-*+]\\s|\\d{1,3}[.)]\\s|#|\\||$)"));
    return mark.match(line).hasMatch();
}

} // namespace

QList<Quote> quotesIn(const QString& answer)
{
    // Also within a list: "- > text".
    static const QRegularExpression blockQuote(
        QStringLiteral("^\\s*(?:(?:[-*+]|\\d{1,3}[.)])\\s+)?>[>\\s]*(.*?)\\s*$"));
    QList<Quote> quotes;
    bool isInCode = false;
    qsizetype paragraph = 0; // where the present one begins
    const auto endParagraph = [&](qsizetype end, qsizetype next) {
        if (end > paragraph)
            addMarked(answer.mid(paragraph, end - paragraph), paragraph, quotes);
        paragraph = next;
    };
    for (qsizetype begin = 0; begin < answer.size();) {
        qsizetype end = answer.indexOf(QLatin1Char('\n'), begin);
        if (end < 0)
            end = answer.size();
        const QString line = answer.mid(begin, end - begin);
        const QRegularExpressionMatch quoted = blockQuote.match(line);
        if (line.trimmed().startsWith(QLatin1String("```"))) {
            endParagraph(isInCode ? paragraph : begin, end + 1);
            isInCode = !isInCode;
        } else if (isInCode) {
            paragraph = end + 1;
        } else if (quoted.hasMatch()) {
            endParagraph(begin, end + 1);
            Quote quote{begin, end, quoted.captured(1), {}};
            splitAnchor(quote);
            if (!quote.text.isEmpty())
                quotes.append(quote);
        } else if (beginsBlock(line)) {
            endParagraph(begin, begin);
        }
        begin = end + 1;
    }
    endParagraph(answer.size(), answer.size());
    return quotes;
}

} // namespace documents
