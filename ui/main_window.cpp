#include "ui/main_window.h"

#include "ui/banner.h"
#include "ui/library_panel.h"
#include "ui/offer_bar.h"
#include "ui/program_settings_form.h"
#include "ui/settings_dialog.h"
#include "ui/transcript.h"

#include <QAbstractItemModel>
#include <QAction>
#include <QApplication>
#include <QDataStream>
#include <QDockWidget>
#include <QDragEnterEvent>
#include <QFileDialog>
#include <QFileInfo>
#include <QKeyEvent>
#include <QMenuBar>
#include <QMetaMethod>
#include <QMimeData>
#include <QScreen>
#include <QSplitter>
#include <QStatusBar>
#include <QVBoxLayout>

namespace ui {
namespace {

// Of the arrangement of areas; another number when they change, so that an old state is not taken.
constexpr int kLayoutVersion = 1;
constexpr int kWidthForLibrary = 620;

QStringList localFiles(const QMimeData* data)
{
    QStringList paths;
    for (const QUrl& url : data->urls())
        if (url.isLocalFile())
            paths.append(url.toLocalFile());
    return paths;
}

} // namespace

MainWindow::MainWindow(QWidget* parent) : QMainWindow(parent)
{
    setMinimumSize(560, 400);
    resize(QSize(1180, 760).boundedTo(screen()->availableSize() * 0.95));
    setAcceptDrops(true);
    setUpCentre();
    setUpLibrary();
    setUpModelPanel();
    m_settings = new SettingsDialog(this);
    connect(m_settings->program(), &ProgramSettingsForm::changed, this,
            &MainWindow::changeProgramSettings);
    setUpMenus();
    setProgramSettings({});
    setStatus({});
}

void MainWindow::setUpCentre()
{
    auto* centre = new QWidget(this);
    m_banner = new Banner(centre);
    m_offer = new OfferBar(centre);
    m_page = new ConversationPage(centre);
    m_statusLine = new StatusLine(this);
    statusBar()->addWidget(m_statusLine, 1);
    statusBar()->setSizeGripEnabled(false);
    auto* layout = new QVBoxLayout(centre);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_banner);
    layout->addWidget(m_offer);
    layout->addWidget(m_page, 1);
    centre->setMinimumWidth(260);

    m_splitter = new QSplitter(Qt::Horizontal, this);
    m_splitter->setChildrenCollapsible(false);
    m_splitter->addWidget(centre);
    setCentralWidget(m_splitter);
    connect(m_page->startPage(), &StartPage::openRequested, this, &MainWindow::chooseModel);
    connect(m_page->startPage(), &StartPage::documentsRequested, this,
            &MainWindow::chooseDocuments);
    connect(m_page->startPage(), &StartPage::taskChosen, this, &MainWindow::chooseTask);
    connect(m_page, &ConversationPage::stopRequested, this, &MainWindow::stopRequested);
}

void MainWindow::setUpLibrary()
{
    m_library = new LibraryPanel;
    m_libraryDock = new QDockWidget(tr("Library"), this);
    m_libraryDock->setObjectName(QStringLiteral("library"));      // by which its place is saved
    m_libraryDock->setFeatures(QDockWidget::DockWidgetClosable);  // by its menu entry
    m_libraryDock->setTitleBarWidget(new QWidget(m_libraryDock)); // none
    m_libraryDock->setWidget(m_library);
    addDockWidget(Qt::LeftDockWidgetArea, m_libraryDock);
    resizeDocks({m_libraryDock}, {230}, Qt::Horizontal);
    connect(m_library, &LibraryPanel::newConversationRequested, this,
            &MainWindow::newConversationRequested);
}

void MainWindow::setUpModelPanel()
{
    m_facts = new ModelPanel;
    m_factsDock = new QDockWidget(tr("Model"), this);
    m_factsDock->setObjectName(QStringLiteral("model"));
    m_factsDock->setFeatures(QDockWidget::DockWidgetClosable | QDockWidget::DockWidgetMovable);
    m_factsDock->setWidget(m_facts);
    addDockWidget(Qt::RightDockWidgetArea, m_factsDock);
    resizeDocks({m_factsDock}, {290}, Qt::Horizontal);
    m_factsDock->hide();
}

void MainWindow::setTranscript(QAbstractItemModel* messages) { m_page->setTranscript(messages); }

