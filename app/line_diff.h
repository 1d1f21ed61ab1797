// The difference of two texts by lines: the shortest list of removed and added lines (Myers, "An
// O(ND) Difference Algorithm and Its Variations", 1986, the greedy form). Pure functions.

#pragma once

#include <QList>
#include <QString>

namespace app {

struct DiffLine
{
    enum class Kind { Same, Removed, Added };

    Kind kind = Kind::Same;
    int oldNumber = 0; // from 1; 0: the line is not in the old text
    int newNumber = 0;
    QString text;

    bool operator==(const DiffLine&) const = default;
};

// Every line of both texts. Texts that differ in more than kMostEdits lines are told apart coarsely:
// between the equal beginning and the equal end everything is removed and added.
constexpr int kMostEdits = 2000;
QList<DiffLine> lineDiff(const QString& oldText, const QString& newText);

// The changed lines with `context` lines around them; each hunk is one list.
QList<QList<DiffLine>> hunks(const QList<DiffLine>& lines, int context = 3);

} // namespace app
