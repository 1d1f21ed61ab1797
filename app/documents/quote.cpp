#include "app/documents/quote.h"

#include <algorithm>

namespace documents {
namespace {

constexpr std::size_t kMostSeeds = 3;          // rarest words of a quotation that are looked up
constexpr std::size_t kMostPlaces = 20'000;    // of one word
constexpr std::size_t kWordsForOneChange = 8;  // one changed word is allowed in so many
constexpr qsizetype kLeastLettersToRepair = 5; // shorter words must be equal
constexpr std::size_t kLeastWords = 2;         // of a quotation that is repaired
constexpr qsizetype kMostDifferences = 8;      // that are named

// Two words that a slip of one letter tells apart.
bool isSlip(const QString& one, const QString& other)
{
    if (std::min(one.size(), other.size()) < kLeastLettersToRepair || hasDigit(one)
        || hasDigit(other) || std::abs(one.size() - other.size()) > 1)
        return false;
    qsizetype front = 0;
    const qsizetype shorter = std::min(one.size(), other.size());
    while (front < shorter && one[front] == other[front])
        ++front;
    qsizetype back = 0;
    while (back < shorter - front && one[one.size() - 1 - back] == other[other.size() - 1 - back])
        ++back;
    // A changed beginning or end makes another word of it: "unable", "enable"; "insured", "insurer".
    return front >= 2 && back >= 2 && std::max(one.size(), other.size()) - front - back <= 1;
}

} // namespace

struct QuoteChecker::Match
{
    std::size_t equal = 0; // words
    bool isWhole = false;
    Place place;
    std::size_t first = 0; // word of the document
};

QString Source::anchorAt(qsizetype position) const
{
    auto after =
        std::upper_bound(lines.begin(), lines.end(), position,
                         [](qsizetype value, const Line& line) { return value < line.begin; });
    return after == lines.begin() ? QString() : std::prev(after)->anchor;
}

QuoteChecker::QuoteChecker(const std::vector<Source>& sources) : m_sources(sources)
{
    for (std::size_t i = 0; i < sources.size(); ++i) {
        m_words.push_back(wordsOf(sources[i].text));
        for (std::size_t word = 0; word < m_words[i].size(); ++word)
            m_index[m_words[i][word].hash].push_back({int(i), std::uint32_t(word)});
    }
}

Finding QuoteChecker::check(const Quote& quote) const
{
    Finding exact = findExactly(quote);
    return exact.status == Finding::Status::Exact ? exact : findByWords(quote);
}

bool QuoteChecker::agrees(const Place& place, const QString& anchor) const
{
    return anchor.isEmpty()
           || m_sources[std::size_t(place.document)].anchorAt(place.begin) == anchor;
}

// The occurrence at the anchor, else the first one.
Finding QuoteChecker::findExactly(const Quote& quote) const
{
    Finding found;
    for (std::size_t i = 0; i < m_sources.size(); ++i) {
        const QString& text = m_sources[i].text;
        for (qsizetype at = text.indexOf(quote.text); at >= 0;
             at = text.indexOf(quote.text, at + 1)) {
            const Place place{int(i), at, at + quote.text.size()};
            if (!standsAlone(text, place.begin, place.end))
                continue;
            const bool isAtAnchor = agrees(place, quote.anchor);
            if (found.status != Finding::Status::Exact || isAtAnchor)
                found = {Finding::Status::Exact, place, {}, isAtAnchor};
            if (isAtAnchor)
                return found;
        }
    }
    return found;
}

Finding QuoteChecker::findByWords(const Quote& quote) const
{
    const std::vector<Word> wanted = wordsOf(quote.text);
    std::vector<std::size_t> seeds;
    for (std::size_t i = 0; i < wanted.size(); ++i) {
        if (m_index.contains(wanted[i].hash))
            seeds.push_back(i);
    }
    std::sort(seeds.begin(), seeds.end(), [&](std::size_t a, std::size_t b) {
        return m_index.at(wanted[a].hash).size() < m_index.at(wanted[b].hash).size();
    });
    seeds.resize(std::min(seeds.size(), kMostSeeds));

    Match best;
    bool isBestAtAnchor = false;
    for (const std::size_t seed : seeds) {
        const std::vector<At>& places = m_index.at(wanted[seed].hash);
        for (std::size_t i = 0; i < std::min(places.size(), kMostPlaces); ++i) {
            const Match match = matchAround(wanted, quote.text, seed, places[i]);
            const bool isAtAnchor = match.isWhole && agrees(match.place, quote.anchor);
            const auto rank = [](const Match& one, bool atAnchor) {
                return std::tuple(one.isWhole, atAnchor, one.equal);
            };
            if (rank(match, isAtAnchor) > rank(best, isBestAtAnchor)) {
                best = match;
                isBestAtAnchor = isAtAnchor;
            }
        }
    }
    Finding finding;
    // The nearest text helps only if it is near.
    if (!best.isWhole && best.equal * 2 < wanted.size())
        return finding;
    finding.place = best.place;
    if (best.isWhole && wanted.size() >= kLeastWords) {
        finding.status = Finding::Status::Repaired;
        finding.difference = differences(wanted, quote.text, best);
        finding.anchorAgrees = isBestAtAnchor;
    }
    return finding;
}

// Lays the words of the quotation over those of the document, the seed on `at`. Words are not
// skipped: what leaves one out or puts one in says something else.
QuoteChecker::Match QuoteChecker::matchAround(const std::vector<Word>& wanted, QStringView quote,
                                              std::size_t seed, At at) const
{
    Match match;
    const std::vector<Word>& words = m_words[std::size_t(at.document)];
    const QStringView text = m_sources[std::size_t(at.document)].text;
    if (at.word < seed || at.word - seed + wanted.size() > words.size())
        return match;
    const std::size_t first = at.word - seed;
    std::size_t changes = 0;
    std::size_t strangers = 0;
    for (std::size_t i = 0; i < wanted.size(); ++i) {
        const Word& word = words[first + i];
        if (word.hash == wanted[i].hash) {
            ++match.equal;
            continue;
        }
        const QStringView said = quote.mid(wanted[i].begin, wanted[i].end - wanted[i].begin);
        const QStringView there = text.mid(word.begin, word.end - word.begin);
        // A word that the documents have elsewhere was meant as it is said.
        if (!m_index.contains(wanted[i].hash) && isSlip(normalised(said), normalised(there)))
            ++changes;
        else
            ++strangers;
    }
    match.first = first;
    match.place = {at.document, words[first].begin, words[first + wanted.size() - 1].end};
    match.isWhole = strangers == 0 && changes * kWordsForOneChange <= wanted.size()
                    && standsAlone(text, match.place.begin, match.place.end);
    return match;
}

// "quoted / found" of the words that do not look the same, or between which something else stands, such
// as a bracket.
QString QuoteChecker::differences(const std::vector<Word>& wanted, QStringView quote,
                                  const Match& match) const
{
    const Word* const words = m_words[std::size_t(match.place.document)].data() + match.first;
    const QStringView text = m_sources[std::size_t(match.place.document)].text;
    const auto between = [](QStringView all, qsizetype begin, qsizetype end) {
        return all.mid(begin, end - begin);
    };
    std::vector<std::pair<std::size_t, std::size_t>> ranges; // of words, both included
    for (std::size_t i = 0; i < wanted.size(); ++i) {
        const bool isSameWord = lookAlike(between(quote, wanted[i].begin, wanted[i].end),
                                          between(text, words[i].begin, words[i].end));
        const bool isSameBehind = i + 1 == wanted.size()
                                  || lookAlike(between(quote, wanted[i].end, wanted[i + 1].begin),
                                               between(text, words[i].end, words[i + 1].begin));
        if (isSameWord && isSameBehind)
            continue;
        if (ranges.empty() || ranges.back().second < i)
            ranges.emplace_back(i, i);
        ranges.back().second = isSameBehind ? i : i + 1;
    }
    QStringList list;
    for (const auto& [first, last] : ranges) {
        const QStringView said = between(quote, wanted[first].begin, wanted[last].end);
        const QStringView there = between(text, words[first].begin, words[last].end);
        list << said.toString().simplified() + QStringLiteral(" / ")
                    + there.toString().simplified();
    }
    if (list.size() > kMostDifferences) {
        list.resize(kMostDifferences);
        list << QString(QChar(0x2026));
    }
    return list.join(QStringLiteral(", "));
}

} // namespace documents
