// The matrix products of the target being compiled: which kernel for which format and how many
// tokens.

#pragma once

#include "kernels/cpu/float_panel-inl.h"
#include "kernels/cpu/quantised_activations-inl.h"
#if defined(__AVX2__)
#include "kernels/cpu/quantised_dot-inl.h"
#include "kernels/cpu/quantised_panel-inl.h"
#endif

namespace {

template <class Rows>
void floatProductOf(const MatmulSlice& slice)
{
    if (slice.tokens <= kFloatDotTokens)
        floatDotProduct<Rows>(slice);
    else
        floatPanelProduct<Rows>(slice);
}

template <class F>
void quantisedProductOf(const MatmulSlice& slice)
{
#if defined(__AVX2__)
    if (slice.tokens <= kQuantisedDotTokens)
        quantisedDotProduct<F>(slice);
    else
        panelProduct<F>(slice);
#else
    portableProduct<F>(slice);
#endif
}

void floatProduct(const MatmulSlice& slice)
{
    if (slice.rows == 0 || slice.tokens == 0)
        return;
    switch (slice.dtype) {
    case kernels::DType::F32:
        return floatProductOf<FloatRows<StoredF32>>(slice);
    case kernels::DType::F16:
        return floatProductOf<FloatRows<StoredF16>>(slice);
    case kernels::DType::BF16:
        return floatProductOf<FloatRows<StoredBf16>>(slice);
    case kernels::DType::Q8_0:
        return floatProductOf<QuantisedRows<FormatQ8_0>>(slice);
    case kernels::DType::Q4_0:
        return floatProductOf<QuantisedRows<FormatQ4_0>>(slice);
    case kernels::DType::Q4_1:
        return floatProductOf<QuantisedRows<FormatQ4_1>>(slice);
    case kernels::DType::Q5_0:
        return floatProductOf<QuantisedRows<FormatQ5_0>>(slice);
    case kernels::DType::Q5_1:
        return floatProductOf<QuantisedRows<FormatQ5_1>>(slice);
    case kernels::DType::Q4_K:
        return floatProductOf<QuantisedRows<FormatQ4_K>>(slice);
    case kernels::DType::Q5_K:
        return floatProductOf<QuantisedRows<FormatQ5_K>>(slice);
    case kernels::DType::Q6_K:
        return floatProductOf<QuantisedRows<FormatQ6_K>>(slice);
    }
}

void quantisedProduct(const MatmulSlice& slice)
{
    if (slice.rows == 0 || slice.tokens == 0)
        return;
    switch (slice.dtype) {
    case kernels::DType::F32:
    case kernels::DType::F16:
    case kernels::DType::BF16:
        return floatProduct(slice);
    case kernels::DType::Q8_0:
        return quantisedProductOf<FormatQ8_0>(slice);
    case kernels::DType::Q4_0:
        return quantisedProductOf<FormatQ4_0>(slice);
    case kernels::DType::Q4_1:
        return quantisedProductOf<FormatQ4_1>(slice);
    case kernels::DType::Q5_0:
        return quantisedProductOf<FormatQ5_0>(slice);
    case kernels::DType::Q5_1:
        return quantisedProductOf<FormatQ5_1>(slice);
    case kernels::DType::Q4_K:
        return quantisedProductOf<FormatQ4_K>(slice);
    case kernels::DType::Q5_K:
        return quantisedProductOf<FormatQ5_K>(slice);
    case kernels::DType::Q6_K:
        return quantisedProductOf<FormatQ6_K>(slice);
    }
}

void siluTimes(float* gate, const float* up, std::int64_t count)
{
    constexpr int kLanes = F32::kLanes;
    std::int64_t i = 0;
    for (; i + kLanes <= count; i += kLanes) {
        const F32 g = load(gate + i);
        store(gate + i, mul(mul(g, sigmoid(g)), load(up + i)));
    }
    const std::int64_t left = count - i;
    if (left > 0) {
        const F32 g = loadFirst(gate + i, left);
        storeFirst(gate + i, mul(mul(g, sigmoid(g)), loadFirst(up + i, left)), left);
    }
}

constexpr kernels::cpu::MatmulKernels kMatmulKernels = {
    .quantiseRow = quantiseRow,
    .floatProduct = floatProduct,
    .quantisedProduct = quantisedProduct,
    .siluTimes = siluTimes,
};

} // namespace
