// A document set on disk: the texts as they were extracted, what was skipped, and the saved reading.
//
//   SET/set.json          names, formats, pages, headings, warnings; what was skipped and why
//   SET/texts/0001.txt    UTF-8, in the order in which they are read
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
                    const std::function<bool()>& isCancelled);

// Atomic: set.json is written last and replaces the old one as a whole.
engine::Status save(const StoredSet& set, const QString& folder);
engine::Result<StoredSet> load(const QString& folder);

} // namespace documents
