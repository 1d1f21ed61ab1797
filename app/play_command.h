// PlayCommand: `levin play`, which runs a page in the preview's sandbox without the window and says
// what came of it. GUI thread.

#pragma once

#include "app/preview_host.h"

#include <QElapsedTimer>
#include <QJsonArray>
#include <QJsonObject>

#include <optional>

namespace app {

struct PlayRequest
{
    PreviewPage page;
    QString screenshotPath; // empty: none
    int timeoutMs = 10'000; // for all of it
    int watchMs = 2000;     // how long the page is watched once it is loaded
    QSize size{1024, 720};
    bool asJson = false;
    bool isOffscreen = false; // even where there is a display
};

class PlayCommand : public QObject
{
    Q_OBJECT

public:
    explicit PlayCommand(PlayRequest request, QObject* parent = nullptr);

    void start();

    // Of a page that ran without an error, and of any other.
    static constexpr int kGood = 0;
    static constexpr int kBad = 1;
    static constexpr int kUnusable = 2; // the command itself

signals:
    void finished(int exitCode, const QByteArray& report);

private:
    void collect();
    void takeScreenshot();
    void keep(const QImage& image);
    void finish();
    void add(const QString& list, const QJsonValue& value);
    void addError(const PageError& error);
    QByteArray asText() const;

    PlayRequest m_request;
    PreviewHost m_host;
    QElapsedTimer m_clock;
    QTimer m_timeout;
    QTimer m_watch;
    QJsonObject m_report;
    int m_screenshots = 0;
    bool m_isOver = false;
};

// The file, or the folder with its index.html; one sentence if there is no page.
struct ReadPage
{
    PreviewPage page;
    QString problem;
};
ReadPage readPage(const QString& path, const QString& entry);

// What `levin play ARGUMENTS...` asks for, or the text that ends the program.
struct PlayArguments
{
    std::optional<PlayRequest> request;
    QString text; // help or a complaint
    bool isHelp = false;
};
PlayArguments readPlayArguments(const QStringList& arguments);

// The whole program for `levin play`: needs no display. Returns the exit code.
int runPlayCommand(int& argc, char** argv);

} // namespace app
