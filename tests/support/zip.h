// Writes ZIP files in memory, for tests of the formats that are some.

#pragma once

#include <QByteArray>
#include <QList>
#include <QPair>

namespace tests {

QByteArray zipOf(const QList<QPair<QByteArray, QByteArray>>& parts); // name, content

} // namespace tests
