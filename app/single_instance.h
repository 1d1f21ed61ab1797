// SingleInstance: at most one program uses a profile; a second start hands its wish to the first one.

#pragma once

#include <QLocalServer>
#include <QLockFile>
#include <QObject>

class QLocalSocket;

namespace app {

class SingleInstance : public QObject
{
    Q_OBJECT

public:
    // The folder of the profile, which is made where it is missing.
    explicit SingleInstance(const QString& folder);

    bool isFirst() const { return m_isFirst; }

    // Tells the first program that there was another start, with files to open or none. Blocks for
    // at most a few seconds; false when it does not answer that it has heard.
    bool handOver(const QStringList& paths);

    // A program that was killed holds its files until all of its memory is taken back, which may take
    // seconds and looks from outside as if it ran: waits for that. False when it goes on living.
    bool succeed();

signals:
    void called(const QStringList& paths); // of the first: there was another start

private:
    void listen();
    void receive();
    void hear(QLocalSocket& caller);

    QLockFile m_lock;
    QLocalServer m_server;
    QString m_socket;
    bool m_isFirst;
};

} // namespace app
