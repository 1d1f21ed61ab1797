// The matrix product of CpuOps: rounds the activations once, then hands slices of weight rows (and,
// where there are few rows, of tokens) to the threads.

#include "kernels/check.h"
#include "kernels/cpu/cpu_ops.h"

#include <algorithm>

namespace kernels::cpu {
namespace {

// A chunk of work should outlast its hand-over by far: so many bytes of weights take some
// microseconds to read.
constexpr std::int64_t kChunkWeightBytes = 64 * 1024;

// Tokens are only split into slices well above the few that have kernels of their own, so that the
// kernel of a token, and so its result, does not depend on the number of threads.
constexpr std::int64_t kSliceTokens = 32;

std::int64_t roundUp(std::int64_t value, std::int64_t step)
{
    return (value + step - 1) / step * step;
}

} // namespace

const ActivationGroup* CpuOps::quantise(ConstTensorView x)
{
    constexpr std::int64_t kGrainNumbers = 8192; // some microseconds
    const std::int64_t groupsPerRow = MatmulScratch::groupsPerRow(x.cols);
    ActivationGroup* groups = m_matmulScratch.activations(x.rows * groupsPerRow);
    m_pool.forRange(x.rows, std::max<std::int64_t>(1, kGrainNumbers / x.cols),
                    [&](int, std::int64_t begin, std::int64_t end) {
                        for (std::int64_t t = begin; t < end; ++t)
                            m_kernels.matmul.quantiseRow({.x = x.f32() + t * x.cols,
                                                          .first = 0,
                                                          .count = x.cols,
                                                          .cols = x.cols,
                                                          .groups = groups + t * groupsPerRow});
                    });
    return groups;
}

void CpuOps::matmul(TensorView out, ConstTensorView x, ConstTensorView weight, Precision precision)
{
    DCHECK(out.rows == x.rows && out.cols == weight.rows && x.cols == weight.cols);
    DCHECK(x.dtype == DType::F32 && out.dtype == DType::F32);
    if (out.rows == 0 || out.cols == 0)
        return;
    m_matmulScratch.prepareWorkers(m_pool.threads());

    const bool isRounded = precision == Precision::Fast && isQuantised(weight.dtype);
    MatmulSlice whole = {.weight = weight.data,
                         .dtype = weight.dtype,
                         .rows = weight.rows,
                         .cols = weight.cols,
                         .weightRowBytes = rowBytes(weight.dtype, weight.cols),
                         .tokens = static_cast<int>(x.rows),
                         .out = out.f32(),
                         .outStride = out.cols};
    if (isRounded) {
        whole.groups = quantise(x);
        whole.xStride = MatmulScratch::groupsPerRow(x.cols);
    } else {
        whole.x = x.f32();
        whole.xStride = x.cols;
    }
    const auto kernel =
        isRounded ? m_kernels.matmul.quantisedProduct : m_kernels.matmul.floatProduct;

    const std::int64_t rowsPerChunk =
        std::clamp(roundUp(kChunkWeightBytes / whole.weightRowBytes, MatmulSlice::kRowTile),
                   std::int64_t{MatmulSlice::kRowTile}, std::int64_t{8} * MatmulSlice::kRowTile);
    const std::int64_t rowChunks = (weight.rows + rowsPerChunk - 1) / rowsPerChunk;
    const std::int64_t wantedChunks = std::int64_t{4} * m_pool.threads();
    const std::int64_t tokenSlices = std::clamp(wantedChunks / rowChunks, std::int64_t{1},
                                                std::max(x.rows / kSliceTokens, std::int64_t{1}));

    m_pool.forRange(rowChunks * tokenSlices, 1,
                    [&](int worker, std::int64_t chunk, std::int64_t /*end*/) {
                        const std::int64_t firstRow = chunk / tokenSlices * rowsPerChunk;
                        const std::int64_t slice = chunk % tokenSlices;
                        const std::int64_t firstToken = x.rows * slice / tokenSlices;
                        const std::int64_t endToken = x.rows * (slice + 1) / tokenSlices;

                        MatmulSlice part = whole;
                        part.weight = weight.slice(firstRow, 0).data;
                        part.rows = std::min(rowsPerChunk, weight.rows - firstRow);
                        if (isRounded)
                            part.groups += firstToken * part.xStride;
                        else
                            part.x += firstToken * part.xStride;
                        part.tokens = static_cast<int>(endToken - firstToken);
                        part.out += firstToken * part.outStride + firstRow;
                        part.scratch = m_matmulScratch.kernelScratch(worker);
                        kernel(part);
                    });
}

} // namespace kernels::cpu
