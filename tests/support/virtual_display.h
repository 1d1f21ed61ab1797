// VirtualDisplay: an X server without a screen, for what Qt's offscreen platform does not have.

#pragma once

#include <QProcess>

namespace tests {

class VirtualDisplay
{
public:
    ~VirtualDisplay();

    // Waits up to ten seconds; false if there is no Xvfb here.
    bool start();
    QByteArray name() const { return m_name; } // ":7"

private:
    QProcess m_server;
    QByteArray m_name;
};

} // namespace tests
