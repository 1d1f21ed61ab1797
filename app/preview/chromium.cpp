#include "app/preview/chromium.h"

#include <QByteArray>
#include <QByteArrayList>

#include <unistd.h>

namespace preview {

void setChromiumSwitches()
{
    QByteArrayList switches = {
        // WebRTC asks neither interceptor nor policy; without a proxy that works it stays silent.
        "--force-webrtc-ip-handling-policy=disable_non_proxied_udp",
        "--proxy-server=http://127.0.0.1:9",
        "--proxy-bypass-list=<-loopback>",
        // WebRTC looks up its servers' names by itself.
        "--host-resolver-rules=\"MAP * ~NOTFOUND\"",
        "--dns-prefetch-disable",
        "--disable-background-networking",
        "--js-flags=--max-old-space-size=512",
        // Software rendering is better than none: what a shader hangs is only this process.
        "--ignore-gpu-blocklist",
    };
    qputenv("QTWEBENGINE_CHROMIUM_FLAGS", switches.join(' '));
    qunsetenv("QTWEBENGINE_REMOTE_DEBUGGING");
    // Chromium refuses to run as root with its sandbox on.
    if (::geteuid() == 0)
        qputenv("QTWEBENGINE_DISABLE_SANDBOX", "1");
    else
        qunsetenv("QTWEBENGINE_DISABLE_SANDBOX");
}

} // namespace preview
