// Full-text search over the titles and messages that are not in the trash. Blocks; the thread of the
// database.

#pragma once

#include "app/database.h"
#include "app/records.h"

namespace app {

// All words of `query` must occur in a title or in one message, anywhere in them, in any case; titles
// come first, then messages, the newest first. At most `limit` hits.
engine::Result<QList<SearchHit>> search(Database& database, const QString& query, int limit);

// One line of `text` around the first of the words that occurs in it.
QString excerpt(const QString& text, const QStringList& words);

} // namespace app
