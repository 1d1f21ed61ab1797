// Quotations in an answer, and whether the documents really say them. The program looks, not the
// model: a quotation that is not found is shown as such.

#pragma once

#include "app/documents/words.h"

#include <QList>
#include <QString>

#include <unordered_map>
#include <vector>

namespace documents {

struct Quote
{
    qsizetype begin = 0; // in the answer, with its marks
    qsizetype end = 0;
    QString text;   // what is said to stand in a document
    QString anchor; // "12.3", empty when none is cited

    bool operator==(const Quote&) const = default;
};

// Lines of Markdown block quotes ("> text [anchor]"), and texts in quotation marks (straight, curly,
// guillemets, corner brackets) within a paragraph, of at least kLeastQuoteLength characters or with a
// number. Code blocks are none.
constexpr qsizetype kLeastQuoteLength = 12;
QList<Quote> quotesIn(const QString& answer);

// Where something stands.
struct Place
{
    int document = -1;
    qsizetype begin = 0;
    qsizetype end = 0;
};

struct Finding
{
    enum class Status {
        Exact,    // character by character
        Repaired, // but for white space, hyphenation, typography, or a letter here and there
        NotFound, // `place` is the nearest text, if there is one
    };

    Status status = Status::NotFound;
    Place place;
    QString difference;       // Repaired: where it is read otherwise, "quoted / found"
    bool anchorAgrees = true; // false: the text stands elsewhere than cited
};

// A document's text and its lines' anchors, which an answer cites.
struct Source
{
    struct Line
    {
        qsizetype begin = 0;
        qsizetype end = 0; // a long line of the text is several of these
        QString anchor;
    };

    QString name;
    QString text;
    std::vector<Line> lines; // ascending; may be empty
    int number = 0;          // in its set, from 1; 0: it is alone

    QString anchorAt(qsizetype position) const; // empty: no line has one there
};

// Borrows the sources, which must not change while it lives. Building it reads them once (about 50
// MB a second); checking a quotation looks only where its rarest words stand.
class QuoteChecker
{
public:
    explicit QuoteChecker(const std::vector<Source>& sources);

    Finding check(const Quote& quote) const;

private:
    struct At
    {
        int document;
        std::uint32_t word;
    };
    struct Match;

    Finding findExactly(const Quote& quote) const;
    Finding findByWords(const Quote& quote) const;
    Match matchAround(const std::vector<Word>& wanted, QStringView quote, std::size_t seed,
                      At at) const;
    QString differences(const std::vector<Word>& wanted, QStringView quote,
                        const Match& match) const;
    bool agrees(const Place& place, const QString& anchor) const;

    const std::vector<Source>& m_sources;
    std::vector<std::vector<Word>> m_words; // of each source
    std::unordered_map<std::uint64_t, std::vector<At>> m_index;
};

} // namespace documents
