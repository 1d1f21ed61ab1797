#include "ui/main_window.h"

#include "ui/banner.h"
#include "ui/start_page.h"
#include "ui/transcript_view.h"

#include <QAbstractItemModel>
#include <QAction>
#include <QActionGroup>
#include <QDockWidget>
#include <QDragEnterEvent>
#include <QFileDialog>
#include <QFileInfo>
#include <QMenuBar>
#include <QMimeData>
#include <QStackedWidget>
#include <QStatusBar>
#include <QVBoxLayout>

namespace ui {
namespace {

QString firstLocalFile(const QMimeData* data)
{
    for (const QUrl& url : data->urls())
        if (url.isLocalFile())
            return url.toLocalFile();
    return {};
}

} // namespace

MainWindow::MainWindow(QWidget* parent) : QMainWindow(parent)
{
    setMinimumSize(640, 420);
    resize(1040, 720);
    setAcceptDrops(true);
    setUpCentre();
    setUpPanel();
    setUpMenus();
    setStatus({});
}

void MainWindow::setUpCentre()
{
    auto* centre = new QWidget(this);
    m_banner = new Banner(centre);
    m_pages = new QStackedWidget(centre);
    m_startPage = new StartPage(m_pages);
    m_chatPage = new QWidget(m_pages);
    m_chatPage->setBackgroundRole(QPalette::Base);
    m_chatPage->setAutoFillBackground(true);
    m_transcript = new TranscriptView(m_chatPage);
    m_composer = new Composer(m_chatPage);
    m_statusLine = new StatusLine(this);
    statusBar()->addWidget(m_statusLine, 1);
    statusBar()->setSizeGripEnabled(false);

    auto* chat = new QVBoxLayout(m_chatPage);
    chat->setContentsMargins(0, 0, 0, 0);
    chat->setSpacing(0);
    chat->addWidget(m_transcript, 1);
    auto* composerArea = new QHBoxLayout;
    composerArea->setContentsMargins(12, 4, 12, 10);
    composerArea->addStretch(1);
    composerArea->addWidget(m_composer, 100);
    composerArea->addStretch(1);
    m_composer->setMaximumWidth(840);
    chat->addLayout(composerArea);

    m_pages->addWidget(m_startPage);
    m_pages->addWidget(m_chatPage);
    auto* layout = new QVBoxLayout(centre);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_banner);
    layout->addWidget(m_pages, 1);
    setCentralWidget(centre);

    connect(m_startPage, &StartPage::openRequested, this, &MainWindow::chooseModel);
    connect(m_composer, &Composer::sendRequested, this, &MainWindow::sendRequested);
    connect(m_composer, &Composer::stopRequested, this, &MainWindow::stopRequested);
    connect(m_transcript, &TranscriptView::retryRequested, this, &MainWindow::retryRequested);
}

void MainWindow::setUpPanel()
{
    m_panel = new ModelPanel;
    m_dock = new QDockWidget(tr("Model"), this);
    m_dock->setObjectName(QStringLiteral("model")); // by which its place is saved
    m_dock->setFeatures(QDockWidget::DockWidgetClosable | QDockWidget::DockWidgetMovable);
    m_dock->setWidget(m_panel);
    addDockWidget(Qt::RightDockWidgetArea, m_dock);
    resizeDocks({m_dock}, {290}, Qt::Horizontal);
    m_dock->hide();
}

void MainWindow::setUpMenus()
{
    QMenu* file = menuBar()->addMenu(tr("&File"));
    m_open =
        file->addAction(tr("&Open Model…"), QKeySequence::Open, this, &MainWindow::chooseModel);
    file->addSeparator();
    file->addAction(tr("&Quit"), QKeySequence(Qt::CTRL | Qt::Key_Q), this, &QWidget::close);

    QMenu* conversation = menuBar()->addMenu(tr("&Conversation"));
    m_newConversation = conversation->addAction(tr("&New"), QKeySequence::New, this,
                                                &MainWindow::newConversationRequested);
    m_retry = conversation->addAction(tr("&Answer Again"), QKeySequence(Qt::CTRL | Qt::Key_R), this,
                                      &MainWindow::retryRequested);
    m_stop = conversation->addAction(tr("&Stop"), QKeySequence(Qt::Key_Escape), this,
                                     &MainWindow::stopRequested);

    QMenu* view = menuBar()->addMenu(tr("&View"));
    QAction* panel = m_dock->toggleViewAction();
    panel->setText(tr("&Model"));
    panel->setShortcut(QKeySequence(Qt::Key_F9));
    connect(panel, &QAction::triggered, this, [this](bool isOn) { m_isPanelWanted = isOn; });
    view->addAction(panel);
    QAction* thinking = view->addAction(tr("&Thinking"));
    thinking->setCheckable(true);
    thinking->setChecked(true);
    connect(thinking, &QAction::toggled, m_transcript, &TranscriptView::setThinkingShown);
    setUpAppearanceMenu(view->addMenu(tr("&Appearance")));
}

