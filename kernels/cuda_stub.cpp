// Stands in for kernels/cuda/ where there is no CUDA compiler.

#include "kernels/cuda/cuda_devices.h"

namespace kernels {

std::vector<CudaDevice> cudaDevices() { return {}; }

} // namespace kernels
