// The matrix-product kernels.

#include "kernels/cpu/matmul_kernels.h"

namespace {

constexpr kernels::cpu::MatmulKernels kMatmulKernels{};

} // namespace
