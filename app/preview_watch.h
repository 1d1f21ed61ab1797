// PreviewWatch: looks at the preview's processes from outside, through /proc, because what hangs or
// grows cannot be asked. Lives in a thread of its own: reading /proc takes milliseconds.

#pragma once

#include <QElapsedTimer>
#include <QHash>
#include <QObject>
#include <QTimer>

namespace app {

struct ProcessSample
{
    qint64 memoryBytes = 0;         // resident, without the pages of program files
    qint64 longestBusyWorkerMs = 0; // since a worker of the page was last seen at rest
    int processes = 0;
    qint64 keptBytes = 0; // of the app's folder
};

// Samples the members of one process group; any thread.
class ProcessGroupSampler
{
public:
    explicit ProcessGroupSampler(qint64 group) : m_group(group) { m_clock.start(); }

    ProcessSample sample();

private:
    void findMembers();
    qint64 longestBusyWorker(qint64 process, QHash<qint64, qint64>& busySince);

    qint64 m_group;
    QElapsedTimer m_clock;
    qint64 m_searchedAtMs = -1;
    QList<qint64> m_members;
    QHash<qint64, qint64> m_busySince; // thread -> clock
};

class PreviewWatch : public QObject
{
    Q_OBJECT

public:
    PreviewWatch();

    // An empty folder: nothing is kept.
    void start(qint64 group, const QString& folder);
    void stop();

signals:
    void sampled(const app::ProcessSample& sample);

private:
    QTimer m_timer;
    void look();

    ProcessGroupSampler m_sampler{0};
    QString m_folder;
    qint64 m_keptBytes = 0;
    int m_looks = 0;
};

} // namespace app

Q_DECLARE_METATYPE(app::ProcessSample)
