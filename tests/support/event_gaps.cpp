#include "tests/support/event_gaps.h"

#include <algorithm>
#include <chrono>

namespace tests {
namespace {

constexpr std::chrono::milliseconds kTick{5};

} // namespace

EventGaps::EventGaps()
{
    m_timer.setTimerType(Qt::PreciseTimer);
    m_timer.setInterval(kTick);
    QObject::connect(&m_timer, &QTimer::timeout, &m_timer,
                     [this] { m_longestMs = std::max(m_longestMs, m_clock.restart()); });
}

void EventGaps::start()
{
    m_longestMs = 0;
    m_longestOfMachineMs = 0;
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
