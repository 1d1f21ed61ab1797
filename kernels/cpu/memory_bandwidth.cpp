#include "kernels/cpu/memory_bandwidth.h"

#include "kernels/buffer.h"
#include "kernels/cpu/thread_pool.h"

#include <algorithm>
#include <chrono>
#include <cstring>

namespace kernels::cpu {
namespace {

// Eight independent sums keep enough loads in flight that memory, not arithmetic, is the limit; the
// compiler makes vector loads of them.
std::uint64_t sumWords(const std::byte* data, std::int64_t bytes)
{
    constexpr int kLanes = 8;
    std::uint64_t sums[kLanes] = {};
    for (std::int64_t i = 0; i + std::int64_t{sizeof sums} <= bytes; i += sizeof sums) {
        std::uint64_t words[kLanes];
        std::memcpy(words, data + i, sizeof words);
        for (int lane = 0; lane < kLanes; ++lane)
            sums[lane] += words[lane];
    }
    std::uint64_t sum = 0;
    for (const std::uint64_t part : sums)
        sum += part;
    return sum;
}

} // namespace

double readBandwidth(int threads)
{
    constexpr std::int64_t kBytes = std::int64_t{256} << 20;
    constexpr std::int64_t kGrain = std::int64_t{1} << 20;
    constexpr int kPasses = 4;
    const Buffer buffer = Buffer::create(kBytes);
    if (!buffer)
        return 0.0;

    ThreadPool pool(threads);
    std::atomic<std::uint64_t> sink{0}; // so that the sums are not optimised away
    double best = 0.0;
    for (int pass = 0; pass < kPasses; ++pass) {
        const auto start = std::chrono::steady_clock::now();
        pool.forRange(kBytes, kGrain, [&](int, std::int64_t begin, std::int64_t end) {
            sink.fetch_add(sumWords(buffer.data() + begin, end - begin), std::memory_order_relaxed);
        });
        const std::chrono::duration<double> elapsed = std::chrono::steady_clock::now() - start;
        best = std::max(best, double(kBytes) / elapsed.count());
    }
    return best;
}

} // namespace kernels::cpu
