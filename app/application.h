// Application: owns the parts of the program in the order of their dependencies and connects them.

#pragma once

#include "app/app_store.h"
#include "app/chat_controller.h"
#include "app/conversation_store.h"
#include "app/document_desk.h"
#include "app/library_model.h"
#include "app/preview_host.h"
#include "app/search_model.h"
#include "app/shelf_model.h"
#include "app/trash_model.h"
#include "app/workbench_controller.h"
#include "ui/main_window.h"

class QSettings;

namespace app {

class DocumentBench;
struct Profile;

class Application : public QObject
{
    Q_OBJECT

public:
    // Borrows the settings, which are read now and written as they change.
    Application(ModelOpener opener, const Profile& profile, QSettings& settings);
    ~Application() override;

    void open(const QString& modelPath) { m_controller.open(modelPath); }
    void comeToFront(const QStringList& files); // somebody started the program again
    void openFiles(const QStringList& paths);   // models and documents
    // The model that is named, else the one of last time if it is still there, else the built-in one,
    // which also takes the place of one that does not open.
    void openAtStart(const QString& named);
    ui::MainWindow& window() { return m_window; }
    Conversations& conversations() { return m_conversations; }
    ChatController& controller() { return m_controller; }
    WorkbenchController& workbench() { return m_workbench; }
    PreviewHost& preview() { return m_preview; }
    DocumentDesk& desk() { return m_desk; }

private:
    void connectController();
    void connectConversations();
    void connectWindow();
    void connectPage();
    void connectLibrary();
    void connectSettings();
    void connectWorkbench();
    void connectDocuments();
    void connectShelves();
    void tellUnsaved(const QObject* store, const QString& reason, const QString& headline);
    void fillDocumentShelf();
    void fillAppShelf();
    void setReadingBudget(const ui::ProgramSettings& settings);

    void onStoreOpened();
    void leaveConversation();
    void saveView();
    void showConversation();
    void showTitle();
    void throwAway(qint64 conversation);
    void offerToRemove(const QList<qint64>& conversations, const QString& sentence,
                       const QString& action);
    QString titleOf(qint64 conversation) const;
    void choosePreset(ui::StartPage::Task task);
    void showBench();
    void rememberBench();
    void runListing(qint64 message, int block);
    QString promptOf(qint64 answer) const;

    QSettings& m_settings;
    EngineHost m_host;
    ConversationStore m_store;
    Conversations m_conversations;
    DocumentDesk m_desk;
    ChatController m_controller;
    LibraryModel m_libraryModel;
    TrashModel m_trashModel;
    SearchModel m_searchModel;
    ShelfModel m_documentShelf;
    ShelfModel m_appShelf;
    QList<AppEntry> m_apps;
    AppStore m_appStore;
    PreviewHost m_preview;
    ui::MainWindow m_window;
    ui::PreviewFrame* m_frame; // the window owns both
    ui::Workbench* m_bench;
    WorkbenchController m_workbench;
    std::unique_ptr<DocumentBench> m_documents;
    QMetaObject::Connection m_branchFollowed; // of the conversation that is open
    bool m_isBenchChanging = false;           // by the program
    QTimer m_saveTimer;
    QHash<const QObject*, QString> m_unsaved; // by the store, why it cannot save
    QString m_tooLarge;                       // the model that is offered to be opened anyway
    qint64 m_lastOpen; // the conversation that was open when the program ended; 0: none
};

} // namespace app
