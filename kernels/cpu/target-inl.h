// The table of the target being compiled: every -inl.h file, and the pointers to what it holds.

#include "kernels/cpu/elementwise-inl.h"
#include "kernels/cpu/kernel_table.h"
#include "kernels/cpu/kv_cache-inl.h"
#include "kernels/cpu/matmul-inl.h"
#include "kernels/cpu/norm-inl.h"
#include "kernels/cpu/rope-inl.h"

namespace {

constexpr kernels::cpu::KernelTable kTable = {
    .name = kTargetName,
    .rmsNorm = rmsNorm,
    .scaledAdd = scaledAdd,
    .silu = silu,
    .rotate = rotate,
    .appendKv = appendKv,
    .matmul = kMatmulKernels,
};

} // namespace
