// Where a number lies in a page of keys and values; the layout is KvCacheView's in kernels/ops.h.

#pragma once

#include "kernels/ops.h"

#include <cstdint>

namespace kernels {

// Offsets in elements from the start of a page. A slot is a position within its page.
struct KvPage
{
    int headDim;

    std::int64_t headKeys(int head) const
    {
        return std::int64_t{2} * head * KvCacheView::kPageTokens * headDim;
    }
    std::int64_t headValues(int head) const
    {
        return headKeys(head) + std::int64_t{KvCacheView::kPageTokens} * headDim;
    }
    std::int64_t key(int head, int slot, int channel) const
    {
        constexpr int kBlock = KvCacheView::kKeyBlock;
        return headKeys(head) + (std::int64_t{slot / kBlock} * headDim + channel) * kBlock
               + slot % kBlock;
    }
    std::int64_t value(int head, int slot, int channel) const
    {
        return headValues(head) + std::int64_t{slot} * headDim + channel;
    }
};

} // namespace kernels
