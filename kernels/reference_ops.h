// ReferenceOps: the mathematics of ops.h written as plainly as possible, scalar and with sums in
// double precision. It is the oracle of every check and is never optimised.

#pragma once

#include "kernels/ops.h"

namespace kernels {

class ReferenceOps final : public Ops
{
public:
    const char* name() const override { return "reference"; }

    void embed(TensorView out, ConstTensorView table, std::span<const std::int32_t> ids) override;
    void rmsNorm(TensorView out, ConstTensorView x, ConstTensorView weight, float eps) override;
    void gatedRmsNorm(TensorView x, ConstTensorView gate, ConstTensorView weight,
                      float eps) override;
    void scaledAdd(TensorView out, ConstTensorView a, float alpha, ConstTensorView b,
                   float beta) override;
    void silu(TensorView x) override;

    // Both precisions are Precision::Full here.
    void matmul(TensorView out, ConstTensorView x, ConstTensorView weight,
                Precision precision) override;

    void rope(const Rope& rope) override;
    void appendKv(const KvCacheView& cache, std::int64_t start, ConstTensorView k,
                  ConstTensorView v) override;
    void softmaxAttention(const SoftmaxAttention& attention) override;

    // Automatic is Recurrent. Block works on blocks of 256 tokens.
    void linearAttention(const LinearAttention& attention) override;

    void route(std::span<std::int32_t> chosen, std::span<float> weights, ConstTensorView logits,
               int topK) override;
    void mixtureOfExperts(const MixtureOfExperts& mixture) override;
};

// Linear attention as one sum over all earlier tokens, without a running state:
//     out_t = sum over s <= t of exp(-rate (t - s)) (q_t . k_s) v_s  +  exp(-rate (t + 1)) S^T q_t
// Quadratic in the tokens; form and stateOut are ignored.
void referenceQuadraticLinearAttention(const LinearAttention& attention);

} // namespace kernels
