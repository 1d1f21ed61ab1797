// Sets of documents from the drop to the question: found, counted, read with pauses, kept across
// starts, changed, asked in every way, and evicted.

#include "app/chat_controller.h"
#include "app/conversation_store.h"
#include "app/document_desk.h"
#include "app/local_model.h"
#include "tests/support/long_model.h"

#include <QDir>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using app::AskedText;
using app::Asking;
using app::CheckedQuotes;
using app::DocumentDesk;
using Phase = ui::ReadingState::Phase;

namespace {

constexpr int kContext = 60'000;

QByteArray lines(int count, int seed)
{
    QByteArray text;
    std::uint32_t state = std::uint32_t(seed) * 7919 + 1;
    for (int i = 0; i < count; ++i) {
        state = state * 1664525U + 1013904223U;
        text += "the value of key " + QByteArray::number(i) + " is "
                + QByteArray::number(state >> 12) + "\n";
    }
    return text;
}

void write(const QString& path, const QByteArray& text)
{
    QDir().mkpath(QFileInfo(path).absolutePath());
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size())
        qFatal("%s", qPrintable(path));
}

// One start of the program on a data folder, without a window. A model that is given is open before
// anything is begun, or a plan might be made without it first.
struct Desk
{
    Desk(const QString& data, const QString& model)
        : host(app::openLocalModel)
        , store(data + QStringLiteral("/levin.sqlite"))
        , conversations(store)
        , desk(data + QStringLiteral("/levin.sqlite"), data + QStringLiteral("/documents"), host,
               [this] { return store.newId(); })
        , controller(host, conversations)
    {
        controller.setDocuments(desk);
        QObject::connect(&store, &app::ConversationStore::opened, &desk, &DocumentDesk::open);
        store.open();
        if (model.isEmpty())
            return;
        controller.open(model);
        if (!isReady())
            qFatal("%s was not opened", qPrintable(model));
    }

