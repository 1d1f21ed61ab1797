#include "app/document_tables.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace app {
namespace {

using engine::Result;
using engine::Status;

constexpr int kMostRuns = 500;

QString toText(const QStringList& list)
{
    return QString::fromUtf8(
        QJsonDocument(QJsonArray::fromStringList(list)).toJson(QJsonDocument::Compact));
}

QStringList listFrom(const QString& text)
{
    QStringList list;
    for (const QJsonValue value : QJsonDocument::fromJson(text.toUtf8()).array())
        list.append(value.toString());
    return list;
}

} // namespace

Result<QList<DocumentSetRecord>> DocumentTables::sets()
{
    Result<QSqlQuery> rows =
        m_database.run(QStringLiteral("SELECT id, title, paths, excluded, tokens, bytes, model, "
                                      "created, used, wanted FROM document_set"));
    if (!rows)
        return rows.error();
    QList<DocumentSetRecord> sets;
    while (rows->next()) {
        DocumentSetRecord set;
        set.id = rows->value(0).toLongLong();
        set.title = rows->value(1).toString();
        set.paths = listFrom(rows->value(2).toString());
        set.excluded = listFrom(rows->value(3).toString());
        set.tokens = rows->value(4).toLongLong();
        set.bytes = rows->value(5).toLongLong();
        set.model = rows->value(6).toString();
        set.created = rows->value(7).toLongLong();
        set.used = rows->value(8).toLongLong();
        set.isWanted = rows->value(9).toBool();
        sets.append(set);
    }
    return sets;
}

Result<QList<ReadingRun>> DocumentTables::runs()
{
    Result<QSqlQuery> rows = m_database.run(
        QStringLiteral("SELECT model, device, found, tokens, seconds, bytes, created "
                       "FROM reading_run ORDER BY id DESC LIMIT %1")
            .arg(kMostRuns));
    if (!rows)
        return rows.error();
    QList<ReadingRun> runs;
    while (rows->next())
        runs.append({rows->value(0).toString(), rows->value(1).toString(),
                     rows->value(2).toLongLong(), rows->value(3).toLongLong(),
                     rows->value(4).toDouble(), rows->value(5).toLongLong(),
                     rows->value(6).toLongLong()});
    return runs;
}

Status DocumentTables::write(const DocumentSetRecord& set)
{
    return statusOf(m_database.run(
        QStringLiteral("INSERT INTO document_set(id, title, paths, excluded, tokens, bytes, model, "
                       "created, used, wanted) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) "
                       "ON CONFLICT(id) DO UPDATE SET title = excluded.title, "
                       "paths = excluded.paths, excluded = excluded.excluded, "
                       "tokens = excluded.tokens, bytes = excluded.bytes, "
                       "model = excluded.model, used = excluded.used, wanted = excluded.wanted"),
        {set.id, textValue(set.title), toText(set.paths), toText(set.excluded), set.tokens,
         set.bytes, textValue(set.model), set.created, set.used, set.isWanted}));
}

Status DocumentTables::add(const ReadingRun& run)
{
    return statusOf(m_database.run(
        QStringLiteral("INSERT INTO reading_run(model, device, found, tokens, seconds, bytes, "
                       "created) VALUES (?, ?, ?, ?, ?, ?, ?)"),
        {textValue(run.model), textValue(run.device), run.found, run.tokens, run.seconds, run.bytes,
         run.created}));
}

Result<QList<qint64>> DocumentTables::unusedSets(qint64 since)
{
    Result<QSqlQuery> rows =
        m_database.run(QStringLiteral("SELECT id FROM document_set WHERE used < ? AND id NOT IN "
                                      "(SELECT document_set FROM conversation)"),
                       {since});
    if (!rows)
        return rows.error();
    QList<qint64> sets;
    while (rows->next())
        sets.append(rows->value(0).toLongLong());
    return sets;
}

Status DocumentTables::removeSet(qint64 id)
{
    return statusOf(m_database.run(QStringLiteral("DELETE FROM document_set WHERE id = ?"), {id}));
}

} // namespace app
