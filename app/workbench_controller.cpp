#include "app/workbench_controller.h"

#include "app/app_store.h"
#include "app/preview_host.h"
#include "ui/code_editor.h"
#include "ui/console_view.h"
#include "ui/preview_frame.h"
#include "ui/problem_bar.h"
#include "ui/versions_view.h"
#include "ui/workbench.h"

#include <QBuffer>

#include <utility>

namespace app {
namespace {

constexpr int kGatherEditsMs = 400;
constexpr int kPictureWidth = 320;

// A conversation has one app, and its data must be found when the conversation is deleted.
QString appIdOf(qint64 conversation)
{
    return QStringLiteral("app-") + QString::number(conversation, 36);
}

PreviewPage pageOf(const AppRecord& app, const AppVersion& version)
{
    const AppSource source = runnable(version.source);
    PreviewPage page;
    page.appId = appIdOf(app.conversation);
    for (const AppFile& file : source.files)
        page.files.append({file.name, file.text.toUtf8()});
    page.entry = source.entry;
    page.keepData = app.keepsData;
    return page;
}

// What nobody has seen run yet is worth a question about its errors; what comes into view again, or
// what the user is still typing, is not.
bool isNews(const AppVersion& version, Playground::Start start)
{
    return version.status == AppVersion::Status::NotRun
           && (version.origin == AppVersion::Origin::Model || start == Playground::Start::ByUser);
}

} // namespace

// What happens before the store has answered waits for it: it decides which number a version gets.
struct WorkbenchController::Place
{
    std::unique_ptr<Playground> playground;
    bool isLoaded = false;
    QList<std::function<void(Playground&)>> waiting;
};

WorkbenchController::WorkbenchController(PreviewHost& host, ui::PreviewFrame& frame,
                                         ui::Workbench& bench, AppStore& store,
                                         std::function<qint64()> newId,
                                         std::function<QString(qint64)> promptOf)
    : m_host(host)
    , m_frame(frame)
    , m_bench(bench)
    , m_store(store)
    , m_newId(std::move(newId))
    , m_promptOf(std::move(promptOf))
    , m_link(host, frame)
    , m_watch(host)
    , m_export(bench, *bench.offer())
{
    m_edited.setSingleShot(true);
    m_edited.setInterval(kGatherEditsMs);
    connect(&m_edited, &QTimer::timeout, this, &WorkbenchController::takeEdits);
    connect(&m_store, &AppStore::loaded, this, &WorkbenchController::onAppLoaded);
    connect(&m_export, &AppExport::browserWanted, this, &WorkbenchController::browserWanted);
    connect(&m_export, &AppExport::failed, this, &WorkbenchController::failed);
    connectBench();
    connectHost();
    connectWatch();
}

WorkbenchController::~WorkbenchController() { takeEdits(); }

void WorkbenchController::connectBench()
{
    using Bench = ui::Workbench;
    using Controller = WorkbenchController;
    connect(&m_bench, &Bench::runRequested, this, &Controller::run);
    connect(&m_bench, &Bench::stepRequested, this, &Controller::step);
    connect(&m_bench, &Bench::closeRequested, this, [this] { emit benchWanted(false); });
    connect(&m_bench, &Bench::exportRequested, this, [this] {
        takeEdits();
        if (const AppVersion* version = current()->shown())
            m_export.savePage(version->source);
    });
    connect(&m_bench, &Bench::browserRequested, this, [this] {
        takeEdits();
        if (const AppVersion* version = current()->shown())
            m_export.openInBrowser(version->source);
    });
    connect(&m_bench, &Bench::tabChanged, this, [this](int tab) {
        if (tab == Bench::Versions)
            showVersionList();
        if (tab == Bench::Preview && m_isBenchShown && current())
            current()->runAgainByItself();
    });
    connect(m_bench.editor(), &ui::CodeEditor::edited, this, [this] {
        m_hasEdits = true;
        if (!m_edited.isActive()) // who types without a pause is saved, too
            m_edited.start();
    });
    connect(m_bench.console(), &ui::ConsoleView::evaluateRequested, this,
            [this](const QString& expression) {
                if (m_host.evaluate(expression) == 0)
                    m_bench.console()->showResult(tr("The app is not running."), true);
            });
    connect(m_bench.versions(), &ui::VersionsView::versionChosen, this,
            &Controller::showDifference);
    connect(m_bench.versions(), &ui::VersionsView::versionRequested, this, &Controller::goTo);
    connect(m_bench.problems(), &ui::ProblemBar::fixRequested, this, &Controller::fix);
    connect(m_bench.problems(), &ui::ProblemBar::automaticChanged, this, [this](bool isOn) {
        m_watch.loop().setAutomatic(isOn);
        emit automaticFixChanged(isOn);
    });
    connect(m_bench.problems(), &ui::ProblemBar::lastGoodRequested, this, [this] {
        if (const AppVersion* good = current() ? current()->lastGood() : nullptr)
            goTo(good->id);
    });
    connect(&m_frame, &ui::PreviewFrame::keepDataRequested, this, [this](bool keeps) {
        if (!current())
            return;
        current()->setKeepsData(keeps);
        m_host.setKeepData(keeps);
        m_frame.setKeepsData(current()->app().keepsData); // no app, nothing to keep
    });
    connect(&m_frame, &ui::PreviewFrame::shownChanged, &m_watch, &RunWatch::setSeen);
    connect(&m_frame, &ui::PreviewFrame::fullScreenRequested, this, &Controller::fullScreenWanted);
}

void WorkbenchController::connectHost()
{
    connect(&m_host, &PreviewHost::evaluated, this,
            [this](quint64, const QString& json, bool isOk) {
                m_bench.console()->showResult(json, !isOk);
            });
    connect(&m_host, &PreviewHost::linkClicked, &m_export, &AppExport::offerLink);
    connect(&m_host, &PreviewHost::fileOffered, &m_export, &AppExport::offerFile);
}

void WorkbenchController::connectWatch()
{
    connect(&m_watch, &RunWatch::said, m_bench.console(), &ui::ConsoleView::add);
    connect(&m_watch, &RunWatch::problemsChanged, this, &WorkbenchController::showProblems);
    connect(&m_watch, &RunWatch::askWanted, this, &WorkbenchController::askModel);
    connect(&m_watch, &RunWatch::judged, this, [this](qint64 version, AppVersion::Status status) {
        if (current())
            current()->setStatus(version, status);
    });
    connect(&m_watch, &RunWatch::pictureTaken, this, [this](qint64 version, const QImage& picture) {
        if (!current())
            return;
        QByteArray png;
        QBuffer buffer(&png);
        picture.scaledToWidth(kPictureWidth, Qt::SmoothTransformation).save(&buffer, "PNG");
        m_pictures.remove(version);
        current()->setThumbnail(version, png);
    });
}

std::unique_ptr<Playground> WorkbenchController::makePlayground(qint64 conversation)
{
    auto made = std::make_unique<Playground>(m_newId);
    Playground* playground = made.get();
    connect(playground, &Playground::appChanged, this,
            [this](const AppRecord& app) { m_store.write(app); });
    connect(playground, &Playground::versionChanged, this,
            [this](qint64 app, const AppVersion& version) { m_store.write(app, version); });
    connect(playground, &Playground::versionGrown, this,
            [this](qint64 app, const AppVersion& version) { m_store.writeSoon(app, version); });
    connect(playground, &Playground::thumbnailChanged, &m_store, &AppStore::writeThumbnail);
    // One that is not shown only goes on reading its answer.
    const auto isShown = [this, conversation] { return conversation == m_current; };
    connect(playground, &Playground::sourceChanged, this, [=, this] {
        if (isShown())
            showSource();
    });
    connect(playground, &Playground::versionsChanged, this, [=, this] {
        if (isShown())
            showVersions();
    });
    connect(playground, &Playground::firstAppCompleted, this, [=, this] {
        if (!isShown())
            return;
        m_bench.setCurrentTab(ui::Workbench::Preview);
        emit firstAppCompleted();
    });
    connect(playground, &Playground::branchWanted, this, [=, this](qint64 message) {
        if (isShown())
            emit branchWanted(message);
    });
    connect(playground, &Playground::runWanted, this,
            [=, this](const AppVersion& version, Playground::Start start) {
                if (isShown() && (m_isBenchShown || start == Playground::Start::ByUser))
                    onRunWanted(version, start);
                else
                    playground->forgetRun();
            });
    return made;
}

WorkbenchController::Place& WorkbenchController::place(qint64 conversation)
{
    Place& place = m_places[conversation];
    if (!place.playground) {
        place.playground = makePlayground(conversation);
        m_store.load(conversation);
    }
    return place;
}

Playground* WorkbenchController::current()
{
    const auto found = m_places.find(m_current);
    return found == m_places.end() ? nullptr : found->second.playground.get();
}

void WorkbenchController::whenLoaded(qint64 conversation,
                                     const std::function<void(Playground&)>& what)
{
    Place& there = place(conversation);
    if (there.isLoaded)
        what(*there.playground);
    else
        there.waiting.append(what);
}

void WorkbenchController::onAppLoaded(const AppRecord& app)
{
    const auto found = m_places.find(app.conversation);
    if (found == m_places.end() || found->second.isLoaded)
        return;
    Place& there = found->second;
    there.isLoaded = true;
    there.playground->open(app);
    for (const auto& what : std::exchange(there.waiting, {}))
        what(*there.playground);
    if (app.conversation == m_current)
        m_frame.setKeepsData(app.keepsData);
    if (app.conversation == m_current && m_isBenchShown
        && m_bench.currentTab() == ui::Workbench::Preview)
        there.playground->runAgainByItself();
}

void WorkbenchController::showConversation(qint64 conversation)
{
    if (conversation == m_current)
        return;
    takeEdits();
    m_host.forget();
    m_watch.forget();
    m_waitingAsk.clear();
    m_bench.console()->clear();
    if (Playground* left = current())
        left->forgetRun();
    if (m_current != m_writing)
        m_places.erase(m_current);
    m_current = conversation;
    m_pictures.clear();
    m_frame.setTitle({});
    m_frame.setKeepsData(false);
    Playground* playground = place(conversation).playground.get();
    showSource();
    showVersions();
    if (place(conversation).isLoaded && m_isBenchShown)
        playground->runAgainByItself();
}

void WorkbenchController::removeData(qint64 conversation)
{
    m_host.removeData(appIdOf(conversation));
}

void WorkbenchController::followBranch(const QList<qint64>& messages)
{
    takeEdits();
    whenLoaded(m_current, [messages](Playground& there) { there.followBranch(messages); });
}

void WorkbenchController::beginAnswer(qint64 conversation, qint64 message)
{
    m_writing = conversation;
    if (conversation == m_current) {
        takeEdits();
        if (!std::exchange(m_isFixing, false))
            m_watch.loop().beginAnew();
    }
    whenLoaded(conversation, [message](Playground& there) { there.beginAnswer(message); });
}

void WorkbenchController::addText(qint64 conversation, qint64, const QString& text)
{
    if (conversation == m_current && m_hasEdits)
        takeEdits(); // before the new version takes their place in the editor
    whenLoaded(conversation, [text](Playground& there) { there.addText(text); });
}

void WorkbenchController::endAnswer(qint64 conversation, qint64, bool isWhole)
{
    whenLoaded(conversation, [isWhole](Playground& there) { there.endAnswer(isWhole); });
    m_writing = 0;
    if (!isWhole) // stopped, or without room for more: nothing is asked behind the user's back
        m_waitingAsk.clear();
    if (conversation != m_current && place(conversation).isLoaded)
        m_places.erase(conversation);
}

void WorkbenchController::runListing(qint64 message, const QString& listing)
{
    takeEdits();
    whenLoaded(m_current,
               [message, listing](Playground& there) { there.runListing(message, listing); });
}

void WorkbenchController::setCanAsk(bool canAsk)
{
    m_canAsk = canAsk;
    m_bench.problems()->setCanFix(canAsk);
    if (canAsk && !m_waitingAsk.isEmpty())
        askModel(std::exchange(m_waitingAsk, {}));
}

void WorkbenchController::setBenchShown(bool isShown)
{
    if (m_isBenchShown == isShown)
        return;
    m_isBenchShown = isShown;
    if (isShown && current() && m_bench.currentTab() == ui::Workbench::Preview)
        current()->runAgainByItself();
}

void WorkbenchController::setAutomaticFix(bool isOn)
{
    m_watch.loop().setAutomatic(isOn);
    m_bench.problems()->setAutomatic(isOn);
}

void WorkbenchController::onRunWanted(const AppVersion& version, Playground::Start start)
{
    if (start == Playground::Start::ByUser)
        emit benchWanted(true);
    m_waitingAsk.clear();
    m_bench.console()->clear();
    m_watch.begin(version,
                  isNews(version, start) ? RunWatch::Asking::Allowed : RunWatch::Asking::Forbidden);
    const AppRecord& app = current()->app();
    m_frame.setTitle(titleOf(version.source));
    m_frame.setKeepsData(app.keepsData);
    m_host.load(pageOf(app, version), start == Playground::Start::ByUser
                                          ? PreviewHost::Start::ByUser
                                          : PreviewHost::Start::ByItself);
}

void WorkbenchController::takeEdits()
{
    m_edited.stop();
    if (!std::exchange(m_hasEdits, false) || !current())
        return;
    QList<AppFile> files;
    for (const ui::CodeFile& file : m_bench.editor()->files())
        files.append({file.name, file.text});
    current()->edit(files);
}

void WorkbenchController::run()
{
    takeEdits();
    if (current())
        current()->run();
}

void WorkbenchController::goTo(qint64 version)
{
    takeEdits();
    if (current())
        current()->goTo(version);
}

void WorkbenchController::step(int delta)
{
    takeEdits();
    const AppVersion* shown = current() ? current()->shown() : nullptr;
    if (!shown)
        return;
    const QList<AppVersion>& versions = current()->app().versions;
    for (qsizetype i = 0; i < versions.size(); ++i)
        if (versions[i].id == shown->id) {
            goTo(versions.value(i + delta).id);
            return;
        }
}

void WorkbenchController::fix(bool isOnlyDraft)
{
    const QString message = m_watch.loop().message();
    if (message.isEmpty())
        return;
    m_watch.loop().asked();
    if (isOnlyDraft)
        emit draftWanted(message);
    else if (m_canAsk)
        emit askWanted(message);
}

// An app runs while the words behind it are still being written.
void WorkbenchController::askModel(const QString& message)
{
    if (!m_canAsk) {
        m_waitingAsk = message;
        return;
    }
    m_isFixing = true;
    emit askWanted(message);
}

} // namespace app
