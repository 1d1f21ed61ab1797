// The table of the target being compiled: every -inl.h file, and the pointers to what it holds.

#include "kernels/cpu/elementwise-inl.h"
#include "kernels/cpu/kernel_table.h"
#include "kernels/cpu/kv_cache-inl.h"
#include "kernels/cpu/linear_attention-inl.h"
#include "kernels/cpu/matmul-inl.h"
#include "kernels/cpu/norm-inl.h"
#include "kernels/cpu/rope-inl.h"
#include "kernels/cpu/softmax_attention-inl.h"

namespace {

constexpr kernels::cpu::KernelTable kTable = {
    .name = kTargetName,
    .rmsNorm = rmsNorm,
    .scaledAdd = scaledAdd,
    .silu = silu,
    .rotate = rotate,
    .appendKv = appendKv,
    .attention = {.linearRecurrence = linearRecurrence,
                  .linearBlock = linearBlock,
                  .attendPage = attendPage},
    .matmul = kMatmulKernels,
};

} // namespace
