// A document as the viewer shows it, and what can be said about a place in it.

#pragma once

#include <QList>
#include <QString>

namespace ui {

struct OutlineEntry
{
    qsizetype begin = 0; // in the text, UTF-16 units
    int level = 1;
    QString title;
};

struct ViewedDocument
{
    QString name;
    QString text;                // lines end with \n
    QList<OutlineEntry> outline; // headings or symbols, ascending
    QList<qsizetype> pages;      // of a PDF file: where each page begins in the text
    QString pdfFile;             // absolute path of the original; empty: it is shown as text
};

// Why a place is marked: what a quotation says stands there word for word, or but for small
// differences; it does not, but this is nearest to it; or the program shows a place.
enum class MarkKind { Exact, Repaired, Nearest, Selection };

enum class DocumentQuestion { AskAbout, Explain };

} // namespace ui
