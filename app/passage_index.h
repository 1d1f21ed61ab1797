// Full-text search in the documents of a set (SQLite FTS5, ranked by bm25), for sets that
// are not read as a whole. It lies beside the texts and is made when it is first asked. Blocks; any
// thread.

#pragma once

#include "app/document_values.h"

#include <stop_token>

namespace app {

struct FoundPassages
{
    std::vector<documents::Source> sources; // only the lines that were found, with their anchors
    int count = 0;                          // of passages
};

// The best passages of `set` for the question, in the order of the documents, of about `characters`
// characters together; making the index can be stopped. None where no word of the question is in the texts.
engine::Result<FoundPassages> findPassages(const QString& indexFile, const ComposedSet& set,
                                           const QString& question, qsizetype characters,
                                           const std::stop_token& stop = {});

} // namespace app
