#include "app/app_tables.h"

#include <algorithm>

namespace app {
namespace {

using engine::Result;
using engine::Status;

AppVersion versionFrom(const QSqlQuery& row)
{
    using Kind = AppVersion::Status;
    AppVersion version;
    version.id = row.value(0).toLongLong();
    version.number = row.value(1).toInt();
    version.origin = row.value(2).toInt() == int(AppVersion::Origin::User)
                         ? AppVersion::Origin::User
                         : AppVersion::Origin::Model;
    version.status = Kind(std::clamp(row.value(3).toInt(), 0, int(Kind::Hung)));
    if (version.status == Kind::Writing)
        version.status = Kind::CutOff;
    version.message = row.value(4).toLongLong();
    version.parent = row.value(5).toLongLong();
    version.created = row.value(6).toLongLong();
    version.source.entry = row.value(7).toString();
    version.thumbnail = row.value(8).toByteArray();
    return version;
}

} // namespace

Result<AppRecord> AppTables::read(qint64 conversation)
{
    AppRecord app;
    Result<QSqlQuery> row = m_database.run(
        QStringLiteral("SELECT id, shown, keeps_data FROM app WHERE conversation = ? LIMIT 1"),
        {conversation});
    if (!row)
        return row.error();
    app.conversation = conversation;
    if (!row->next())
        return app;
    app.id = row->value(0).toLongLong();
    app.shown = row->value(1).toLongLong();
    app.keepsData = row->value(2).toBool();
    Result<QList<AppVersion>> versions = versionsOf(app.id);
    if (!versions)
        return versions.error();
    app.versions = *versions;
    return app;
}

Result<QList<AppVersion>> AppTables::versionsOf(qint64 app)
{
    Result<QSqlQuery> rows = m_database.run(
        QStringLiteral("SELECT id, number, origin, status, message, parent, created, entry, "
                       "thumbnail FROM app_version WHERE app = ? ORDER BY number"),
        {app});
    if (!rows)
        return rows.error();
    QList<AppVersion> versions;
    while (rows->next()) {
        AppVersion version = versionFrom(*rows);
        const Result<QList<AppFile>> files = filesOf(version.id);
        if (!files)
            return files.error();
        version.source.files = *files;
        versions.append(version);
    }
    return versions;
}

Result<QList<AppFile>> AppTables::filesOf(qint64 version)
{
    Result<QSqlQuery> rows = m_database.run(
        QStringLiteral("SELECT name, text FROM app_file WHERE version = ? ORDER BY position"),
        {version});
    if (!rows)
        return rows.error();
    QList<AppFile> files;
    while (rows->next())
        files.append({rows->value(0).toString(), rows->value(1).toString()});
    return files;
}

// The title is looked for where a page has it, at its beginning.
Result<QList<AppEntry>> AppTables::list()
{
    Result<QSqlQuery> rows = m_database.run(
        QStringLiteral("SELECT app.conversation, app_version.entry, substr(app_file.text, 1, 4096) "
                       "FROM app JOIN app_version ON app_version.id = app.shown "
                       "LEFT JOIN app_file ON app_file.version = app_version.id "
                       "AND app_file.name = app_version.entry "
                       "ORDER BY app_version.created DESC"),
        {});
    if (!rows)
        return rows.error();
    QList<AppEntry> list;
    while (rows->next()) {
        AppSource source;
        source.entry = rows->value(1).toString();
        source.files = {{source.entry, rows->value(2).toString()}};
        list.append({rows->value(0).toLongLong(), titleOf(source)});
    }
    return list;
}

Status AppTables::write(const AppRecord& app)
{
    return statusOf(m_database.run(
        QStringLiteral("INSERT INTO app(id, conversation, shown, keeps_data) VALUES (?, ?, ?, ?) "
                       "ON CONFLICT(id) DO UPDATE SET shown = excluded.shown, "
                       "keeps_data = excluded.keeps_data"),
        {app.id, app.conversation, app.shown, app.keepsData}));
}

Status AppTables::write(qint64 app, const AppVersion& version)
{
    return m_database.transact([&]() -> Status {
        // The thumbnail comes later and by itself.
        Status status = statusOf(m_database.run(
            QStringLiteral("INSERT INTO app_version(id, app, number, origin, status, message, "
                           "parent, created, entry) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) "
                           "ON CONFLICT(id) DO UPDATE SET status = excluded.status, "
                           "entry = excluded.entry"),
            {version.id, app, version.number, int(version.origin), int(version.status),
             version.message, version.parent, version.created, textValue(version.source.entry)}));
        if (status)
            status = statusOf(m_database.run(
                QStringLiteral("DELETE FROM app_file WHERE version = ?"), {version.id}));
        int position = 0;
        for (const AppFile& file : version.source.files) {
            if (!status)
                return status;
            status = statusOf(m_database.run(
                QStringLiteral("INSERT INTO app_file(version, position, name, text) "
                               "VALUES (?, ?, ?, ?)"),
                {version.id, position++, textValue(file.name), textValue(file.text)}));
        }
        return status;
    });
}

Status AppTables::writeThumbnail(qint64 version, const QByteArray& png)
{
    return statusOf(m_database.run(
        QStringLiteral("UPDATE app_version SET thumbnail = ? WHERE id = ?"), {png, version}));
}

} // namespace app
