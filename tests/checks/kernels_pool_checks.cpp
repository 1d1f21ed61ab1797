#include "kernels/cpu/thread_pool.h"
#include "tests/checks/check.h"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdint>
#include <thread>
#include <vector>

using kernels::cpu::ThreadPool;

LEVIN_CHECK(poolTakesEveryIndexOnce)
{
    for (int threads = 1; threads <= 4; ++threads) {
        ThreadPool pool(threads);
        EXPECT_EQ(pool.threads(), threads);
        for (const std::int64_t count : {0, 1, 2, 63, 64, 65, 1000}) {
            for (const std::int64_t grain : {1, 3, 64, 5000}) {
                std::vector<int> visits(static_cast<std::size_t>(count));
                std::atomic<int> oversized{0};
                pool.forRange(count, grain, [&](int, std::int64_t begin, std::int64_t end) {
                    oversized += end - begin > grain || begin >= end;
                    for (std::int64_t i = begin; i < end; ++i)
                        ++visits[static_cast<std::size_t>(i)];
                });
                EXPECT_EQ(std::count(visits.begin(), visits.end(), 1), count);
                EXPECT_EQ(oversized.load(), 0);
            }
        }
    }
}

LEVIN_CHECK(poolWorkersHaveScratchOfTheirOwn)
{
    constexpr int kThreads = 3;
    constexpr std::int64_t kCount = 300;
    ThreadPool pool(kThreads);
    // Not atomic on purpose: two calls with one worker index at a time would be a data race, which
    // ThreadSanitizer reports, and lose counts.
    std::vector<std::int64_t> counts(kThreads);
    for (int round = 0; round < 200; ++round)
        pool.forRange(kCount, 1, [&](int worker, std::int64_t begin, std::int64_t end) {
            counts[static_cast<std::size_t>(worker)] += end - begin;
        });
    std::int64_t sum = 0;
    for (const std::int64_t count : counts)
        sum += count;
    EXPECT_EQ(sum, 200 * kCount);
}

// Loops in quick succession and after a rest, which puts the workers to sleep: the results of one
// loop are visible to the next without atomics.
LEVIN_CHECK(poolRunsManySmallLoops)
{
    ThreadPool pool(2);
    std::vector<std::int64_t> values(64);
    constexpr int kLoops = 3000;
    for (int loop = 0; loop < kLoops; ++loop) {
        if (loop % 1000 == 999) {
            const auto end = std::chrono::steady_clock::now() + std::chrono::microseconds(200);
            while (std::chrono::steady_clock::now() < end)
                std::this_thread::yield();
        }
        pool.forRange(64, 4, [&](int, std::int64_t begin, std::int64_t end) {
            for (std::int64_t i = begin; i < end; ++i)
                values[static_cast<std::size_t>(i)] += i;
        });
    }
    for (std::int64_t i = 0; i < 64; ++i)
        EXPECT_EQ(values[static_cast<std::size_t>(i)], i * kLoops);
}

LEVIN_CHECK(poolEndsWithoutWork)
{
    for (int round = 0; round < 20; ++round)
        ThreadPool pool(3);
    ThreadPool used(3);
    std::atomic<int> calls{0};
    used.forRange(3, 1, [&](int, std::int64_t, std::int64_t) { ++calls; });
    EXPECT_EQ(calls.load(), 3);
}
