// Apps are there again after the program has ended, and go when their conversation goes.

#include "app/app_store.h"
#include "app/database.h"
#include "tests/support/full_disk.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using app::AppRecord;
using app::AppStore;
using app::AppVersion;
using app::Database;

namespace {

AppVersion version(qint64 id, int number, const QString& text)
{
    AppVersion version;
    version.id = id;
    version.number = number;
    version.message = 100 + id;
    version.parent = id - 1;
    version.created = 1234;
    version.source = {{{QStringLiteral("index.html"), text}, {QStringLiteral("é.css"), {}}},
                      QStringLiteral("index.html")};
    return version;
}

AppRecord record()
{
    AppRecord app;
    app.id = 1;
    app.conversation = 50;
    app.shown = 12;
    app.keepsData = true;
    return app;
}

} // namespace

class tst_AppStore : public QObject
{
    Q_OBJECT

private:
    QTemporaryDir m_folder;
    QString m_path;

    AppRecord read(qint64 conversation)
    {
        AppStore store(m_path);
        QSignalSpy loaded(&store, &AppStore::loaded);
        QSignalSpy failed(&store, &AppStore::failed);
        store.open();
        store.load(conversation);
        if (!loaded.wait() || !failed.isEmpty())
            return {};
        return loaded[0][0].value<AppRecord>();
    }

private slots:
    void init()
    {
        static int number = 0;
        m_path = m_folder.filePath(QStringLiteral("%1.sqlite").arg(++number));
    }

    void listsAppsByTheTitlesOfTheirPages()
    {
        AppStore store(m_path);
        QSignalSpy listed(&store, &AppStore::listed);
        store.open();
        QTRY_COMPARE(listed.size(), 1);
        QVERIFY(listed[0][0].value<QList<app::AppEntry>>().isEmpty());
        store.write(record());
        store.write(1, version(12, 2, QStringLiteral("<html><title> A Maze </title>")));
        QTRY_COMPARE(listed.size(), 2);
        const auto apps = listed[1][0].value<QList<app::AppEntry>>();
        QCOMPARE(apps.size(), 1);
        QCOMPARE(apps[0].conversation, 50);
        QCOMPARE(apps[0].title, QStringLiteral("A Maze"));
    }

    void keepsVersionsWithTheirFiles()
    {
        {
            AppStore store(m_path);
            store.open();
            store.write(record());
            store.write(1, version(11, 1, QStringLiteral("one")));
            AppVersion second = version(12, 2, QStringLiteral("two"));
            second.origin = AppVersion::Origin::User;
            second.status = AppVersion::Status::HasErrors;
            store.write(1, second);
            store.writeThumbnail(12, QByteArray("png"));
        }
        const AppRecord app = read(50);
        QCOMPARE(app.id, 1);
        QCOMPARE(app.shown, 12);
        QVERIFY(app.keepsData);
        QCOMPARE(app.versions.size(), 2);
        const AppVersion wanted = version(11, 1, QStringLiteral("one"));
        QCOMPARE(app.versions[0].source, wanted.source);
        QCOMPARE(app.versions[0].message, wanted.message);
        QCOMPARE(app.versions[0].parent, wanted.parent);
        QCOMPARE(app.versions[0].created, wanted.created);
        QCOMPARE(app.versions[1].origin, AppVersion::Origin::User);
        QCOMPARE(app.versions[1].status, AppVersion::Status::HasErrors);
        QCOMPARE(app.versions[1].thumbnail, QByteArray("png"));
    }

    void keepsTheThumbnailWhenTheVersionIsWrittenAgain()
    {
        {
            AppStore store(m_path);
            store.open();
            store.write(record());
            store.writeSoon(1, version(11, 1, QStringLiteral("one")));
            store.writeThumbnail(11, QByteArray("png"));
            store.write(1, version(11, 1, QStringLiteral("one, edited")));
        }
        const AppRecord app = read(50);
        QCOMPARE(app.versions.value(0).thumbnail, QByteArray("png"));
        QCOMPARE(app.versions.value(0).source.files.value(0).text, QStringLiteral("one, edited"));
    }

