// ThreadPool: splits a loop over a fixed set of threads and waits for its end. No queue, no
// futures: one loop at a time, from one thread at a time.
//
// Chunks are handed out by a counter, so that a thread which the system preempts delays only the
// chunk it holds: a thread that has not woken up yet is not waited for. Idle threads spin for a few
// microseconds, which bridges the gap between two kernels of a token, and then sleep.

#pragma once

#include <atomic>
#include <cstdint>
#include <thread>
#include <vector>

namespace kernels::cpu {

constexpr int kMostThreads = 1023; // of a pool

class ThreadPool
{
public:
    // `threads` includes the caller of forRange; 1 to kMostThreads. Where the system gives fewer, the
    // pool has fewer.
    explicit ThreadPool(int threads);
    ~ThreadPool();
    ThreadPool(const ThreadPool&) = delete;
    ThreadPool& operator=(const ThreadPool&) = delete;

    int threads() const { return static_cast<int>(m_workers.size()) + 1; }

    // Calls body(worker, begin, end) for consecutive ranges of at most `grain` indices that cover
    // 0..count-1 once. worker is 0..threads()-1, at most one call at a time has a given worker, and
    // the calling thread is worker 0. The body must not call forRange and must not throw.
    template <class Body>
    void forRange(std::int64_t count, std::int64_t grain, const Body& body)
    {
        run({&body,
             [](const void* erased, int worker, std::int64_t begin, std::int64_t end) {
                 (*static_cast<const Body*>(erased))(worker, begin, end);
             },
             count, grain});
    }

private:
    struct Loop
    {
        const void* body = nullptr;
        void (*call)(const void* body, int worker, std::int64_t begin, std::int64_t end) = nullptr;
        std::int64_t count = 0;
        std::int64_t grain = 1;
    };

    void run(const Loop& loop);
    void work(int worker);
    void takeChunks(const Loop& loop, int worker);

    std::vector<std::thread> m_workers;
    Loop m_loop;                         // written while the gate is closed and nobody is inside
    std::atomic<std::int64_t> m_next{0}; // first index that no thread has taken

    // Generation of the loop, whether it may be entered, and how many workers are inside; in one
    // word, so that entering and closing exclude each other (thread_pool.cpp).
    std::atomic<std::uint32_t> m_gate{0};
    std::atomic<bool> m_isStopping{false};
};

} // namespace kernels::cpu
