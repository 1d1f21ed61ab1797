// RateLimit: so many a second in the long run, so many at once. Counts what it refused.

#pragma once

#include <QElapsedTimer>

#include <algorithm>
#include <utility>

namespace preview {

class RateLimit
{
public:
    RateLimit(double perSecond, double atOnce)
        : m_perSecond(perSecond)
        , m_atOnce(atOnce)
        , m_left(atOnce)
    {
        m_clock.start();
    }

    bool allows()
    {
        const double seconds = double(m_clock.nsecsElapsed()) * 1e-9;
        m_clock.start();
        m_left = std::min(m_atOnce, m_left + seconds * m_perSecond);
        if (m_left < 1.0) {
            ++m_refused;
            return false;
        }
        m_left -= 1.0;
        return true;
    }

    int takeRefused() { return std::exchange(m_refused, 0); }

private:
    double m_perSecond;
    double m_atOnce;
    double m_left;
    int m_refused = 0;
    QElapsedTimer m_clock;
};

} // namespace preview
