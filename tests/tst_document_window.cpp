// Documents in the real window with the built-in model: a folder is dropped, planned, read, asked; its
// quotations lead to their place; a killed program goes on; files change.

#include "app/application.h"
#include "app/local_model.h"
#include "app/profile.h"
#include "ui/banner.h"
#include "ui/document_page.h"
#include "ui/document_view.h"
#include "ui/library_section.h"
#include "ui/scope_bar.h"
#include "ui/transcript_role.h"
#include "ui/workbench.h"

#include <QAction>
#include <QDir>
#include <QDropEvent>
#include <QFile>
#include <QMimeData>
#include <QProcess>
#include <QSettings>
#include <QSignalSpy>
#include <QTabWidget>
#include <QTemporaryDir>
#include <QTest>
#include <QTreeView>

#include <array>

#include <signal.h>

using app::Application;
using Phase = ui::ReadingState::Phase;

namespace {

const auto kChild = QStringLiteral("--read-until-killed");

void write(const QString& path, const QByteArray& text)
{
    QDir().mkpath(QFileInfo(path).absolutePath());
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size())
        qFatal("%s", qPrintable(path));
}

QByteArray filler(int lines, int seed)
{
    constexpr std::array kLooks{"red",   "old",      "small", "heavy",
                                "quiet", "northern", "empty", "wooden"};
    constexpr std::array kThings{"crate", "shelf",  "lamp",   "engine",
                                 "door",  "ladder", "barrel", "window"};
    std::uint32_t state = std::uint32_t(seed) * 7919 + 1;
    const auto any = [&](const auto& words) {
        state = state * 1664525U + 1013904223U;
        return QByteArray(words[(state >> 20) % words.size()]);
    };
    QByteArray text;
    for (int i = 0; i < lines; ++i) {
        text += "The " + any(kLooks) + ' ' + any(kThings);
        text += " stands beside the " + any(kLooks) + ' ' + any(kThings) + ".\n";
    }
    return text;
}

struct Program
{
    explicit Program(const QString& folder)
        : profile(app::Profile::find(folder))
        , settings(profile.settingsFile, QSettings::IniFormat)
        , application(app::openLocalModel, profile, settings)
        , window(application.window())
        , bench(window.findChild<ui::Workbench*>())
        , tabs(bench->findChild<QTabWidget*>())
        , page(window.findChild<ui::DocumentPage*>())
        , bar(window.findChild<ui::ScopeBar*>())
        , view(window.findChild<ui::DocumentView*>())
    {
        window.show();
    }

    bool opens()
    {
        application.open(QStringLiteral(LEVIN_BUILT_IN_MODEL));
        return isReady();
    }
    bool isReady()
    {
        return QTest::qWaitFor(
            [&] {
                return application.controller().status().activity == ui::Status::Activity::Ready;
            },
            120'000);
    }
    void drop(const QStringList& paths)
    {
        QMimeData data;
        QList<QUrl> urls;
        for (const QString& path : paths)
            urls.append(QUrl::fromLocalFile(path));
        data.setUrls(urls);
        QDragEnterEvent enter(QPoint(50, 50), Qt::CopyAction, &data, Qt::LeftButton,
                              Qt::NoModifier);
        QCoreApplication::sendEvent(&window, &enter);
        QVERIFY(enter.isAccepted());
        QDropEvent event(QPointF(50, 50), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        QCoreApplication::sendEvent(&window, &event);
    }
    qint64 set() { return application.conversations().current()->details().documentSet; }
    bool is(Phase phase, int patienceMs = 60'000)
    {
        return QTest::qWaitFor([&] { return application.desk().state(set()).phase == phase; },
                               patienceMs);
    }
    bool asks(const QString& question)
    {
        auto* field = window.findChild<ui::ComposerField*>();
        field->setFocus();
        field->setPlainText(question);
        QTest::keyClick(field, Qt::Key_Return);
        return isReady();
    }
    QVariant last(int role)
    {
        auto* messages = application.controller().conversation();
        return messages->index(messages->rowCount() - 1).data(role);
    }

    app::Profile profile;
    QSettings settings;
    Application application;
    ui::MainWindow& window;
    ui::Workbench* bench;
    QTabWidget* tabs;
    ui::DocumentPage* page;
    ui::ScopeBar* bar;
    ui::DocumentView* view;
};

QString statusOf(const QVariantMap& chip) { return chip[QStringLiteral("status")].toString(); }

// Word for word in the documents. Whether a small model also cites the right line is for its
// evaluation to say: here the window is tested, with whichever model comes along.
bool isFound(const QVariantMap& chip)
{
    return statusOf(chip) == QLatin1String("exact") || statusOf(chip) == QLatin1String("elsewhere");
}

// The program as a process of its own, which reads and says how far it is.
int readUntilKilled(const QString& profile, const QString& documents)
{
    Program program(profile);
    if (!program.opens())
        return 1;
    app::DocumentDesk& desk = program.application.desk();
    QObject::connect(&desk, &app::DocumentDesk::stateChanged, [&](qint64 set) {
        const ui::ReadingState state = desk.state(set);
        if (state.phase == Phase::Planned)
            desk.read(set);
        if (state.phase == Phase::Reading && state.total > 0) {
            printf("%d\n", int(100 * state.done / state.total));
            fflush(stdout);
        }
    });
    program.drop({documents});
    return QApplication::exec();
}

} // namespace

class tst_DocumentWindow : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        write(documents() + QStringLiteral("/contract.txt"),
              "The parties shall act in good faith.\nThe fee of Lorvane is 4280 euros.\n"
              "The notice period of Lorvane is 45 days.\n");
        write(documents() + QStringLiteral("/items.txt"), filler(300, 1));
    }

