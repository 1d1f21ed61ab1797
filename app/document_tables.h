// DocumentTables: reads and writes the tables of document sets and of measured readings. Blocks; the
// thread of its database.

#pragma once

#include "app/database.h"
#include "app/document_records.h"

namespace app {

class DocumentTables
{
public:
    // Borrows the database.
    explicit DocumentTables(Database& database) : m_database(database) {}

    engine::Result<QList<DocumentSetRecord>> sets();
    engine::Result<QList<ReadingRun>> runs(); // the newest first, not all of them

    engine::Status write(const DocumentSetRecord& set); // new, or replaces what is there
    engine::Status add(const ReadingRun& run);
    engine::Status removeSet(qint64 id);
    // Of no conversation, not even one in the trash, and not used since then.
    engine::Result<QList<qint64>> unusedSets(qint64 since);

private:
    Database& m_database;
};

} // namespace app
