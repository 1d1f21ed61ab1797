#include "app/single_instance.h"

#include "app/profile.h"

#include <QLocalSocket>
#include <QLoggingCategory>

namespace app {
namespace {

Q_LOGGING_CATEGORY(instanceLog, "levin.instance")

constexpr int kPatienceMs = 3000;

} // namespace

SingleInstance::SingleInstance(const QString& folder)
    : m_lock(folder + QStringLiteral("/levin.lock"))
    , m_socket(folder + QStringLiteral("/levin.socket"))
{
    makePrivateFolder(folder);
    m_lock.setStaleLockTime(0); // only when the program that holds it is gone
    // A folder that cannot be written is reported by whoever needs it; it locks nobody out.
    m_isFirst = m_lock.tryLock(0) || m_lock.error() != QLockFile::LockFailedError;
    if (m_isFirst)
        listen();
}

void SingleInstance::listen()
{
    QLocalServer::removeServer(m_socket); // of a program that was killed: we have the lock
    m_server.setSocketOptions(QLocalServer::UserAccessOption);
    connect(&m_server, &QLocalServer::newConnection, this, &SingleInstance::receive);
    if (!m_server.listen(m_socket))
        qCWarning(instanceLog, "%s: %s", qPrintable(m_socket), qPrintable(m_server.errorString()));
}

void SingleInstance::receive()
{
    QLocalSocket* caller = m_server.nextPendingConnection();
    if (!caller)
        return;
    connect(caller, &QLocalSocket::disconnected, this, [this, caller] {
        // Paths may hold any character but this one.
        QStringList paths = QString::fromUtf8(caller->readAll()).split(QChar(0));
        paths.removeAll(QString());
        emit called(paths);
        caller->deleteLater();
    });
    if (caller->state() == QLocalSocket::UnconnectedState)
        emit caller->disconnected();
}

bool SingleInstance::handOver(const QStringList& paths)
{
    QLocalSocket socket;
    socket.connectToServer(m_socket, QIODevice::WriteOnly);
    if (!socket.waitForConnected(kPatienceMs))
        return false;
    socket.write(paths.join(QChar(0)).toUtf8());
    socket.disconnectFromServer(); // when all is written
    return socket.state() == QLocalSocket::UnconnectedState
           || socket.waitForDisconnected(kPatienceMs);
}

} // namespace app
