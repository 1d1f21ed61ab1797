#include "kernels/cpu/thread_pool.h"

#include "kernels/check.h"

#include <algorithm>
#include <chrono>
#include <system_error>

namespace kernels::cpu {
namespace {

// The gate: the lowest bits count the workers inside, one bit says whether it is open, and the rest
// is the generation, which tells a worker that the loop is a new one. Should a worker sleep through
// all generations until its last one returns, it only misses one loop.
constexpr std::uint32_t kInsideMask = 0x3ff;
constexpr std::uint32_t kOpen = 0x400;
constexpr std::uint32_t kGenerationStep = 0x800;
constexpr std::uint32_t kGenerationMask = ~(kGenerationStep - 1);

thread_local bool isInsideLoop = false;

void pause()
{
#if defined(__x86_64__)
    __builtin_ia32_pause();
#endif
}

// Returns the gate's value once `isReady` holds for it: spins for about 20 microseconds, then
// sleeps. Waking a sleeping thread takes longer than that; spinning longer would take the core from
// someone who has work.
template <class Predicate>
std::uint32_t waitUntil(const std::atomic<std::uint32_t>& gate, Predicate isReady)
{
    constexpr auto kSpinTime = std::chrono::microseconds(20);
    constexpr int kPausesPerLook = 32; // at the clock
    const auto start = std::chrono::steady_clock::now();
    do {
        for (int i = 0; i < kPausesPerLook; ++i) {
            const std::uint32_t value = gate.load(std::memory_order_acquire);
            if (isReady(value))
                return value;
            pause();
        }
    } while (std::chrono::steady_clock::now() - start < kSpinTime);

    for (;;) {
        const std::uint32_t value = gate.load(std::memory_order_acquire);
        if (isReady(value))
            return value;
        gate.wait(value, std::memory_order_acquire);
    }
}

} // namespace

ThreadPool::ThreadPool(int threads)
{
    static_assert(kMostThreads <= kInsideMask);
    CHECK(threads >= 1 && threads <= kMostThreads);
    m_workers.reserve(static_cast<std::size_t>(threads - 1));
    try {
        for (int worker = 1; worker < threads; ++worker)
            m_workers.emplace_back([this, worker] { work(worker); });
    } catch (const std::system_error&) {
        // A limit of the system's; the threads that there are do the work.
    }
}

ThreadPool::~ThreadPool()
{
    m_isStopping.store(true, std::memory_order_relaxed);
    m_gate.fetch_add(kGenerationStep, std::memory_order_release);
    m_gate.notify_all();
    for (std::thread& worker : m_workers)
        worker.join();
}

void ThreadPool::run(const Loop& loop)
{
    DCHECK(!isInsideLoop);
    DCHECK(loop.grain >= 1);
    if (loop.count <= 0)
        return;
    if (m_workers.empty() || loop.count <= loop.grain) {
        isInsideLoop = true;
        for (std::int64_t begin = 0; begin < loop.count; begin += loop.grain)
            loop.call(loop.body, 0, begin, std::min(begin + loop.grain, loop.count));
        isInsideLoop = false;
        return;
    }

    // Nobody is inside and the gate is closed: loop and counter are ours until it opens.
    m_loop = loop;
    m_next.store(0, std::memory_order_relaxed);
    m_gate.fetch_add(kGenerationStep | kOpen, std::memory_order_release);
    m_gate.notify_all();

    takeChunks(loop, 0);

    // All chunks are taken. Closing keeps out whoever did not come in time; the others finish.
    m_gate.fetch_and(~kOpen, std::memory_order_acq_rel);
    waitUntil(m_gate, [](std::uint32_t gate) { return (gate & kInsideMask) == 0; });
}

void ThreadPool::work(int worker)
{
    std::uint32_t lastGeneration = 0;
    for (;;) {
        std::uint32_t gate = waitUntil(m_gate, [&](std::uint32_t value) {
            const bool isNew = (value & kGenerationMask) != lastGeneration;
            return (isNew && (value & kOpen)) || m_isStopping.load(std::memory_order_relaxed);
        });
        if (m_isStopping.load(std::memory_order_relaxed))
            return;
        if (!m_gate.compare_exchange_strong(gate, gate + 1, std::memory_order_acq_rel))
            continue; // it closed, or another worker entered: look again
        lastGeneration = gate & kGenerationMask;
        takeChunks(m_loop, worker);
        const std::uint32_t left = m_gate.fetch_sub(1, std::memory_order_acq_rel) - 1;
        if ((left & (kInsideMask | kOpen)) == 0)
            m_gate.notify_all(); // the caller may be asleep
    }
}

void ThreadPool::takeChunks(const Loop& loop, int worker)
{
    isInsideLoop = true;
    for (;;) {
        const std::int64_t begin = m_next.fetch_add(loop.grain, std::memory_order_relaxed);
        if (begin >= loop.count)
            break;
        loop.call(loop.body, worker, begin, std::min(begin + loop.grain, loop.count));
    }
    isInsideLoop = false;
}

} // namespace kernels::cpu
