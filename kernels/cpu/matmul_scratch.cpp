#include "kernels/cpu/matmul_scratch.h"

#include <new>

namespace kernels::cpu {
namespace {

std::byte* grown(Buffer& buffer, std::int64_t bytes)
{
    if (buffer.bytes() < bytes) {
        buffer = Buffer(); // first, so that old and new never need room at the same time
        buffer = Buffer::create(bytes);
        if (!buffer)
            throw std::bad_alloc();
    }
    return buffer.data();
}

ActivationGroup* grownGroups(Buffer& buffer, std::int64_t groups)
{
    return reinterpret_cast<ActivationGroup*>(
        grown(buffer, groups * std::int64_t{sizeof(ActivationGroup)}));
}

} // namespace

void MatmulScratch::prepareWorkers(int workers) { grown(m_workers, workers * kWorkerBytes); }

ActivationGroup* MatmulScratch::activations(std::int64_t groups)
{
    return grownGroups(m_activations, groups);
}

ActivationGroup* MatmulScratch::innerActivations(std::int64_t groups)
{
    return grownGroups(m_innerActivations, groups);
}

float* MatmulScratch::innerFloats(std::int64_t count)
{
    return reinterpret_cast<float*>(grown(m_innerFloats, 4 * count));
}

} // namespace kernels::cpu
