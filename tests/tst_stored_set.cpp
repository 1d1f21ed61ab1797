// Document sets on disk: what is saved comes back, and nothing of others is touched.

#include "app/documents/stored_set.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using documents::StoredSet;

namespace {

StoredSet setOf(const QStringList& texts)
{
    StoredSet set;
    set.title = QStringLiteral("set");
    for (const QString& text : texts) {
        documents::Document document;
        document.name = QStringLiteral("%1.txt").arg(set.documents.size());
        document.content.text = text;
        set.documents.push_back(document);
    }
    return set;
}

void write(const QString& path, const QByteArray& content)
{
    QVERIFY(QDir().mkpath(QFileInfo(path).path()));
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(content);
}

QStringList textsIn(const QTemporaryDir& folder)
{
    return QDir(folder.filePath(QStringLiteral("texts"))).entryList(QDir::Files, QDir::Name);
}

} // namespace

class tst_StoredSet : public QObject
{
    Q_OBJECT

private slots:
    void whatWasSavedComesBack()
    {
        const QTemporaryDir folder;
        StoredSet set = setOf({QStringLiteral("one\n"), QString::fromUtf8("zwei ü 二\n")});
        set.model = QStringLiteral("/models/a.gguf");
        set.documents[1].content.pages = {0, 3};
        set.documents[1].content.headings = {{3, 2, QStringLiteral("Two")}};
        set.documents[1].content.warnings = {QStringLiteral("a picture")};
        QVERIFY(bool(documents::save(set, folder.path())));
        const auto loaded = documents::load(folder.path());
        QVERIFY(bool(loaded));
        QCOMPARE(loaded->model, set.model);
        QCOMPARE(loaded->documents.size(), 2u);
        QCOMPARE(loaded->documents[1].content.text, set.documents[1].content.text);
        QCOMPARE(loaded->documents[1].content.pages, set.documents[1].content.pages);
        QCOMPARE(loaded->documents[1].content.headings[0].title, QStringLiteral("Two"));
        QCOMPARE(loaded->documents[1].content.warnings, set.documents[1].content.warnings);
    }

    void aFolderOfOthersIsRefused()
    {
        const QTemporaryDir folder;
        const QString own = folder.filePath(QStringLiteral("texts/letter.txt"));
        write(own, "dear all\n");
        const auto status = documents::save(setOf({QStringLiteral("one\n")}), folder.path());
        QVERIFY(!status);
        QVERIFY(status.error().message.find(folder.path().toStdString()) != std::string::npos);
        QVERIFY(QFile::exists(own));
        QVERIFY(!QFile::exists(folder.filePath(QStringLiteral("set.json"))));
    }

    void onlyItsOwnOldTextsAreRemoved()
    {
        const QTemporaryDir folder;
        QVERIFY(bool(documents::save(setOf({QStringLiteral("one\n")}), folder.path())));
        const QString own = folder.filePath(QStringLiteral("texts/letter.txt"));
        write(own, "dear all\n");
        const QString old = textsIn(folder).first();
        QVERIFY(bool(documents::save(setOf({QStringLiteral("two\n")}), folder.path())));
        QVERIFY(QFile::exists(own));
        QVERIFY(!textsIn(folder).contains(old));
        QCOMPARE(textsIn(folder).size(), 2);
    }

    void aSavingThatWasInterruptedIsDoneAgain()
    {
        const QTemporaryDir folder;
        const StoredSet set = setOf({QStringLiteral("one\n"), QStringLiteral("two\n")});
        QVERIFY(bool(documents::save(set, folder.path())));
        QVERIFY(QFile::rename(folder.filePath(QStringLiteral("set.json")),
                              folder.filePath(QStringLiteral("set.json.qTkXwB"))));
        QVERIFY(bool(documents::save(set, folder.path())));
        QVERIFY(bool(documents::load(folder.path())));
    }

    void aDamagedTextOfTheSameSizeIsSeenAndMended()
    {
        const QTemporaryDir folder;
        const StoredSet set = setOf({QStringLiteral("the fee is 40 euros\n")});
        QVERIFY(bool(documents::save(set, folder.path())));
        write(folder.filePath(QStringLiteral("texts/") + textsIn(folder).first()),
              "the fee is 49 euros\n");
        const auto damaged = documents::load(folder.path());
        QVERIFY(!damaged);
        QVERIFY(damaged.error().message.find("damaged") != std::string::npos);
        QVERIFY(bool(documents::save(set, folder.path())));
        const auto mended = documents::load(folder.path());
        QVERIFY(bool(mended));
        QCOMPARE(mended->documents[0].content.text, set.documents[0].content.text);
    }
};

QTEST_GUILESS_MAIN(tst_StoredSet)
#include "tst_stored_set.moc"
