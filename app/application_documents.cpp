// The part of Application that joins the documents with the window.

#include "app/application.h"
#include "app/cost_curves.h"
#include "app/document_bench.h"
#include "app/model_path.h"
#include "ui/cost_view.h"
#include "ui/document_page.h"
#include "ui/document_view.h"
#include "ui/scope_bar.h"
#include "ui/workbench.h"

#include <QFileDialog>

namespace app {

void Application::connectDocuments()
{
    auto* page = new ui::DocumentPage;
    auto* view = new ui::DocumentView;
    auto* bar = new ui::ScopeBar;
    auto* cost = new ui::CostView;
    m_bench->setDocumentTabs(page, view, cost);
    m_window.page()->setScopeBar(bar);
    m_documents = std::make_unique<DocumentBench>(m_desk, m_conversations, m_controller,
                                                  DocumentBench::Widgets{*page, *view, *bar});
    m_controller.setDocuments(m_desk);
    setReadingBudget(m_window.programSettings());

    const auto showTab = [this](ui::Workbench::Tab tab) {
        m_window.showWorkbench(true);
        m_bench->setCurrentTab(tab);
    };
    connect(m_documents.get(), &DocumentBench::documentsShown, this, [this](const QString& title) {
        m_bench->setHasDocuments(!title.isEmpty());
        m_window.page()->startPage()->setDocuments(title);
    });
    connect(m_documents.get(), &DocumentBench::pageWanted, this,
            [showTab] { showTab(ui::Workbench::Documents); });
    connect(m_documents.get(), &DocumentBench::textWanted, this,
            [showTab] { showTab(ui::Workbench::Text); });
    connect(m_documents.get(), &DocumentBench::questionWanted, this,
            [this](const QString& draft) { m_window.page()->addToDraft(draft); });
    const QString notSaved = tr("What is kept of documents could not be saved or read");
    connect(&m_desk, &DocumentDesk::failed, this,
            [this, notSaved](const QString& reason) { m_window.showError(notSaved, reason); });
    connect(&m_desk, &DocumentDesk::unsavedChanged, this,
            [this, notSaved](const QString& reason) { tellUnsaved(&m_desk, reason, notSaved); });
    const auto showCost = [this, cost] {
        const ModelNumbers* model = m_desk.model();
        cost->setCurves(model ? costCurves(*model, m_controller.status().model, m_desk.runs())
                              : ui::CostCurves());
        cost->setPoints(model ? costPoints(*model, m_desk.runs()) : QList<ui::CostPoint>());
    };
    connect(&m_desk, &DocumentDesk::runsChanged, cost, showCost);
    connect(&m_controller, &ChatController::factsChanged, cost, showCost); // the name is known
    connect(&m_desk, &DocumentDesk::planChanged, cost, [this, cost](qint64 set) {
        if (set == m_conversations.current()->details().documentSet)
            cost->setTokens(m_desk.plan(set).tokens);
    });
    connect(m_window.page(), &ui::ConversationPage::quoteActivated, m_documents.get(),
            &DocumentBench::showQuote);
    connect(page, &ui::DocumentPage::addRequested, this, [this, page] {
        auto* dialog = new QFileDialog(&m_window, tr("Add Files"));
        dialog->setFileMode(QFileDialog::ExistingFiles);
        dialog->setAttribute(Qt::WA_DeleteOnClose);
        connect(dialog, &QFileDialog::filesSelected, page, &ui::DocumentPage::filesDropped);
        dialog->open();
    });
    connect(&m_window, &ui::MainWindow::documentsChosen, m_documents.get(), &DocumentBench::begin);
    connect(&m_window, &ui::MainWindow::sameDocumentsRequested, m_documents.get(),
            &DocumentBench::beginWithSame);
    connect(&m_window, &ui::MainWindow::filesDropped, this, &Application::openFiles);
}

// One model is opened; everything else is asked.
void Application::openFiles(const QStringList& paths)
{
    QStringList documents;
    for (const QString& path : paths) {
        if (!isModel(path))
            documents.append(path);
        else if (m_controller.status().activity == ChatController::Activity::Ready
                 || m_controller.status().activity == ChatController::Activity::NoModel)
            m_controller.open(path);
        else
            m_window.showError(tr("The model was not opened"),
                               tr("Something is being written or opened; try again when it has "
                                  "ended."));
    }
    if (documents.isEmpty())
        return;
    // Files that were read before are known by their set.
    if (m_desk.isOpened())
        m_documents->begin(documents);
    else
        connect(&m_desk, &DocumentDesk::opened, m_documents.get(),
                [this, documents] { m_documents->begin(documents); });
}

void Application::setReadingBudget(const ui::ProgramSettings& settings)
{
    m_desk.setBudget(qint64(settings.readingGibibytes) << 30);
}

} // namespace app
