#include "app/line_diff.h"

#include <QStringList>

#include <algorithm>
#include <vector>

namespace app {
namespace {

QStringList linesOf(const QString& text)
{
    if (text.isEmpty())
        return {};
    QStringList lines = text.split(u'\n');
    if (lines.last().isEmpty()) // the text ends with a line break
        lines.removeLast();
    return lines;
}

// Furthest positions in the old text, by diagonal (old minus new), one row for each number of edits.
using Reach = std::vector<std::vector<int>>;

// Diagonal k of the row for `edits` edits is at index k + edits.
int at(const Reach& reach, int edits, int diagonal)
{
    const int index = diagonal + edits;
    return reach[std::size_t(edits)][std::size_t(index)];
}

bool comesFromAbove(const Reach& reach, int edits, int diagonal)
{
    return diagonal == -edits
           || (diagonal != edits
               && at(reach, edits - 1, diagonal - 1) < at(reach, edits - 1, diagonal + 1));
}

// Walks forward until the end is reached; empty when that takes more than kMostEdits edits.
Reach walk(const QStringList& a, const QStringList& b)
{
    const int n = int(a.size());
    const int m = int(b.size());
    Reach reach;
    for (int edits = 0; edits <= std::min(n + m, kMostEdits); ++edits) {
        const int diagonals = 2 * edits + 1;
        std::vector<int>& row = reach.emplace_back(std::size_t(diagonals), 0);
        for (int k = -edits; k <= edits; k += 2) {
            int x = 0;
            if (edits > 0)
                x = comesFromAbove(reach, edits, k) ? at(reach, edits - 1, k + 1)
                                                    : at(reach, edits - 1, k - 1) + 1;
            while (x < n && x - k < m && x - k >= 0 && a[x] == b[x - k])
                ++x;
            const int index = k + edits;
            row[std::size_t(index)] = x;
            if (x >= n && x - k >= m)
                return reach;
        }
    }
    return {};
}

using Kind = DiffLine::Kind;

// The kinds from the end to the beginning.
QList<Kind> kindsBackwards(const QStringList& a, const QStringList& b)
{
    const Reach reach = walk(a, b);
    QList<Kind> kinds;
    if (reach.empty()) {
        kinds.fill(Kind::Added, b.size());
        kinds.append(QList<Kind>(a.size(), Kind::Removed));
        return kinds;
    }
    int x = int(a.size());
    int y = int(b.size());
    for (int edits = int(reach.size()) - 1; edits > 0; --edits) {
        const int k = x - y;
        const bool isAdded = comesFromAbove(reach, edits, k);
        const int previousX = at(reach, edits - 1, isAdded ? k + 1 : k - 1);
        const int afterEdit = isAdded ? previousX : previousX + 1;
        for (; x > afterEdit; --x)
            kinds.append(Kind::Same);
        kinds.append(isAdded ? Kind::Added : Kind::Removed);
        x = previousX;
        y = previousX - (isAdded ? k + 1 : k - 1);
    }
    kinds.append(QList<Kind>(x, Kind::Same));
    return kinds;
}

} // namespace

QList<DiffLine> lineDiff(const QString& oldText, const QString& newText)
{
    const QStringList oldLines = linesOf(oldText);
    const QStringList newLines = linesOf(newText);
    const auto shorter = std::min(oldLines.size(), newLines.size());
    qsizetype begin = 0;
    while (begin < shorter && oldLines[begin] == newLines[begin])
        ++begin;
    qsizetype end = 0;
    while (end < shorter - begin
           && oldLines[oldLines.size() - 1 - end] == newLines[newLines.size() - 1 - end])
        ++end;

    const QStringList a = oldLines.mid(begin, oldLines.size() - begin - end);
    const QStringList b = newLines.mid(begin, newLines.size() - begin - end);
    QList<Kind> kinds(begin, Kind::Same);
    const QList<Kind> middle = kindsBackwards(a, b);
    std::reverse_copy(middle.begin(), middle.end(), std::back_inserter(kinds));
    kinds.append(QList<Kind>(end, Kind::Same));

    QList<DiffLine> result;
    result.reserve(kinds.size());
    int oldNumber = 0;
    int newNumber = 0;
    for (const Kind kind : kinds) {
        if (kind != Kind::Added)
            ++oldNumber;
        if (kind != Kind::Removed)
            ++newNumber;
        const bool isOld = kind == Kind::Removed;
        result.append({kind, kind == Kind::Added ? 0 : oldNumber, isOld ? 0 : newNumber,
                       isOld ? oldLines[oldNumber - 1] : newLines[newNumber - 1]});
    }
    return result;
}

QList<QList<DiffLine>> hunks(const QList<DiffLine>& lines, int context)
{
    QList<QList<DiffLine>> result;
    qsizetype shownUntil = 0; // the first line that no hunk holds
    for (qsizetype i = 0; i < lines.size(); ++i) {
        if (lines[i].kind == Kind::Same)
            continue;
        const qsizetype from = std::max(shownUntil, i - context);
        if (result.isEmpty() || from > shownUntil)
            result.append(QList<DiffLine>());
        qsizetype until = i + 1;
        while (until < lines.size() && lines[until].kind != Kind::Same)
            ++until;
        const qsizetype end = std::min(lines.size(), until + context);
        result.last().append(lines.mid(from, end - from));
        shownUntil = end;
        i = until - 1;
    }
    return result;
}

} // namespace app
