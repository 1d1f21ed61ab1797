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

} // namespace app