void MainWindow::setConversationTitle(const QString& title)
{
    m_title = title;
    updateTitle();
}

void MainWindow::updateTitle()
{
    QStringList parts{m_title, m_status.model};
    parts.removeAll(QString());
    setWindowTitle(parts.isEmpty() ? tr("Levin") : parts.join(QStringLiteral(" – ")));
}

void MainWindow::setFacts(const QList<FactGroup>& groups) { m_facts->setFacts(groups); }

void MainWindow::setStatus(const Status& status)
{
    using Activity = Status::Activity;
    const bool isReady = status.activity == Activity::Ready;
    const bool hasOpened = m_status.model.isEmpty() && !status.model.isEmpty();
    m_status = status;
    m_statusLine->setStatus(status);
    m_page->setStatus(status);
    updateTitle();
    for (QAction* open : {m_open, m_openBuiltIn})
        open->setEnabled(isReady || status.activity == Activity::NoModel);
    m_retry->setEnabled(isReady && m_page->canEditLastQuestion());
    m_edit->setEnabled(isReady && m_page->canEditLastQuestion());
    m_stop->setEnabled(status.activity == Activity::Reading
                       || status.activity == Activity::Writing);
    if (hasOpened)
        m_page->composer()->focus();
}

void MainWindow::setOpening(const QString& name)
{
    m_page->startPage()->setOpening(name);
    if (name.isEmpty())
        return;
    m_banner->show({}, {});
    m_offer->hide();
}

void MainWindow::setBuiltInModel(const QString& path)
{
    m_openBuiltIn->setData(path);
    m_openBuiltIn->setVisible(!path.isEmpty());
}

void MainWindow::showError(const QString& headline, const QString& detail)
{
    m_banner->show(headline, detail);
}

void MainWindow::withdrawError(const QString& headline)
{
    if (m_banner->headline() == headline)
        m_banner->hide();
}

void MainWindow::setUnsaved(const QString& reason) { m_statusLine->setUnsaved(reason); }

void MainWindow::setWorkbench(QWidget* workbench)
{
    Q_ASSERT(!m_workbench);
    m_workbench = workbench;
    m_workbench->setMinimumWidth(240);
    m_splitter->addWidget(m_workbench);
    m_workbench->hide();
    m_showWorkbench->setVisible(true);
}

void MainWindow::showWorkbench(bool isShown)
{
    if (!m_workbench)
        return;
    m_workbench->setVisible(isShown);
    m_showWorkbench->setChecked(isShown);
    const QList<int> sizes = m_splitter->sizes();
    if (isShown && sizes.value(1) == 0)
        m_splitter->setSizes({m_splitter->width() / 2, m_splitter->width() / 2});
}

void MainWindow::showOnlyWorkbench(bool isOnly)
{
    if (!m_workbench || isOnly == isFullScreen())
        return;
    menuBar()->setVisible(!isOnly);
    statusBar()->setVisible(!isOnly);
    m_splitter->widget(0)->setVisible(!isOnly);
    m_factsDock->setVisible(false);
    setWindowState(windowState() ^ Qt::WindowFullScreen);
    placeLibrary();
}

void MainWindow::setProgramSettings(const ProgramSettings& settings)
{
    if (settings.appearance != m_programSettings.appearance)
        apply(settings.appearance);
    if (settings.isThinkingShown != m_programSettings.isThinkingShown)
        m_page->setThinkingShown(settings.isThinkingShown);
    m_programSettings = settings;
    m_showThinking->setChecked(settings.isThinkingShown);
    m_appearanceActions[int(settings.appearance)]->setChecked(true);
    m_page->composer()->setSendKey(settings.sendKey);
    m_settings->program()->setSettings(settings);
}

void MainWindow::changeProgramSettings(const ProgramSettings& settings)
{
    setProgramSettings(settings);
    emit programSettingsChanged(settings);
}

QByteArray MainWindow::layoutState() const
{
    QByteArray state;
    QDataStream stream(&state, QIODevice::WriteOnly);
    stream << saveGeometry() << saveState(kLayoutVersion) << m_splitter->saveState()
           << m_isLibraryWanted << (m_workbench && m_workbench->isVisibleTo(this));
    return state;
}

