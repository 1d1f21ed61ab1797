// The menus of the main window, with the keys of everything that can be done.

#include "ui/library_panel.h"
#include "ui/main_window.h"
#include "ui/settings_dialog.h"

#include <QAction>
#include <QActionGroup>
#include <QDockWidget>
#include <QMenu>
#include <QMenuBar>

namespace ui {

void MainWindow::setUpMenus()
{
    setUpFileMenu();
    setUpConversationMenu();
    setUpViewMenu();
}

void MainWindow::setUpFileMenu()
{
    QMenu* file = menuBar()->addMenu(tr("&File"));
    m_open =
        file->addAction(tr("&Open Model…"), QKeySequence::Open, this, &MainWindow::chooseModel);
    m_openBuiltIn = file->addAction(tr("Open the &Built-in Model"), this, [this] {
        emit openRequested(m_openBuiltIn->data().toString());
    });
    m_openBuiltIn->setVisible(false);
    file->addAction(tr("Ask &Documents…"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_O), this,
                    &MainWindow::chooseDocuments);
    file->addAction(tr("Ask a &Folder…"), this, &MainWindow::chooseFolder);
    file->addSeparator();
    file->addAction(tr("&Settings…"), QKeySequence(Qt::CTRL | Qt::Key_Comma), this,
                    [this] { m_settings->open(SettingsDialog::Page::Program); });
    file->addSeparator();
    file->addAction(tr("&Quit"), QKeySequence(Qt::CTRL | Qt::Key_Q), this, &QWidget::close);
}

void MainWindow::setUpConversationMenu()
{
    QMenu* menu = menuBar()->addMenu(tr("&Conversation"));
    menu->addAction(tr("&New Chat"), QKeySequence::New, this,
                    &MainWindow::newConversationRequested);
    menu->addAction(tr("New Chat about the Sa&me Documents"), this,
                    &MainWindow::sameDocumentsRequested);
    menu->addAction(tr("New &Folder"), this, &MainWindow::newFolderRequested);
    menu->addAction(tr("Search &Everything"), QKeySequence(Qt::CTRL | Qt::Key_K), this,
                    &MainWindow::search);
    // Other areas have a search of their own under the same keys.
    QAction* find = menu->addAction(tr("F&ind in This Conversation"), QKeySequence::Find, m_page,
                                    &ConversationPage::find);
    find->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    m_page->addAction(find);
    menu->addSeparator();
    m_retry = menu->addAction(tr("&Answer Again"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_A),
                              this, &MainWindow::retryRequested);
    m_edit = menu->addAction(tr("E&dit Last Message"), QKeySequence(Qt::CTRL | Qt::Key_E), m_page,
                             &ConversationPage::editLastQuestion);
    menu->addAction(tr("&Previous Branch"), QKeySequence(Qt::ALT | Qt::Key_Left), this,
                    [this] { m_page->stepBranch(-1); });
    menu->addAction(tr("Ne&xt Branch"), QKeySequence(Qt::ALT | Qt::Key_Right), this,
                    [this] { m_page->stepBranch(1); });
    m_stop = menu->addAction(tr("&Stop"), QKeySequence(Qt::Key_Escape), this,
                             &MainWindow::stopRequested);
    menu->addSeparator();
    menu->addAction(tr("Se&ttings of This Conversation…"),
                    QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_Comma), this,
                    [this] { m_settings->open(SettingsDialog::Page::Conversation); });
}

void MainWindow::setUpViewMenu()
{
    QMenu* view = menuBar()->addMenu(tr("&View"));
    QAction* library = m_libraryDock->toggleViewAction();
    library->setText(tr("&Library"));
    library->setShortcut(QKeySequence(Qt::CTRL | Qt::Key_B));
    connect(library, &QAction::triggered, this, [this](bool isOn) { m_isLibraryWanted = isOn; });
    view->addAction(library);
    m_showWorkbench = view->addAction(tr("&Workbench"), this, &MainWindow::showWorkbench);
    m_showWorkbench->setShortcut(QKeySequence(Qt::Key_F8));
    m_showWorkbench->setCheckable(true);
    m_showWorkbench->setVisible(false); // there is none yet
    QAction* facts = m_factsDock->toggleViewAction();
    facts->setText(tr("&Model"));
    facts->setShortcut(QKeySequence(Qt::Key_F9));
    view->addAction(facts);
    m_showThinking = view->addAction(tr("&Thinking"));
    m_showThinking->setCheckable(true);
    connect(m_showThinking, &QAction::triggered, this, [this](bool isShown) {
        ProgramSettings settings = m_programSettings;
        settings.isThinkingShown = isShown;
        changeProgramSettings(settings);
    });
    view->addAction(tr("&Next Area"), QKeySequence(Qt::Key_F6), this, &MainWindow::focusNextArea);
    setUpAppearanceMenu(view->addMenu(tr("&Appearance")));
}

void MainWindow::setUpAppearanceMenu(QMenu* menu)
{
    auto* group = new QActionGroup(menu);
    const auto add = [&](const QString& text, Appearance appearance) {
        QAction* action = menu->addAction(text, this, [this, appearance] {
            ProgramSettings settings = m_programSettings;
            settings.appearance = appearance;
            changeProgramSettings(settings);
        });
        action->setCheckable(true);
        group->addAction(action);
        m_appearanceActions.append(action);
    };
    add(tr("&As on the Desktop"), Appearance::Desktop);
    add(tr("&Light"), Appearance::Light);
    add(tr("&Dark"), Appearance::Dark);
}

} // namespace ui
