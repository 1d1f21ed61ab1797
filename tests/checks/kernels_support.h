// What the kernel checks share: reproducible numbers and the CpuOps of every table.

#pragma once

#include "kernels/cpu/cpu_ops.h"
#include "kernels/reference_ops.h"

#include <cstdint>
#include <vector>

namespace checks {

constexpr std::uint64_t kSeeds[] = {1, 2, 3};

// SplitMix64: the same numbers with every compiler and library.
class Random
{
public:
    explicit Random(std::uint64_t seed) : m_state(seed) {}

    std::uint64_t bits()
    {
        std::uint64_t z = m_state += 0x9e3779b97f4a7c15u;
        z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
        z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
        return z ^ (z >> 31);
    }
    // Uniform in [-1, 1), a multiple of 2^-23.
    float number() { return static_cast<float>(bits() >> 40) * 0x1p-23f - 1.0f; }
    std::int64_t below(std::int64_t count)
    {
        return static_cast<std::int64_t>(bits() % static_cast<std::uint64_t>(count));
    }
    std::vector<float> numbers(std::int64_t count, float scale = 1.0f)
    {
        std::vector<float> values(static_cast<std::size_t>(count));
        for (float& value : values)
            value = scale * number();
        return values;
    }

private:
    std::uint64_t m_state;
};

inline kernels::TensorView view(std::vector<float>& values, std::int64_t cols)
{
    return {values.data(), kernels::DType::F32, static_cast<std::int64_t>(values.size()) / cols,
            cols};
}
inline kernels::ConstTensorView view(const std::vector<float>& values, std::int64_t cols)
{
    return {values.data(), kernels::DType::F32, static_cast<std::int64_t>(values.size()) / cols,
            cols};
}

// Calls body(CpuOps&) for every table of this machine with one, two and three threads.
template <class Body>
void forEachCpuOps(const Body& body)
{
    for (const kernels::cpu::KernelTable* table : kernels::cpu::availableKernels()) {
        for (int threads = 1; threads <= 3; ++threads) {
            kernels::cpu::CpuOps ops(threads, *table);
            body(ops);
        }
    }
}

} // namespace checks
