// Parts a set that is too long for one question into sections that are asked one after the other, at
// ends of files where that is possible. Pure.

#pragma once

#include "app/document_values.h"

namespace app {

struct Section
{
    std::vector<documents::Source> sources;
    QString name; // "a.c – f.c", "contract.pdf (2)"
};

// Each of at most about `budget` tokens, at least two where the texts have two lines.
std::vector<Section> sectionsOf(const ComposedSet& set, const QList<qint64>& fileTokens,
                                qint64 budget);

} // namespace app
