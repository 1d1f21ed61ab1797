#include "ui/page_text.h"

#include <algorithm>
#include <vector>

namespace ui {
namespace {

// The letters of a text, each with the place where it stands.
struct Letters
{
    explicit Letters(QStringView text)
    {
        for (qsizetype at = 0; at < text.size(); ++at) {
            const qsizetype begin = at;
            QString form(text[at]);
            if (text[at].isHighSurrogate() && at + 1 < text.size())
                form += text[++at];
            // Ligatures become their letters, and letters of other widths the usual ones.
            for (const QChar letter : form.normalized(QString::NormalizationForm_KC)) {
                const bool isLetter = letter.isLetterOrNumber() || letter.isSurrogate()
                                      || letter.isMark() || letter.isSymbol();
                if (isLetter) {
                    letters += letter;
                    places.push_back(begin);
                }
            }
        }
    }

    qsizetype countBefore(qsizetype place) const
    {
        return std::lower_bound(places.begin(), places.end(), place) - places.begin();
    }

    QString letters;
    std::vector<qsizetype> places;
};

struct Context
{
    qsizetype before;
    qsizetype behind;
};

// Letters that are compared, too, as long as something of it is there.
constexpr Context kContexts[] = {{64, 64}, {64, 0}, {0, 64}, {8, 8}, {8, 0}, {0, 8}, {0, 0}};

// Of all places of the wanted letters the one nearest to where they are expected.
qsizetype nearest(const QString& letters, QStringView wanted, qsizetype expected)
{
    const qsizetype behind = letters.indexOf(wanted, expected);
    const qsizetype before = letters.lastIndexOf(wanted, expected);
    if (behind < 0 || before < 0)
        return std::max(behind, before);
    return behind - expected < expected - before ? behind : before;
}

} // namespace

std::optional<TextRange> mappedRange(QStringView text, TextRange range, QStringView page)
{
    const Letters own(text);
    const Letters there(page);
    const qsizetype first = own.countBefore(range.begin);
    const qsizetype last = own.countBefore(range.end);
    if (first == last)
        return std::nullopt;
    // The same words may stand on a page many times: what stands around them tells which are meant.
    qsizetype at = -1;
    for (const auto [before, behind] : kContexts) {
        const qsizetype from = std::max(qsizetype(0), first - before);
        const qsizetype to = std::min(own.letters.size(), last + behind);
        const qsizetype found =
            nearest(there.letters, QStringView(own.letters).mid(from, to - from), from);
        if (found >= 0) {
            at = found + first - from;
            break;
        }
    }
    if (at < 0)
        return std::nullopt;
    // Up to the end of the character that the last letter belongs to.
    const auto lastAt = std::size_t(at + last - first - 1);
    qsizetype end = there.places[lastAt] + 1;
    if (end < page.size() && page[end].isLowSurrogate())
        ++end;
    return TextRange{there.places[std::size_t(at)], end};
}

} // namespace ui
