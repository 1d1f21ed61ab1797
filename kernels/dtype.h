// DType: how the numbers of a tensor are stored, and the size of its blocks.
//
// The quantised formats are those of GGUF (ggml's block layouts): a row is a sequence of blocks, a
// block holds `blockElements` values and one or two scales.

#pragma once

#include <cstdint>

namespace kernels {

enum class DType : std::uint8_t { F32, F16, BF16, Q8_0, Q4_0, Q4_1, Q5_0, Q5_1, Q4_K, Q5_K, Q6_K };

constexpr int kDTypeCount = 11;

struct DTypeTraits
{
    const char* name;
    int blockElements;
    int blockBytes;
};

constexpr DTypeTraits dtypeTraits(DType dtype)
{
    constexpr DTypeTraits kTraits[kDTypeCount] = {
        {"F32", 1, 4},      {"F16", 1, 2},      {"BF16", 1, 2},     {"Q8_0", 32, 34},
        {"Q4_0", 32, 18},   {"Q4_1", 32, 20},   {"Q5_0", 32, 22},   {"Q5_1", 32, 24},
        {"Q4_K", 256, 144}, {"Q5_K", 256, 176}, {"Q6_K", 256, 210},
    };
    return kTraits[static_cast<int>(dtype)];
}

constexpr bool isQuantised(DType dtype) { return dtypeTraits(dtype).blockElements > 1; }

// Bytes of one row of `cols` values; cols must be a multiple of the block's elements.
constexpr std::int64_t rowBytes(DType dtype, std::int64_t cols)
{
    const DTypeTraits traits = dtypeTraits(dtype);
    return cols / traits.blockElements * traits.blockBytes;
}

} // namespace kernels
