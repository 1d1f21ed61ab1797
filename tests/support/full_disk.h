// FullDisk: while one exists, no file of this process can grow, as on a disk that is full.

#pragma once

#include <QtGlobal>

#include <csignal>

#include <sys/resource.h>

namespace tests {

class FullDisk
{
public:
    FullDisk()
    {
        std::signal(SIGXFSZ, SIG_IGN); // the write fails instead
        getrlimit(RLIMIT_FSIZE, &m_before);
        set(1);
    }
    ~FullDisk() { set(m_before.rlim_cur); }
    Q_DISABLE_COPY(FullDisk)

private:
    void set(rlim_t bytes) const
    {
        const rlimit limit{bytes, m_before.rlim_max};
        if (setrlimit(RLIMIT_FSIZE, &limit) != 0)
            qFatal("the size of files cannot be limited");
    }

    rlimit m_before{};
};

} // namespace tests
