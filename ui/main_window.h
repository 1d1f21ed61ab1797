// MainWindow: the areas of the window and its actions: library, conversation, workbench. It shows what
// it is told and says what the user asked for; it decides nothing.

#pragma once

#include "ui/conversation_page.h"
#include "ui/model_panel.h"
#include "ui/program_settings.h"

#include <QMainWindow>

class QAbstractItemModel;
class QAction;
class QFileDialog;
class QSplitter;

namespace ui {

class Banner;
class OfferBar;
class LibraryPanel;
class SettingsDialog;

class MainWindow : public QMainWindow
{
    Q_OBJECT

public:
    explicit MainWindow(QWidget* parent = nullptr);

    LibraryPanel* library() const { return m_library; }
    ConversationPage* page() const { return m_page; }
    SettingsDialog* settings() const { return m_settings; }

    void setTranscript(QAbstractItemModel* messages); // borrowed
    void setConversationTitle(const QString& title);
    void setFacts(const QList<FactGroup>& groups);
    void setStatus(const Status& status);      // also decides what can be pressed
    void setOpening(const QString& name);      // empty: nothing is being opened
    void setBuiltInModel(const QString& path); // that the menu offers; empty: none
    void showError(const QString& headline, const QString& detail); // empty headline: hides it
    void withdrawError(const QString& headline);                    // it is over
    OfferBar* offer() const { return m_offer; }                     // below the errors
    void setUnsaved(const QString& reason); // of conversations; empty: all is saved

    // The area on the right, hidden until it is used. Takes ownership.
    void setWorkbench(QWidget* workbench);
    void showWorkbench(bool isShown);
    void showOnlyWorkbench(bool isOnly); // on the whole screen

    void setProgramSettings(const ProgramSettings& settings);
    const ProgramSettings& programSettings() const { return m_programSettings; }

    // Places and sizes of the areas, for the next start.
    QByteArray layoutState() const;
    void restoreLayout(const QByteArray& state);

signals:
    void openRequested(const QString& path);     // a model
    void filesDropped(const QStringList& paths); // models or documents
    void documentsChosen(const QStringList& paths);
    void taskChosen(ui::StartPage::Task task);
    void stopRequested();
    void retryRequested(); // the last answer
    void newConversationRequested();
    void sameDocumentsRequested(); // in a new conversation
    void newFolderRequested();
    void programSettingsChanged(const ui::ProgramSettings& settings);

protected:
    bool event(QEvent* event) override;
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void setUpCentre();
    void setUpLibrary();
    void setUpModelPanel();
    void setUpMenus();
    void setUpFileMenu();
    void setUpConversationMenu();
    void setUpViewMenu();
    void setUpAppearanceMenu(QMenu* menu);
    void changeProgramSettings(const ProgramSettings& settings); // by the user
    void chooseModel();
    void chooseDocuments();
    void chooseFolder();
    void choose(QFileDialog* dialog);
    void chooseTask(StartPage::Task task, const QString& example);
    bool isInField() const;
    void search();
    void focusNextArea();
    void placeLibrary();
    void updateTitle();

    Banner* m_banner;
    OfferBar* m_offer;
    QSplitter* m_splitter;
    ConversationPage* m_page;
    QWidget* m_workbench = nullptr;
    LibraryPanel* m_library;
    QDockWidget* m_libraryDock;
    ModelPanel* m_facts;
    QDockWidget* m_factsDock;
    StatusLine* m_statusLine;
    SettingsDialog* m_settings;
    QAction* m_open;
    QAction* m_openBuiltIn;
    QAction* m_retry;
    QAction* m_edit;
    QAction* m_stop;
    QAction* m_showWorkbench;
    QAction* m_showThinking;
    QList<QAction*> m_appearanceActions; // by Appearance
    ProgramSettings m_programSettings;
    Status m_status;
    QString m_title;   // of the conversation
    QString m_example; // that was put into the composer last
    bool m_isLibraryWanted = true;
};

} // namespace ui
