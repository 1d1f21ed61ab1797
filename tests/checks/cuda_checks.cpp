#include "kernels/cuda/cuda_devices.h"
#include "tests/checks/check.h"

LEVIN_CHECK(cudaDevicesHaveNamesAndMemory)
{
    const std::vector<kernels::CudaDevice> devices = kernels::cudaDevices();
    if (devices.empty())
        return context.skip("no CUDA device");
    for (const kernels::CudaDevice& device : devices) {
        EXPECT(!device.name.empty());
        EXPECT(device.memoryBytes > std::int64_t{1} << 28);
        EXPECT(device.major >= 5); // what CUDA 12 still knows
        EXPECT(device.minor >= 0);
    }
}
