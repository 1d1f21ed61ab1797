// PreviewWindow: the page in a window, between the messages that come and those that go.

#pragma once

#include "app/preview/library_pack.h"
#include "app/preview/rate_limit.h"
#include "app/preview_protocol.h"

#include <QElapsedTimer>
#include <QTemporaryDir>
#include <QWebEngineView>

#include <memory>

class QKeyEvent;
class QWebEngineDownloadRequest;
class QWebEngineProfile;

namespace preview {

class AppScheme;
class Connection;
class NetworkGate;
class PageQuestion;
class PlayPage;
class Probe;

class PreviewWindow : public QWebEngineView
{
    Q_OBJECT

public:
    enum class Place { Embedded, OwnWindow };

    // An empty folder keeps the app's data in memory.
    PreviewWindow(const QString& host, const QString& dataFolder, Place place,
                  Connection& connection);
    ~PreviewWindow() override;

    void announce(const app::PreviewSandbox& sandbox);
    void obey(const app::preview_protocol::ToPreview& message);

protected:
    bool event(QEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;

private:
    struct Receiver;

    bool answersQuestionFirst(const app::preview_protocol::ToPreview& message);
    void reportFromPage();
    void load(const app::preview_protocol::LoadPage& message);
    void evaluate(quint64 id, const QString& expression);
    void takeScreenshot();
    void offer(QWebEngineDownloadRequest* download);
    bool passOn(const QKeyEvent& event);

    Connection& m_connection;
    Place m_place;
    LibraryPack m_libraries;
    std::unique_ptr<QWebEngineProfile> m_profile;
    AppScheme* m_scheme;
    NetworkGate* m_gate;
    PlayPage* m_page;
    Probe* m_probe;
    PageQuestion* m_question; // null: nobody sees this window
    QTemporaryDir m_downloads;
    RateLimit m_refusalRate{1, 5};
    QElapsedTimer m_passedOn;
    QString m_entry;
    QString m_sentTitle;
    quint64 m_announcedWindow = 0;
};

} // namespace preview
