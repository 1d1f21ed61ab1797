#include "app/documents/document_set.h"

#include <algorithm>

namespace documents {
namespace {

constexpr qsizetype kLongestLine = 320; // longer ones are cut between words

bool endsSentence(const QString& text, qsizetype at)
{
    const QChar c = text[at];
    if (c == u'。' || c == u'！' || c == u'？')
        return true;
    if (c != u'.' && c != u'!' && c != u'?')
        return false;
    // "Mr. Smith", "No. 5", "e.g. this" go on; a sentence ends in front of a capital or a quote.
    qsizetype next = at + 1;
    while (next < text.size()
           && (text[next] == u'"' || text[next] == u')' || text[next] == QChar(0x201d)))
        ++next;
    if (next >= text.size() || !text[next].isSpace())
        return false;
    qsizetype word = at;
    while (word > 0 && text[word - 1].isLetter())
        --word;
    if (c == u'.' && at - word <= 3 && at > word && text[word].isUpper())
        return false;
    while (next < text.size() && text[next].isSpace())
        ++next;
    return next >= text.size() || !text[next].isLower();
}

// Where a line that is too long to quote goes on: behind a sentence, else behind a word.
qsizetype pieceEnd(const QString& text, qsizetype begin, qsizetype end, bool isProse)
{
    if (isProse) {
        for (qsizetype i = begin; i < end && i - begin < kLongestLine; ++i) {
            if (!endsSentence(text, i))
                continue;
            qsizetype behind = i + 1;
            while (behind < end && (text[behind].isPunct()) && !text[behind].isSpace())
                ++behind;
            return behind;
        }
    }
    if (end - begin <= kLongestLine)
        return end;
    qsizetype cut = begin + kLongestLine;
    while (cut > begin + kLongestLine / 2 && !text[cut].isSpace())
        --cut;
    if (!text[cut].isSpace())
        cut = begin + kLongestLine - (text[begin + kLongestLine].isLowSurrogate() ? 1 : 0);
    return cut;
}

class Lines
{
public:
    Lines(const Document& document, int number)
        : m_document(document)
        , m_prefix(number > 0 ? QString::number(number) + u'.' : QString())
    {}

    std::vector<Source::Line> take()
    {
        const QString& text = m_document.content.text;
        const Format format = m_document.content.format;
        const bool isProse =
            format != Format::Source && format != Format::Csv && format != Format::Json;
        for (qsizetype begin = 0; begin < text.size();) {
            qsizetype end = text.indexOf(u'\n', begin);
            if (end < 0)
                end = text.size();
            ++m_line;
            for (qsizetype at = begin; at < end;) {
                const qsizetype pieceStops = pieceEnd(text, at, end, isProse);
                if (!QStringView(text).mid(at, pieceStops - at).trimmed().isEmpty())
                    add(at, pieceStops);
                at = std::max(pieceStops, at + 1);
            }
            begin = end + 1;
        }
        return std::move(m_lines);
    }

private:
    void add(qsizetype begin, qsizetype end)
    {
        const QList<qsizetype>& pages = m_document.content.pages;
        QString anchor = m_prefix;
        if (pages.isEmpty()) {
            anchor += QString::number(m_line) + pieceOf(m_line);
        } else {
            const auto page = std::upper_bound(pages.begin(), pages.end(), begin) - pages.begin();
            m_onPage = page == m_page ? m_onPage + 1 : 1;
            m_page = page;
            anchor += QStringLiteral("%1.%2").arg(page).arg(m_onPage);
        }
        m_lines.push_back({begin, end, anchor});
    }

    // The second sentence of line 12 is 12b, the third 12c, the 28th 12-28.
    QString pieceOf(int line)
    {
        m_piece = line == m_pieceLine ? m_piece + 1 : 0;
        m_pieceLine = line;
        if (m_piece == 0)
            return {};
        return m_piece < 26 ? QString(QChar(u'a' + m_piece))
                            : QStringLiteral("-%1").arg(m_piece + 1);
    }

    const Document& m_document;
    QString m_prefix;
    std::vector<Source::Line> m_lines;
    int m_line = 0;
    int m_piece = 0;
    int m_pieceLine = 0;
    qptrdiff m_page = 0;
    int m_onPage = 0;
};

} // namespace

Source sourceOf(const Document& document, int number)
{
    return {document.name, document.content.text, Lines(document, number).take(), number};
}

Rendered render(const QString& title, const std::vector<Source>& sources)
{
    Rendered rendered;
    rendered.text = "<document name=\"" + title.toStdString() + "\">";
    for (const Source& source : sources) {
        if (source.number > 0)
            rendered.text +=
                '\n' + source.name.toStdString() + " [" + std::to_string(source.number) + "]";
        for (const Source::Line& one : source.lines) {
            QStringView line = QStringView(source.text).mid(one.begin, one.end - one.begin);
            while (!line.isEmpty() && line.back().isSpace())
                line.chop(1);
            rendered.text +=
                '\n' + line.toUtf8().toStdString() + " [" + one.anchor.toStdString() + "]";
        }
        rendered.ends.push_back(rendered.text.size());
    }
    return rendered;
}

Source excerpt(const Source& source, qsizetype begin, qsizetype end)
{
    Source part{source.name, source.text, {}, source.number};
    for (const Source::Line& line : source.lines) {
        if (line.begin < end && line.end > begin)
            part.lines.push_back(line);
    }
    return part;
}

std::string questionBehind(const QString& question)
{
    return "\n</document>\n\n" + question.trimmed().toStdString();
}

} // namespace documents
