#include "app/preview/connection.h"

namespace preview {
namespace {

constexpr qint64 kMostWaitingBytes = qint64(1) << 20;

} // namespace

Connection::Connection(QObject* parent) : QObject(parent), m_socket(this)
{
    connect(&m_socket, &QLocalSocket::connected, this, &Connection::opened);
    connect(&m_socket, &QLocalSocket::readyRead, this, &Connection::read);
    connect(&m_socket, &QLocalSocket::disconnected, this, &Connection::closed);
    connect(&m_socket, &QLocalSocket::errorOccurred, this, &Connection::closed);
}

void Connection::open(const QString& socketName) { m_socket.connectToServer(socketName); }

void Connection::send(const app::preview_protocol::FromPreview& message, bool important)
{
    if (important || m_socket.bytesToWrite() < kMostWaitingBytes)
        m_socket.write(encoded(message));
}

void Connection::read()
{
    m_reader.append(m_socket.readAll());
    while (const auto message = m_reader.next())
        emit received(*message);
    if (m_reader.isBroken())
        emit closed();
}

} // namespace preview
