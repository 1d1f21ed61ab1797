// AppTables: reads and writes the tables of apps, their versions and files. Blocks; the thread of its
// database.

#pragma once

#include "app/app_version.h"
#include "app/database.h"

namespace app {

class AppTables
{
public:
    // Borrows the database.
    explicit AppTables(Database& database) : m_database(database) {}

    // The app of a conversation; without an id where it has none. A version that was being written
    // when the program ended is cut off.
    engine::Result<AppRecord> read(qint64 conversation);

    engine::Result<QList<AppEntry>> list(); // those changed last first

    // Each inserts what is new and replaces what is there.
    engine::Status write(const AppRecord& app); // without its versions
    engine::Status write(qint64 app, const AppVersion& version);
    engine::Status writeThumbnail(qint64 version, const QByteArray& png);

private:
    engine::Result<QList<AppVersion>> versionsOf(qint64 app);
    engine::Result<QList<AppFile>> filesOf(qint64 version);

    Database& m_database;
};

} // namespace app
