#include "tests/support/event_gaps.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>

#include <fcntl.h>
#include <unistd.h>

namespace tests {
namespace {

constexpr std::chrono::milliseconds kTick{5};

} // namespace

EventGaps::EventGaps()
{
    m_timer.setTimerType(Qt::PreciseTimer);
    m_timer.setInterval(kTick);
    QObject::connect(&m_timer, &QTimer::timeout, &m_timer, [this] { tick(); });
}

EventGaps::~EventGaps()
{
    if (m_waits >= 0)
        ::close(m_waits);
}

void EventGaps::tick()
{
    const qint64 waited = waitedMs();
    m_longestMs = std::max(m_longestMs, m_clock.restart() - (waited - m_waitedMs));
    m_waitedMs = waited;
}

// Nanoseconds on a processor, nanoseconds waiting for one, and how often.
qint64 EventGaps::waitedMs() const
{
    std::array<char, 128> text{};
    if (m_waits < 0 || ::pread(m_waits, text.data(), text.size() - 1, 0) <= 0)
        return 0;
    long long ran = 0;
    long long waited = 0;
    return std::sscanf(text.data(), "%lld %lld", &ran, &waited) == 2 ? waited / 1'000'000 : 0;
}

void EventGaps::start()
{
    m_longestMs = 0;
    m_longestOfMachineMs = 0;
    if (m_waits < 0)
        m_waits = ::open("/proc/thread-self/schedstat", O_RDONLY | O_CLOEXEC);
    m_waitedMs = waitedMs();
    m_clock.start();
    m_timer.start();
    m_reference = std::jthread([this](const std::stop_token& stop) {
        QElapsedTimer clock;
        clock.start();
        while (!stop.stop_requested()) {
            std::this_thread::sleep_for(kTick);
            m_longestOfMachineMs = std::max<qint64>(m_longestOfMachineMs, clock.restart());
        }
    });
}

} // namespace tests
