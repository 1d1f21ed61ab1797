// Writes keys and values into the pages of the cache.

#include "kernels/cpu/kernel_table.h"
#include "kernels/cpu/simd.h"

namespace {

inline void appendKv(const kernels::cpu::AppendKv& kv)
{
    constexpr int kLanes = F32::kLanes;
    constexpr std::int64_t kKeyStride = 16; // KvCacheView::kKeyBlock
    if (!kv.isF16) {
        auto* key = static_cast<float*>(kv.key);
        auto* value = static_cast<float*>(kv.value);
        for (std::int64_t c = 0; c < kv.headDim; c += kLanes) {
            store(value + c, load(kv.v + c));
            for (std::int64_t i = c; i < c + kLanes; ++i)
                key[i * kKeyStride] = kv.k[i];
        }
        return;
    }
    auto* key = static_cast<std::uint16_t*>(kv.key);
    auto* value = static_cast<std::uint16_t*>(kv.value);
    for (std::int64_t c = 0; c < kv.headDim; c += kLanes) {
        storeF16(value + c, load(kv.v + c));
        std::uint16_t halves[kLanes];
        storeF16(halves, load(kv.k + c));
        for (int i = 0; i < kLanes; ++i)
            key[(c + i) * kKeyStride] = halves[i];
    }
}

} // namespace
