// The CPU kernels that exist once per instruction set.
//
// Every function is single-threaded and works on a slice that its caller chose; cpu_ops.cpp owns
// the threads. Arguments are raw pointers and plain integers, so that no inline function of another
// header is compiled with a target's vector flags (kernels/README.md, "one weak symbol"). Pointers
// need the alignment of their element only.

#pragma once

#include "kernels/cpu/attention_kernels.h"
#include "kernels/cpu/matmul_kernels.h"

#include <cstdint>

namespace kernels::cpu {

// Per row: out = x / sqrt(mean(x^2) + eps) * weight, times sigmoid(gate) if there is a gate.
struct RmsNorm
{
    const float* x;      // (rows, cols)
    const float* weight; // (cols)
    const float* gate;   // (rows, cols) or null
    float* out;          // (rows, cols), may be x
    std::int64_t rows;
    std::int64_t cols;
    float eps;
};

// out = alpha * a + beta * b
struct ScaledAdd
{
    const float* a;
    const float* b;
    float* out; // may be a or b
    std::int64_t count;
    float alpha;
    float beta;
};

// Rotates channel i with channel i + half, i < half, of every head of every token.
struct RotateRows
{
    float* x;             // (tokens, heads, headDim)
    const float* cosines; // (tokens, half)
    const float* sines;   // (tokens, half)
    std::int64_t tokens;
    std::int64_t heads;
    std::int64_t headDim;
    std::int64_t half;
};

// Stores the key and the value of one token and head into a page of the cache.
struct AppendKv
{
    const float* k;       // (headDim)
    const float* v;       // (headDim)
    void* key;            // channel c goes to element 16 * c
    void* value;          // channel c goes to element c
    std::int64_t headDim; // a multiple of 16
    bool isF16;           // elements are F16, rounded to nearest even; else F32
};

struct KernelTable
{
    const char* name; // "baseline", "avx2", "avx512": shown in the About box and in bench output
    void (*rmsNorm)(const RmsNorm&);
    void (*scaledAdd)(const ScaledAdd&);
    void (*silu)(float* x, std::int64_t count);
    void (*rotate)(const RotateRows&);
    void (*appendKv)(const AppendKv&);
    AttentionKernels attention;
    MatmulKernels matmul;
};

const KernelTable& baselineKernels();
const KernelTable& avx2Kernels();
const KernelTable& avx512Kernels();

} // namespace kernels::cpu
