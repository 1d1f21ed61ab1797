#include "app/documents/words.h"

#include "app/documents/radicals.h"

#include <QHash>

namespace documents {
namespace {

constexpr char16_t kSoftHyphen = 0x00ad;

// PDF files that were read by an older version have one of the last two in its place.
bool isHyphen(QChar c)
{
    return c == QLatin1Char('-') || c.unicode() == 0x2010 || c.unicode() == 0x2011
           || c.unicode() == 0x0002 || c.unicode() == 0xfffe;
}

bool isIdeograph(QChar c)
{
    switch (c.script()) {
    case QChar::Script_Han:
    case QChar::Script_Hiragana:
    case QChar::Script_Katakana:
        return true;
    default:
        return false;
    }
}

// Borders, bullets and marks of trade, which copies leave out.
bool isOrnament(QChar c)
{
    return (c.unicode() >= 0x2500 && c.unicode() < 0x2600) || c.unicode() == 0x00a9
           || c.unicode() == 0x00ae || c.unicode() == 0x2122 || c.unicode() >= 0xfff0;
}

// Numbers that are no row of digits, and what is raised, lowered or circled: 10⁶ is not 106, and ① is
// not 1, although they resolve to the same.
bool isOwnNumber(QChar c)
{
    if (c.unicode() < 0x80)
        return false;
    switch (c.decompositionTag()) {
    case QChar::Super:
    case QChar::Sub:
    case QChar::Circle:
    case QChar::Fraction:
        return !isOrnament(c);
    default:
        return c.category() == QChar::Number_Other || c.category() == QChar::Number_Letter;
    }
}

// Letters, marks and both halves of what lies beyond the basic plane.
bool isLetter(QChar c)
{
    return (c.isLetter() || c.isMark() || c.isSurrogate() || c == QLatin1Char('_'))
           && !isIdeograph(c) && !isOwnNumber(c);
}

// Signs of full width are those of ASCII.
QChar withUsualWidth(QChar c)
{
    return c.unicode() > 0xff00 && c.unicode() < 0xff5f ? QChar(c.unicode() - 0xfee0) : c;
}

// Changes what a number or a statement says although it is no letter.
bool isSign(QChar c)
{
    switch (c.category()) {
    case QChar::Symbol_Currency:
    case QChar::Symbol_Math:
        return true;
    case QChar::Symbol_Other:
        return !isOrnament(c);
    default:
        return QStringView(u"%!#&@/^\u00a7\u2030\u2031").contains(withUsualWidth(c));
    }
}

class Scanner
{
public:
    explicit Scanner(QStringView text) : m_text(text) {}

    std::vector<Word> scan()
    {
        while (m_at < m_text.size()) {
            const QChar c = m_text[m_at];
            if (c.isDigit())
                take(endOfNumber(m_at));
            else if (isLetter(c))
                take(endOfLetters(m_at));
            else if (isIdeograph(c) || isOwnNumber(c) || isSign(c) || isMinus(m_at) || isRatio(m_at)
                     || isTimes(m_at))
                take(m_at + 1);
            else
                ++m_at;
        }
        return std::move(m_words);
    }

private:
    void take(qsizetype end)
    {
        const QString word = normalised(m_text.mid(m_at, end - m_at));
        if (!word.isEmpty())
            m_words.push_back({m_at, end, qHash(word, 0x6c6576696eU)});
        m_at = end;
    }

    // 4,210.50 is one number; the comma behind a number is none of it.
    qsizetype endOfNumber(qsizetype at) const
    {
        while (at < m_text.size()) {
            const QChar c = m_text[at];
            const bool isSeparator = c == QLatin1Char('.') || c == QLatin1Char(',');
            const bool goesOn = isSeparator && at + 1 < m_text.size() && m_text[at + 1].isDigit();
            if (!c.isDigit() && !goesOn)
                break;
            ++at;
        }
        return at;
    }

    qsizetype endOfLetters(qsizetype at) const
    {
        while (at < m_text.size()) {
            const QChar c = m_text[at];
            if (isLetter(c) || c.isDigit() || c.unicode() == kSoftHyphen) {
                ++at;
                continue;
            }
            if (!isHyphen(c))
                break;
            qsizetype next = at + 1;
            while (next < m_text.size() && next - at < 40 && m_text[next].isSpace())
                ++next; // a hyphen at the end of a line, and the indent of the next
            const bool crossesLine = m_text.mid(at, next - at).contains(QLatin1Char('\n'));
            const bool joins = next == at + 1 || crossesLine;
            if (!joins || next >= m_text.size() || !isLetter(m_text[next]))
                break;
            at = next;
        }
        return at;
    }

    // In front of a digit and not behind a letter or digit: -5, but not 3-5 or A-5.
    bool isMinus(qsizetype at) const
    {
        return isHyphen(m_text[at]) && at + 1 < m_text.size() && m_text[at + 1].isDigit()
               && (at == 0 || !m_text[at - 1].isLetterOrNumber());
    }

