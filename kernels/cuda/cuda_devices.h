// The CUDA devices of this machine, as the CUDA runtime reports them.

#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace kernels {

struct CudaDevice
{
    std::string name;
    std::int64_t memoryBytes = 0;
    int major = 0; // compute capability
    int minor = 0;
};

// In the order of the runtime's device numbers. None where there is no device or no driver, and in
// programs built without CUDA (kernels/cuda_stub.cpp).
std::vector<CudaDevice> cudaDevices();

} // namespace kernels
