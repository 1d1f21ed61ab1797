// The parts of a ZIP file in memory, for the office formats. Hostile files are bounded by size.

#pragma once

#include "engine/result.h"

#include <QByteArray>
#include <QHash>
#include <QString>

#include <functional>

namespace documents {

using Parts = QHash<QString, QByteArray>; // by name

// Only the parts that `isWanted`.
engine::Result<Parts> partsOf(const QString& name, const QByteArray& bytes,
                              const std::function<bool(const QString&)>& isWanted);

} // namespace documents
