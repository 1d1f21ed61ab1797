// What the scans of the languages share.

#pragma once

#include <QString>
#include <QStringView>

#include <optional>

namespace documents {

// A symbol that a line begins to define.
struct Symbol
{
    qsizetype indent = 0;
    QString title;
};

// A definition of C or C++ that begins with this line of the text. A declaration is none.
std::optional<Symbol> cSymbol(QStringView line, QStringView textFromLine);

qsizetype indentOf(QStringView line); // a tab counts as four

} // namespace documents
