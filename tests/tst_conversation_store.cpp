// What is written is there again: after closing, after kill -9, and for the search.

#include "app/conversation_store.h"
#include "app/conversation_tables.h"
#include "app/database.h"
#include "tests/support/full_disk.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QElapsedTimer>
#include <QProcess>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using app::ConversationDetails;
using app::ConversationStore;
using app::Folder;
using app::LibraryEntry;
using app::Message;
using app::MessageState;
using app::SearchHit;
using app::StoredConversation;

namespace {

const auto kWriter = QStringLiteral("--write-until-killed");

LibraryEntry entry(qint64 id, const QString& title)
{
    LibraryEntry entry;
    entry.id = id;
    entry.title = title;
    entry.created = entry.updated = id;
    return entry;
}

Message message(qint64 id, qint64 parent, ui::Author author, const QString& text)
{
    Message message;
    message.id = id;
    message.parent = parent;
    message.author = author;
    message.text = text;
    return message;
}

// A store that is open, and what it answered.
struct Opened
{
    explicit Opened(const QString& path) : store(path)
    {
        QObject::connect(
            &store, &ConversationStore::opened, &store,
            [this](const QList<LibraryEntry>& all, const QList<Folder>& kept, const QString& said) {
                entries = all;
                folders = kept;
                notice = said;
                isOpen = true;
            });
        QObject::connect(&store, &ConversationStore::loaded, &store,
                         [this](const StoredConversation& loaded) { conversation = loaded; });
        QObject::connect(&store, &ConversationStore::searched, &store,
                         [this](const QString& query, const QList<SearchHit>& found) {
                             answered = query;
                             hits = found;
                         });
        QObject::connect(&store, &ConversationStore::failed, &store,
                         [this](const QString& reason) { failures += reason; });
        store.open();
        if (!QTest::qWaitFor([this] { return isOpen; }))
            qFatal("the store did not open: %s", qPrintable(failures.join(u' ')));
    }

    bool loads(qint64 id)
    {
        conversation = {};
        store.load(id);
        return QTest::qWaitFor([&] { return conversation.entry.id == id; });
    }
    QStringList finds(const QString& query)
    {
        answered.clear();
        store.search(query);
        QStringList titles;
        if (!QTest::qWaitFor([&] { return answered == query; }))
            return {QStringLiteral("no answer")};
        for (const SearchHit& hit : hits)
            titles += hit.title;
        return titles;
    }

    ConversationStore store;
    QList<LibraryEntry> entries;
    QList<Folder> folders;
    QString notice;
    StoredConversation conversation;
    QString answered;
    QList<SearchHit> hits;
    QStringList failures;
    bool isOpen = false;
};

// Writes an answer that grows by the present time every few milliseconds, and says what it wrote.
int writeUntilKilled(const QString& path)
{
    ConversationStore store(path);
    store.open();
    store.write(entry(1, QStringLiteral("growing")));
    Message answer = message(2, 0, ui::Author::Assistant, QString());
    answer.state = MessageState::Running;
    QTimer timer;
    QObject::connect(&timer, &QTimer::timeout, &timer, [&] {
        const QString now = QString::number(QDateTime::currentMSecsSinceEpoch());
        answer.text += now + u'\n';
        store.writeSoon(1, answer);
        printf("%s\n", qPrintable(now));
        fflush(stdout);
    });
    timer.start(5);
    return QCoreApplication::exec();
}

} // namespace

