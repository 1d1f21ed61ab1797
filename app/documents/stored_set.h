// A document set on disk: the texts as they were extracted, what was skipped, and the saved reading.
//
//   SET/set.json          names, formats, pages, headings, warnings; what was skipped and why
//   SET/texts/HASH.txt    UTF-8, named by what is in them
//   SET/parts/            the readings by models (app/documents/reading.h)

#pragma once

#include "app/documents/document_set.h"
#include "app/documents/folder_scan.h"

namespace documents {

struct StoredSet
{
    QString title;
    QString model; // path of the model that read it
    std::vector<Document> documents;
    QList<FoundFile> skipped;
    QStringList notes;

    std::vector<Source> sources() const;
};

// Reads what `scan` found. A file that turns out to be unreadable joins the skipped ones.
StoredSet loadFiles(const QString& title, const Scan& scan,
                    const std::function<bool()>& isCancelled,
                    const std::function<void(qsizetype files)>& onProgress = {});

// What became of a set's files since they were read.
struct Changes
{
    QStringList changed;
    QStringList added;
    QStringList gone;    // deleted in a folder that is still there
    QStringList missing; // of what was dropped: it is not there at all, and its texts are kept

    qsizetype count() const { return changed.size() + added.size() + gone.size(); }
};
Changes changesSince(const StoredSet& set, const QStringList& paths, const Scan& scan);

// The set as its files are now. What did not change keeps its order, so that it need not be read
// again; what changed or is new comes behind it.
StoredSet updated(const StoredSet& set, const QStringList& paths, const Scan& scan,
                  const std::function<bool()>& isCancelled,
                  const std::function<void(qsizetype files)>& onProgress = {});

// Whether a set was saved there; not whether it can be loaded.
bool isSet(const QString& folder);

// set.json is written last and replaces the old one as a whole. Refuses a folder with anything in it
// that is no set: nothing of others is written over or removed.
engine::Status save(const StoredSet& set, const QString& folder);
engine::Result<StoredSet> load(const QString& folder);

} // namespace documents
