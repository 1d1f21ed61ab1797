// PreviewProcess: one run of levin-preview, for one app, from its start to its end. Nothing here
// waits; a killed process is buried when the system reports its end. GUI thread.

#pragma once

#include "app/preview_protocol.h"

#include <QLocalServer>
#include <QPointer>
#include <QProcess>
#include <QTemporaryDir>
#include <QTimer>

#include <memory>

class QLocalSocket;

namespace app {

class PreviewProcess : public QObject
{
    Q_OBJECT

public:
    explicit PreviewProcess(QObject* parent = nullptr);
    ~PreviewProcess() override;

    struct Launch
    {
        QString program;
        QString host;       // of the app's origin
        QString dataFolder; // empty: the app's data is not kept
        QString platform;   // Qt's, for both programs' windows must meet on one display
        bool isEmbedded = false;
        bool sharesNetwork = false;
    };

    void start(const Launch& launch); // reports failure through ended()
    void send(const preview_protocol::ToPreview& message);

    // Kills the process and its children and lets this object delete itself; emits nothing more.
    void kill();
    // The same, but gives the process a moment to write what it keeps.
    void endInOrder();

    qint64 group() const { return m_process->processId(); }

signals:
    void received(const app::preview_protocol::FromPreview& message);
    void ended(const QString& reason);

private:
    void accept();
    void read();
    void close();
    void fail(const QString& reason);
    bool isFlooding();

    std::unique_ptr<QTemporaryDir> m_folder; // of the socket; nobody else may enter
    QLocalServer m_server;
    QProcess* m_process;
    QPointer<QLocalSocket> m_socket;
    preview_protocol::MessageReader<preview_protocol::FromPreview> m_reader;
    QTimer m_rest; // reads on after the other events had their turn
    qint64 m_second = 0;
    int m_messagesOfSecond = 0;
    bool m_keepsData = false;
    bool m_isOver = false;
};

} // namespace app