    QChar at(qsizetype place) const
    {
        return place >= 0 && place < m_text.size() ? m_text[place] : QChar(u'\n');
    }

    // 3:1 and 10:30.
    bool isRatio(qsizetype place) const
    {
        return withUsualWidth(m_text[place]) == u':' && at(place - 1).isDigit()
               && at(place + 1).isDigit();
    }

    // a * b, a*b and 2**3, but neither *a*, **a** nor the bullets of lists.
    bool isTimes(qsizetype place) const
    {
        const auto isStar = [&](qsizetype one) { return withUsualWidth(at(one)) == u'*'; };
        if (!isStar(place))
            return false;
        qsizetype before = isStar(place - 1) ? place - 2 : place - 1;
        const qsizetype behind = isStar(place + 1) ? place + 2 : place + 1;
        const auto isOperand = [](QChar c) { return isLetter(c) || c.isNumber(); };
        const bool isTight = (isOperand(at(before)) || at(before) == u')' || at(before) == u']')
                             && (isOperand(at(behind)) || at(behind) == u'(');
        if (isTight || at(before) != u' ' || at(behind) != u' ')
            return isTight;
        while (at(before) == u' ')
            --before;
        return at(before) != u'\n';
    }

    QStringView m_text;
    qsizetype m_at = 0;
    std::vector<Word> m_words;
};

bool isQuotationMark(QChar c)
{
    return c.category() == QChar::Punctuation_InitialQuote
           || c.category() == QChar::Punctuation_FinalQuote
           || QStringView(u"\"'`\u201a\u201e\u300c\u300d\u300e\u300f").contains(c);
}

// What a reader sees, with a hyphen at the end of a line as a part of the word or not.
QString looks(QStringView text, bool joinsLines)
{
    const QString all = text.toString().normalized(QString::NormalizationForm_KC);
    QString seen;
    for (qsizetype i = 0; i < all.size(); ++i) {
        const QChar c = all[i];
        if (c.isSpace() || c.category() == QChar::Other_Format)
            continue;
        if (isHyphen(c) || c.category() == QChar::Punctuation_Dash) {
            qsizetype next = i + 1;
            while (next < all.size() && all[next].isSpace() && all[next] != u'\n')
                ++next;
            const bool isAtLineEnd =
                c.unicode() == 0xfffe || (isHyphen(c) && next < all.size() && all[next] == u'\n');
            if (!isAtLineEnd || !joinsLines)
                seen += u'-';
        } else {
            seen += isQuotationMark(c) ? QChar(u'"') : ideographOf(c);
        }
    }
    return seen;
}

} // namespace

QString normalised(QStringView text)
{
    if (text.size() == 1 && isOwnNumber(text[0]))
        return text.toString();
    bool isPlain = true;
    for (const QChar c : text)
        isPlain = isPlain && c.unicode() < 0x80;
    QString result =
        isPlain ? text.toString() : text.toString().normalized(QString::NormalizationForm_KC);
    result = result.toLower();
    qsizetype kept = 0;
    for (qsizetype i = 0; i < result.size(); ++i) {
        const QChar c = result[i];
        const bool isDropped =
            c.isSpace() || c.unicode() == kSoftHyphen || (isHyphen(c) && result.size() > 1);
        if (!isDropped)
            result[kept++] = ideographOf(c);
    }
    result.truncate(kept);
    return result;
}

std::vector<Word> wordsOf(QStringView text) { return Scanner(text).scan(); }

bool hasDigit(QStringView word)
{
    for (const QChar c : word) {
        if (c.isNumber())
            return true;
    }
    return false;
}

bool lookAlike(QStringView one, QStringView other)
{
    return looks(one, false) == looks(other, false) || looks(one, true) == looks(other, true);
}

bool standsAlone(QStringView text, qsizetype begin, qsizetype end)
{
    const auto isPart = [](QChar c) { return isLetter(c) || c.isDigit() || isOwnNumber(c); };
    const auto isSeparator = [](QChar c) { return QStringView(u".,:/").contains(c); };
    if (begin >= end)
        return false;
    if (begin > 0 && isPart(text[begin])) {
        const QChar before = text[begin - 1];
        if (isPart(before))
            return false;
        if (text[begin].isDigit()) {
            const bool isInNumber = isSeparator(before) && begin > 1 && text[begin - 2].isDigit();
            const bool isNegative = isHyphen(before) || before.unicode() == 0x2212
                                    || before.category() == QChar::Symbol_Currency;
            if (isInNumber || isNegative)
                return false;
        }
    }
    if (end < text.size() && isPart(text[end - 1])) {
        const bool isInNumber = text[end - 1].isDigit() && isSeparator(text[end])
                                && end + 1 < text.size() && text[end + 1].isDigit();
        if (isPart(text[end]) || isInNumber)
            return false;
    }
    return true;
}

} // namespace documents
