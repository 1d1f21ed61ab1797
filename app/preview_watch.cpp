#include "app/preview_watch.h"

#include <QDir>
#include <QDirIterator>
#include <QFile>

#include <algorithm>
#include <array>
#include <chrono>

namespace app {
namespace {

constexpr std::chrono::milliseconds kSampleInterval{250};
constexpr qint64 kSearchIntervalMs = 500; // for new members of the group
constexpr int kLooksBetweenSizes = 4;     // a folder may have thousands of files

QByteArray contentOf(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

// The fields of /proc/.../stat after the name, which may itself hold spaces and brackets.
struct Stat
{
    QByteArray name;
    char state = '?';
    qint64 group = 0;
};

Stat statOf(const QString& path)
{
    const QByteArray content = contentOf(path);
    const qsizetype open = content.indexOf('(');
    const qsizetype close = content.lastIndexOf(')');
    Stat stat;
    if (open < 0 || close < open)
        return stat;
    stat.name = content.mid(open + 1, close - open - 1);
    const QList<QByteArray> fields = content.mid(close + 2).split(' ');
    if (fields.size() > 2) { // state, parent, group
        stat.state = fields.at(0).isEmpty() ? '?' : fields.at(0).at(0);
        stat.group = fields.at(2).toLongLong();
    }
    return stat;
}

// Chromium names the threads that run a page's workers so; the kernel keeps 15 characters.
bool isWorker(const QByteArray& thread)
{
    static constexpr std::array kNames = {"DedicatedWorker", "SharedWorker", "ServiceWorker",
                                          "AudioWorklet"};
    return std::any_of(kNames.begin(), kNames.end(),
                       [&thread](const char* name) { return thread.startsWith(name); });
}

// Anonymous and shared memory; the pages of mapped files are the same in every process.
qint64 memoryOf(qint64 process)
{
    qint64 kibibytes = 0;
    const QByteArray content = contentOf(QStringLiteral("/proc/%1/status").arg(process));
    for (const QByteArray& line : content.split('\n'))
        if (line.startsWith("RssAnon:") || line.startsWith("RssShmem:"))
            kibibytes += line.mid(line.indexOf(':') + 1).chopped(3).trimmed().toLongLong();
    return kibibytes * 1024;
}

qint64 sizeOf(const QString& folder)
{
    qint64 bytes = 0;
    QDirIterator files(folder, QDir::Files | QDir::Hidden | QDir::System,
                       QDirIterator::Subdirectories);
    while (files.hasNext()) {
        files.next();
        bytes += files.fileInfo().size();
    }
    return bytes;
}

} // namespace

void ProcessGroupSampler::findMembers()
{
    m_members.clear();
    for (const QString& name : QDir(QStringLiteral("/proc")).entryList(QDir::Dirs)) {
        bool isNumber = false;
        const qint64 process = name.toLongLong(&isNumber);
        if (isNumber && statOf(QStringLiteral("/proc/%1/stat").arg(process)).group == m_group)
            m_members.append(process);
    }
}

// A thread that is running whenever we look is in a loop; one that works once a frame is not.
qint64 ProcessGroupSampler::longestBusyWorker(qint64 process, QHash<qint64, qint64>& busySince)
{
    qint64 longest = 0;
    const QString folder = QStringLiteral("/proc/%1/task").arg(process);
    for (const QString& name : QDir(folder).entryList(QDir::Dirs | QDir::NoDotAndDotDot)) {
        const Stat stat = statOf(folder + u'/' + name + QStringLiteral("/stat"));
        if (!isWorker(stat.name) || stat.state != 'R')
            continue;
        const qint64 thread = name.toLongLong();
        const qint64 since = m_busySince.value(thread, m_clock.elapsed());
        busySince.insert(thread, since);
        longest = std::max(longest, m_clock.elapsed() - since);
    }
    return longest;
}

ProcessSample ProcessGroupSampler::sample()
{
    ProcessSample sample;
    if (m_group <= 0)
        return sample;
    if (m_searchedAtMs < 0 || m_clock.elapsed() - m_searchedAtMs >= kSearchIntervalMs) {
        findMembers();
        m_searchedAtMs = m_clock.elapsed();
    }
    QHash<qint64, qint64> busySince;
    for (const qint64 process : std::as_const(m_members)) {
        sample.memoryBytes += memoryOf(process);
        sample.longestBusyWorkerMs =
            std::max(sample.longestBusyWorkerMs, longestBusyWorker(process, busySince));
    }
    sample.processes = int(m_members.size());
    m_busySince = busySince;
    return sample;
}

PreviewWatch::PreviewWatch() : m_timer(this)
{
    m_timer.setInterval(kSampleInterval);
    connect(&m_timer, &QTimer::timeout, this, &PreviewWatch::look);
}

void PreviewWatch::start(qint64 group, const QString& folder)
{
    m_sampler = ProcessGroupSampler(group);
    m_folder = folder;
    m_keptBytes = 0;
    m_looks = 0;
    m_timer.start();
}

void PreviewWatch::look()
{
    if (!m_folder.isEmpty() && m_looks++ % kLooksBetweenSizes == 0)
        m_keptBytes = sizeOf(m_folder);
    ProcessSample sample = m_sampler.sample();
    sample.keptBytes = m_keptBytes;
    emit sampled(sample);
}

void PreviewWatch::stop() { m_timer.stop(); }

} // namespace app