    void writesWhatWaitsBeforeItEnds()
    {
        {
            AppStore store(m_path);
            store.open();
            store.write(record());
            AppVersion growing = version(11, 1, QStringLiteral("o"));
            growing.status = AppVersion::Status::Writing;
            store.writeSoon(1, growing);
            growing.source.files[0].text = QStringLiteral("one");
            store.writeSoon(1, growing);
        }
        const AppRecord app = read(50);
        QCOMPARE(app.versions.value(0).source.files.value(0).text, QStringLiteral("one"));
        QCOMPARE(app.versions.value(0).status, AppVersion::Status::CutOff);
    }

    void saysWhenAConversationHasNoApp()
    {
        const AppRecord app = read(7);
        QCOMPARE(app.id, 0);
        QCOMPARE(app.conversation, 7);
    }

    void waitsForItsOpening()
    {
        AppStore store(m_path);
        QSignalSpy loaded(&store, &AppStore::loaded);
        store.write(record());
        store.write(1, version(11, 1, QStringLiteral("one")));
        store.load(50);
        store.open();
        QVERIFY(loaded.wait());
        QCOMPARE(loaded[0][0].value<AppRecord>().versions.size(), 1);
    }

    void keepsWhatTheDiskRefusesAndSavesItLater()
    {
        {
            AppStore store(m_path);
            QSignalSpy unsaved(&store, &AppStore::unsavedChanged);
            QSignalSpy listed(&store, &AppStore::listed);
            store.open();
            QVERIFY(listed.wait()); // it is open by now
            {
                const tests::FullDisk full;
                store.write(record());
                store.write(1, version(11, 1, QStringLiteral("half")));
                store.write(1, version(11, 1, QStringLiteral("whole")));
                QTRY_COMPARE(unsaved.size(), 1);
                QVERIFY(!unsaved[0][0].toString().isEmpty());
            }
            QTRY_COMPARE(unsaved.size(), 2); // by itself
            QCOMPARE(unsaved[1][0].toString(), QString());
        }
        const AppRecord app = read(50);
        QCOMPARE(app.versions.size(), 1);
        QCOMPARE(app.versions.value(0).source.files.value(0).text, QStringLiteral("whole"));
    }

    void letsAnAppGoWithItsConversation()
    {
        {
            AppStore store(m_path);
            store.open();
            store.write(record());
            store.write(1, version(11, 1, QStringLiteral("one")));
        }
        auto database = Database::open(m_path);
        QVERIFY(database);
        QVERIFY(
            (*database)->run(QStringLiteral("INSERT INTO conversation(id, title, created, updated) "
                                            "VALUES (50, 'x', 0, 0)")));
        QVERIFY((*database)->run(QStringLiteral("DELETE FROM conversation WHERE id = 50")));
        auto rows = (*database)->run(QStringLiteral("SELECT count(*) FROM app_file"));
        QVERIFY(rows && rows->next());
        QCOMPARE(rows->value(0).toInt(), 0);
    }

    void saysWhyItCannotKeepAnything()
    {
        AppStore store(QStringLiteral("/proc/no/such/place.sqlite"));
        QSignalSpy failed(&store, &AppStore::failed);
        QSignalSpy loaded(&store, &AppStore::loaded);
        store.open();
        store.load(50);
        QVERIFY(loaded.wait());
        QCOMPARE(loaded[0][0].value<AppRecord>().conversation, 50);
        QCOMPARE(failed.count(), 1);
        QVERIFY(failed[0][0].toString().contains(QStringLiteral("/proc/no")));
    }
};

QTEST_GUILESS_MAIN(tst_AppStore)
#include "tst_app_store.moc"
