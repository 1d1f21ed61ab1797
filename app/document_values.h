// What the documents' thread makes of a set and the window's thread borrows: never changed once made.

#pragma once

#include "app/asking.h"
#include "app/documents/quote.h"
#include "app/documents/stored_set.h"
#include "app/engine_jobs.h"

#include <memory>
#include <vector>

namespace app {

using StoredSet = std::shared_ptr<const documents::StoredSet>;

// What of a set is read: its files that are not excluded, in their order.
struct ComposedSet
{
    std::vector<documents::Source> sources;
    documents::Rendered text;
};
using Composed = std::shared_ptr<const ComposedSet>;

inline RenderedText textOf(const Composed& set) { return {set, &set->text}; }

struct PreparedSet
{
    qint64 id = 0;
    StoredSet stored;
    Composed all;    // as if nothing was excluded
    Composed chosen; // the same where nothing is
};

// What can be jumped to in each document: its headings, or the symbols of a source text.
struct Outlines
{
    StoredSet of;
    QList<QList<documents::Heading>> documents;
};

// What a question is asked behind: one text, or one after the other and then all answers together.
struct AskedText
{
    struct Part
    {
        RenderedText text;
        QString name;
    };
    QList<Part> parts;
    std::optional<Reading> reading = {}; // of the only part, completed and saved first
    QString receipt;                     // what of the documents the answer is made from
};

struct AskJob
{
    quint64 id = 0;
    Composed set;
    QString title;
    QString folder; // of the set
    Asking asking;
    QString question;
    qint64 budget = 0;         // tokens that one question may stand behind
    QList<qint64> fileTokens;  // of the sources
    std::stop_token stop = {}; // the program ends
};

// A quotation of an answer, and what was found of it.
struct CheckedQuote
{
    QString text;
    QString anchor; // as cited; empty: none
    documents::Finding::Status status = documents::Finding::Status::NotFound;
    bool anchorAgrees = true;
    QString difference;
    QString file;    // of the place, or of the nearest text; empty: there is none
    QString at;      // the anchor there, without the file's name
    QString nearest; // NotFound: the text there
    qsizetype begin = 0;
    qsizetype end = 0;
};

struct CheckedQuotes
{
    Composed in; // the texts that were searched; places are theirs
    QList<CheckedQuote> list;
};

struct DiskUse
{
    qint64 used = 0; // by saved readings
    qint64 budget = 0;
    QString error = {};         // why there is no room; empty: there is
    QList<qint64> evicted = {}; // sets whose readings gave way
};

} // namespace app
