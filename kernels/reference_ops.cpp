#include "kernels/reference_ops.h"

#include "kernels/check.h"
#include "kernels/dequantise.h"
#include "kernels/rope_frequency.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <vector>

namespace kernels {
namespace {

double sigmoid(double x) { return 1.0 / (1.0 + std::exp(-x)); }

std::vector<float> dequantised(ConstTensorView weight)
{
    std::vector<float> values(static_cast<std::size_t>(weight.rows * weight.cols));
    for (std::int64_t r = 0; r < weight.rows; ++r)
        dequantiseRow(weight.dtype, weight.slice(r, 1).data, weight.cols,
                      values.data() + r * weight.cols);
    return values;
}

template <class Number>
double dot(const float* a, const Number* b, std::int64_t count)
{
    double sum = 0.0;
    for (std::int64_t i = 0; i < count; ++i)
        sum += double{a[i]} * double{b[i]};
    return sum;
}

// y (rows) = weight (rows, cols) * x (cols)
template <class Number>
std::vector<double> matvec(const std::vector<float>& weight, const Number* x, std::int64_t cols)
{
    std::vector<double> y(weight.size() / static_cast<std::size_t>(cols));
    for (std::size_t r = 0; r < y.size(); ++r)
        y[r] = dot(weight.data() + static_cast<std::int64_t>(r) * cols, x, cols);
    return y;
}

double inverseRms(const float* x, std::int64_t cols, float eps)
{
    return 1.0 / std::sqrt(dot(x, x, cols) / static_cast<double>(cols) + double{eps});
}

} // namespace

void ReferenceOps::embed(TensorView out, ConstTensorView table, std::span<const std::int32_t> ids)
{
    DCHECK(out.rows == static_cast<std::int64_t>(ids.size()) && out.cols == table.cols);
    for (std::size_t t = 0; t < ids.size(); ++t) {
        DCHECK(ids[t] >= 0 && ids[t] < table.rows);
        dequantiseRow(table.dtype, table.slice(ids[t], 1).data, table.cols,
                      out.f32() + static_cast<std::int64_t>(t) * out.cols);
    }
}

void ReferenceOps::rmsNorm(TensorView out, ConstTensorView x, ConstTensorView weight, float eps)
{
    DCHECK(out.rows == x.rows && out.cols == x.cols && weight.cols == x.cols);
    for (std::int64_t r = 0; r < x.rows; ++r) {
        const float* from = x.f32() + r * x.cols;
        const double factor = inverseRms(from, x.cols, eps);
        for (std::int64_t c = 0; c < x.cols; ++c)
            out.f32()[r * x.cols + c] =
                static_cast<float>(double{from[c]} * factor * double{weight.f32()[c]});
    }
}

void ReferenceOps::gatedRmsNorm(TensorView x, ConstTensorView gate, ConstTensorView weight,
                                float eps)
{
    DCHECK(gate.rows == x.rows && gate.cols == x.cols && weight.cols == x.cols);
    for (std::int64_t r = 0; r < x.rows; ++r) {
        float* row = x.f32() + r * x.cols;
        const double factor = inverseRms(row, x.cols, eps);
        for (std::int64_t c = 0; c < x.cols; ++c)
            row[c] = static_cast<float>(sigmoid(gate.f32()[r * x.cols + c]) * double{row[c]}
                                        * factor * double{weight.f32()[c]});
    }
}

void ReferenceOps::scaledAdd(TensorView out, ConstTensorView a, float alpha, ConstTensorView b,
                             float beta)
{
    DCHECK(out.rows == a.rows && out.cols == a.cols && b.rows == a.rows && b.cols == a.cols);
    for (std::int64_t i = 0; i < a.rows * a.cols; ++i)
        out.f32()[i] = static_cast<float>(double{alpha} * double{a.f32()[i]}
                                          + double{beta} * double{b.f32()[i]});
}

void ReferenceOps::silu(TensorView x)
{
    for (std::int64_t i = 0; i < x.rows * x.cols; ++i)
        x.f32()[i] = static_cast<float>(double{x.f32()[i]} * sigmoid(x.f32()[i]));
}

void ReferenceOps::matmul(TensorView out, ConstTensorView x, ConstTensorView weight,
                          Precision /*precision*/)
{
    DCHECK(out.rows == x.rows && out.cols == weight.rows && x.cols == weight.cols);
    std::vector<float> row(static_cast<std::size_t>(weight.cols));
    for (std::int64_t r = 0; r < weight.rows; ++r) {
        dequantiseRow(weight.dtype, weight.slice(r, 1).data, weight.cols, row.data());
        for (std::int64_t t = 0; t < x.rows; ++t)
            out.f32()[t * out.cols + r] =
                static_cast<float>(dot(row.data(), x.f32() + t * x.cols, x.cols));
    }
}

void ReferenceOps::rope(const Rope& rope)
{
    DCHECK(rope.rotaryDim % 2 == 0 && rope.rotaryDim <= rope.headDim);
    const int half = rope.rotaryDim / 2;
    for (int t = 0; t < rope.tokens; ++t) {
        for (int i = 0; i < half; ++i) {
            const float angle =
                static_cast<float>(rope.start + t) * ropeFrequency(rope.theta, i, rope.rotaryDim);
            const double cosine = double{std::cos(angle)};
            const double sine = double{std::sin(angle)};
            for (int h = 0; h < rope.heads; ++h) {
                float* x = rope.x + (std::int64_t{t} * rope.heads + h) * rope.headDim;
                const double low = double{x[i]};
                const double high = double{x[i + half]};
                x[i] = static_cast<float>(low * cosine - high * sine);
                x[i + half] = static_cast<float>(high * cosine + low * sine);
            }
        }
    }
}

void ReferenceOps::route(std::span<std::int32_t> chosen, std::span<float> weights,
                         ConstTensorView logits, int topK)
{
    DCHECK(topK >= 1 && topK <= logits.cols);
    DCHECK(static_cast<std::int64_t>(chosen.size()) == logits.rows * topK);
    DCHECK(weights.size() == chosen.size());
    std::vector<std::int32_t> order(static_cast<std::size_t>(logits.cols));
    for (std::int64_t t = 0; t < logits.rows; ++t) {
        const float* row = logits.f32() + t * logits.cols;
        std::iota(order.begin(), order.end(), 0);
        std::stable_sort(order.begin(), order.end(),
                         [row](std::int32_t a, std::int32_t b) { return row[a] > row[b]; });
        // The sum over all experts cancels out when the chosen are renormalised.
        double sum = 0.0;
        for (int k = 0; k < topK; ++k)
            sum += std::exp(double{row[order[k]]} - double{row[order[0]]});
        for (int k = 0; k < topK; ++k) {
            const std::size_t slot = static_cast<std::size_t>(t * topK + k);
            chosen[slot] = order[k];
            weights[slot] =
                static_cast<float>(std::exp(double{row[order[k]]} - double{row[order[0]]}) / sum);
        }
    }
}

void ReferenceOps::mixtureOfExperts(const MixtureOfExperts& mixture)
{
    const std::int64_t tokens = mixture.x.rows;
    const std::int64_t hidden = mixture.x.cols;
    DCHECK(mixture.out.rows == tokens && mixture.out.cols == hidden);
    std::vector<double> sums(static_cast<std::size_t>(tokens * hidden));

    // Expert by expert, so that its weights are dequantised once.
    for (std::size_t e = 0; e < mixture.experts.size(); ++e) {
        const std::int32_t* end = mixture.chosen + tokens * mixture.topK;
        if (std::find(mixture.chosen, end, static_cast<std::int32_t>(e)) == end)
            continue;
        const std::vector<float> gate = dequantised(mixture.experts[e].gate);
        const std::vector<float> up = dequantised(mixture.experts[e].up);
        const std::vector<float> down = dequantised(mixture.experts[e].down);
        for (std::int64_t slot = 0; slot < tokens * mixture.topK; ++slot) {
            if (mixture.chosen[slot] != static_cast<std::int32_t>(e))
                continue;
            const std::int64_t t = slot / mixture.topK;
            const float* x = mixture.x.f32() + t * hidden;
            std::vector<double> inner = matvec(gate, x, hidden);
            const std::vector<double> factors = matvec(up, x, hidden);
            for (std::size_t i = 0; i < inner.size(); ++i)
                inner[i] = inner[i] * sigmoid(inner[i]) * factors[i];
            const std::vector<double> y =
                matvec(down, inner.data(), static_cast<std::int64_t>(inner.size()));
            for (std::int64_t c = 0; c < hidden; ++c)
                sums[static_cast<std::size_t>(t * hidden + c)] +=
                    double{mixture.weights[slot]} * y[static_cast<std::size_t>(c)];
        }
    }
    for (std::size_t i = 0; i < sums.size(); ++i)
        mixture.out.f32()[i] = static_cast<float>(sums[i]);
}

} // namespace kernels
