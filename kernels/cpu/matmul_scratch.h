// MatmulScratch: the memory that the matrix products of a CpuOps work in. It grows to what the
// largest call needed and is then reused, so that nothing is allocated in the steady state.

#pragma once

#include "kernels/buffer.h"
#include "kernels/cpu/matmul_kernels.h"

#include <cstdint>
#include <vector>

namespace kernels::cpu {

class MatmulScratch
{
public:
    // Columns of activations that fit side by side into a group are padded to whole groups.
    static std::int64_t groupsPerRow(std::int64_t cols)
    {
        return (cols + ActivationGroup::kColumns - 1) / ActivationGroup::kColumns;
    }

    // Every function throws std::bad_alloc when the system has no memory left, as a vector would:
    // an operation has no other way to say so, and the sequence it works on stays valid.
    void prepareWorkers(int workers);
    ActivationGroup* activations(std::int64_t groups);      // of the input
    ActivationGroup* innerActivations(std::int64_t groups); // between the layers of an expert
    float* innerFloats(std::int64_t count);

    // What one worker has for itself, after prepareWorkers().
    static constexpr int kTileTokens = 512;
    static constexpr int kTileRows = 64;
    std::byte* kernelScratch(int worker) const { return part(worker); }
    float* gateTile(int worker) const // (kTileTokens, kTileRows)
    {
        return reinterpret_cast<float*>(part(worker) + MatmulSlice::kScratchBytes);
    }
    float* upTile(int worker) const
    {
        return gateTile(worker) + std::int64_t{kTileTokens} * kTileRows;
    }

private:
    static constexpr std::int64_t kTileBytes = std::int64_t{4} * kTileTokens * kTileRows;
    static constexpr std::int64_t kWorkerBytes = MatmulSlice::kScratchBytes + 2 * kTileBytes;

    std::byte* part(int worker) const { return m_workers.data() + worker * kWorkerBytes; }

    Buffer m_workers;
    Buffer m_activations;
    Buffer m_innerActivations;
    Buffer m_innerFloats;
};

} // namespace kernels::cpu