void MainWindow::restoreLayout(const QByteArray& state)
{
    QByteArray geometry, docks, splitter;
    bool isLibraryShown = true, isWorkbenchShown = false;
    QDataStream stream(state);
    stream >> geometry >> docks >> splitter >> isLibraryShown >> isWorkbenchShown;
    if (stream.status() != QDataStream::Ok)
        return;
    restoreGeometry(geometry);
    restoreState(docks, kLayoutVersion);
    m_splitter->restoreState(splitter);
    m_isLibraryWanted = isLibraryShown;
    placeLibrary();
    showWorkbench(isWorkbenchShown);
}

void MainWindow::resizeEvent(QResizeEvent* event)
{
    QMainWindow::resizeEvent(event);
    placeLibrary();
}

// A narrow window gives its room to the conversation.
void MainWindow::placeLibrary()
{
    m_libraryDock->setVisible(m_isLibraryWanted && width() >= kWidthForLibrary && !isFullScreen());
}

void MainWindow::search()
{
    m_isLibraryWanted = true;
    m_libraryDock->show(); // in a narrow window, too
    m_library->beginSearch();
}

// Whether the focus is where Escape has a meaning of its own: it closes a search, a name, an edit.
bool MainWindow::isInField() const
{
    const QWidget* focused = QApplication::focusWidget();
    if (!focused || !focused->inputMethodQuery(Qt::ImEnabled).toBool())
        return false;
    return m_page->isEditing() || !m_page->composer()->isAncestorOf(focused);
}

bool MainWindow::event(QEvent* event)
{
    if (event->type() == QEvent::ShortcutOverride
        && static_cast<QKeyEvent*>(event)->key() == Qt::Key_Escape && isInField())
    {
        event->accept(); // the key goes to the field and does not stop the answer
        return true;
    }
    return QMainWindow::event(event);
}

// From area to area, as F6 does elsewhere.
void MainWindow::focusNextArea()
{
    const QList<QWidget*> areas{m_library, m_page->transcript(), m_page->composer(), m_workbench};
    const QWidget* focused = QApplication::focusWidget();
    qsizetype at = -1;
    for (qsizetype i = 0; i < areas.size(); ++i)
        if (areas[i] && focused && (areas[i] == focused || areas[i]->isAncestorOf(focused)))
            at = i;
    for (qsizetype step = 1; step <= areas.size(); ++step) {
        QWidget* next = areas[(at + step + areas.size()) % areas.size()];
        if (!next || !next->isVisible())
            continue;
        if (next == m_library)
            m_library->beginSearch();
        else
            next->setFocus(Qt::ShortcutFocusReason);
        return;
    }
}

// Any file of a model folder stands for the folder.
void MainWindow::chooseModel()
{
    auto* dialog = new QFileDialog(this, tr("Open a Model"), m_programSettings.modelFolder,
                                   tr("Models (*.gguf *.safetensors config.json)"));
    dialog->setFileMode(QFileDialog::ExistingFile);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString& path) {
        ProgramSettings settings = m_programSettings;
        settings.modelFolder = QFileInfo(path).absolutePath();
        changeProgramSettings(settings);
        emit openRequested(path);
    });
    dialog->open();
}

void MainWindow::chooseTask(StartPage::Task task, const QString& example)
{
    emit taskChosen(task);
    if (m_page->composer()->text() == m_example)
        m_page->composer()->setText({}); // of another task, as it was
    m_example = example;
    m_page->addToDraft(example);
}

void MainWindow::chooseDocuments()
{
    auto* dialog = new QFileDialog(this, tr("Choose Documents"));
    dialog->setFileMode(QFileDialog::ExistingFiles);
    choose(dialog);
}

void MainWindow::chooseFolder()
{
    auto* dialog = new QFileDialog(this, tr("Choose a Folder of Documents"));
    dialog->setFileMode(QFileDialog::Directory);
    choose(dialog);
}

void MainWindow::choose(QFileDialog* dialog)
{
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QFileDialog::filesSelected, this, &MainWindow::documentsChosen);
    dialog->open();
}

void MainWindow::dragEnterEvent(QDragEnterEvent* event)
{
    if (!localFiles(event->mimeData()).isEmpty())
        event->acceptProposedAction();
}

void MainWindow::dropEvent(QDropEvent* event)
{
    const QStringList paths = localFiles(event->mimeData());
    if (paths.isEmpty())
        return;
    event->acceptProposedAction();
    emit filesDropped(paths);
}

} // namespace ui