    void fromTheDropToThePlaceOfAQuotation()
    {
        Program program(profile());
        QVERIFY(program.opens());
        QTRY_VERIFY(program.application.desk().isOpened());
        QVERIFY(!program.bar->isVisible());
        program.drop({documents()});
        QVERIFY(program.bench->isVisible());
        QCOMPARE(program.bench->currentTab(), int(ui::Workbench::Documents));
        QVERIFY(!program.tabs->isTabVisible(ui::Workbench::Preview));
        QVERIFY(program.bar->isVisible());
        QVERIFY(program.is(Phase::Planned));
        QCOMPARE(program.application.desk().plan(program.set()).files.size(), 2);
        // Nothing was read with this model yet: its speed is tried out on the beginning.
        QTRY_VERIFY(program.application.desk().plan(program.set()).seconds > 0);

        emit program.page->readRequested();
        QVERIFY(program.is(Phase::Read));
        const qint64 tokens = program.application.desk().plan(program.set()).tokens;
        QVERIFY(program.asks(QStringLiteral("What is the fee of Lorvane?")));
        QCOMPARE(program.application.controller().status().lastTurn->reusedTokens, tokens);
        const QString note = program.last(ui::NoteRole).toString();
        QVERIFY2(note.contains(QLatin1String("all 2 files")), qPrintable(note));
        const QString answer = program.last(ui::TextRole).toString();
        QVERIFY2(answer.contains(QLatin1String("4280")), qPrintable(answer));
        QTRY_VERIFY2(!program.last(ui::QuotesRole).toList().isEmpty(), qPrintable(answer));
        const QVariantMap chip = program.last(ui::QuotesRole).toList().first().toMap();
        QVERIFY2(isFound(chip), qPrintable(answer));
        QCOMPARE(chip[QStringLiteral("label")].toString(), QStringLiteral("contract.txt 2"));

        emit program.window.page()->quoteActivated(program.last(ui::IdRole).toLongLong(), 0);
        QCOMPARE(program.bench->currentTab(), int(ui::Workbench::Text));
        QCOMPARE(program.view->currentDocument(), 0);
        keepPicture(program, "quote");
    }

