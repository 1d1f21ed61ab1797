// A set of documents as the model reads it: one text, each line with its anchor at the end, and the
// way back from an anchor or a place in a document.
//
// The anchor stands behind the line because an answer then quotes and cites by going on copying;
// tools/training shows the built-in model nothing else.

#pragma once

#include "app/documents/extracted.h"
#include "app/documents/quote.h"

#include <QByteArray>
#include <QString>

#include <string>
#include <vector>

namespace documents {

struct Document
{
    QString name;
    Extracted content;
    // Of the file when it was read; empty and 0: not known.
    QString path = {};
    qint64 bytes = 0;
    qint64 changed = 0; // milliseconds since 1970
};

// The lines of a document as they are read: lines of code as they stand, paragraphs by sentences.
// Anchors: "12" (line), "3.14" (page and line) for PDF files. One of several has a number, which stands
// in front: "5.12". Its name, which may be long, is said once above its lines: behind each line it took
// more room than the lines themselves (nginx: 13.0 MB instead of 6.6).
Source sourceOf(const Document& document, int number);

// What stands in the prompt in front of the question. UTF-8, ends in front of the end mark's line
// break so that its tokens do not depend on what follows.
struct Rendered
{
    std::string text;
    // Offsets in `text` behind which each document ends: snapshots are worth their memory there.
    std::vector<std::size_t> ends;
};
Rendered render(const QString& title, const std::vector<Source>& sources);

// The lines of a source that [begin, end) touches, with their anchors.
Source excerpt(const Source& source, qsizetype begin, qsizetype end);

// The end of the documents and the question behind them.
std::string questionBehind(const QString& question);

} // namespace documents
