// LoopbackListener: TCP and UDP on one port of 127.0.0.1, which count whoever contacts them.

#pragma once

#include <QTcpServer>
#include <QUdpSocket>

namespace tests {

class LoopbackListener
{
public:
    LoopbackListener();

    bool isListening() const { return m_tcp.isListening() && m_udp.isValid(); }
    quint16 port() const { return m_tcp.serverPort(); }
    int contacts() const { return m_contacts; }
    QString firstContact() const { return m_first; }
    void forget();

private:
    void note(const QByteArray& what);

    QTcpServer m_tcp;
    QUdpSocket m_udp;
    int m_contacts = 0;
    QString m_first;
};

} // namespace tests
