#include "app/application.h"

#include "app/built_in_model.h"
#include "app/chat_presets.h"
#include "app/document_bench.h"
#include "app/profile.h"
#include "app/program_settings.h"
#include "ui/chat_settings_form.h"
#include "ui/library_panel.h"
#include "ui/offer_bar.h"
#include "ui/preview_frame.h"
#include "ui/program_settings_form.h"
#include "ui/settings_dialog.h"
#include "ui/workbench.h"

#include <QDesktopServices>
#include <QDir>
#include <QFileInfo>
#include <QScopedValueRollback>
#include <QSettings>

#include <algorithm>

namespace app {
namespace {

constexpr int kSaveIntervalMs = 1000;
const auto kLastModelKey = QStringLiteral("models/last");
const auto kAcceptedModelKey = QStringLiteral("models/acceptedTooLarge");
const auto kLayoutKey = QStringLiteral("window/layout");
const auto kConversationKey = QStringLiteral("conversation/open");

} // namespace

Application::Application(ModelOpener opener, const Profile& profile, QSettings& settings)
    : m_settings(settings)
    , m_host(std::move(opener))
    , m_store(profile.databaseFile())
    , m_conversations(m_store)
    , m_desk(profile.databaseFile(), profile.dataFolder + QStringLiteral("/documents"), m_host,
             [this] { return m_store.newId(); })
    , m_controller(m_host, m_conversations)
    , m_libraryModel(m_conversations.library())
    , m_trashModel(m_conversations.library())
    , m_appStore(profile.databaseFile())
    , m_preview(profile.dataFolder + QStringLiteral("/apps"))
    , m_frame(new ui::PreviewFrame)
    , m_bench(new ui::Workbench(m_frame))
    , m_workbench(
          m_preview, *m_frame, *m_bench, m_appStore, [this] { return m_store.newId(); },
          [this](qint64 answer) { return promptOf(answer); })
    , m_lastOpen(settings.value(kConversationKey).toLongLong())
{
    m_window.setTranscript(m_controller.conversation());
    m_window.library()->setConversations(&m_libraryModel, &m_trashModel);
    m_window.library()->setResults(&m_searchModel);
    m_window.settings()->chat()->setPresets(chatPresets());
    m_window.settings()->program()->setDataFolder(profile.dataFolder);
    m_window.setProgramSettings(readProgramSettings(settings));
    m_window.setBuiltInModel(builtInModel());
    m_window.restoreLayout(settings.value(kLayoutKey).toByteArray());
    connectController();
    connectConversations();
    connectWindow();
    connectPage();
    connectLibrary();
    connectSettings();
    connectWorkbench();
    connectDocuments();
    connectShelves();
    showConversation();
    // Views do not say when they are scrolled or sized, and the program may be killed.
    connect(&m_saveTimer, &QTimer::timeout, this, &Application::saveView);
    m_saveTimer.start(kSaveIntervalMs);
    m_store.open();
}

Application::~Application() { saveView(); }

void Application::connectController()
{
    using Controller = ChatController;
    using Window = ui::MainWindow;
    connect(&m_controller, &Controller::statusChanged, &m_window, &Window::setStatus);
    connect(&m_controller, &Controller::modelOpened, this,
            [this](const QString& path) { m_settings.setValue(kLastModelKey, path); });
    connect(&m_controller, &Controller::modelTooLarge, this,
            [this](const QString& path, const QString& sentence) {
                m_tooLarge = path;
                m_window.offer()->offer(sentence, tr("Open Anyway"));
            });
    connect(m_window.offer(), &ui::OfferBar::accepted, this, [this] {
        // It is not asked again at the next start.
        m_settings.setValue(kAcceptedModelKey, m_tooLarge);
        m_controller.open(m_tooLarge, Controller::Memory::AsMuchAsNeeded);
    });
    connect(&m_controller, &Controller::openingStarted, &m_window, &Window::setOpening);
    connect(&m_controller, &Controller::openingEnded, &m_window,
            [this] { m_window.setOpening({}); });
    connect(&m_controller, &Controller::factsChanged, &m_window, &Window::setFacts);
    connect(&m_controller, &Controller::errorChanged, &m_window, &Window::showError);
}

void Application::connectConversations()
{
    connect(&m_store, &ConversationStore::opened, this, &Application::onStoreOpened);
    const QString notSaved = tr("The conversations could not be saved or read");
    connect(&m_store, &ConversationStore::failed, this, [this, notSaved](const QString& reason) {
        m_window.showError(notSaved, reason);
        m_appStore.open(); // apps run and documents are read all the same
        m_desk.open();
    });
    connect(&m_store, &ConversationStore::unsavedChanged, this,
            [this, notSaved](const QString& reason) { tellUnsaved(&m_store, reason, notSaved); });
    connect(&m_conversations, &Conversations::notice, this, [this](const QString& sentence) {
        m_window.showError(tr("About your conversations"), sentence);
    });
    connect(&m_conversations, &Conversations::aboutToLeave, this, &Application::leaveConversation);
    connect(&m_conversations, &Conversations::currentChanged, this, &Application::showConversation);
    connect(&m_conversations, &Conversations::messageSought, m_window.page(),
            &ui::ConversationPage::showMessage);
    connect(&m_conversations.library(), &Library::entryChanged, this, [this](qint64 id) {
        if (id != m_conversations.current()->id())
            return;
        showTitle();
        m_window.library()->setCurrent(id);
    });
    connect(&m_store, &ConversationStore::searched, this,
            [this](const QString& query, const QList<SearchHit>& hits) {
                if (query == m_window.library()->query())
                    m_searchModel.setHits(hits);
            });
}

// Each store says it of itself, the window of all together.
void Application::tellUnsaved(const QObject* store, const QString& reason, const QString& headline)
{
    m_unsaved[store] = reason;
    if (reason.isEmpty())
        m_window.withdrawError(headline);
    const auto any = std::find_if(m_unsaved.begin(), m_unsaved.end(),
                                  [](const QString& one) { return !one.isEmpty(); });
    m_window.setUnsaved(any == m_unsaved.end() ? QString() : *any);
}

void Application::connectWindow()
{
    using Controller = ChatController;
    using Window = ui::MainWindow;
    connect(&m_window, &Window::openRequested, this, &Application::open);
    connect(&m_window, &Window::stopRequested, &m_controller, &Controller::stop);
    connect(&m_window, &Window::retryRequested, &m_controller, &Controller::answerAgain);
    connect(&m_window, &Window::newConversationRequested, &m_conversations,
            &Conversations::beginNew);
    connect(&m_window, &Window::taskChosen, this, &Application::choosePreset);
}

void Application::connectPage()
{
    using Controller = ChatController;
    using Page = ui::ConversationPage;
    Page* page = m_window.page();
    connect(page, &Page::sendRequested, this, [this](const QString& text) {
        if (!m_controller.send(text))
            return;
        m_window.page()->setDraft({});
        m_conversations.current()->setDraft({});
    });
    connect(page, &Page::retryRequested, &m_controller, &Controller::regenerate);
    connect(page, &Page::editRequested, &m_controller, &Controller::edit);
    connect(page, &Page::branchRequested, &m_controller, &Controller::switchBranch);
    connect(page, &Page::runRequested, this, &Application::runListing);
    connect(page, &Page::linkActivated, this,
            [](const QUrl& url) { QDesktopServices::openUrl(url); });
    connect(page, &Page::draftChanged, this,
            [this](const QString& text) { m_conversations.current()->setDraft(text); });
}

void Application::connectLibrary()
{
    using Panel = ui::LibraryPanel;
    Panel* panel = m_window.library();
    Library* library = &m_conversations.library();
    connect(panel, &Panel::conversationOpened, &m_conversations, &Conversations::open);
    const auto addFolder = [=, this](qint64 parent) {
        panel->rename(library->addFolder(parent, tr("New folder")));
    };
    connect(panel, &Panel::newFolderRequested, this, addFolder);
    connect(&m_window, &ui::MainWindow::newFolderRequested, this, [=] { addFolder(0); });
    connect(panel, &Panel::pinRequested, library, &Library::setPinned);
    connect(panel, &Panel::moveRequested, library, &Library::moveToFolder);
    connect(panel, &Panel::deleteRequested, this, &Application::throwAway);
    connect(panel, &Panel::deleteFolderRequested, library, &Library::removeFolder);
    connect(panel, &Panel::restoreRequested, &m_conversations, &Conversations::restore);
    connect(panel, &Panel::deleteForGoodRequested, this, [this](qint64 id) {
        offerToRemove({id}, tr("Delete “%1” for good? It cannot be brought back.").arg(titleOf(id)),
                      tr("Delete for Good"));
    });
    connect(panel, &Panel::emptyTrashRequested, this, [=, this] {
        QList<qint64> ids;
        for (const LibraryEntry& entry : library->trash())
            ids.append(entry.id);
        offerToRemove(
            ids,
            tr("Delete all that is in the trash (%1)? It cannot be brought back.").arg(ids.size()),
            tr("Empty the Trash"));
    });
    connect(panel, &Panel::searchRequested, this, [this](const QString& query) {
        if (query.isEmpty())
            m_searchModel.setHits({});
        else
            m_store.search(query);
    });
}

void Application::connectSettings()
{
    connect(m_window.settings()->chat(), &ui::ChatSettingsForm::changed, this,
            [this](const ui::ChatSettings& settings) {
                m_conversations.current()->setSettings(settings);
            });
    connect(&m_window, &ui::MainWindow::programSettingsChanged, this,
            [this](const ui::ProgramSettings& settings) {
                writeProgramSettings(m_settings, settings);
                setReadingBudget(settings);
            });
}

// Goes on where the program ended, unless the user has begun something else by now.
void Application::onStoreOpened()
{
    m_appStore.open(); // only now: the database is there and up to date
    m_desk.open();
    const LibraryEntry* entry = m_conversations.library().entry(m_lastOpen);
    if (entry && entry->trashed == 0 && m_conversations.current()->isBlank())
        m_conversations.resume(m_lastOpen);
}

void Application::comeToFront(const QStringList& files)
{
    m_window.setWindowState(m_window.windowState() & ~Qt::WindowMinimized);
    m_window.show();
    m_window.raise();
    m_window.activateWindow();
    openFiles(files);
}

void Application::leaveConversation()
{
    m_conversations.current()->setScroll(m_window.page()->scroll());
}

void Application::saveView()
{
    leaveConversation();
    const QByteArray layout = m_window.layoutState();
    if (m_settings.value(kLayoutKey).toByteArray() != layout)
        m_settings.setValue(kLayoutKey, layout);
}

void Application::showConversation()
{
    const std::shared_ptr<Conversation> conversation = m_conversations.current();
    m_window.page()->setDraft(conversation->details().draft);
    m_window.page()->setScroll(conversation->details().scroll);
    m_window.settings()->chat()->setSettings(conversation->details().settings);
    m_window.library()->setCurrent(conversation->id());
    showTitle();
    {
        const QScopedValueRollback changing(m_isBenchChanging, true);
        m_documents->showConversation(); // the tabs come and go
    }
    showBench();
    m_window.page()->composer()->focus();
    m_settings.setValue(kConversationKey, conversation->id());
}

void Application::showTitle()
{
    const LibraryEntry* entry = m_conversations.library().entry(m_conversations.current()->id());
    m_window.setConversationTitle(entry ? entry->title : QString());
}

void Application::throwAway(qint64 conversation)
{
    if (!m_conversations.library().entry(conversation))
        return;
    const QString title = titleOf(conversation);
    m_conversations.throwAway(conversation);
    m_window.page()->offer(tr("“%1” is in the trash.").arg(title), tr("Undo"),
                           [this, conversation] { m_conversations.restore(conversation); });
}

QString Application::titleOf(qint64 conversation) const
{
    const LibraryEntry* entry = m_conversations.library().entry(conversation);
    return !entry || entry->title.isEmpty() ? tr("New chat") : entry->title;
}

// What cannot be undone is asked for twice.
void Application::offerToRemove(const QList<qint64>& conversations, const QString& sentence,
                                const QString& action)
{
    m_window.page()->offer(sentence, action, [this, conversations] {
        for (const qint64 id : conversations) {
            const LibraryEntry* entry = m_conversations.library().entry(id);
            if (entry && entry->trashed != 0) // it may have been restored meanwhile
                m_conversations.removeForGood(id);
        }
    });
}

void Application::openAtStart(const QString& named)
{
    const QString last = m_settings.value(kLastModelKey).toString();
    const QString path = !named.isEmpty() ? named : QFileInfo::exists(last) ? last : builtInModel();
    if (path.isEmpty())
        return;
    const auto fallBack = [this](const QString& failed, const QString& reason) {
        const QString builtIn = builtInModel();
        if (!m_controller.status().model.isEmpty() || builtIn.isEmpty() || failed == builtIn)
            return;
        open(builtIn);
        m_window.showError(tr("%1 could not be opened. The built-in model takes its place.")
                               .arg(QDir::toNativeSeparators(failed)),
                           reason);
    };
    connect(&m_controller, &ChatController::modelNotOpened, this, fallBack,
            Qt::SingleShotConnection);
    const bool isAccepted = m_settings.value(kAcceptedModelKey).toString() == path;
    m_controller.open(path, isAccepted ? ChatController::Memory::AsMuchAsNeeded
                                       : ChatController::Memory::AsMuchAsThereIs);
}

// The example of an app needs the instructions for one, unless the model brings its own.
void Application::choosePreset(ui::StartPage::Task task)
{
    const bool isApp = task == ui::StartPage::Task::App;
    const bool needsInstructions = isApp && !recommendsAnything(m_controller.recommended());
    const ui::ChatSettings settings = presetSettings(
        needsInstructions ? QStringLiteral("web") : QString::fromUtf16(kModelPreset));
    m_conversations.current()->setSettings(settings);
    m_window.settings()->chat()->setSettings(settings);
}

} // namespace app
