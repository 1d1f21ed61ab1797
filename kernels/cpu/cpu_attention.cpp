// The two attentions of CpuOps.

#include "kernels/cpu/cpu_ops.h"
#include "kernels/reference_ops.h"

namespace kernels::cpu {

void CpuOps::softmaxAttention(const SoftmaxAttention& attention)
{
    ReferenceOps().softmaxAttention(attention);
}

void CpuOps::linearAttention(const LinearAttention& attention)
{
    ReferenceOps().linearAttention(attention);
}

} // namespace kernels::cpu