    bool isReady()
    {
        return QTest::qWaitFor(
            [&] { return controller.status().activity == ui::Status::Activity::Ready; }, 60'000);
    }

    bool is(qint64 set, Phase phase)
    {
        return QTest::qWaitFor([&] { return desk.state(set).phase == phase; }, 120'000);
    }
    bool asks(const QString& question)
    {
        controller.send(question);
        return isReady();
    }
    QString note()
    {
        auto* messages = controller.conversation();
        return messages->index(messages->rowCount() - 1).data(ui::NoteRole).toString();
    }
    QString text()
    {
        auto* messages = controller.conversation();
        return messages->index(messages->rowCount() - 1).data(ui::TextRole).toString();
    }
    // What is prepared for a question; nothing when it is refused.
    AskedText prepared(qint64 set, const Asking& asking, const QString& question)
    {
        QSignalSpy asked(&desk, &DocumentDesk::asked);
        QSignalSpy refused(&desk, &DocumentDesk::askFailed);
        desk.prepare(set, asking, question);
        if (!QTest::qWaitFor([&] { return asked.size() + refused.size() > 0; }))
            qFatal("no answer");
        if (asked.isEmpty()) {
            refusal = refused.at(0).at(1).toString();
            return {};
        }
        return asked.at(0).at(1).value<AskedText>();
    }

    app::EngineHost host;
    app::ConversationStore store;
    app::Conversations conversations;
    DocumentDesk desk;
    app::ChatController controller;
    QString refusal;
};

Asking by(ui::AskMode mode)
{
    Asking asking;
    asking.mode = mode;
    return asking;
}

} // namespace

class tst_DocumentDesk : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { tests::makeLongModel(m_model.path(), kContext); }

    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        write(file("a.c"), lines(100, 1));
        write(file("b/b.c"), lines(80, 2));
        write(file("c.bin"), QByteArray("\0\1\2\3", 4));
    }

    void whatIsDroppedIsCountedBeforeAnythingIsRead()
    {
        Desk desk(data(), m_model.path());
        const qint64 set = desk.desk.begin({documents()});
        QVERIFY(desk.is(set, Phase::Planned));
        const ui::DocumentPlan plan = desk.desk.plan(set);
        QCOMPARE(plan.title, QStringLiteral("documents"));
        QCOMPARE(plan.files.size(), 3);
        QCOMPARE(plan.files[0].name, QStringLiteral("a.c"));
        QVERIFY(plan.files[0].tokens > plan.files[1].tokens);
        QVERIFY(!plan.files[2].skipped.isEmpty());
        QVERIFY(plan.tokens > plan.files[0].tokens + plan.files[1].tokens);
        QCOMPARE(plan.mostTokens, kContext - 4096); // room for an answer
        QVERIFY(plan.memoryBytes > 0 && plan.diskBytes > 0);
        QTRY_VERIFY(desk.desk.plan(set).diskBudget > 0); // measured beside
        QVERIFY(plan.fits());
        QVERIFY(!QFileInfo::exists(folderOf(set) + QStringLiteral("/parts")));
    }

    void withoutAModelThereIsAPlanWithoutTokens()
    {
        Desk desk(data(), {});
        const qint64 set = desk.desk.begin({documents()});
        QVERIFY(desk.is(set, Phase::Planned));
        QCOMPARE(desk.desk.plan(set).files[0].tokens, -1);
        desk.controller.open(m_model.path());
        QTRY_VERIFY(desk.desk.plan(set).tokens > 0);
    }

    void aFileThatIsSwitchedOffCountsNoMore()
    {
        Desk desk(data(), m_model.path());
        const qint64 set = desk.desk.begin({documents()});
        QVERIFY(desk.is(set, Phase::Planned));
        const ui::DocumentPlan before = desk.desk.plan(set);
        desk.desk.setIncluded(set, {QStringLiteral("b/b.c")}, false);
        QVERIFY(desk.is(set, Phase::Planned));
        const ui::DocumentPlan after = desk.desk.plan(set);
        QVERIFY(!after.files[1].isIncluded);
        QCOMPARE(after.files[1].tokens, before.files[1].tokens);
        QVERIFY(after.tokens < before.tokens - after.files[1].tokens / 2);
        desk.desk.setIncluded(set, {QStringLiteral("b/b.c")}, true);
        QTRY_COMPARE(desk.desk.plan(set).tokens, before.tokens);
    }

    void aReadingPausesAndGoesOnAlsoInTheNextStart()
    {
        write(file("a.c"), lines(1500, 1));
        qint64 set = 0;
        qint64 done = 0;
        {
            Desk desk(data(), m_model.path());
            set = desk.desk.begin({documents()});
            QVERIFY(desk.is(set, Phase::Planned));
            desk.desk.read(set);
            QTRY_VERIFY(desk.desk.state(set).done > desk.desk.plan(set).tokens / 4);
            desk.desk.pause(set);
            QVERIFY(desk.is(set, Phase::Paused));
            desk.desk.read(set);
            QTRY_VERIFY(desk.desk.state(set).done > desk.desk.plan(set).tokens / 2);
            done = desk.desk.state(set).done;
            QCOMPARE(desk.desk.state(set).phase, Phase::Reading);
        } // the program ends while it reads
        Desk desk(data(), m_model.path());
        QTRY_VERIFY(desk.desk.isThere(set));
        QVERIFY(desk.is(set, Phase::Reading)); // by itself
        QTRY_VERIFY(desk.desk.state(set).done > 0);
        QVERIFY(double(desk.desk.state(set).done)
                > double(done) - 0.02 * double(desk.desk.plan(set).tokens));
        QVERIFY(desk.is(set, Phase::Read));
        QVERIFY(!desk.desk.runs().isEmpty());
        QVERIFY(desk.desk.plan(set).seconds == 0.0);
    }

    void aSecondStartFindsTheReadingAndAQuestionCostsOnlyItself()
    {
        qint64 set = 0;
        {
            Desk desk(data(), m_model.path());
            set = desk.desk.begin({documents()});
            QVERIFY(desk.is(set, Phase::Planned));
            desk.desk.read(set);
            QVERIFY(desk.is(set, Phase::Read));
        }
        Desk desk(data(), m_model.path());
        QTRY_VERIFY(desk.desk.isThere(set));
        QCOMPARE(desk.desk.begin({documents()}), set); // the same files are the same set
        QVERIFY(desk.is(set, Phase::Read));
        desk.conversations.current()->setDocuments(set);
        limitAnswers(desk);
        QVERIFY(desk.asks(QStringLiteral("What is key 7?")));
        const ui::TurnCost cost = *desk.controller.status().lastTurn;
        QCOMPARE(cost.reusedTokens, desk.desk.plan(set).tokens);
        QVERIFY(cost.readTokens < 60);
        QVERIFY2(desk.note().contains(QLatin1String("all 2 files")), qPrintable(desk.note()));
    }

    void aQuestionReadsWhatWasNotReadYet()
    {
        Desk desk(data(), m_model.path());
        const qint64 set = desk.desk.begin({documents()});
        QVERIFY(desk.is(set, Phase::Planned));
        desk.conversations.current()->setDocuments(set);
        limitAnswers(desk);
        QList<Phase> phases;
        connect(&desk.desk, &DocumentDesk::stateChanged, this,
                [&](qint64 id) { phases.append(desk.desk.state(id).phase); });
        QVERIFY(desk.asks(QStringLiteral("What is key 7?")));
        QVERIFY(desk.is(set, Phase::Read));
        QVERIFY(phases.contains(Phase::Reading));
    }

    void aQuestionThatIsStoppedWhileItReadsLeavesAPausedReading()
    {
        write(file("a.c"), lines(1500, 1));
        Desk desk(data(), m_model.path());
        const qint64 set = desk.desk.begin({documents()});
        QVERIFY(desk.is(set, Phase::Planned));
        desk.conversations.current()->setDocuments(set);
        desk.controller.send(QStringLiteral("What is key 7?"));
        QTRY_VERIFY(desk.desk.state(set).done > 0);
        desk.desk.pause(set); // as the button on the page does
        QVERIFY(desk.is(set, Phase::Paused));
        QTRY_COMPARE(desk.controller.status().activity, ui::Status::Activity::Ready);
        QVERIFY2(desk.note().contains(QLatin1String("stopped")), qPrintable(desk.note()));
    }

    void aQuestionElsewherePausesTheReadingWhichGoesOnByItself()
    {
        write(file("a.c"), lines(1500, 1));
        Desk desk(data(), m_model.path());
        const qint64 set = desk.desk.begin({documents()});
        QVERIFY(desk.is(set, Phase::Planned));
        limitAnswers(desk);
        desk.desk.read(set);
        QTRY_VERIFY(desk.desk.state(set).done > 0);
        QVERIFY(desk.asks(QStringLiteral("Something else")));
        QVERIFY(desk.desk.state(set).phase != Phase::Read);
        QVERIFY(desk.is(set, Phase::Read));
    }

    void aSetThatIsTooLongSaysSoAndCanBeAskedOtherwise()
    {
        write(file("long.c"), lines(6000, 3) + "the ferry to Lorvane leaves at nine\n");
        Desk desk(data(), m_model.path());
        const qint64 set = desk.desk.begin({documents()});
        QVERIFY(desk.is(set, Phase::Planned));
        QVERIFY(!desk.desk.plan(set).fits());
        desk.desk.read(set);
        QCOMPARE(desk.desk.state(set).phase, Phase::Failed);
        const QString sentence = desk.desk.state(set).sentence;
        QVERIFY2(sentence.contains(QLatin1String("55,904")), qPrintable(sentence));
        QVERIFY(desk.prepared(set, {}, QStringLiteral("When does it leave?")).parts.isEmpty());
        QCOMPARE(desk.refusal, sentence);

        const AskedText found = desk.prepared(set, by(ui::AskMode::BySearch),
                                              QStringLiteral("When does the ferry leave?"));
        QCOMPARE(found.parts.size(), 1);
        QVERIFY(found.parts[0].text->text.find("the ferry to Lorvane leaves at nine [2.6001]")
                != std::string::npos);
        QVERIFY(found.receipt.contains(QLatin1String("NOT from the whole text")));
        const AskedText many =
            desk.prepared(set, by(ui::AskMode::BySearch), QStringLiteral("the value of key"));
        QSignalSpy counted(&desk.host, &app::EngineHost::counted);
        desk.host.count(many.parts.value(0).text);
        QTRY_COMPARE(counted.size(), 1);
        const qint64 tokens = counted.at(0).at(1).value<app::CountedTokens>().total;
        QVERIFY2(tokens > 6000 && tokens < 11'000, qPrintable(QString::number(tokens)));

        const AskedText sections =
            desk.prepared(set, by(ui::AskMode::BySections), QStringLiteral("When?"));
        QVERIFY(sections.parts.size() > 1);
        std::size_t bytes = 0;
        for (const AskedText::Part& part : sections.parts)
            bytes += part.text->text.size();
        QVERIFY(bytes > desk.desk.chosen(set)->text.text.size());
    }

    void sectionsAreAskedOneByOneAndThenTogether()
    {
        Desk desk(data(), m_model.path());
        const qint64 set = desk.desk.begin({documents()});
        QVERIFY(desk.is(set, Phase::Planned));
        desk.conversations.current()->setDocuments(set);
        desk.conversations.current()->setAsking(app::toText(by(ui::AskMode::BySections)));
        limitAnswers(desk);
        QVERIFY(desk.asks(QStringLiteral("What is key 7?")));
        const QString text = desk.text();
        QVERIFY2(text.contains(QLatin1String("#### Section 1 of 2: a.c")), qPrintable(text));
        QVERIFY(text.contains(QLatin1String("#### Section 2 of 2: b/b.c")));
        QVERIFY(text.contains(QLatin1String("#### All sections together")));
        QVERIFY2(desk.note().contains(QLatin1String("2 sections")), qPrintable(desk.note()));
    }

    void oneFileOrASelectionIsAskedAlone()
    {
        Desk desk(data(), m_model.path());
        const qint64 set = desk.desk.begin({documents()});
        QVERIFY(desk.is(set, Phase::Planned));
        Asking asking;
        asking.scope = {ui::Scope::Kind::File, QStringLiteral("b/b.c"), 0, 0};
        const AskedText one = desk.prepared(set, asking, QStringLiteral("?"));
        QCOMPARE(one.parts.size(), 1);
        QVERIFY(!one.reading);
        QVERIFY(one.parts[0].text->text.find("[2.80]") != std::string::npos);
        QVERIFY(one.parts[0].text->text.find("[1.1]") == std::string::npos);
        asking.scope = {ui::Scope::Kind::Selection, QStringLiteral("a.c"), 40, 60};
        const AskedText part = desk.prepared(set, asking, QStringLiteral("?"));
        QVERIFY(part.parts[0].text->text.find("[1.2]") != std::string::npos);
        QVERIFY(part.parts[0].text->text.find("[1.9]") == std::string::npos);
        asking.scope.file = QStringLiteral("nowhere.c");
        QVERIFY(desk.prepared(set, asking, QStringLiteral("?")).parts.isEmpty());
        QVERIFY(desk.refusal.contains(QLatin1String("nowhere.c")));
    }

    void aChangedFileIsSeenAndOnlyWhatFollowsIsReadAgain()
    {
        write(file("a.c"), lines(800, 1));
        qint64 set = 0;
        {
            Desk desk(data(), m_model.path());
            set = desk.desk.begin({documents()});
            QVERIFY(desk.is(set, Phase::Planned));
            desk.desk.read(set);
            QVERIFY(desk.is(set, Phase::Read));
        }
        write(file("b/b.c"), lines(90, 5));
        write(file("new.c"), lines(10, 6));
        Desk desk(data(), m_model.path());
        QTRY_VERIFY(desk.desk.isThere(set));
        desk.desk.show(set);
        QTRY_COMPARE(desk.desk.state(set).changedFiles, 2);
        QVERIFY(desk.is(set, Phase::Read));
        QSignalSpy ended(&desk.host, &app::EngineHost::readingEnded);
        desk.desk.update(set);
        QTRY_COMPARE_WITH_TIMEOUT(ended.size(), 1, 30'000);
        const auto result = ended.at(0).at(1).value<app::ReadingResult>();
        QVERIFY(result.isComplete);
        QVERIFY(result.found > result.read);
        QCOMPARE(desk.desk.state(set).changedFiles, 0);
        QCOMPARE(desk.desk.plan(set).files[0].name, QStringLiteral("a.c"));
        QCOMPARE(desk.desk.plan(set).files[1].name, QStringLiteral("new.c"));
    }

    void filesThatAreGoneLoseNothing()
    {
        qint64 set = 0;
        {
            Desk desk(data(), m_model.path());
            set = desk.desk.begin({documents()});
            QVERIFY(desk.is(set, Phase::Planned));
            desk.desk.read(set);
            QVERIFY(desk.is(set, Phase::Read));
        }
        QVERIFY(QDir(documents()).removeRecursively());
        Desk desk(data(), m_model.path());
        QTRY_VERIFY(desk.desk.isThere(set));
        desk.desk.show(set);
        QTRY_VERIFY(desk.desk.state(set).sentence.contains(QLatin1String("not there any more")));
        QVERIFY(desk.is(set, Phase::Read));
        QCOMPARE(desk.desk.state(set).changedFiles, 0);
        desk.desk.update(set);
        QVERIFY(desk.is(set, Phase::Read));
        QCOMPARE(desk.desk.stored(set)->documents.size(), 2u);
    }

    void damagedTextsAreASentenceAndCanBeReadAnew()
    {
        qint64 set = 0;
        {
            Desk desk(data(), {});
            QTRY_VERIFY(desk.desk.isOpened()); // before it there is no database to keep it in
            set = desk.desk.begin({documents()});
            QVERIFY(desk.is(set, Phase::Planned));
        }
        const QDir texts(folderOf(set) + QStringLiteral("/texts"));
        write(texts.filePath(texts.entryList(QDir::Files).first()), "damage");
        Desk desk(data(), {});
        QTRY_VERIFY(desk.desk.isThere(set));
        desk.desk.show(set);
        QVERIFY(desk.is(set, Phase::Failed));
        QVERIFY(desk.desk.state(set).sentence.contains(QLatin1String("damaged")));
        desk.desk.update(set);
        QVERIFY(desk.is(set, Phase::Planned));
    }

    void sourceTextsAreOutlinedByTheirSymbols()
    {
        write(file("d.py"), "import os\n\ndef first():\n    return 1\n");
        Desk desk(data(), {});
        const qint64 set = desk.desk.begin({documents()});
        QVERIFY(desk.is(set, Phase::Planned));
        QSignalSpy outlined(&desk.desk, &DocumentDesk::outlined);
        desk.desk.outline(set);
        QTRY_COMPARE(outlined.size(), 1);
        const auto outlines = outlined.at(0).at(1).value<app::Outlines>();
        QCOMPARE(outlines.of, desk.desk.stored(set));
        QCOMPARE(outlines.documents.size(), 3);
        QCOMPARE(outlines.documents[1].size(), 1);
        QVERIFY(outlines.documents[1][0].title.contains(QLatin1String("first")));
    }

    void nothingReadableIsASentence()
    {
        Desk desk(data(), {});
        const qint64 set = desk.desk.begin({file("c.bin")});
        QVERIFY(desk.is(set, Phase::Failed));
        QVERIFY(desk.desk.state(set).sentence.contains(QLatin1String("binary")));
    }

    void theLeastUsedReadingGivesWay()
    {
        Desk desk(data(), m_model.path());
        const qint64 first = desk.desk.begin({file("a.c")});
        QVERIFY(desk.is(first, Phase::Planned));
        desk.desk.read(first);
        QVERIFY(desk.is(first, Phase::Read));
        const qint64 second = desk.desk.begin({file("b/b.c")});
        QVERIFY(desk.is(second, Phase::Planned));
        desk.desk.setBudget(desk.desk.plan(first).diskBytes + 1000);
        desk.desk.read(second);
        QVERIFY(desk.is(second, Phase::Read));
        QVERIFY(desk.is(first, Phase::Planned));
        QVERIFY(desk.desk.state(first).sentence.contains(QLatin1String("gave way")));
        QVERIFY(!desk.desk.stored(first)->documents.empty());

        desk.desk.setBudget(10);
        desk.desk.read(first);
        QVERIFY(desk.is(first, Phase::Failed));
        QVERIFY(desk.desk.state(first).sentence.contains(QLatin1String("on disk")));
        QCOMPARE(desk.desk.state(second).phase, Phase::Read); // what there is stays
    }

    void aReadingCanBeForgotten()
    {
        Desk desk(data(), m_model.path());
        const qint64 set = desk.desk.begin({documents()});
        QVERIFY(desk.is(set, Phase::Planned));
        desk.desk.read(set);
        QVERIFY(desk.is(set, Phase::Read));
        desk.desk.forgetReading(set);
        QVERIFY(desk.is(set, Phase::Planned));
        QVERIFY(!QFileInfo::exists(folderOf(set) + QStringLiteral("/parts")));
        QVERIFY(QFileInfo::exists(folderOf(set) + QStringLiteral("/set.json")));
    }

    void documentsThatAreNotKeptAnyMoreAreASentence()
    {
        Desk desk(data(), m_model.path());
        desk.prepared(7, {}, QStringLiteral("Asked before the database answers?"));
        QVERIFY2(desk.refusal.contains(QLatin1String("Drop them again")), qPrintable(desk.refusal));
        desk.refusal.clear();
        desk.prepared(8, {}, QStringLiteral("And behind?"));
        QVERIFY2(desk.refusal.contains(QLatin1String("Drop them again")), qPrintable(desk.refusal));
        QCOMPARE(desk.desk.state(8).phase, Phase::Failed);
    }

    void quotationsAreLookedUp()
    {
        Desk desk(data(), {});
        const qint64 set = desk.desk.begin({documents()});
        QVERIFY(desk.is(set, Phase::Planned));
        QSignalSpy checked(&desk.desk, &DocumentDesk::checked);
        desk.desk.check(set, 7,
                        QStringLiteral("It says \"the value of key 3 is 612203\" and \"the value "
                                       "of key 4 is one\"."));
        QTRY_COMPARE(checked.size(), 1);
        const auto quotes = checked.at(0).at(1).value<CheckedQuotes>().list;
        QCOMPARE(checked.at(0).at(0).toLongLong(), 7);
        QCOMPARE(quotes.size(), 2);
        QCOMPARE(quotes[1].status, documents::Finding::Status::NotFound);
    }

private:
    QString file(const char* name) const { return documents() + u'/' + QLatin1String(name); }
    QString documents() const { return m_folder->filePath(QStringLiteral("documents")); }
    QString data() const { return m_folder->filePath(QStringLiteral("data")); }
    QString folderOf(qint64 set) const
    {
        return QStringLiteral("%1/documents/%2").arg(data()).arg(set);
    }
    static void limitAnswers(Desk& desk)
    {
        ui::ChatSettings settings = desk.conversations.current()->details().settings;
        settings.maxNewTokens = 8;
        settings.preset.clear();
        desk.conversations.current()->setSettings(settings);
        QVERIFY(QTest::qWaitFor(
            [&] { return desk.controller.status().activity == ui::Status::Activity::Ready; }));
    }

    QTemporaryDir m_model;
    std::unique_ptr<QTemporaryDir> m_folder;
};

int main(int argc, char** argv)
{
    QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
    QCoreApplication application(argc, argv);
    tst_DocumentDesk test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_document_desk.moc"
