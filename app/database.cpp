#include "app/database.h"

#include "app/database_schema.h"
#include "app/profile.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QSqlDatabase>
#include <QSqlError>
#include <QUuid>

namespace app {
namespace {

using engine::Done;
using engine::Error;
using engine::ErrorCode;
using engine::Result;
using engine::Status;

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(Database)
};

// Result codes of SQLite.
constexpr int kCorrupt = 11;
constexpr int kConstraint = 19;
constexpr int kNotADatabase = 26;

constexpr QFile::Permissions kOwnerOnly = QFile::ReadOwner | QFile::WriteOwner;

// SQLite gives its side files the permissions of the main one.
Status createPrivateFile(const QString& path)
{
    const QFileInfo info(path);
    if (info.exists())
        return Done{};
    const QString folder = info.absolutePath();
    if (!makePrivateFolder(folder))
        return Error{ErrorCode::FileNotWritable,
                     (folder + QLatin1String(": the folder cannot be made")).toStdString()};
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || !file.setPermissions(kOwnerOnly))
        return Error{ErrorCode::FileNotWritable,
                     (path + QLatin1String(": ") + file.errorString()).toStdString()};
    return Done{};
}

QString unusedName(const QString& path, const QString& suffix)
{
    QString name = path + suffix;
    for (int i = 2; QFileInfo::exists(name); ++i)
        name = path + suffix + QStringLiteral("-%1").arg(i);
    return name;
}

} // namespace

Database::Database(const QString& path)
    : m_path(path)
    , m_connection(QUuid::createUuid().toString(QUuid::WithoutBraces))
{}

Database::~Database() { disconnect(); }

Result<std::unique_ptr<Database>> Database::open(const QString& path)
{
    return open(path, migrations());
}

Result<std::unique_ptr<Database>> Database::openAgain(const QString& path)
{
    std::unique_ptr<Database> database(new Database(path));
    if (Status ready = database->connect(); !ready)
        return ready.error();
    if (Status ready = database->migrate(migrations()); !ready)
        return ready.error();
    return database;
}

Result<std::unique_ptr<Database>> Database::open(const QString& path,
                                                 const QList<QStringList>& steps)
{
    std::unique_ptr<Database> database(new Database(path));
    Status ready = database->connect();
    if (ready)
        ready = database->check();
    if (!ready && ready.error().code == ErrorCode::FileDamaged) {
        ready = database->setAside();
        if (ready)
            ready = database->connect();
    }
    if (ready)
        ready = database->migrate(steps);
    if (!ready)
        return ready.error();
    return database;
}

Status Database::connect()
{
    if (Status created = createPrivateFile(m_path); !created)
        return created;
    QSqlDatabase connection = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), m_connection);
    connection.setDatabaseName(m_path);
    if (!connection.open())
        return error(connection.lastError().text());
    // With a write-ahead log, NORMAL loses nothing when the program is killed; when the power fails
    // it may lose the last moments, but never more than these.
    for (const char* pragma :
         {"busy_timeout = 5000", "foreign_keys = ON", "journal_mode = WAL", "synchronous = NORMAL"})
        if (auto done = run(QLatin1String("PRAGMA ") + QLatin1String(pragma)); !done)
            return done.error();
    return Done{};
}

void Database::disconnect()
{
    if (QSqlDatabase::contains(m_connection))
        QSqlDatabase::removeDatabase(m_connection);
}

Status Database::check()
{
    Result<QSqlQuery> checked = run(QStringLiteral("PRAGMA quick_check(1)"));
    if (!checked)
        return checked.error();
    if (!checked->next() || checked->value(0).toString() != QLatin1String("ok"))
        return Error{ErrorCode::FileDamaged,
                     (m_path + QLatin1String(": ") + checked->value(0).toString()).toStdString()};
    return Done{};
}

// With its write-ahead log, which may hold what the file lacks. Nothing is deleted.
Status Database::setAside()
{
    disconnect();
    const QString stamp = QDateTime::currentDateTime().toString(QStringLiteral("yyyyMMdd-HHmmss"));
    const QString aside = unusedName(m_path, QStringLiteral(".damaged-") + stamp);
    if (!QFile::rename(m_path, aside))
        return Error{ErrorCode::FileNotWritable,
                     (m_path + QLatin1String(": damaged, and it cannot be renamed")).toStdString()};
    for (const QString& side : {QStringLiteral("-wal"), QStringLiteral("-shm")})
        if (QFileInfo::exists(m_path + side) && !QFile::rename(m_path + side, aside + side))
            return Error{ErrorCode::FileNotWritable,
                         (m_path + side + QLatin1String(": it cannot be renamed")).toStdString()};
    m_notice = Text::tr("The file of your conversations was damaged. It was kept as %1, and a new "
                        "one was begun.")
                   .arg(QDir::toNativeSeparators(aside));
    return Done{};
}

Result<int> Database::version()
{
    Result<QSqlQuery> query = run(QStringLiteral("PRAGMA user_version"));
    if (!query)
        return query.error();
    return query->next() ? query->value(0).toInt() : 0;
}

Status Database::migrate(const QList<QStringList>& steps)
{
    const Result<int> found = version();
    if (!found)
        return found.error();
    if (*found > steps.size())
        return Error{ErrorCode::NotSupported,
                     QStringLiteral("%1: a newer Levin wrote this file: its version is %2, this "
                                    "program knows versions up to %3")
                         .arg(m_path)
                         .arg(*found)
                         .arg(steps.size())
                         .toStdString()};
    if (*found == steps.size())
        return Done{};
    if (*found > 0)
        if (Status saved = backUp(*found); !saved)
            return saved;
    return transact([&]() -> Status {
        // Another thread may have come first.
        const Result<int> now = version();
        if (!now)
            return now.error();
        for (const QStringList& step : steps.mid(*now))
            for (const QString& statement : step)
                if (auto done = run(statement); !done)
                    return done.error();
        if (auto done = run(QStringLiteral("PRAGMA user_version = %1").arg(steps.size())); !done)
            return done.error();
        return Done{};
    });
}

Status Database::backUp(int version)
{
    const QString copy = unusedName(m_path, QStringLiteral(".version-%1").arg(version));
    if (Status created = createPrivateFile(copy); !created)
        return created;
    if (auto done = run(QStringLiteral("VACUUM INTO ?"), {copy}); !done)
        return done.error();
    return Done{};
}

Result<QSqlQuery> Database::run(const QString& statement, const QVariantList& values)
{
    QSqlQuery query(QSqlDatabase::database(m_connection, false));
    query.setForwardOnly(true);
    bool isDone = query.prepare(statement);
    if (isDone) {
        for (const QVariant& value : values)
            query.addBindValue(value);
        isDone = query.exec();
    }
    if (isDone)
        return query;
    const int code = query.lastError().nativeErrorCode().toInt() & 0xff; // without its details
    Error failure = error(query.lastError().databaseText());
    if (code == kCorrupt || code == kNotADatabase)
        failure.code = ErrorCode::FileDamaged;
    else if (code == kConstraint)
        failure.code = ErrorCode::InvalidArgument;
    return failure;
}

Error Database::error(const QString& what) const
{
    return {ErrorCode::FileNotWritable, (m_path + QLatin1String(": ") + what).toStdString()};
}

void Database::rollBack()
{
    // Its failure adds nothing to the one that led here: SQLite has rolled back by itself then.
    QSqlQuery(QSqlDatabase::database(m_connection, false)).exec(QStringLiteral("ROLLBACK"));
}

} // namespace app
