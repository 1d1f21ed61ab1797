// PreviewWindow: the page in a window, between the messages that come and those that go.

#pragma once

#include "app/preview_protocol.h"

#include <QElapsedTimer>
#include <QWebEngineView>

#include <memory>

class QWebEngineDownloadRequest;
class QWebEngineProfile;

namespace preview {

class AppScheme;
class Connection;
class NetworkGate;
class PlayPage;
class Probe;

class PreviewWindow : public QWebEngineView
{
    Q_OBJECT

public:
    // An empty folder keeps the app's data in memory.
    PreviewWindow(const QString& host, const QString& dataFolder, Connection& connection);
    ~PreviewWindow() override;

    void announce(const app::PreviewSandbox& sandbox);
    void obey(const app::preview_protocol::ToPreview& message);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;

private:
    struct Receiver;

    void reportFromPage();
    void load(const app::preview_protocol::LoadPage& message);
    void evaluate(quint64 id, const QString& expression);
    void takeScreenshot();
    void offer(QWebEngineDownloadRequest* download);

    Connection& m_connection;
    std::unique_ptr<QWebEngineProfile> m_profile;
    AppScheme* m_scheme;
    NetworkGate* m_gate;
    PlayPage* m_page;
    Probe* m_probe;
    QString m_entry;
    QString m_sentTitle;
};

} // namespace preview
