// What of dropped files and folders can be read, and for everything else the reason why not.

#pragma once

#include <QList>
#include <QString>
#include <QStringList>

#include <functional>

namespace documents {

struct FoundFile
{
    QString path; // absolute
    QString name; // as shown and cited: relative to what was dropped, with /
    qint64 bytes = 0;
    qint64 changed = 0; // milliseconds since 1970
    QString skipped;    // why it is not read; empty: it is

    bool isRead() const { return skipped.isEmpty(); }
};

struct ScanOptions
{
    qint64 mostFileBytes = qint64{16} << 20;  // of one text; documents such as PDF may have more
    qint64 mostNamedBytes = qint64{64} << 20; // of a text that was named itself
    bool readHidden = false;
    QString output = {}; // a folder that is written to and so not read; empty: none
};

// Any thread; reads directories and the beginnings of files. Honours .gitignore and .ignore through
// git, which knows their rules best, also those of the repository above a folder; where git is missing
// or fails nothing is ignored and `notes` says so. Symbolic
// links that lead outside what was dropped are skipped. Sorted so that what changes rarely comes
// first: by folder depth and name, files changed within the last week at the end. A change then
// invalidates as little as possible of what was read.
struct Scan
{
    QList<FoundFile> files;
    QStringList notes;
};
Scan scan(const QStringList& paths, const ScanOptions& options,
          const std::function<bool()>& isCancelled);

// What a name or the beginning of a file says about whether it is worth reading; empty: it is.
QString reasonToSkip(const QString& name, const QByteArray& begin);

} // namespace documents
