// Work on runs of numbers, element by element.

#include "kernels/cpu/kernel_table.h"
#include "kernels/cpu/simd.h"

namespace {

inline void scaledAdd(const kernels::cpu::ScaledAdd& sum)
{
    constexpr int kLanes = F32::kLanes;
    const F32 alpha = splat(sum.alpha);
    const F32 beta = splat(sum.beta);
    std::int64_t i = 0;
    for (; i + kLanes <= sum.count; i += kLanes)
        store(sum.out + i, mulAdd(alpha, load(sum.a + i), mul(beta, load(sum.b + i))));
    const std::int64_t left = sum.count - i;
    if (left > 0)
        storeFirst(sum.out + i,
                   mulAdd(alpha, loadFirst(sum.a + i, left), mul(beta, loadFirst(sum.b + i, left))),
                   left);
}

inline void silu(float* x, std::int64_t count)
{
    constexpr int kLanes = F32::kLanes;
    std::int64_t i = 0;
    for (; i + kLanes <= count; i += kLanes) {
        const F32 v = load(x + i);
        store(x + i, mul(v, sigmoid(v)));
    }
    const std::int64_t left = count - i;
    if (left > 0) {
        const F32 v = loadFirst(x + i, left);
        storeFirst(x + i, mul(v, sigmoid(v)), left);
    }
}

} // namespace
