// The database file: who may read it, its migrations, and what becomes of a damaged one.

#include "app/database.h"
#include "app/database_schema.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

using app::Database;

namespace {

QString number(int value) { return QString::number(value); }

} // namespace

class tst_Database : public QObject
{
    Q_OBJECT

private:
    QTemporaryDir m_folder;
    int m_files = 0;

    QString newPath()
    {
        return m_folder.filePath(number(++m_files) + QStringLiteral("/levin.sqlite"));
    }

    static QVariant valueOf(Database& database, const QString& query)
    {
        engine::Result<QSqlQuery> row = database.run(query);
        return row && row->next() ? row->value(0) : QVariant();
    }

    static QStringList besides(const QString& path)
    {
        QStringList names = QFileInfo(path).dir().entryList(QDir::Files, QDir::Name);
        names.removeAll(QFileInfo(path).fileName());
        return names.filter(QLatin1String("levin.sqlite."));
    }

private slots:
    void createsAFileThatOnlyItsOwnerReads()
    {
        const QString path = newPath();
        const auto database = Database::open(path);
        QVERIFY(bool(database));
        QVERIFY((*database)->notice().isEmpty());
        QVERIFY(QFileInfo::exists(path + QStringLiteral("-wal")));
        const QFile::Permissions others =
            QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther;
        for (const char* suffix : {"", "-wal", "-shm"})
            QCOMPARE(QFile::permissions(path + QLatin1String(suffix)) & others,
                     QFile::Permissions());
        QCOMPARE(QFile::permissions(QFileInfo(path).absolutePath()) & others, QFile::Permissions());
    }

    void writesAheadAndKeepsReferences()
    {
        const auto database = Database::open(newPath());
        QVERIFY(bool(database));
        QCOMPARE(valueOf(**database, QStringLiteral("PRAGMA journal_mode")).toString(),
                 QStringLiteral("wal"));
        QCOMPARE(valueOf(**database, QStringLiteral("PRAGMA foreign_keys")).toInt(), 1);
        QCOMPARE(valueOf(**database, QStringLiteral("PRAGMA user_version")).toInt(),
                 app::migrations().size());
        const auto orphan = (*database)->run(
            QStringLiteral("INSERT INTO message VALUES (1, 99, NULL, 0, '', '', 0, 1, '', '', 0)"));
        QVERIFY(!orphan);
    }

    void undoesAChangeThatFails()
    {
        const auto database = Database::open(newPath());
        QVERIFY(bool(database));
        const engine::Status status = (*database)->transact([&]() -> engine::Status {
            const auto first =
                (*database)->run(QStringLiteral("INSERT INTO folder (id, name) VALUES (1, 'a')"));
            if (!first)
                return first.error();
            const auto second =
                (*database)->run(QStringLiteral("INSERT INTO folder (id, name) VALUES (1, 'b')"));
            if (!second)
                return second.error();
            return engine::Done{};
        });
        QVERIFY(!status);
        QCOMPARE(valueOf(**database, QStringLiteral("SELECT count(*) FROM folder")).toInt(), 0);
    }

    void copiesTheFileBeforeItIsMigrated()
    {
        const QString path = newPath();
        {
            const auto database = Database::open(path);
            QVERIFY(bool(database));
            // A file of a former version: its tables are there, and one more is still to come.
            QVERIFY(bool((*database)->run(
                QStringLiteral("INSERT INTO folder (id, name) VALUES (7, 'kept')"))));
        }
        QCOMPARE(besides(path), QStringList());
        {
            const auto database = Database::open(
                path, app::migrations() << QStringList{QStringLiteral("CREATE TABLE later (id)")});
            QVERIFY(bool(database));
            QCOMPARE(valueOf(**database, QStringLiteral("SELECT count(*) FROM later")).toInt(), 0);
            QCOMPARE(valueOf(**database, QStringLiteral("SELECT name FROM folder")).toString(),
                     QStringLiteral("kept"));
        }
        const QStringList copies = besides(path);
        QCOMPARE(copies.size(), 1);
        const auto copy = Database::open(QFileInfo(path).dir().filePath(copies.first()));
        QVERIFY(bool(copy));
        QCOMPARE(valueOf(**copy, QStringLiteral("SELECT name FROM folder")).toString(),
                 QStringLiteral("kept"));
        QVERIFY(!(*copy)->run(QStringLiteral("SELECT * FROM later")));
    }

