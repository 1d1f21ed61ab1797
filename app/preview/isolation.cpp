#include "app/preview/isolation.h"

#include <QByteArray>
#include <QFile>

#include <csignal>

#include <fcntl.h>
#include <sched.h>
#include <sys/prctl.h>
#include <unistd.h>

namespace preview {
namespace {

bool writeTo(const char* path, const QByteArray& text)
{
    const int file = ::open(path, O_WRONLY | O_CLOEXEC);
    if (file < 0)
        return false;
    const bool written = ::write(file, text.constData(), size_t(text.size())) == text.size();
    ::close(file);
    return written;
}

// "host:0" is reached by TCP; ":0" and "unix:0" by a socket file, which no namespace hides.
bool displayNeedsNetwork()
{
    const QByteArray display = qgetenv("DISPLAY");
    const QByteArray platform = qgetenv("QT_QPA_PLATFORM");
    const bool isX = platform.isEmpty() ? !display.isEmpty() : platform.startsWith("xcb");
    return isX && !display.startsWith(':') && !display.startsWith("unix:");
}

} // namespace

void becomeKillable()
{
    ::setpgid(0, 0);
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (::getppid() == 1)
        ::_exit(1); // the window was gone before we could ask for the signal
}

bool leaveNetwork()
{
    if (displayNeedsNetwork())
        return false;
    if (::geteuid() == 0)
        return ::unshare(CLONE_NEWNET) == 0;
    const QByteArray user = QByteArray::number(::geteuid());
    const QByteArray group = QByteArray::number(::getegid());
    if (::unshare(CLONE_NEWUSER | CLONE_NEWNET) != 0)
        return false;
    // The same user inside, so that files keep their owner.
    return writeTo("/proc/self/setgroups", "deny")
           && writeTo("/proc/self/uid_map", user + ' ' + user + " 1")
           && writeTo("/proc/self/gid_map", group + ' ' + group + " 1");
}

} // namespace preview
