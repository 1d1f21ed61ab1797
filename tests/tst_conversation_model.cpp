// The branch that is shown as a list, and the library as a tree, through every change of them.

#include "app/conversation.h"
#include "app/conversation_model.h"
#include "app/conversation_store.h"
#include "app/library.h"
#include "app/library_model.h"
#include "app/prompt_builder.h"
#include "app/trash_model.h"
#include "ui/library_role.h"

#include <QAbstractItemModelTester>
#include <QElapsedTimer>
#include <QMimeData>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <memory>

using namespace Qt::StringLiterals;
using app::Conversation;
using app::ConversationModel;
using app::Message;
using app::MessageState;
using app::MessageTree;
using Tester = QAbstractItemModelTester;

namespace {

Message message(qint64 id, qint64 parent)
{
    Message message;
    message.id = id;
    message.parent = parent;
    message.author = id % 2 == 1 ? ui::Author::User : ui::Author::Assistant;
    message.text = QString::number(id);
    return message;
}

// Two questions with answers; the second question was edited once, its answer made twice.
//     1 - 2 - 3 - 4
//           - 5 - 6
//               - 8
QList<Message> branched()
{
    return {message(1, 0), message(2, 1), message(3, 2), message(4, 3),
            message(5, 2), message(6, 5), message(8, 5)};
}

} // namespace

class tst_ConversationModel : public QObject
{
    Q_OBJECT

private:
    QTemporaryDir m_folder;
    app::ConversationStore m_store{m_folder.filePath(QStringLiteral("levin.sqlite"))};

    std::unique_ptr<Conversation> conversation(qint64 leaf)
    {
        app::StoredConversation stored;
        stored.entry.id = 100;
        stored.details.leaf = leaf;
        stored.messages = branched();
        return std::make_unique<Conversation>(m_store, stored);
    }

    static QStringList rows(const QAbstractItemModel& model, const QModelIndex& parent = {})
    {
        QStringList rows;
        for (int row = 0; row < model.rowCount(parent); ++row)
            rows += model.index(row, 0, parent).data().toString();
        return rows;
    }

private slots:
    void aTreeShowsTheBranchToItsLeaf()
    {
        MessageTree tree(branched(), 4);
        QCOMPARE(tree.branch(), QList<qint64>({1, 2, 3, 4}));
        tree.showBranchOf(5);
        QCOMPARE(tree.branch(), QList<qint64>({1, 2, 5, 8})); // the newest answer
        tree.setLeaf(6);
        tree.showBranchOf(3);
        tree.showBranchOf(5);
        QCOMPARE(tree.branch(), QList<qint64>({1, 2, 5, 6})); // that was shown last
        QCOMPARE(tree.alternatives(5), QList<qint64>({3, 5}));
        QVERIFY(tree.isFollowed(2));
        QVERIFY(!tree.isFollowed(8));
    }

    void aTreeWithoutItsLeafShowsTheNewestMessage()
    {
        QCOMPARE(MessageTree(branched(), 77).leaf(), 8);
        QCOMPARE(MessageTree({}, 77).leaf(), 0);
    }

    void removingAMessageShowsItsNeighbour()
    {
        MessageTree tree(branched(), 6);
        tree.remove(5);
        QCOMPARE(tree.branch(), QList<qint64>({1, 2, 3, 4}));
        QCOMPARE(tree.find(6), nullptr);
        tree.remove(3);
        QCOMPARE(tree.branch(), QList<qint64>({1, 2}));
        tree.remove(1);
        QVERIFY(tree.isEmpty());
        QCOMPARE(tree.leaf(), 0);
    }

