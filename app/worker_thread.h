// WorkerThread: a thread and the worker that lives in it. What is asked of the worker is done there, in
// the order in which it was asked; only the destructor blocks, until all is done.
//
// As a member it comes last: work may refer to the other members, and so must be over before they go.

#pragma once

#include <QMetaObject>
#include <QThread>

#include <functional>
#include <memory>
#include <utility>

namespace app {

template <class Worker>
class WorkerThread
{
public:
    WorkerThread(const QString& name, std::unique_ptr<Worker> worker) : m_worker(worker.release())
    {
        m_worker->moveToThread(&m_thread);
        QObject::connect(&m_thread, &QThread::finished, m_worker, &QObject::deleteLater);
        m_thread.setObjectName(name);
        m_thread.start();
    }

    // quit() could overtake what was asked before, so it is asked for in the same queue.
    ~WorkerThread()
    {
        post([thread = &m_thread](Worker&) { thread->quit(); });
        m_thread.wait();
    }

    WorkerThread(const WorkerThread&) = delete;
    WorkerThread& operator=(const WorkerThread&) = delete;

    void post(std::function<void(Worker&)> work)
    {
        if (m_isAbandoned) // the worker may be gone
            return;
        QMetaObject::invokeMethod(m_worker,
                                  [worker = m_worker, work = std::move(work)] { work(*worker); });
    }

    // What waits is not done any more; what is being done ends.
    void abandon()
    {
        m_isAbandoned = true;
        m_thread.quit();
    }

    const Worker* teller() const { return m_worker; } // to connect to its signals

private:
    QThread m_thread;
    Worker* m_worker; // deleted in its thread
    bool m_isAbandoned = false;
};

} // namespace app
