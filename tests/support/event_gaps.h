// EventGaps: the longest time that this thread's event loop did not run, above what the machine alone
// kept a thread waiting that does nothing else: other programs may need the processor, too.

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
    ~EventGaps() = default;

    void start();
    qint64 longestMs() const { return m_longestMs; }
    qint64 longestOfMachineMs() const { return m_longestOfMachineMs; }

private:
    QTimer m_timer;
    QElapsedTimer m_clock;
    qint64 m_longestMs = 0;
    std::atomic<qint64> m_longestOfMachineMs = 0;
    std::jthread m_reference;
};

} // namespace tests
