// Rotates pairs of channels by angles whose cosines and sines the caller has tabulated.

#include "kernels/cpu/kernel_table.h"
#include "kernels/cpu/simd.h"

namespace {

inline void rotate(const kernels::cpu::RotateRows& rotation)
{
    constexpr int kLanes = F32::kLanes;
    const std::int64_t half = rotation.half;
    for (std::int64_t t = 0; t < rotation.tokens; ++t) {
        const float* cosines = rotation.cosines + t * half;
        const float* sines = rotation.sines + t * half;
        for (std::int64_t h = 0; h < rotation.heads; ++h) {
            float* low = rotation.x + (t * rotation.heads + h) * rotation.headDim;
            float* high = low + half;
            for (std::int64_t i = 0; i < half; i += kLanes) {
                const std::int64_t left = half - i;
                const bool isWhole = left >= kLanes;
                const auto part = [=](const float* p) {
                    return isWhole ? load(p + i) : loadFirst(p + i, left);
                };
                const F32 a = part(low);
                const F32 b = part(high);
                const F32 cosine = part(cosines);
                const F32 sine = part(sines);
                const F32 rotatedLow = negMulAdd(b, sine, mul(a, cosine));
                const F32 rotatedHigh = mulAdd(a, sine, mul(b, cosine));
                if (isWhole) {
                    store(low + i, rotatedLow);
                    store(high + i, rotatedHigh);
                } else {
                    storeFirst(low + i, rotatedLow, left);
                    storeFirst(high + i, rotatedHigh, left);
                }
            }
        }
    }
}

} // namespace
