#include "app/disk_room.h"

#include "app/documents/reading.h"

#include <QCoreApplication>
#include <QDir>
#include <QDirIterator>
#include <QLocale>
#include <QStorageInfo>

#include <algorithm>

namespace app {
namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(DiskRoom)
};

constexpr qint64 kUsualBudget = qint64{20} << 30;
constexpr qint64 kReserve = qint64{256} << 20; // of the disk, for everybody else

QString partsOf(const QString& folder, qint64 set)
{
    return QStringLiteral("%1/%2/parts").arg(folder).arg(set);
}

QString size(qint64 bytes)
{
    return QLocale().formattedDataSize(bytes, 1, QLocale::DataSizeIecFormat);
}

// The nearest folder that exists: the disk that a new one will be on.
qint64 freeBytes(const QString& folder)
{
    QDir dir(folder);
    while (!dir.exists() && dir.cdUp()) {
    }
    return QStorageInfo(dir.absolutePath()).bytesAvailable();
}

struct Evictable
{
    qint64 set = 0;
    QString folder;
    qint64 bytes = 0;
};

} // namespace

qint64 bytesIn(const QString& folder)
{
    qint64 bytes = 0;
    QDirIterator files(folder, QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        files.next();
        bytes += files.fileInfo().size();
    }
    return bytes;
}

DiskUse measureReadings(const QString& folder, qint64 chosen)
{
    DiskUse use;
    for (const QString& set : QDir(folder).entryList(QDir::Dirs | QDir::NoDotAndDotDot))
        use.used += bytesIn(QStringLiteral("%1/%2/parts").arg(folder, set));
    use.budget = chosen > 0 ? chosen : std::min(kUsualBudget, (freeBytes(folder) + use.used) / 10);
    return use;
}

DiskUse makeRoom(const QString& folder, qint64 set, quint64 model, qint64 bytes, qint64 chosen,
                 const QList<qint64>& others)
{
    DiskUse use = measureReadings(folder, chosen);
    const QString own = QString::fromStdString(
        documents::partsFolder(QStringLiteral("%1/%2").arg(folder).arg(set), model).string());
    const qint64 there = bytesIn(own);
    const qint64 more = std::max<qint64>(0, bytes - there);
    const qint64 free = freeBytes(folder) - kReserve;

    QList<Evictable> evictables;
    for (const QString& one :
         QDir(partsOf(folder, set)).entryList(QDir::Dirs | QDir::NoDotAndDotDot)) {
        const QString path = partsOf(folder, set) + u'/' + one;
        if (path != own)
            evictables.append({set, path, bytesIn(path)});
    }
    for (const qint64 other : others) {
        if (other != set)
            evictables.append({other, partsOf(folder, other), bytesIn(partsOf(folder, other))});
    }
    qint64 freed = 0;
    qsizetype count = 0;
    const auto isEnough = [&] {
        return use.used - freed + more <= use.budget && more <= free + freed;
    };
    while (!isEnough() && count < evictables.size())
        freed += evictables[count++].bytes;
    if (!isEnough()) {
        use.error = use.used - freed + more > use.budget
                        ? Text::tr("The reading takes %1 on disk; saved readings may take %2 in "
                                   "all. The settings of the program allow more.")
                              .arg(size(bytes), size(use.budget))
                        : Text::tr("The reading takes %1 more on disk, and only %2 are free.")
                              .arg(size(more), size(std::max<qint64>(0, free + freed)));
        return use;
    }
    for (const Evictable& evictable : evictables.mid(0, count)) {
        if (evictable.bytes == 0)
            continue;
        if (evictable.set != set)
            use.evicted.append(evictable.set); // some of it is gone in any case
        if (!QDir(evictable.folder).removeRecursively()) {
            use.error = Text::tr("%1 could not be removed.")
                            .arg(QDir::toNativeSeparators(evictable.folder));
            return use;
        }
        use.used -= evictable.bytes;
    }
    return use;
}

} // namespace app