class tst_ConversationStore : public QObject
{
    Q_OBJECT

private:
    QTemporaryDir m_folder;
    int m_files = 0;
    QString newPath()
    {
        return m_folder.filePath(QString::number(++m_files) + QStringLiteral(".sqlite"));
    }

private slots:
    void keepsAConversationAsItWas()
    {
        const QString path = newPath();
        StoredConversation kept;
        {
            Opened opened(path);
            QVERIFY(opened.entries.isEmpty());
            kept.entry = entry(opened.store.newId(), QStringLiteral("a title"));
            kept.entry.isPinned = true;
            kept.details.model = QStringLiteral("tiny");
            kept.details.settings.systemPrompt = QStringLiteral("Be brief.");
            kept.details.settings.temperature = 0.25;
            kept.details.settings.seed = 0xffffffffffffffff;
            kept.details.settings.maxThinkingTokens = 100;
            kept.details.draft = QStringLiteral("half a ques");
            kept.details.scroll = QStringLiteral("12");
            kept.details.openTab = QStringLiteral("code");
            kept.details.leaf = opened.store.newId();
            Message question =
                message(kept.details.leaf, 0, ui::Author::User, QStringLiteral("two and two?"));
            Message answer = message(opened.store.newId(), question.id, ui::Author::Assistant,
                                     QString::fromUtf8("\xE5\x9B\x9B \xF0\x9F\x98\x80"));
            answer.thinking = QStringLiteral("2 + 2 = 4");
            answer.thinkingTokens = 7;
            answer.state = MessageState::Failed;
            answer.note = QStringLiteral("why");
            answer.sampling = QStringLiteral("{}");
            answer.created = 5;
            kept.messages = {question, answer};
            opened.store.write(kept.entry);
            opened.store.write(kept.entry.id, kept.details);
            for (const Message& message : kept.messages)
                opened.store.write(kept.entry.id, message);
            QCOMPARE(opened.failures, QStringList());
        }
        Opened opened(path);
        QCOMPARE(opened.entries.size(), 1);
        QCOMPARE(opened.entries[0].title, kept.entry.title);
        QVERIFY(opened.entries[0].isPinned);
        QVERIFY(opened.loads(kept.entry.id));
        const StoredConversation& read = opened.conversation;
        QCOMPARE(read.details.model, kept.details.model);
        QVERIFY(read.details.settings == kept.details.settings);
        QCOMPARE(read.details.draft, kept.details.draft);
        QCOMPARE(read.details.scroll, kept.details.scroll);
        QCOMPARE(read.details.openTab, kept.details.openTab);
        QCOMPARE(read.details.leaf, kept.details.leaf);
        QCOMPARE(read.messages.size(), 2);
        QCOMPARE(read.messages[1].parent, kept.messages[0].id);
        QCOMPARE(read.messages[1].author, ui::Author::Assistant);
        QCOMPARE(read.messages[1].text, kept.messages[1].text);
        QCOMPARE(read.messages[1].thinking, kept.messages[1].thinking);
        QCOMPARE(read.messages[1].thinkingTokens, 7);
        QCOMPARE(read.messages[1].state, MessageState::Failed);
        QCOMPARE(read.messages[1].note, kept.messages[1].note);
        QCOMPARE(read.messages[1].sampling, kept.messages[1].sampling);
        QCOMPARE(read.messages[1].created, 5);
    }

    void givesIdsThatGrowAndFitIntoADouble()
    {
        const QString path = newPath();
        const qint64 farAhead = (qint64(1) << 52) + 5; // written by a clock that was wrong
        {
            Opened opened(path);
            opened.store.write(entry(farAhead, QStringLiteral("from the future")));
        }
        Opened opened(path);
        const qint64 first = opened.store.newId();
        QVERIFY(first > farAhead);
        QVERIFY(opened.store.newId() > first);
        QVERIFY(first < qint64(1) << 53);
    }

    void writesTheLatestOfWhatCameInQuickSuccession()
    {
        const QString path = newPath();
        {
            Opened opened(path);
            opened.store.write(entry(1, QStringLiteral("one")));
            Message answer = message(2, 0, ui::Author::Assistant, QString());
            for (int i = 0; i < 1000; ++i) {
                answer.text += u'x';
                opened.store.writeSoon(1, answer);
            }
            ConversationDetails details;
            details.draft = QStringLiteral("first");
            opened.store.writeSoon(1, details);
            details.draft = QStringLiteral("second");
            opened.store.writeSoon(1, details);
        }
        Opened opened(path);
        QVERIFY(opened.loads(1));
        QCOMPARE(opened.conversation.messages.at(0).text.size(), 1000);
        QCOMPARE(opened.conversation.details.draft, QStringLiteral("second"));
    }

