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

// MemAvailable of meminfo; proc(5).
std::int64_t availableBytes()
{
    QFile file(QStringLiteral("/proc/meminfo"));
    if (!file.open(QIODevice::ReadOnly))
        return 0;
    const QByteArray text = file.readAll();
    const QByteArray name = "MemAvailable:";
    const qsizetype begin = text.indexOf(name);
    if (begin < 0)
        return 0;
    const qsizetype number = begin + name.size();
    const QByteArray line = text.mid(number, text.indexOf('\n', number) - number);
    return line.trimmed().split(' ').value(0).toLongLong() * 1024 + residentBytes();
}

} // namespace app
