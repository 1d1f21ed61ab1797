// The tables of the database, as the steps that led to them.

#pragma once

#include <QList>
#include <QStringList>

namespace app {

// One step is the statements that lead from a version to the next, run in one transaction; the
// version of a database is the number of steps that it has seen. A step that users have seen is never
// changed: append another.
QList<QStringList> migrations();

} // namespace app