    void losesAtMostTheLastSecondWhenKilled()
    {
        const QString path = newPath();
        QProcess writer;
        writer.start(QCoreApplication::applicationFilePath(), {kWriter, path});
        QVERIFY(writer.waitForStarted());
        qint64 first = 0, last = 0;
        while (last - first < 1500) {
            QVERIFY(writer.canReadLine() || writer.waitForReadyRead(20'000));
            while (writer.canReadLine())
                last = writer.readLine().trimmed().toLongLong();
            first = first == 0 ? last : first;
        }
        writer.kill(); // SIGKILL
        QVERIFY(writer.waitForFinished());
        while (writer.canReadLine())
            last = writer.readLine().trimmed().toLongLong();

        Opened opened(path);
        QVERIFY(opened.notice.isEmpty());
        QVERIFY(opened.loads(1));
        QCOMPARE(opened.conversation.messages.size(), 1);
        const Message& answer = opened.conversation.messages.first();
        const qint64 kept = answer.text.split(u'\n', Qt::SkipEmptyParts).constLast().toLongLong();
        QVERIFY2(last - kept <= 1000, qPrintable(QString::number(last - kept)));
        QCOMPARE(answer.state, MessageState::Interrupted);
        // It is found, too.
        QCOMPARE(opened.finds(QString::number(first)), QStringList{QStringLiteral("growing")});
    }

    void removesAMessageWithWhatFollowsIt()
    {
        Opened opened(newPath());
        opened.store.write(entry(1, QStringLiteral("one")));
        opened.store.write(1, message(2, 0, ui::Author::User, QStringLiteral("question")));
        opened.store.write(1, message(3, 2, ui::Author::Assistant, QStringLiteral("answer")));
        opened.store.write(1, message(4, 3, ui::Author::User, QStringLiteral("more")));
        opened.store.removeMessage(3);
        QVERIFY(opened.loads(1));
        QCOMPARE(opened.conversation.messages.size(), 1);
        QCOMPARE(opened.finds(QStringLiteral("answer")), QStringList());
        opened.store.removeConversation(1);
        QSignalSpy failed(&opened.store, &ConversationStore::loadFailed);
        opened.store.load(1);
        QVERIFY(failed.wait());
        QCOMPARE(opened.failures, QStringList());
    }

    void aFolderThatIsRemovedLeavesItsConversations()
    {
        const QString path = newPath();
        {
            Opened opened(path);
            opened.store.write(Folder{10, 0, QStringLiteral("work")});
            opened.store.write(Folder{11, 10, QStringLiteral("inner")});
            LibraryEntry inFolder = entry(1, QStringLiteral("one"));
            inFolder.folder = 10;
            opened.store.write(inFolder);
        }
        {
            Opened opened(path);
            QCOMPARE(opened.folders.size(), 2);
            QCOMPARE(opened.entries.at(0).folder, 10);
            opened.store.removeFolder(10);
        }
        Opened opened(path);
        QCOMPARE(opened.folders.size(), 1);
        QCOMPARE(opened.folders[0].parent, 0);
        QCOMPARE(opened.entries.at(0).folder, 0);
    }

    void findsWordsChineseAndCode_data()
    {
        QTest::addColumn<QString>("query");
        QTest::addColumn<bool>("isFound");
        QTest::newRow("a word") << QStringLiteral("maze") << true;
        QTest::newRow("in any case") << QStringLiteral("MAZE") << true;
        QTest::newRow("a part of a word") << QStringLiteral("ath find") << true;
        QTest::newRow("all words") << QStringLiteral("finder maze") << true;
        QTest::newRow("not all words") << QStringLiteral("maze absent") << false;
        QTest::newRow("Chinese") << QString::fromUtf8("\xE8\xBF\xB7\xE5\xAE\xAB") << true;
        QTest::newRow("one Chinese character") << QString::fromUtf8("\xE5\xAE\xAB") << true;
        QTest::newRow("Chinese and a word")
            << QString::fromUtf8("\xE8\xBF\xB7\xE5\xAE\xAB maze") << true;
        QTest::newRow("code") << QStringLiteral("std::vector<int>") << true;
        QTest::newRow("an operator") << QStringLiteral("&&") << true;
        QTest::newRow("quotes") << QStringLiteral("\"A*\"") << true;
        QTest::newRow("no wildcard") << QStringLiteral("m%e") << false;
        QTest::newRow("nor another") << QStringLiteral("m_ze") << false;
        QTest::newRow("no operator of the index") << QStringLiteral("maze OR absent") << false;
        QTest::newRow("what was thought") << QStringLiteral("heuristic") << true;
    }

    void findsWordsChineseAndCode()
    {
        QFETCH(const QString, query);
        QFETCH(const bool, isFound);
        Opened opened(newPath());
        opened.store.write(entry(1, QStringLiteral("one")));
        Message found = message(
            2, 0, ui::Author::User,
            QString::fromUtf8("A maze with an \"A*\" path finder: \xE8\xBF\xB7\xE5\xAE\xAB; "
                              "std::vector<int> a && b"));
        found.thinking = QStringLiteral("a heuristic");
        opened.store.write(1, found);
        opened.store.write(entry(3, QStringLiteral("another")));
        opened.store.write(3, message(4, 0, ui::Author::User, QStringLiteral("nothing")));
        const QStringList wanted = isFound ? QStringList{QStringLiteral("one")} : QStringList();
        QCOMPARE(opened.finds(query), wanted);
        QCOMPARE(opened.failures, QStringList());
    }

    void findsTitlesFirstAndNothingInTheTrash()
    {
        Opened opened(newPath());
        opened.store.write(entry(1, QStringLiteral("first")));
        opened.store.write(
            1, message(2, 0, ui::Author::User, QStringLiteral("the needle is in the text")));
        opened.store.write(entry(3, QStringLiteral("needle")));
        LibraryEntry trashed = entry(5, QStringLiteral("needle in the trash"));
        trashed.trashed = 1;
        opened.store.write(trashed);
        QCOMPARE(opened.finds(QStringLiteral("needle")),
                 QStringList({QStringLiteral("needle"), QStringLiteral("first")}));
        QCOMPARE(opened.hits.at(1).message, 2);
        QCOMPARE(opened.hits.at(1).excerpt, QStringLiteral("the needle is in the text"));
    }

    void findsAnAnswerOnceItIsComplete()
    {
        Opened opened(newPath());
        opened.store.write(entry(1, QStringLiteral("one")));
        Message answer = message(2, 0, ui::Author::Assistant, QStringLiteral("half a sen"));
        answer.state = MessageState::Running;
        opened.store.write(1, answer);
        QCOMPARE(opened.finds(QStringLiteral("half a")), QStringList());
        answer.text += QStringLiteral("tence");
        answer.state = MessageState::Answered;
        opened.store.write(1, answer);
        QCOMPARE(opened.finds(QStringLiteral("half a sentence")),
                 QStringList{QStringLiteral("one")});
    }

    void aLongConversationLoadsAndIsSearchedQuickly()
    {
        const QString path = newPath();
        const QString text = QStringLiteral("some words of an answer ").repeated(4);
        {
            const auto database = app::Database::open(path);
            QVERIFY(bool(database));
            app::ConversationTables tables(**database);
            const engine::Status written = (*database)->transact([&] {
                engine::Status status = tables.write(entry(1, QStringLiteral("long")));
                for (qint64 id = 2; status && id < 10'002; ++id)
                    status = tables.write(1, message(id, id == 2 ? 0 : id - 1, ui::Author(id % 2),
                                                     text + QString::number(id)));
                return status;
            });
            QVERIFY(bool(written));
        }
        Opened opened(path);
        QElapsedTimer timer;
        timer.start();
        QVERIFY(opened.loads(1));
        QCOMPARE(opened.conversation.messages.size(), 10'000);
        const qint64 loadedMs = timer.restart();
        QCOMPARE(opened.finds(QStringLiteral("answer 7777")), QStringList{QStringLiteral("long")});
        qInfo("loaded in %lld ms, searched in %lld ms", loadedMs, timer.elapsed());
        QVERIFY(loadedMs < 5000); // with sanitizers, too
    }

    void answersOnlyTheLastSearch()
    {
        Opened opened(newPath());
        QSignalSpy searched(&opened.store, &ConversationStore::searched);
        for (int i = 0; i < 50; ++i)
            opened.store.search(QStringLiteral("query %1").arg(i));
        QTRY_COMPARE(opened.answered, QStringLiteral("query 49"));
        QVERIFY(searched.size() < 50);
    }

    void keepsWhatTheDiskRefusesAndSavesItLater()
    {
        Opened opened(newPath());
        QSignalSpy unsaved(&opened.store, &ConversationStore::unsavedChanged);
        {
            const tests::FullDisk full;
            opened.store.write(entry(1, QStringLiteral("kept")));
            opened.store.write(1, message(2, 0, ui::Author::User, QStringLiteral("a question")));
            opened.store.write(1, message(3, 2, ui::Author::Assistant, QStringLiteral("half")));
            opened.store.write(1, message(3, 2, ui::Author::Assistant, QStringLiteral("whole")));
            QTRY_COMPARE(unsaved.size(), 1);
            QVERIFY(!unsaved[0][0].toString().isEmpty());
            QVERIFY(!opened.loads(1));
        }
        QTRY_COMPARE(unsaved.size(), 2); // by itself
        QCOMPARE(unsaved[1][0].toString(), QString());
        QVERIFY(opened.loads(1));
        QCOMPARE(opened.conversation.messages.size(), 2);
        QCOMPARE(opened.conversation.messages[1].text, QStringLiteral("whole"));
        QCOMPARE(opened.failures.size(), 1); // the same one was told once
    }

    void whatContradictsTheTablesHoldsNothingUp()
    {
        Opened opened(newPath());
        opened.store.write(99, message(1, 0, ui::Author::User, QStringLiteral("of nothing")));
        opened.store.write(entry(2, QStringLiteral("behind it")));
        QVERIFY(opened.loads(2));
    }

    void saysWhatCannotBeWritten()
    {
        Opened opened(newPath());
        opened.store.write(99, message(1, 0, ui::Author::User, QStringLiteral("of nothing")));
        QTRY_COMPARE(opened.failures.size(), 1);
        QVERIFY(opened.failures[0].contains(QStringLiteral("FOREIGN KEY")));
    }
};

int main(int argc, char** argv)
{
    QCoreApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    if (arguments.value(1) == kWriter)
        return writeUntilKilled(arguments.value(2));
    tst_ConversationStore test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_conversation_store.moc"