void MainWindow::setUpAppearanceMenu(QMenu* menu)
{
    auto* group = new QActionGroup(menu);
    const auto add = [&](const QString& text, Appearance appearance) {
        QAction* action =
            menu->addAction(text, this, [this, appearance] { setAppearance(appearance); });
        action->setCheckable(true);
        group->addAction(action);
        m_appearanceActions.append(action);
    };
    add(tr("As on the &Desktop"), Appearance::Desktop);
    add(tr("&Light"), Appearance::Light);
    add(tr("&Dark"), Appearance::Dark);
    m_appearanceActions.first()->setChecked(true);
}

void MainWindow::setAppearance(Appearance appearance)
{
    m_appearance = appearance;
    m_appearanceActions[int(appearance)]->setChecked(true);
    apply(appearance);
}

void MainWindow::setTranscript(QAbstractItemModel* messages)
{
    m_messages = messages;
    m_transcript->setModel(messages);
}

void MainWindow::setFacts(const QList<FactGroup>& groups)
{
    m_panel->setFacts(groups);
    m_hasFacts = !groups.isEmpty();
    placePanel();
}

// In a narrow window the conversation needs the room.
void MainWindow::placePanel()
{
    constexpr int kRoomForBoth = 900;
    m_dock->setVisible(m_hasFacts && m_isPanelWanted && width() >= kRoomForBoth);
}

void MainWindow::resizeEvent(QResizeEvent* event)
{
    QMainWindow::resizeEvent(event);
    placePanel();
}

void MainWindow::setStatus(const Status& status)
{
    using Activity = Status::Activity;
    const bool isReady = status.activity == Activity::Ready;
    const bool isBusy =
        status.activity == Activity::Reading || status.activity == Activity::Writing;
    const bool hasModel = !status.model.isEmpty();
    m_statusLine->setStatus(status);
    setWindowTitle(hasModel ? status.model : tr("Levin"));
    if (QWidget* page = hasModel ? m_chatPage : m_startPage; m_pages->currentWidget() != page) {
        m_pages->setCurrentWidget(page);
        if (hasModel)
            m_composer->focus();
    }
    m_open->setEnabled(status.activity != Activity::Opening);
    m_newConversation->setEnabled(isReady);
    m_retry->setEnabled(isReady && m_messages && m_messages->rowCount() > 0);
    m_stop->setEnabled(isBusy);
    m_composer->setMode(isReady                                 ? Composer::Mode::Ready
                        : isBusy                                ? Composer::Mode::Busy
                        : status.activity == Activity::Stopping ? Composer::Mode::Stopping
                                                                : Composer::Mode::Idle);
    m_composer->setPlaceholder(hasModel ? tr("Write to %1").arg(status.model) : QString());
}

void MainWindow::setOpening(const QString& name)
{
    m_startPage->setOpening(name);
    if (!name.isEmpty())
        m_banner->show({}, {});
}

void MainWindow::showError(const QString& headline, const QString& detail)
{
    m_banner->show(headline, detail);
}

void MainWindow::setDraft(const QString& text) { m_composer->setText(text); }

// Any file of a model folder stands for the folder.
void MainWindow::chooseModel()
{
    auto* dialog = new QFileDialog(this, tr("Open a Model"), m_folder,
                                   tr("Models (*.gguf *.safetensors config.json)"));
    dialog->setFileMode(QFileDialog::ExistingFile);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString& path) {
        m_folder = QFileInfo(path).absolutePath();
        emit openRequested(path);
    });
    dialog->open();
}

void MainWindow::dragEnterEvent(QDragEnterEvent* event)
{
    if (m_open->isEnabled() && !firstLocalFile(event->mimeData()).isEmpty())
        event->acceptProposedAction();
}

void MainWindow::dropEvent(QDropEvent* event)
{
    const QString path = firstLocalFile(event->mimeData());
    if (path.isEmpty())
        return;
    event->acceptProposedAction();
    emit openRequested(path);
}

} // namespace ui
