#include "app/sections.h"

#include <algorithm>
#include <numeric>

namespace app {
namespace {

using documents::Source;

// The anchor without the number of its file.
QString lineOf(const Source& source, const Source::Line& line)
{
    const QString prefix = QString::number(source.number) + u'.';
    return source.number > 0 && line.anchor.startsWith(prefix) ? line.anchor.mid(prefix.size())
                                                               : line.anchor;
}

QString nameOf(const std::vector<Source>& sources)
{
    const Source& first = sources.front();
    const Source& last = sources.back();
    if (first.name != last.name)
        return first.name + QStringLiteral(" – ") + last.name;
    return QStringLiteral("%1 [%2 – %3]")
        .arg(first.name, lineOf(first, first.lines.front()), lineOf(last, last.lines.back()));
}

// A piece of a file, and its share of the file's tokens by its share of the lines.
std::vector<Source> piecesOf(const Source& source, qint64 tokens, qint64 budget)
{
    const auto lines = qint64(source.lines.size());
    const qint64 pieces = std::clamp<qint64>((tokens + budget - 1) / budget, 1, lines);
    std::vector<Source> list;
    for (qint64 i = 0; i < pieces; ++i) {
        Source piece{source.name, source.text, {}, source.number};
        piece.lines.assign(source.lines.begin() + i * lines / pieces,
                           source.lines.begin() + (i + 1) * lines / pieces);
        list.push_back(std::move(piece));
    }
    return list;
}

} // namespace

std::vector<Section> sectionsOf(const ComposedSet& set, const QList<qint64>& fileTokens,
                                qint64 budget)
{
    const qint64 total = std::accumulate(fileTokens.begin(), fileTokens.end(), qint64{0});
    // Where all fits, a little more than a half, so that files stay whole.
    const qint64 most = std::max<qint64>(1, std::min(budget, total * 3 / 5));
    std::vector<Section> sections;
    qint64 held = 0;
    for (std::size_t i = 0; i < set.sources.size(); ++i) {
        const qint64 tokens = fileTokens.value(qsizetype(i));
        if (set.sources[i].lines.empty())
            continue;
        const std::vector<Source> pieces = piecesOf(set.sources[i], tokens, most);
        for (std::size_t piece = 0; piece < pieces.size(); ++piece) {
            const qint64 share = tokens / qint64(pieces.size());
            if (sections.empty() || held + share > most) {
                sections.emplace_back();
                held = 0;
            }
            sections.back().sources.push_back(pieces[piece]);
            held += share;
        }
    }
    for (Section& section : sections)
        section.name = nameOf(section.sources);
    return sections;
}

} // namespace app
