#include "tests/support/loopback_listener.h"

#include <QTcpSocket>

namespace tests {

LoopbackListener::LoopbackListener()
{
    QObject::connect(&m_tcp, &QTcpServer::newConnection, &m_tcp, [this] {
        while (QTcpSocket* socket = m_tcp.nextPendingConnection()) {
            note("TCP");
            QObject::connect(socket, &QTcpSocket::readyRead, socket,
                             [this, socket] { note(socket->readLine(80)); });
        }
    });
    QObject::connect(&m_udp, &QUdpSocket::readyRead, &m_udp, [this] {
        while (m_udp.hasPendingDatagrams()) {
            note("UDP");
            m_udp.readDatagram(nullptr, 0);
        }
    });
    // The same port for both; the first one that is free for TCP may be taken for UDP.
    for (int i = 0; i < 20 && m_udp.state() != QAbstractSocket::BoundState; ++i) {
        m_tcp.close();
        m_tcp.listen(QHostAddress::LocalHost);
        m_udp.bind(QHostAddress::LocalHost, m_tcp.serverPort());
    }
}

void LoopbackListener::forget()
{
    m_contacts = 0;
    m_first.clear();
}

void LoopbackListener::note(const QByteArray& what)
{
    if (m_contacts++ == 0)
        m_first = QString::fromLatin1(what.trimmed());
}

} // namespace tests
