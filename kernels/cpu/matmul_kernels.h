// The matrix-product kernels of one instruction set; a member of KernelTable.

#pragma once

namespace kernels::cpu {

struct MatmulKernels
{};

} // namespace kernels::cpu
