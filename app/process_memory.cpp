#include "app/process_memory.h"

#include <QFile>

#include <unistd.h>

namespace app {

// The second number of statm; proc(5).
std::int64_t residentBytes()
{
    QFile file(QStringLiteral("/proc/self/statm"));
    if (!file.open(QIODevice::ReadOnly))
        return 0;
    return file.readAll().split(' ').value(1).toLongLong() * sysconf(_SC_PAGESIZE);
}

namespace {

// The number of kB in the line that begins so; 0 where there is none.
std::int64_t kibibytesIn(const QString& path, const QByteArray& name)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return 0;
    for (const QByteArray& line : file.readAll().split('\n')) {
        if (line.startsWith(name))
            return line.mid(name.size()).trimmed().split(' ').value(0).toLongLong();
    }
    return 0;
}

} // namespace

// proc(5). What is mapped from files, such as weights, is available already.
std::int64_t availableBytes()
{
    const std::int64_t available =
        kibibytesIn(QStringLiteral("/proc/meminfo"), QByteArrayLiteral("MemAvailable:"));
    if (available == 0)
        return 0;
    return 1024
           * (available
              + kibibytesIn(QStringLiteral("/proc/self/status"), QByteArrayLiteral("RssAnon:")));
}

} // namespace app
