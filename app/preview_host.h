// PreviewHost: the preview as the window sees it. Starts levin-preview for an app, talks to it,
// watches it from outside and kills it; a page can at worst lose its own process. GUI thread, and
// nothing here blocks it.

#pragma once

#include "app/preview_protocol.h"
#include "app/preview_watch.h"

#include <QElapsedTimer>
#include <QImage>
#include <QKeySequence>
#include <QPointer>
#include <QSet>
#include <QThread>
#include <QTimer>
#include <QUrl>

namespace app {

class PreviewProcess;

class PreviewHost : public QObject
{
    Q_OBJECT

public:
    enum class State {
        Idle,
        Starting,
        WaitingForConsent, // the sandbox is weak: the user is asked, runAnyway() goes on
        Loading,
        Running,
        NotResponding, // becomes Running again by itself if the page comes round
        Stopped,       // by stop(), or because it used too much; reason() says which
        Closed,        // by its own script
        Crashed,
    };
    Q_ENUM(State)

    enum class Start {
        ByUser,
        ByItself // refused for a page that hung, crashed or was killed the last time
    };

    struct Limits
    {
        qint64 memoryBytes = qint64(1500) << 20;
        qint64 keptBytes = qint64(256) << 20; // of data that outlives the process
        int silentMs = 2000;                  // until a page counts as not responding
        int workerBusyMs = 1500;              // counts from the second look, not from the start
    };

    // The folder keeps the data of those apps whose pages say so.
    explicit PreviewHost(const QString& dataFolder, QObject* parent = nullptr);
    explicit PreviewHost(QObject* parent = nullptr); // in the user's data folder
    ~PreviewHost() override;

    void setLimits(const Limits& limits) { m_limits = limits; }
    // Before the first load(). Otherwise the program's own platform, embedded where it is X11.
    void setPlatform(const QString& platform, bool isEmbedded);
    // As on a system that refuses network namespaces: the other layers must hold alone.
    void setSharesNetwork(bool shares) { m_sharesNetwork = shares; }

    // Runs the page; one that is there already is replaced. A new version of the app that runs
    // takes over its process and, with it, its storage.
    void load(const PreviewPage& page, Start start = Start::ByUser);
    void reload();
    void stop();
    void forget(); // the page, too: there is no app any more
    void runAnyway();
    // Forgets what the app stored and, if it ran, runs it again.
    void resetData();
    // Where storage is kept is decided when the process starts, so the app starts again, with none.
    void setKeepData(bool keep);
    void removeData(const QString& appId);       // of one that will not run again
    quint64 evaluate(const QString& expression); // 0: nothing runs that could answer
    void requestScreenshot();
    void setVisible(bool visible);        // what nobody sees is not drawn
    void resizeWindow(const QSize& size); // only for a window that is not embedded

    State state() const { return m_state; }
    QString reason() const { return m_reason; } // of the state, one sentence; may be empty
    const PreviewPage& page() const { return m_page; }

signals:
    void stateChanged(app::PreviewHost::State state);
    void notResponding(const QString& reason);
    void windowReady(quintptr window); // 0 where the preview shows a window of its own
    void windowGone();                 // embedded windows must be let go
    void sandboxFound(const app::PreviewSandbox& sandbox, const QString& chromium);
    void consentNeeded(const QString& reason);
    void loaded();
    void consoleMessage(const app::ConsoleMessage& message);
    void errorReported(const app::PageError& error);
    void evaluated(quint64 id, const QString& json, bool ok);
    void screenshotTaken(const QImage& image);
    void requestBlocked(const QUrl& url, const QString& kind);
    void noteReported(const QString& text);
    void titleChanged(const QString& title);
    void linkClicked(const QUrl& url);
    void fileOffered(const QString& name, const QByteArray& bytes);
    void framesPerSecond(double frames);
    void blankPageReported();
    void fullScreenAsked(bool on);
    void shortcutPressed(const QKeySequence& keys); // of the window, while the page has the focus
    void memoryUsed(qint64 bytes);

private:
    struct Receiver; // what each kind of message does

    void receive(const preview_protocol::FromPreview& message);
    void startProcess();
    void launch();
    void endProcess();
    void removeFolder(const QString& folder);
    void goOn(); // when the process that was to end has ended
    void sendPage();
    void setState(State state, const QString& reason = {});
    void giveUp(State state, const QString& reason);
    void judge(const ProcessSample& sample);
    void judgeSilence();
    QString silence() const;
    QString dataFolderOf(const QString& appId) const;

    QString m_dataFolder;
    QString m_platform;
    bool m_isEmbedded = false;
    bool m_sharesNetwork = false;
    Limits m_limits;
    PreviewPage m_page;
    State m_state = State::Idle;
    QString m_reason;
    bool m_isLoaded = false;
    bool m_isVisible = true;
    QSet<QString> m_consents;  // to apps that ran in a weak sandbox
    QSet<QByteArray> m_marked; // contents that hung or crashed
    QPointer<PreviewProcess> m_process;
    QPointer<PreviewProcess> m_ending; // may still hold the folder of kept data
    bool m_startIsDue = false;
    bool m_keepsData = false;  // the process that runs
    QStringList m_removalsDue; // folders
    QElapsedTimer m_heard;     // since the last heartbeat, or since the start
    int m_scriptSilentMs = 0;
    int m_framesSilentMs = 0;
    qint64 m_workerBusyMs = 0;
    quint64 m_lastEvaluation = 0;
    QTimer m_judge;
    QThread m_watchThread;
    PreviewWatch* m_watch; // lives in m_watchThread and is deleted there
};

} // namespace app