    void aConversationThatIsOpenedAgainShowsItsDocumentsAndQuotations()
    {
        {
            Program program(profile());
            QVERIFY(program.opens());
            QTRY_VERIFY(program.application.desk().isOpened());
            program.drop({documents()});
            QVERIFY(program.is(Phase::Planned));
            QVERIFY(program.asks(QStringLiteral("What is the fee of Lorvane?")));
        }
        Program program(profile());
        QTRY_VERIFY(program.set() != 0);
        QVERIFY(program.bar->isVisible());
        QVERIFY(program.bench->isVisible());
        QCOMPARE(program.bench->currentTab(), int(ui::Workbench::Documents));
        QTRY_VERIFY(!program.last(ui::QuotesRole).toList().isEmpty());
        QVERIFY(program.opens());
        QVERIFY(program.is(Phase::Read));
        emit program.window.newConversationRequested();
        QVERIFY(!program.bar->isVisible());
        QVERIFY(program.tabs->isTabVisible(ui::Workbench::Preview));
    }

    void quotationsAreCheckedAnewInTextsThatChanged()
    {
        Program program(profile());
        QVERIFY(program.opens());
        QTRY_VERIFY(program.application.desk().isOpened());
        program.drop({documents()});
        QVERIFY(program.is(Phase::Planned));
        QVERIFY(program.asks(QStringLiteral("What is the fee of Lorvane?")));
        QTRY_VERIFY(!program.last(ui::QuotesRole).toList().isEmpty());
        const auto chip = [&] {
            const QVariantList chips = program.last(ui::QuotesRole).toList();
            return chips.isEmpty() ? QVariantMap() : chips.first().toMap();
        };
        QVERIFY2(isFound(chip()), qPrintable(program.last(ui::TextRole).toString()));
        write(documents() + QStringLiteral("/contract.txt"),
              "The parties shall act in good faith.\n");
        emit program.page->updateRequested();
        QTRY_COMPARE(statusOf(chip()), QStringLiteral("missing"));
    }

    void aNewChatMayAskTheSameDocuments()
    {
        Program program(profile());
        QVERIFY(program.opens());
        program.drop({documents()});
        QVERIFY(program.is(Phase::Planned));
        QVERIFY(program.asks(QStringLiteral("What is the fee of Lorvane?")));
        const qint64 first = program.application.conversations().current()->id();
        const qint64 set = program.set();
        emit program.window.sameDocumentsRequested();
        QVERIFY(program.application.conversations().current()->id() != first);
        QCOMPARE(program.set(), set);
        const qint64 tokens = program.application.desk().plan(set).tokens;
        QVERIFY(program.asks(QStringLiteral("What is the notice period of Lorvane?")));
        QCOMPARE(program.application.controller().status().lastTurn->reusedTokens, tokens);
    }

    void documentsStandInTheLibrary()
    {
        Program program(profile());
        QVERIFY(program.opens());
        program.drop({documents()});
        QVERIFY(program.is(Phase::Planned));
        QVERIFY(program.asks(QStringLiteral("What is the fee of Lorvane?")));
        const qint64 set = program.set();
        const qint64 conversation = program.application.conversations().current()->id();
        QTreeView* shelf = nullptr;
        for (auto* section : program.window.findChildren<ui::LibrarySection*>()) {
            if (section->view()->accessibleName() == QLatin1String("Documents"))
                shelf = section->view();
        }
        QVERIFY(shelf && shelf->isVisible());
        QCOMPARE(shelf->model()->rowCount(), 1);
        const QModelIndex row = shelf->model()->index(0, 0);
        QCOMPARE(row.data().toString(), QStringLiteral("documents"));
        emit program.window.newConversationRequested();
        QCOMPARE(program.set(), 0);
        emit shelf->clicked(row);
        QCOMPARE(program.set(), set);
        QVERIFY(program.application.conversations().current()->id() != conversation);
        QCOMPARE(program.bench->currentTab(), int(ui::Workbench::Documents));
    }

    void aSelectionIsAskedAlone()
    {
        Program program(profile());
        QVERIFY(program.opens());
        program.drop({documents()});
        QVERIFY(program.is(Phase::Planned));
        emit program.view->selectionAsked(0, 0, 20, ui::DocumentQuestion::Explain);
        QCOMPARE(program.bar->scope().kind, ui::Scope::Kind::Selection);
        QVERIFY(program.asks(QStringLiteral("What shall the parties do?")));
        const QString note = program.last(ui::NoteRole).toString();
        QVERIFY2(note.contains(QLatin1String("only the selected part of contract.txt")),
                 qPrintable(note));
        QVERIFY(program.application.controller().status().lastTurn->promptTokens < 100);
    }

