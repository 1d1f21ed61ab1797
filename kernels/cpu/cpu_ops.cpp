// The operations of CpuOps that need no scratch memory; matrix products and attentions have files
// of their own.

#include "kernels/cpu/cpu_ops.h"

#include "kernels/check.h"
#include "kernels/dequantise.h"
#include "kernels/kv_page.h"
#include "kernels/rope_frequency.h"

#include <algorithm>
#include <cmath>

namespace kernels::cpu {
namespace {

// As many numbers as make a chunk worth handing to another thread: some microseconds of work.
constexpr std::int64_t kGrainNumbers = 16384;

std::int64_t rowsPerChunk(std::int64_t cols)
{
    return std::max<std::int64_t>(1, kGrainNumbers / cols);
}

} // namespace

CpuOps::CpuOps(int threads, const KernelTable& kernels)
    : m_kernels(kernels)
    , m_pool(threads)
    , m_name(std::string("cpu ") + kernels.name)
{}

void CpuOps::embed(TensorView out, ConstTensorView table, std::span<const std::int32_t> ids)
{
    DCHECK(out.rows == static_cast<std::int64_t>(ids.size()) && out.cols == table.cols);
    m_pool.forRange(out.rows, rowsPerChunk(out.cols),
                    [&](int, std::int64_t begin, std::int64_t end) {
                        for (std::int64_t t = begin; t < end; ++t) {
                            const std::int32_t id = ids[static_cast<std::size_t>(t)];
                            DCHECK(id >= 0 && id < table.rows);
                            dequantiseRow(table.dtype, table.slice(id, 1).data, table.cols,
                                          out.f32() + t * out.cols);
                        }
                    });
}

void CpuOps::normRows(RmsNorm norm)
{
    m_pool.forRange(norm.rows, rowsPerChunk(norm.cols),
                    [&](int, std::int64_t begin, std::int64_t end) {
                        RmsNorm part = norm;
                        part.x += begin * norm.cols;
                        part.out += begin * norm.cols;
                        if (norm.gate)
                            part.gate += begin * norm.cols;
                        part.rows = end - begin;
                        m_kernels.rmsNorm(part);
                    });
}

void CpuOps::rmsNorm(TensorView out, ConstTensorView x, ConstTensorView weight, float eps)
{
    DCHECK(out.rows == x.rows && out.cols == x.cols && weight.cols == x.cols);
    normRows({x.f32(), weight.f32(), nullptr, out.f32(), x.rows, x.cols, eps});
}

void CpuOps::gatedRmsNorm(TensorView x, ConstTensorView gate, ConstTensorView weight, float eps)
{
    DCHECK(gate.rows == x.rows && gate.cols == x.cols && weight.cols == x.cols);
    normRows({x.f32(), weight.f32(), gate.f32(), x.f32(), x.rows, x.cols, eps});
}

void CpuOps::scaledAdd(TensorView out, ConstTensorView a, float alpha, ConstTensorView b,
                       float beta)
{
    DCHECK(out.rows == a.rows && out.cols == a.cols && b.rows == a.rows && b.cols == a.cols);
    m_pool.forRange(a.rows * a.cols, kGrainNumbers, [&](int, std::int64_t begin, std::int64_t end) {
        m_kernels.scaledAdd(
            {a.f32() + begin, b.f32() + begin, out.f32() + begin, end - begin, alpha, beta});
    });
}

void CpuOps::silu(TensorView x)
{
    m_pool.forRange(x.rows * x.cols, kGrainNumbers, [&](int, std::int64_t begin, std::int64_t end) {
        m_kernels.silu(x.f32() + begin, end - begin);
    });
}

void CpuOps::rope(const Rope& rope)
{
    DCHECK(rope.rotaryDim % 2 == 0 && rope.rotaryDim <= rope.headDim);
    const int half = rope.rotaryDim / 2;
    const std::size_t angles = static_cast<std::size_t>(std::int64_t{rope.tokens} * half);
    m_cosines.resize(angles);
    m_sines.resize(angles);
    std::vector<float> frequencies(static_cast<std::size_t>(half));
    for (int i = 0; i < half; ++i)
        frequencies[static_cast<std::size_t>(i)] = ropeFrequency(rope.theta, i, rope.rotaryDim);

    const std::int64_t stride = std::int64_t{rope.heads} * rope.headDim;
    m_pool.forRange(rope.tokens, rowsPerChunk(stride),
                    [&](int, std::int64_t begin, std::int64_t end) {
                        for (std::int64_t t = begin; t < end; ++t)
                            for (int i = 0; i < half; ++i) {
                                const float angle = static_cast<float>(rope.start + t)
                                                    * frequencies[static_cast<std::size_t>(i)];
                                m_cosines[static_cast<std::size_t>(t * half + i)] = std::cos(angle);
                                m_sines[static_cast<std::size_t>(t * half + i)] = std::sin(angle);
                            }
                        m_kernels.rotate({rope.x + begin * stride, m_cosines.data() + begin * half,
                                          m_sines.data() + begin * half, end - begin, rope.heads,
                                          rope.headDim, half});
                    });
}

void CpuOps::appendKv(const KvCacheView& cache, std::int64_t start, ConstTensorView k,
                      ConstTensorView v)
{
    DCHECK(cache.dtype == DType::F32 || cache.dtype == DType::F16);
    DCHECK(cache.headDim % 16 == 0);
    DCHECK(k.rows == v.rows && k.cols == v.cols);
    DCHECK(k.cols == std::int64_t{cache.kvHeads} * cache.headDim);
    DCHECK(start + k.rows
           <= static_cast<std::int64_t>(cache.pages.size()) * KvCacheView::kPageTokens);
    const KvPage layout{cache.headDim};
    const std::int64_t elementBytes = rowBytes(cache.dtype, 1);
    m_pool.forRange(k.rows, rowsPerChunk(k.cols), [&](int, std::int64_t begin, std::int64_t end) {
        for (std::int64_t t = begin; t < end; ++t) {
            const std::int64_t position = start + t;
            const int slot = static_cast<int>(position % KvCacheView::kPageTokens);
            std::byte* page =
                cache.pages[static_cast<std::size_t>(position / KvCacheView::kPageTokens)];
            for (int h = 0; h < cache.kvHeads; ++h) {
                const std::int64_t from = t * k.cols + std::int64_t{h} * cache.headDim;
                m_kernels.appendKv({k.f32() + from, v.f32() + from,
                                    page + layout.key(h, slot, 0) * elementBytes,
                                    page + layout.value(h, slot, 0) * elementBytes, cache.headDim,
                                    cache.dtype == DType::F16});
            }
        }
    });
}

void CpuOps::route(std::span<std::int32_t> chosen, std::span<float> weights, ConstTensorView logits,
                   int topK)
{
    DCHECK(topK >= 1 && topK <= logits.cols);
    DCHECK(static_cast<std::int64_t>(chosen.size()) == logits.rows * topK);
    DCHECK(weights.size() == chosen.size());
    m_pool.forRange(
        logits.rows, rowsPerChunk(logits.cols), [&](int, std::int64_t begin, std::int64_t end) {
            for (std::int64_t t = begin; t < end; ++t) {
                const float* row = logits.f32() + t * logits.cols;
                std::int32_t* best = chosen.data() + t * topK;
                float* weight = weights.data() + t * topK;

                // Insertion into a sorted list of at most topK: topK is small.
                int found = 0;
                for (std::int32_t e = 0; e < static_cast<std::int32_t>(logits.cols); ++e) {
                    int place = found;
                    while (place > 0 && row[best[place - 1]] < row[e])
                        --place;
                    if (place == topK)
                        continue;
                    found = std::min(found + 1, topK);
                    std::copy_backward(best + place, best + found - 1, best + found);
                    best[place] = e;
                }

                // The sum over all experts cancels out when the chosen are renormalised.
                float sum = 0.0f;
                for (int k = 0; k < topK; ++k) {
                    weight[k] = std::exp(row[best[k]] - row[best[0]]);
                    sum += weight[k];
                }
                for (int k = 0; k < topK; ++k)
                    weight[k] /= sum;
            }
        });
}

} // namespace kernels::cpu
