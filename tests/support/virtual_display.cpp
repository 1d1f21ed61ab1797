#include "tests/support/virtual_display.h"

namespace tests {
namespace {

constexpr int kStartMs = 10'000;

} // namespace

bool VirtualDisplay::start()
{
    m_server.setStandardErrorFile(QProcess::nullDevice());
    m_server.start(QStringLiteral("Xvfb"),
                   {QStringLiteral("-displayfd"), QStringLiteral("1"), QStringLiteral("-nolisten"),
                    QStringLiteral("tcp"), QStringLiteral("-screen"), QStringLiteral("0"),
                    QStringLiteral("1280x800x24")});
    if (!m_server.waitForStarted(kStartMs))
        return false;
    while (!m_server.canReadLine())
        if (!m_server.waitForReadyRead(kStartMs))
            return false;
    m_name = ':' + m_server.readLine().trimmed();
    return true;
}

VirtualDisplay::~VirtualDisplay()
{
    if (m_server.state() == QProcess::NotRunning)
        return;
    m_server.terminate();
    m_server.waitForFinished(kStartMs);
}

} // namespace tests