    void aModelAmongTheFilesIsOpenedAndTheRestIsAsked()
    {
        Program program(profile());
        QTRY_VERIFY(program.application.desk().isOpened());
        program.application.comeToFront({QStringLiteral(LEVIN_BUILT_IN_MODEL), documents()});
        QVERIFY(program.isReady());
        QVERIFY(program.set() != 0);
        QVERIFY(program.is(Phase::Planned));
        QVERIFY(program.application.desk().plan(program.set()).tokens > 0);
    }

    void anotherDropIsAnotherConversation()
    {
        Program program(profile());
        program.drop({documents() + QStringLiteral("/contract.txt")});
        QTRY_VERIFY(program.set() != 0);
        const qint64 first = program.set();
        program.drop({documents() + QStringLiteral("/items.txt")});
        QTRY_VERIFY(program.set() != first);
        QVERIFY(program.is(Phase::Planned));
    }

    void whatCannotBeReadIsOneSentenceInTheWindow()
    {
        write(documents() + QStringLiteral("/only.bin"), QByteArray("\0\1\2\3", 4));
        Program program(profile());
        QVERIFY(program.opens());
        program.drop({documents() + QStringLiteral("/only.bin")});
        QVERIFY(program.is(Phase::Failed));
        QVERIFY(program.asks(QStringLiteral("What is in it?")));
        const QString note = program.last(ui::NoteRole).toString();
        QVERIFY2(note.contains(QLatin1String("binary")), qPrintable(note));
        QVERIFY(program.last(ui::HasFailedRole).toBool());
    }

    void killedAt60PercentItGoesOnFrom58()
    {
        write(documents() + QStringLiteral("/long.txt"), filler(15'000, 2));
        QProcess child;
        child.start(QCoreApplication::applicationFilePath(), {kChild, profile(), documents()});
        QVERIFY(child.waitForStarted());
        int percent = 0;
        while (percent < 60 && child.waitForReadyRead(120'000))
            for (const QByteArray& line : child.readAllStandardOutput().split('\n'))
                percent = std::max(percent, line.toInt());
        QVERIFY(percent >= 60 && percent < 100);
        ::kill(pid_t(child.processId()), SIGKILL);
        QVERIFY(child.waitForFinished());

        Program program(profile());
        QSignalSpy steps(&program.application.desk(), &app::DocumentDesk::stateChanged);
        QVERIFY(program.opens());
        QTRY_VERIFY(program.set() != 0);
        QVERIFY(program.bench->isVisible());
        QCOMPARE(program.bench->currentTab(), int(ui::Workbench::Documents));
        QVERIFY(program.is(Phase::Reading)); // by itself
        QTRY_VERIFY_WITH_TIMEOUT(program.application.desk().state(program.set()).done > 0, 30'000);
        const ui::ReadingState state = program.application.desk().state(program.set());
        QVERIFY2(double(state.done) >= 0.58 * double(state.total),
                 qPrintable(QString::number(double(state.done) / double(state.total))));
        QVERIFY(program.is(Phase::Read, 150'000)); // without AVX2 it takes more than a minute
    }

private:
    QString documents() const { return m_folder->filePath(QStringLiteral("documents")); }
    QString profile() const { return m_folder->filePath(QStringLiteral("profile")); }

    // For people: LEVIN_PICTURES is a folder.
    static void keepPicture(Program& program, const char* name)
    {
        const QString folder = qEnvironmentVariable("LEVIN_PICTURES");
        if (folder.isEmpty())
            return;
        QTest::qWait(500);
        program.window.grab().save(QStringLiteral("%1/%2.png").arg(folder, QLatin1String(name)));
    }

    std::unique_ptr<QTemporaryDir> m_folder;
};

int main(int argc, char** argv)
{
    QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
    qputenv("LEVIN_WEB", "/nonexistent"); // these tests start no web engine
    QApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    if (arguments.value(1) == kChild)
        return readUntilKilled(arguments.value(2), arguments.value(3));
    tst_DocumentWindow test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_document_window.moc"
