// The attention kernels of one instruction set; a member of KernelTable.

#pragma once

#include <cstdint>

namespace kernels::cpu {

// Some columns of one head of linear attention, token after token (formulas: kernels/ops.h).
// q, k and v of a token lie `tokenStride` after those of the token before. A state is (dim, dim)
// row-major; its pointers, v and out point at the first of the columns.
struct LinearRecurrence
{
    const float* q;
    const float* k;
    const float* v;
    std::int64_t tokenStride;
    const float* stateIn;
    float* stateOut; // may be stateIn
    float* out;      // must not overlap q, k, v
    std::int64_t outStride;
    std::int64_t tokens;  // at least 1
    std::int64_t dim;     // a multiple of 16
    std::int64_t columns; // a multiple of 16
    float decay;          // exp(-rate)
};

// The same for one block of tokens at once.
struct LinearBlock
{
    static constexpr std::int64_t kTokens = 64;

    // exp(-rate * n) is decays[kTokens - n], n = 0..kTokens; the kTokens values after these are
    // zero, so that a row of the causal mask is a piece of this table.
    static constexpr std::int64_t kDecays = 2 * kTokens + 1;

    static constexpr std::int64_t scratchFloats(std::int64_t dim, std::int64_t columns)
    {
        return kTokens * (dim + columns + kTokens);
    }

    const float* q;
    const float* k;
    const float* v;
    std::int64_t tokenStride;
    const float* stateIn;
    float* stateOut; // may be stateIn
    float* out;      // must not overlap q, k, v
    std::int64_t outStride;
    std::int64_t tokens;  // 1..kTokens
    std::int64_t dim;     // a multiple of 16
    std::int64_t columns; // a multiple of 16
    const float* decays;  // (kDecays)
    float* scratch;       // (scratchFloats), aligned to 64 bytes
};

// Softmax attention of some query rows over the keys of one page, one key-value head, folded into
// the running result (online softmax: Milakov and Gimelshein, arXiv:1805.02867):
//     m' = max(m, largest score)     c = exp(m - m')     p_j = exp(score_j - m')
//     sum' = c sum + sum of p_j      out' = c out + sum of p_j v_j
// Row r belongs to token r / rowsPerToken of the tile and sees firstVisible more keys than that
// token's number: the first firstVisible + r / rowsPerToken of the page, at most `keys`.
struct AttendPage
{
    static constexpr std::int64_t kKeyTile = 128; // keys whose scores are formed at once

    static constexpr std::int64_t scratchFloats(std::int64_t rows, std::int64_t headDim)
    {
        return 2 * kKeyTile * headDim + rows * kKeyTile + (rows + 15) / 16 * 16;
    }

    const float* q;       // (rows, headDim), multiplied by the softmax scale
    const void* keys;     // [16][headDim][16], of F32 or F16
    const void* values;   // [256][headDim]
    const void* nextKeys; // the keys of the page that comes next, to be prefetched; null: none
    bool isF16;
    std::int64_t headDim; // a multiple of 16
    std::int64_t rows;
    std::int64_t rowsPerToken;
    std::int64_t keyCount;     // 1..256; nothing is read of the values after these
    std::int64_t firstVisible; // may be negative or more than keyCount
    float* maxima;             // (rows), running; kNoScore where no key has been seen
    float* sums;               // (rows), running, from zero
    float* out;                // (rows, headDim), running, from zero; to be divided by the sums
    float* scratch;            // (scratchFloats), aligned to 64 bytes
};

// Below every score, yet finite: the difference of two of them is a number.
constexpr float kNoScore = -1e30f;

struct AttentionKernels
{
    void (*linearRecurrence)(const LinearRecurrence&);
    void (*linearBlock)(const LinearBlock&);
    void (*attendPage)(const AttendPage&);
};

} // namespace kernels::cpu
