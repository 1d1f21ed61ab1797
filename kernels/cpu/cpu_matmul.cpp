// The matrix products of CpuOps.

#include "kernels/check.h"
#include "kernels/cpu/cpu_ops.h"
#include "kernels/dequantise.h"

#include <algorithm>
#include <cmath>
#include <vector>

namespace kernels::cpu {
namespace {

constexpr std::int64_t kRowsPerChunk = 16;

// Dequantises one row of weights at a time.
class WeightRow
{
public:
    explicit WeightRow(ConstTensorView weight)
        : m_weight(weight)
        , m_values(static_cast<std::size_t>(weight.cols))
    {}

    void load(std::int64_t row)
    {
        dequantiseRow(m_weight.dtype, m_weight.slice(row, 1).data, m_weight.cols, m_values.data());
    }

    float dot(const float* x) const
    {
        float sum = 0.0f;
        for (std::size_t c = 0; c < m_values.size(); ++c)
            sum += m_values[c] * x[c];
        return sum;
    }

private:
    ConstTensorView m_weight;
    std::vector<float> m_values;
};

} // namespace

void CpuOps::matmul(TensorView out, ConstTensorView x, ConstTensorView weight,
                    Precision /*precision*/)
{
    DCHECK(out.rows == x.rows && out.cols == weight.rows && x.cols == weight.cols);
    m_pool.forRange(weight.rows, kRowsPerChunk, [&](int, std::int64_t begin, std::int64_t end) {
        WeightRow row(weight);
        for (std::int64_t r = begin; r < end; ++r) {
            row.load(r);
            for (std::int64_t t = 0; t < x.rows; ++t)
                out.f32()[t * out.cols + r] = row.dot(x.f32() + t * x.cols);
        }
    });
}

void CpuOps::mixtureOfExperts(const MixtureOfExperts& mixture)
{
    const std::int64_t tokens = mixture.x.rows;
    const std::int64_t hidden = mixture.x.cols;
    const std::int64_t slots = tokens * mixture.topK;
    float* out = mixture.out.f32();
    std::fill(out, out + tokens * hidden, 0.0f);

    for (std::size_t e = 0; e < mixture.experts.size(); ++e) {
        const ExpertWeights& expert = mixture.experts[e];
        std::vector<std::int64_t> own;
        for (std::int64_t slot = 0; slot < slots; ++slot)
            if (mixture.chosen[slot] == static_cast<std::int32_t>(e))
                own.push_back(slot);
        if (own.empty())
            continue;

        const std::int64_t ff = expert.gate.rows;
        std::vector<float> inner(own.size() * static_cast<std::size_t>(ff));
        m_pool.forRange(ff, kRowsPerChunk, [&](int, std::int64_t begin, std::int64_t end) {
            WeightRow gate(expert.gate);
            WeightRow up(expert.up);
            for (std::int64_t r = begin; r < end; ++r) {
                gate.load(r);
                up.load(r);
                for (std::size_t i = 0; i < own.size(); ++i) {
                    const float* x = mixture.x.f32() + own[i] / mixture.topK * hidden;
                    const float g = gate.dot(x);
                    inner[i * static_cast<std::size_t>(ff) + static_cast<std::size_t>(r)] =
                        g / (1.0f + std::exp(-g)) * up.dot(x);
                }
            }
        });
        m_pool.forRange(hidden, kRowsPerChunk, [&](int, std::int64_t begin, std::int64_t end) {
            WeightRow down(expert.down);
            for (std::int64_t r = begin; r < end; ++r) {
                down.load(r);
                for (std::size_t i = 0; i < own.size(); ++i)
                    out[own[i] / mixture.topK * hidden + r] +=
                        mixture.weights[own[i]]
                        * down.dot(inner.data() + i * static_cast<std::size_t>(ff));
            }
        });
    }
}

} // namespace kernels::cpu