    void leavesTheFileAsItWasWhenAMigrationFails()
    {
        const QString path = newPath();
        QVERIFY(bool(Database::open(path)));
        const auto failed = Database::open(
            path, app::migrations() << QStringList{QStringLiteral("CREATE TABLE half (id)"),
                                                   QStringLiteral("CREATE TABLE half (id)")});
        QVERIFY(!failed);
        const auto database = Database::open(path);
        QVERIFY(bool(database));
        QVERIFY(!(*database)->run(QStringLiteral("SELECT * FROM half")));
    }

    void refusesAFileOfANewerProgramAndLeavesItAlone()
    {
        const QString path = newPath();
        {
            const auto database = Database::open(path);
            QVERIFY(bool(database));
            QVERIFY(bool((*database)->run(QStringLiteral("PRAGMA user_version = 1000"))));
        }
        const auto refused = Database::open(path);
        QVERIFY(!refused);
        QVERIFY(QString::fromStdString(refused.error().message)
                    .contains(QStringLiteral("newer Levin")));
        QCOMPARE(besides(path), QStringList());
    }

    void setsADamagedFileAside_data()
    {
        QTest::addColumn<qint64>("from");
        QTest::newRow("its header") << qint64(0);
        QTest::newRow("its tables") << qint64(4096);
    }

    void setsADamagedFileAside()
    {
        QFETCH(const qint64, from);
        const QString path = newPath();
        {
            const auto database = Database::open(path);
            QVERIFY(bool(database));
        } // closing moves the log into the file
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadWrite));
        const qint64 size = file.size();
        QVERIFY(size > from + 8192);
        QVERIFY(file.seek(from));
        file.write(QByteArray(8192, '\x5a'));
        file.close();

        const auto database = Database::open(path);
        QVERIFY2(bool(database), database ? "" : database.error().message.c_str());
        const QStringList aside = besides(path);
        QCOMPARE(aside.size(), 1);
        QVERIFY(aside.first().contains(QStringLiteral(".damaged-")));
        QVERIFY((*database)->notice().contains(aside.first()));
        QCOMPARE(QFileInfo(QFileInfo(path).dir().filePath(aside.first())).size(), size);
        QCOMPARE(valueOf(**database, QStringLiteral("SELECT count(*) FROM message")).toInt(), 0);
    }

    void checksAFileOnceAndSetsNothingAsideBehind()
    {
        const QString path = newPath();
        {
            const auto first = Database::open(path);
            QVERIFY(bool(first));
            const auto second = Database::openAgain(path);
            QVERIFY(bool(second));
            QVERIFY(bool((*second)->run(QStringLiteral("SELECT id FROM conversation"))));
        }
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(QByteArray(8192, 'x'));
        file.close();
        const auto damaged = Database::openAgain(path);
        QVERIFY(!damaged);
        QCOMPARE(damaged.error().code, engine::ErrorCode::FileDamaged);
        QVERIFY(QFile::exists(path));
    }

    void tellsAContradictionFromAFailure()
    {
        const auto database = Database::open(newPath());
        QVERIFY(bool(database));
        const auto failed =
            (*database)->run(QStringLiteral("UPDATE conversation SET folder = 7"), {});
        QVERIFY(bool(failed)); // of no row
        const auto refused = (*database)->run(
            QStringLiteral("INSERT INTO folder (id, parent, name) VALUES (1, 99, 'of nothing')"));
        QVERIFY(!refused);
        QCOMPARE(refused.error().code, engine::ErrorCode::InvalidArgument);
    }

    void saysWhyAFolderCannotBeMade()
    {
        QFile inTheWay(m_folder.filePath(QStringLiteral("in-the-way")));
        QVERIFY(inTheWay.open(QIODevice::WriteOnly));
        const auto refused =
            Database::open(inTheWay.fileName() + QStringLiteral("/folder/levin.sqlite"));
        QVERIFY(!refused);
        QVERIFY(
            QString::fromStdString(refused.error().message).contains(QStringLiteral("in-the-way")));
    }
};

QTEST_GUILESS_MAIN(tst_Database)
#include "tst_database.moc"
