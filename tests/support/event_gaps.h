// EventGaps: the longest time that this thread's event loop did not run although it had a processor,
// and the longest that the machine kept a thread waiting that does nothing else: other programs may
// need the processors, too.

#pragma once

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

#include <atomic>
#include <stop_token>
#include <thread>

namespace tests {

class EventGaps
{
public:
    EventGaps();
    ~EventGaps();

    void start();
    qint64 longestMs() const { return m_longestMs; }
    qint64 longestOfMachineMs() const { return m_longestOfMachineMs; }

private:
    void tick();
    qint64 waitedMs() const; // of its life, this thread, for a processor; 0 where it is not told

    int m_waits = -1; // the file that says so
    qint64 m_waitedMs = 0;
    QTimer m_timer;
    QElapsedTimer m_clock;
    qint64 m_longestMs = 0;
    std::atomic<qint64> m_longestOfMachineMs = 0;
    std::jthread m_reference;
};

} // namespace tests
