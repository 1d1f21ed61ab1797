#include "kernels/cuda/cuda_devices.h"

#include <cuda_runtime_api.h>

namespace kernels {

std::vector<CudaDevice> cudaDevices()
{
    int count = 0;
    if (cudaGetDeviceCount(&count) != cudaSuccess)
        return {}; // no driver, or none that this runtime can use: the same as no device
    std::vector<CudaDevice> devices;
    for (int i = 0; i < count; ++i) {
        cudaDeviceProp properties = {};
        if (cudaGetDeviceProperties(&properties, i) != cudaSuccess)
            continue; // a device that does not answer cannot compute
        devices.push_back({properties.name, static_cast<std::int64_t>(properties.totalGlobalMem),
                           properties.major, properties.minor});
    }
    return devices;
}

} // namespace kernels
