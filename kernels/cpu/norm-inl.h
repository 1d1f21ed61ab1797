// Root-mean-square norm of rows, with and without a gate.

#include "kernels/cpu/kernel_table.h"
#include "kernels/cpu/simd.h"

namespace {

// Sum of squares; four sums in flight hide the latency of the multiply-add.
inline float sumOfSquares(const float* x, std::int64_t count)
{
    constexpr int kSums = 4;
    constexpr int kLanes = F32::kLanes;
    F32 sums[kSums] = {splat(0.0f), splat(0.0f), splat(0.0f), splat(0.0f)};
    std::int64_t i = 0;
    for (; i + kSums * kLanes <= count; i += kSums * kLanes)
        for (int s = 0; s < kSums; ++s) {
            const F32 v = load(x + i + s * kLanes);
            sums[s] = mulAdd(v, v, sums[s]);
        }
    for (; i < count; i += kLanes) {
        const std::int64_t left = count - i;
        const F32 v = left < kLanes ? loadFirst(x + i, left) : load(x + i);
        sums[0] = mulAdd(v, v, sums[0]);
    }
    return sumLanes(add(add(sums[0], sums[1]), add(sums[2], sums[3])));
}

inline void rmsNorm(const kernels::cpu::RmsNorm& norm)
{
    constexpr int kLanes = F32::kLanes;
    for (std::int64_t r = 0; r < norm.rows; ++r) {
        const float* x = norm.x + r * norm.cols;
        const float* gate = norm.gate ? norm.gate + r * norm.cols : nullptr;
        float* out = norm.out + r * norm.cols;
        const float mean = sumOfSquares(x, norm.cols) / static_cast<float>(norm.cols);
        const F32 factor = splat(1.0f / __builtin_sqrtf(mean + norm.eps));

        for (std::int64_t c = 0; c < norm.cols; c += kLanes) {
            const std::int64_t left = norm.cols - c;
            const bool isWhole = left >= kLanes;
            const auto part = [=](const float* p) {
                return isWhole ? load(p + c) : loadFirst(p + c, left);
            };
            F32 y = mul(mul(part(x), factor), part(norm.weight));
            if (gate)
                y = mul(y, sigmoid(part(gate)));
            if (isWhole)
                store(out + c, y);
            else
                storeFirst(out + c, y, left);
        }
    }
}

} // namespace
