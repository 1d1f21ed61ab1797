// Views of matrices: pointer, dtype and shape. A view owns nothing; rows are contiguous and follow
// one another without gaps. Activations are F32, weights are of any DType.

#pragma once

#include "kernels/dtype.h"

#include <cstddef>
#include <cstdint>

namespace kernels {

struct ConstTensorView
{
    const void* data = nullptr;
    DType dtype = DType::F32;
    std::int64_t rows = 0;
    std::int64_t cols = 0;

    const float* f32() const { return static_cast<const float*>(data); }
    std::int64_t bytes() const { return rows * rowBytes(dtype, cols); }

    // Rows [first, first + count).
    ConstTensorView slice(std::int64_t first, std::int64_t count) const
    {
        const auto* base = static_cast<const std::byte*>(data);
        return {base + first * rowBytes(dtype, cols), dtype, count, cols};
    }
};

struct TensorView
{
    void* data = nullptr;
    DType dtype = DType::F32;
    std::int64_t rows = 0;
    std::int64_t cols = 0;

    float* f32() const { return static_cast<float*>(data); }
    operator ConstTensorView() const { return {data, dtype, rows, cols}; }

    // Rows [first, first + count).
    TensorView slice(std::int64_t first, std::int64_t count) const
    {
        auto* base = static_cast<std::byte*>(data);
        return {base + first * rowBytes(dtype, cols), dtype, count, cols};
    }
};

} // namespace kernels