    void followsTheConversation()
    {
        const auto shown = conversation(4);
        ConversationModel model;
        const Tester tester(&model, Tester::FailureReportingMode::QtTest);
        model.show(shown.get());
        QCOMPARE(rows(model), QStringList({u"1"_s, u"2"_s, u"3"_s, u"4"_s}));
        QCOMPARE(model.index(2).data(ui::BranchRole).toInt(), 1);
        QCOMPARE(model.index(2).data(ui::BranchCountRole).toInt(), 2);
        QCOMPARE(model.index(2).data(ui::IdRole).toLongLong(), 3);

        QSignalSpy removed(&model, &QAbstractItemModel::rowsRemoved);
        QSignalSpy reset(&model, &QAbstractItemModel::modelReset);
        shown->showBranchOf(5);
        QCOMPARE(rows(model), QStringList({u"1"_s, u"2"_s, u"5"_s, u"8"_s}));
        QCOMPARE(removed.size(), 1);
        QCOMPARE(removed.at(0).at(1).toInt(), 2); // what both branches share stays
        QVERIFY(reset.isEmpty());

        const qint64 question = shown->ask(8, QStringLiteral("more"));
        const qint64 answer = shown->beginAnswer(question, {});
        QCOMPARE(model.rowCount(), 6);
        QCOMPARE(model.index(5).data(ui::StateRole).toInt(), int(ui::MessageState::Running));
        QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
        shown->append(answer, QStringLiteral("hm"), QStringLiteral("yes"), 1);
        shown->end(answer, MessageState::Answered, QStringLiteral("a note"));
        QCOMPARE(changed.size(), 2);
        QCOMPARE(changed.at(0).at(0).toModelIndex().row(), 5);
        QCOMPARE(model.index(5).data(ui::ThinkingRole).toString(), QStringLiteral("hm"));
        QCOMPARE(model.index(5).data(ui::NoteRole).toString(), QStringLiteral("a note"));
        shown->remove(question);
        QCOMPARE(model.rowCount(), 4);
        model.show(nullptr);
        QCOMPARE(model.rowCount(), 0);
    }

    void changesOfWhatIsNotShownAreNotTold()
    {
        const auto first = conversation(4);
        const auto second = conversation(6);
        ConversationModel model;
        model.show(first.get());
        model.show(second.get());
        QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
        first->append(4, {}, QStringLiteral("more"), 0);
        second->append(4, {}, QStringLiteral("of another branch"), 0);
        QVERIFY(changed.isEmpty());
        second->append(6, {}, QStringLiteral("seen"), 0);
        QCOMPARE(changed.size(), 1);
    }

    void anInterruptedAnswerSaysSoAndCanBeTriedAgain()
    {
        app::StoredConversation stored;
        stored.entry.id = 101;
        stored.messages = {message(1, 0), message(2, 1)};
        stored.messages[1].state = MessageState::Interrupted;
        Conversation shown(m_store, stored);
        ConversationModel model;
        model.show(&shown);
        QVERIFY(model.index(1).data(ui::HasFailedRole).toBool());
        QCOMPARE(model.index(1).data(ui::StateRole).toInt(), int(ui::MessageState::Failed));
        QVERIFY(model.index(1).data(ui::NoteRole).toString().contains(u"Interrupted"_s));
    }

    void thePromptIsTheBranchWithoutWhatGotNoAnswer()
    {
        QList<Message> messages = branched();
        messages[1].text.clear(); // the first question got no answer
        messages[5].thinking = QStringLiteral("hm");
        MessageTree tree(messages, 6);
        Message question = message(9, 6);
        tree.add(question);
        Message answer = message(10, 9);
        answer.text.clear();
        tree.add(answer);
        const std::vector<engine::Message> prompt =
            app::promptFor(tree, 10, QStringLiteral("Be brief."));
        QStringList texts;
        for (const engine::Message& part : prompt)
            texts += QString::fromStdString(part.text);
        QCOMPARE(texts, QStringList({u"Be brief."_s, u"5"_s, u"6"_s, u"9"_s}));
        QCOMPARE(prompt[0].role, engine::Role::System);
        QCOMPARE(prompt[2].role, engine::Role::Assistant);
        QCOMPARE(prompt[2].thinking, std::string("hm"));
        QCOMPARE(app::promptFor(tree, 10, QStringLiteral("  ")).size(), std::size_t(3));
    }

