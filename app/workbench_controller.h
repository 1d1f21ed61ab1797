// WorkbenchController: joins the playground of each conversation, the preview, the store of apps and
// the workbench. It is told what the model writes and says what should happen in the chat.

#pragma once

#include "app/app_export.h"
#include "app/playground.h"
#include "app/preview_link.h"
#include "app/run_watch.h"

#include <QHash>
#include <QTimer>

#include <memory>
#include <unordered_map>

namespace ui {
class PreviewFrame;
class Workbench;
struct VersionItem;
}

namespace app {

class AppStore;
class PreviewHost;

class WorkbenchController : public QObject
{
    Q_OBJECT

public:
    // Borrows all of them. Ids must be unique in the database; the prompt is the question that an
    // answer follows.
    WorkbenchController(PreviewHost& host, ui::PreviewFrame& frame, ui::Workbench& bench,
                        AppStore& store, std::function<qint64()> newId,
                        std::function<QString(qint64 answer)> promptOf);
    ~WorkbenchController() override;

    void showConversation(qint64 conversation);
    void removeData(qint64 conversation); // which is deleted for good
    void followBranch(const QList<qint64>& messages);
    // Of any conversation, shown or not:
    void beginAnswer(qint64 conversation, qint64 message);
    void addText(qint64 conversation, qint64 message, const QString& text);
    void endAnswer(qint64 conversation, qint64 message, bool isWhole);

    void runListing(qint64 message, const QString& listing);
    void setCanAsk(bool canAsk); // a model is there and writes nothing
    void setBenchShown(bool isShown);
    void setAutomaticFix(bool isOn);
    RunWatch& runWatch() { return m_watch; }
    const Playground* playground() { return current(); } // of the conversation that is shown

signals:
    void askWanted(const QString& question);   // in the conversation that is shown
    void draftWanted(const QString& question); // only into the composer
    void branchWanted(qint64 message);
    void benchWanted(bool isShown);
    void firstAppCompleted(); // of the conversation that is shown
    void automaticFixChanged(bool isOn);
    void browserWanted(const QUrl& url); // the system's
    void fullScreenWanted(bool isOn);
    void failed(const QString& headline, const QString& detail);

private:
    struct Place; // the playground of one conversation

    void connectBench();
    void connectHost();
    void connectWatch();
    std::unique_ptr<Playground> makePlayground(qint64 conversation);
    Place& place(qint64 conversation);
    Playground* current();
    void whenLoaded(qint64 conversation, const std::function<void(Playground&)>& what);
    void onAppLoaded(const AppRecord& app);
    void onRunWanted(const AppVersion& version, Playground::Start start);

    void showSource();
    void showVersions();
    void showVersionList();
    void showDifference(qint64 version);
    void showProblems();
    void takeEdits();
    void run();
    void step(int delta);
    void goTo(qint64 version);
    void fix(bool isOnlyDraft);
    void askModel(const QString& message);
    ui::VersionItem itemOf(const AppVersion& version);

    PreviewHost& m_host;
    ui::PreviewFrame& m_frame;
    ui::Workbench& m_bench;
    AppStore& m_store;
    std::function<qint64()> m_newId;
    std::function<QString(qint64)> m_promptOf;
    PreviewLink m_link;
    RunWatch m_watch;
    AppExport m_export;
    std::unordered_map<qint64, Place> m_places; // the shown one, and those that are written
    qint64 m_current = 0;                       // the conversation that is shown
    qint64 m_writing = 0;                       // the conversation that is written
    QTimer m_edited;                            // gathers what is typed into the editor
    bool m_hasEdits = false;
    bool m_canAsk = false;
    bool m_isBenchShown = false;
    bool m_isFixing = false;          // the next answer is one that the automatic mode asked for
    QString m_waitingAsk;             // until the model is free
    QHash<qint64, QImage> m_pictures; // decoded thumbnails by version
};

} // namespace app
