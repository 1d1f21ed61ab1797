// The files of a set: reading them, and what became of them since.

#include "app/documents/stored_set.h"

#include <QFile>
#include <QFileInfo>
#include <QHash>
#include <QSet>

#include <algorithm>

namespace documents {
namespace {

// Reads it, or says why not.
void addFile(StoredSet& set, FoundFile file, const IsCancelled& isCancelled)
{
    if (file.isRead()) {
        QFile opened(file.path);
        if (!opened.open(QIODevice::ReadOnly)) {
            file.skipped = opened.errorString();
        } else {
            engine::Result<Extracted> content = extract(file.name, opened.readAll(), isCancelled);
            if (content && !content->text.trimmed().isEmpty())
                set.documents.push_back(
                    {file.name, std::move(*content), file.path, file.bytes, file.changed});
            else
                file.skipped = content ? QStringLiteral("without text")
                                       : QString::fromStdString(content.error().message);
        }
    }
    if (!file.isRead())
        set.skipped.append(file);
}

bool isBelow(const QString& path, const QStringList& folders)
{
    return std::any_of(folders.begin(), folders.end(), [&](const QString& folder) {
        return path == folder || path.startsWith(folder + u'/');
    });
}

} // namespace

StoredSet loadFiles(const QString& title, const Scan& scan,
                    const std::function<bool()>& isCancelled,
                    const std::function<void(qsizetype)>& onProgress)
{
    StoredSet set;
    set.title = title;
    set.notes = scan.notes;
    for (qsizetype i = 0; i < scan.files.size() && !isCancelled(); ++i) {
        addFile(set, scan.files[i], isCancelled);
        if (onProgress)
            onProgress(i + 1);
    }
    return set;
}

Changes changesSince(const StoredSet& set, const QStringList& paths, const Scan& scan)
{
    Changes changes;
    for (const QString& path : paths) {
        if (!QFileInfo::exists(path))
            changes.missing.append(path);
    }
    QHash<QString, const FoundFile*> found;
    for (const FoundFile& file : scan.files)
        found.insert(file.path, &file);
    QSet<QString> known;
    for (const Document& document : set.documents) {
        known.insert(document.path);
        const FoundFile* file = found.value(document.path);
        const bool isThere = file && QFileInfo::exists(document.path);
        if (!isThere && !isBelow(document.path, changes.missing))
            changes.gone.append(document.name);
        else if (isThere && (file->bytes != document.bytes || file->changed != document.changed))
            changes.changed.append(document.name);
    }
    QSet<QString> skipped;
    for (const FoundFile& file : set.skipped)
        skipped.insert(file.name);
    for (const FoundFile& file : scan.files) {
        if (file.isRead() && !known.contains(file.path) && !skipped.contains(file.name))
            changes.added.append(file.name);
    }
    return changes;
}

StoredSet updated(const StoredSet& set, const QStringList& paths, const Scan& scan,
                  const std::function<bool()>& isCancelled,
                  const std::function<void(qsizetype)>& onProgress)
{
    const Changes changes = changesSince(set, paths, scan);
    const QSet<QString> changed(changes.changed.begin(), changes.changed.end());
    const QSet<QString> gone(changes.gone.begin(), changes.gone.end());
    StoredSet now;
    now.title = set.title;
    now.model = set.model;
    now.notes = scan.notes;
    QSet<QString> kept;
    for (const Document& document : set.documents) {
        if (changed.contains(document.name) || gone.contains(document.name))
            continue;
        now.documents.push_back(document);
        kept.insert(document.path);
    }
    for (qsizetype i = 0; i < scan.files.size() && !isCancelled(); ++i) {
        if (!kept.contains(scan.files[i].path))
            addFile(now, scan.files[i], isCancelled);
        if (onProgress)
            onProgress(i + 1);
    }
    return now;
}

} // namespace documents
