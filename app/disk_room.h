// The room that saved readings take on disk. Blocks; any thread.

#pragma once

#include "app/document_values.h"

namespace app {

// By a folder and all in it; 0 where it is not there.
qint64 bytesIn(const QString& folder);

// Of the readings of all sets below `folder`. `chosen` is the user's, 0: 20 GiB, or a tenth of what is
// free where that is less.
DiskUse measureReadings(const QString& folder, qint64 chosen);

// Removes readings until `set` can have one of `bytes` bytes: first its own by other models, then those
// of `others` in their order. Texts are never removed. Without room nothing is removed.
DiskUse makeRoom(const QString& folder, qint64 set, quint64 model, qint64 bytes, qint64 chosen,
                 const QList<qint64>& others);

} // namespace app
