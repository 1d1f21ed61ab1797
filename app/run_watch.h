// RunWatch: listens to the preview while a version runs: what goes to the console, what counts as a
// problem, when the run has shown what it does, and what its picture is.

#pragma once

#include "app/app_version.h"
#include "app/error_loop.h"
#include "ui/console_model.h"

#include <QImage>
#include <QObject>
#include <QTimer>

namespace app {

class PreviewHost;
struct ConsoleMessage;
struct PageError;

class RunWatch : public QObject
{
    Q_OBJECT

public:
    // A run that was loaded this long ago has shown whether it works: scripts, the first frames and
    // the first answers of timers are behind it.
    static constexpr int kSettleMs = 2500;

    // Borrows the host.
    explicit RunWatch(PreviewHost& host, QObject* parent = nullptr);

    // What only comes into view again asks the model for nothing, whatever the automatic mode says.
    enum class Asking { Allowed, Forbidden };

    void begin(const AppVersion& version, Asking asking = Asking::Allowed);
    void forget(); // another conversation
    void setSettleMs(int ms) { m_settle.setInterval(ms); }
    // A page that nobody sees is not drawn; its picture waits until it is seen.
    void setSeen(bool isSeen);

    ErrorLoop& loop() { return m_loop; }
    const ErrorLoop& loop() const { return m_loop; }
    qint64 version() const { return m_version.id; } // 0: nothing runs

signals:
    void said(const ui::ConsoleEntry& entry);
    void problemsChanged();
    void judged(qint64 version, app::AppVersion::Status status);
    void askWanted(const QString& message); // by the automatic mode
    void pictureTaken(qint64 version, const QImage& picture);

private:
    void connectHost();
    void onStateChanged();
    void onConsole(const ConsoleMessage& message);
    void onError(const PageError& error);
    void onSettled();
    void leave();
    AppVersion::Status verdict() const;
    void judge(AppVersion::Status status);
    void takePicture();
    void add(const PageProblem& problem);
    void decide();
    QString fileOf(const QString& source) const;

    PreviewHost& m_host;
    ErrorLoop m_loop;
    AppVersion m_version;
    AppVersion::Status m_status = AppVersion::Status::NotRun;
    QTimer m_settle;
    QTimer m_picture; // the first frames after it was seen again
    bool m_mayAsk = true;
    bool m_isSilent = false; // does not respond
    bool m_isSeen = true;
    bool m_lacksPicture = false;
};

} // namespace app
