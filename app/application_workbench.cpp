// The part of Application that joins the workbench with the conversation.

#include "app/application.h"
#include "app/listings.h"
#include "ui/preview_frame.h"
#include "ui/workbench.h"

#include <QDesktopServices>
#include <QSettings>

namespace app {
namespace {

const auto kAutomaticFixKey = QStringLiteral("workbench/fixes-by-itself");
const QLatin1String kClosed("closed"); // by the user, in this conversation
const QStringList& tabNames()
{
    static const QStringList names{QStringLiteral("preview"),   QStringLiteral("code"),
                                   QStringLiteral("console"),   QStringLiteral("versions"),
                                   QStringLiteral("documents"), QStringLiteral("text"),
                                   QStringLiteral("cost")};
    return names;
}

} // namespace

void Application::connectWorkbench()
{
    using Bench = WorkbenchController;
    m_window.setWorkbench(m_bench);
    m_workbench.setAutomaticFix(m_settings.value(kAutomaticFixKey).toBool());
    connect(&m_workbench, &Bench::automaticFixChanged, this,
            [this](bool isOn) { m_settings.setValue(kAutomaticFixKey, isOn); });
    connect(&m_workbench, &Bench::askWanted, &m_controller, &ChatController::send);
    connect(&m_workbench, &Bench::draftWanted, this,
            [this](const QString& text) { m_window.page()->addToDraft(text); });
    connect(&m_workbench, &Bench::branchWanted, this,
            [this](qint64 message) { m_conversations.current()->showBranchOf(message); });
    connect(&m_workbench, &Bench::benchWanted, &m_window, &ui::MainWindow::showWorkbench);
    connect(&m_workbench, &Bench::firstAppCompleted, this, [this] {
        if (m_conversations.current()->details().openTab != kClosed)
            m_window.showWorkbench(true);
    });
    connect(&m_workbench, &Bench::fullScreenWanted, this, [this](bool isOn) {
        m_bench->setOnlyPreview(isOn);
        m_window.showOnlyWorkbench(isOn);
        m_frame->setFullScreen(isOn);
    });
    connect(&m_workbench, &Bench::browserWanted, this,
            [](const QUrl& url) { QDesktopServices::openUrl(url); });
    connect(&m_workbench, &Bench::failed, &m_window, &ui::MainWindow::showError);
    const QString notSaved = tr("The app could not be saved or read");
    connect(&m_appStore, &AppStore::failed, this,
            [this, notSaved](const QString& reason) { m_window.showError(notSaved, reason); });
    connect(&m_appStore, &AppStore::unsavedChanged, this, [this, notSaved](const QString& reason) {
        tellUnsaved(&m_appStore, reason, notSaved);
    });
    connect(&m_conversations.library(), &Library::entryRemoved, &m_workbench, &Bench::removeData);
    connect(m_bench, &ui::Workbench::tabChanged, this, &Application::rememberBench);
    connect(m_bench, &ui::Workbench::shownChanged, this, [this](bool isShown) {
        m_workbench.setBenchShown(isShown);
        rememberBench();
    });

    connect(&m_controller, &ChatController::answerBegun, &m_workbench, &Bench::beginAnswer);
    connect(&m_controller, &ChatController::answerGrew, &m_workbench, &Bench::addText);
    connect(&m_controller, &ChatController::answerEnded, &m_workbench, &Bench::endAnswer);
    connect(&m_controller, &ChatController::statusChanged, this, [this](const ui::Status& status) {
        m_workbench.setCanAsk(status.activity == ui::Status::Activity::Ready);
    });
}

// The workbench is as it was left in this conversation; where there was none, it makes room.
void Application::showBench()
{
    Conversation* conversation = m_conversations.current().get();
    const QString tab = conversation->details().openTab;
    m_isBenchChanging = true;
    m_workbench.showConversation(conversation->id());
    if (const auto index = tabNames().indexOf(tab); index >= 0)
        m_bench->setCurrentTab(int(index));
    m_window.showWorkbench(!tab.isEmpty() && tab != kClosed);
    m_isBenchChanging = false;
    disconnect(m_branchFollowed);
    m_branchFollowed = connect(conversation, &Conversation::branchChanged, this, [this] {
        m_workbench.followBranch(m_conversations.current()->tree().branch());
    });
}

void Application::rememberBench()
{
    if (m_isBenchChanging)
        return;
    Conversation& conversation = *m_conversations.current();
    const bool isShown = !m_bench->isHidden();
    if (isShown)
        conversation.setOpenTab(tabNames().value(m_bench->currentTab(), tabNames().first()));
    else if (!conversation.details().openTab.isEmpty())
        conversation.setOpenTab(kClosed);
}

void Application::runListing(qint64 message, int block)
{
    const Message* answer = m_conversations.current()->tree().find(message);
    if (answer)
        m_workbench.runListing(message, listingAt(answer->text, block));
}

QString Application::promptOf(qint64 answer) const
{
    const MessageTree& tree = m_conversations.current()->tree();
    const Message* message = tree.find(answer);
    const Message* question = message ? tree.find(message->parent) : nullptr;
    return question ? question->text : QString();
}

} // namespace app
