#include "app/single_instance.h"

#include "app/profile.h"

#include <QLocalSocket>
#include <QLoggingCategory>

namespace app {
namespace {

Q_LOGGING_CATEGORY(instanceLog, "levin.instance")

constexpr int kPatienceMs = 3000;
constexpr int kEndingMs = 15'000; // some gigabytes on a busy machine
// Paths may hold any character but this one: it ends each of them, and a second one all of them.
constexpr char kEnd = '\0';
const QByteArray kHeard = "heard";

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
    connect(caller, &QLocalSocket::disconnected, caller, &QObject::deleteLater);
    connect(caller, &QLocalSocket::readyRead, this, [this, caller] { hear(*caller); });
    hear(*caller);
}

void SingleInstance::hear(QLocalSocket& caller)
{
    const QByteArray message = caller.peek(caller.bytesAvailable());
    if (!message.endsWith(QByteArray(2, kEnd)))
        return; // more of it will come
    caller.readAll();
    caller.write(kHeard);
    caller.flush(); // what follows may take a while, and the other start waits
    caller.disconnectFromServer();
    QStringList paths = QString::fromUtf8(message).split(QChar(u'\0'));
    paths.removeAll(QString());
    emit called(paths);
}

bool SingleInstance::handOver(const QStringList& paths)
{
    QLocalSocket socket;
    socket.connectToServer(m_socket);
    if (!socket.waitForConnected(kPatienceMs))
        return false;
    for (const QString& path : paths)
        socket.write(path.toUtf8() + kEnd);
    socket.write(QByteArray(2, kEnd));
    // That the message could be sent says nothing: the system keeps it for a program that is dying.
    while (socket.bytesAvailable() < kHeard.size())
        if (!socket.waitForReadyRead(kPatienceMs))
            return false;
    return socket.readAll() == kHeard;
}

bool SingleInstance::succeed()
{
    m_isFirst = m_lock.tryLock(kEndingMs);
    if (m_isFirst)
        listen();
    return m_isFirst;
}

} // namespace app
