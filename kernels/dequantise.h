// Turns one row of weights of any DType into F32, exactly as the formats define it. Scalar: for the
// reference, the embedding table and the packing of weights at load time.

#pragma once

#include "kernels/dtype.h"

#include <cstdint>

namespace kernels {

// row holds rowBytes(dtype, cols) bytes, aligned to 2 (F32: to 4); out holds cols values.
void dequantiseRow(DType dtype, const void* row, std::int64_t cols, float* out);

} // namespace kernels
