// CpuOps: splits each operation of ops.h over a pool of threads and calls the kernels of one
// instruction set.

#pragma once

#include "kernels/cpu/cpu_features.h"
#include "kernels/cpu/expert_plan.h"
#include "kernels/cpu/matmul_scratch.h"
#include "kernels/cpu/thread_pool.h"
#include "kernels/cpu/worker_scratch.h"
#include "kernels/ops.h"

#include <string>
#include <vector>

namespace kernels::cpu {

class CpuOps : public Ops
{
public:
    // `threads` includes the calling thread.
    explicit CpuOps(int threads, const KernelTable& kernels = bestKernels());

    const char* name() const override { return m_name.c_str(); }
    int threads() const { return m_pool.threads(); }

    void embed(TensorView out, ConstTensorView table, std::span<const std::int32_t> ids) override;
    void rmsNorm(TensorView out, ConstTensorView x, ConstTensorView weight, float eps) override;
    void gatedRmsNorm(TensorView x, ConstTensorView gate, ConstTensorView weight,
                      float eps) override;
    void scaledAdd(TensorView out, ConstTensorView a, float alpha, ConstTensorView b,
                   float beta) override;
    void silu(TensorView x) override;
    void matmul(TensorView out, ConstTensorView x, ConstTensorView weight,
                Precision precision) override;
    void rope(const Rope& rope) override;
    void appendKv(const KvCacheView& cache, std::int64_t start, ConstTensorView k,
                  ConstTensorView v) override;
    void softmaxAttention(const SoftmaxAttention& attention) override;
    void linearAttention(const LinearAttention& attention) override;
    void route(std::span<std::int32_t> chosen, std::span<float> weights, ConstTensorView logits,
               int topK) override;
    void mixtureOfExperts(const MixtureOfExperts& mixture) override;

private:
    // What the two halves of a mixture of experts share: the rounded input, and the rounded or plain
    // activations between the layers, a row for each place of the plan.
    struct Inner
    {
        const ActivationGroup* x = nullptr;
        ActivationGroup* groups = nullptr;
        std::int64_t groupStride = 0;
        float* floats = nullptr;
        std::int64_t floatStride = 0;
    };

    void normRows(RmsNorm norm);
    const ActivationGroup* quantise(ConstTensorView x);
    void expertRows(const MixtureOfExperts& mixture, const Inner& inner,
                    const ExpertPlan::Chunk& chunk, int worker);
    void combineRows(const MixtureOfExperts& mixture, const Inner& inner, std::int64_t firstRow,
                     std::int64_t rows, int worker);

    const KernelTable& m_kernels;
    ThreadPool m_pool;
    std::string m_name;
    WorkerScratch m_scratch;        // per worker, of the operation under way
    WorkerScratch m_partialResults; // per unit of work: softmaxAttention over ranges of keys
    MatmulScratch m_matmulScratch;
    ExpertPlan m_plan;            // of the mixture of experts under way
    std::vector<float> m_cosines; // (tokens, rotaryDim / 2) of the rope call under way
    std::vector<float> m_sines;
};

} // namespace kernels::cpu
