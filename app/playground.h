// Playground: the versions of a conversation's app, which of them is in the editor and which one
// runs. It hears the text of the answers and the user's edits and says what is to be shown, run and
// kept; it knows no window, no preview and no database.

#pragma once

#include "app/app_version.h"
#include "app/artifact_parser.h"

#include <QObject>

#include <functional>
#include <optional>

namespace app {

class Playground : public QObject
{
    Q_OBJECT

public:
    enum class Start { ByUser, ByItself };

    // Ids must be unique in the database.
    explicit Playground(std::function<qint64()> newId, QObject* parent = nullptr);

    // The conversation that is shown now, with what was kept of its app.
    void open(const AppRecord& app);

    // The text of an answer as it comes. A second answer begins where the first has ended.
    void beginAnswer(qint64 message);
    void addText(QStringView text);
    void endAnswer(bool isWhole);

    // What the user has made of the version in the editor. It becomes a version at once, and further
    // edits go into it until it has run.
    void edit(const QList<AppFile>& files);
    void run(); // the version in the editor
    // A listing of an older answer, with its fences, becomes a version and runs.
    void runListing(qint64 message, const QString& listing);
    // Back or forth: the code, and the branch of the conversation that it came from.
    void goTo(qint64 version);
    // The branch of the conversation has changed; its newest version comes into the editor.
    void followBranch(const QList<qint64>& messages);
    void runAgainByItself(); // what is shown, unless it hung
    void forgetRun();        // what was to run does not run, or no longer

    void setStatus(qint64 version, AppVersion::Status status);
    void setThumbnail(qint64 version, const QByteArray& png);
    void setKeepsData(bool keeps);

    const AppRecord& app() const { return m_app; }
    const AppVersion* shown() const { return m_app.find(m_app.shown); }
    const AppVersion* running() const { return m_app.find(m_running); }
    const AppVersion* written() const { return m_app.find(m_writing); } // null: none is
    const AppVersion* parentOf(const AppVersion& version) const;
    // The newest version that ran without a problem, other than the one that runs; null: none did.
    const AppVersion* lastGood() const;
    // The file of the version in the editor that grows now; empty: none does.
    QString writtenFile() const;

signals:
    void sourceChanged();   // of the version in the editor, or another one came there
    void versionsChanged(); // their list, their states, which one is shown or runs
    void runWanted(const app::AppVersion& version, app::Playground::Start start);
    void branchWanted(qint64 message);
    void firstAppCompleted();
    // To be kept:
    void appChanged(const app::AppRecord& app);
    void versionChanged(qint64 app, const app::AppVersion& version);
    void versionGrown(qint64 app, const app::AppVersion& version);
    void thumbnailChanged(qint64 version, const QByteArray& png);

private:
    AppVersion& add(AppVersion::Origin origin, qint64 message, const AppSource& source);
    AppVersion* mutableVersion(qint64 id);
    void show(qint64 version);
    void start(qint64 version, Start start);
    void takeWritten();
    void takeOver(AppSource& source) const;
    void takeChanges();
    void completeWritten(AppVersion::Status status);
    bool hasHung(const AppSource& source) const;

    std::function<qint64()> m_newId;
    AppRecord m_app;
    qint64 m_running = 0;
    qint64 m_writing = 0;                   // the version that the answer writes; 0: none
    qint64 m_message = 0;                   // the answer
    qint64 m_base = 0;                      // the version that was shown when it began
    std::optional<ArtifactParser> m_parser; // while an answer is written
    AppSource m_started;                    // what of the answer runs already
};

} // namespace app