    void aLargeLibraryIsFilledQuickly()
    {
        QList<app::LibraryEntry> entries;
        for (int i = 1; i <= 20'000; ++i) {
            app::LibraryEntry entry;
            entry.id = entry.updated = i;
            entry.title = QString::number(i);
            entries.append(entry);
        }
        app::Library library(m_store);
        app::LibraryModel model(library);
        QElapsedTimer timer;
        timer.start();
        library.fill(entries, {});
        const qint64 ms = timer.elapsed();
        qInfo("20,000 conversations in %lld ms", ms);
        QCOMPARE(model.rowCount(), 20'000);
        QCOMPARE(model.index(0, 0).data().toString(), u"20000"_s);
        QVERIFY(ms < 3000); // with sanitizers, too
    }

    void theLibraryIsATreeOfFoldersAndConversations()
    {
        app::Library library(m_store);
        app::LibraryModel model(library);
        app::TrashModel trash(library);
        const Tester tester(&model, Tester::FailureReportingMode::QtTest);
        const Tester trashTester(&trash, Tester::FailureReportingMode::QtTest);
        const auto entry = [](qint64 id, const QString& title, qint64 folder) {
            app::LibraryEntry made;
            made.id = id;
            made.title = title;
            made.folder = folder;
            made.updated = id;
            return made;
        };
        library.fill({entry(1, u"old"_s, 0), entry(2, u"new"_s, 0), entry(3, u"inner"_s, 11)},
                     {{11, 10, u"deep"_s}, {10, 0, u"work"_s}});
        QCOMPARE(rows(model), QStringList({u"work"_s, u"new"_s, u"old"_s}));
        const QModelIndex deep = model.index(0, 0, model.index(0, 0));
        QCOMPARE(rows(model, deep), QStringList{u"inner"_s});

        library.setPinned(1, true);
        QCOMPARE(rows(model), QStringList({u"work"_s, u"old"_s, u"new"_s}));
        library.touch(2);
        QCOMPARE(rows(model), QStringList({u"work"_s, u"old"_s, u"new"_s}));
        QVERIFY(model.setData(model.index(2, 0), u"  named   anew "_s, Qt::EditRole));
        QCOMPARE(library.entry(2)->title, u"named anew"_s);
        QVERIFY(model.setData(model.index(0, 0), u"play"_s, Qt::EditRole));
        QCOMPARE(library.folder(10)->name, u"play"_s);

        // Dragged into the inner folder, and the inner folder out of its folder.
        const std::unique_ptr<QMimeData> row(model.mimeData({model.index(2, 0)}));
        QVERIFY(model.canDropMimeData(row.get(), Qt::MoveAction, -1, 0, deep));
        QVERIFY(!model.canDropMimeData(row.get(), Qt::MoveAction, -1, 0, model.index(1, 0)));
        model.dropMimeData(row.get(), Qt::MoveAction, -1, 0, deep);
        QCOMPARE(library.entry(2)->folder, 11);
        const std::unique_ptr<QMimeData> folder(model.mimeData({deep}));
        model.dropMimeData(folder.get(), Qt::MoveAction, -1, 0, {});
        QCOMPARE(rows(model), QStringList({u"deep"_s, u"play"_s, u"old"_s}));
        library.moveFolder(11, 11); // not into itself
        QCOMPARE(library.folder(11)->parent, 0);

        library.throwAway(1);
        QCOMPARE(rows(model), QStringList({u"deep"_s, u"play"_s}));
        QCOMPARE(rows(trash), QStringList{u"old"_s});
        library.restore(1);
        QCOMPARE(trash.rowCount(), 0);
        QCOMPARE(rows(model), QStringList({u"deep"_s, u"play"_s, u"old"_s}));

        library.removeFolder(11);
        QCOMPARE(rows(model), QStringList({u"play"_s, u"old"_s, u"named anew"_s, u"inner"_s}));
        library.remove(1);
        QCOMPARE(rows(model), QStringList({u"play"_s, u"named anew"_s, u"inner"_s}));
    }
};

QTEST_GUILESS_MAIN(tst_ConversationModel)
#include "tst_conversation_model.moc"
