// The two attentions of ReferenceOps.

#include "kernels/check.h"
#include "kernels/half.h"
#include "kernels/kv_page.h"
#include "kernels/reference_ops.h"

#include <algorithm>
#include <cmath>
#include <vector>

namespace kernels {
namespace {

void storeElement(const KvCacheView& cache, std::int64_t position, std::int64_t offset, float value)
{
    std::byte* page = cache.pages[static_cast<std::size_t>(position / KvCacheView::kPageTokens)];
    if (cache.dtype == DType::F16)
        reinterpret_cast<std::uint16_t*>(page)[offset] = f32ToF16(value);
    else
        reinterpret_cast<float*>(page)[offset] = value;
}

double loadElement(const KvCacheView& cache, std::int64_t position, std::int64_t offset)
{
    std::byte* page = cache.pages[static_cast<std::size_t>(position / KvCacheView::kPageTokens)];
    if (cache.dtype == DType::F16)
        return double{f16ToF32(reinterpret_cast<const std::uint16_t*>(page)[offset])};
    return double{reinterpret_cast<const float*>(page)[offset]};
}

int slotOf(std::int64_t position) { return static_cast<int>(position % KvCacheView::kPageTokens); }

// One query head against the keys and values 0..position of its key-value head.
void attend(const SoftmaxAttention& attention, int kvHead, std::int64_t position, const float* q,
            float* out)
{
    const KvCacheView& cache = attention.cache;
    const KvPage page{cache.headDim};
    std::vector<double> scores(static_cast<std::size_t>(position + 1));
    for (std::int64_t p = 0; p <= position; ++p) {
        double score = 0.0;
        for (int c = 0; c < cache.headDim; ++c)
            score += double{q[c]} * loadElement(cache, p, page.key(kvHead, slotOf(p), c));
        scores[static_cast<std::size_t>(p)] = score * double{attention.scale};
    }
    const double largest = *std::max_element(scores.begin(), scores.end());
    double sum = 0.0;
    for (double& score : scores) {
        score = std::exp(score - largest);
        sum += score;
    }
    for (int c = 0; c < cache.headDim; ++c) {
        double value = 0.0;
        for (std::int64_t p = 0; p <= position; ++p)
            value += scores[static_cast<std::size_t>(p)]
                     * loadElement(cache, p, page.value(kvHead, slotOf(p), c));
        out[c] = static_cast<float>(value / sum);
    }
}

// q, k, v and the output of one head of linear attention, by token.
struct LinearHead
{
    const LinearAttention& attention;
    int head;

    const float* part(int token, int which) const
    {
        return attention.qkv
               + ((std::int64_t{token} * attention.heads + head) * 3 + which) * attention.dim;
    }
    const float* q(int token) const { return part(token, 0); }
    const float* k(int token) const { return part(token, 1); }
    const float* v(int token) const { return part(token, 2); }
    float* out(int token) const
    {
        return attention.out + (std::int64_t{token} * attention.heads + head) * attention.dim;
    }
    double rate() const { return double{attention.rates[head]}; }
    std::int64_t stateOffset() const { return std::int64_t{head} * attention.dim * attention.dim; }

    double queryKey(int i, int j) const
    {
        double sum = 0.0;
        for (int d = 0; d < attention.dim; ++d)
            sum += double{q(i)[d]} * double{k(j)[d]};
        return sum;
    }
};

using State = std::vector<double>; // (dim, dim)

void recur(const LinearHead& head, State& state)
{
    const int dim = head.attention.dim;
    const double decay = std::exp(-head.rate());
    std::vector<double> sums(static_cast<std::size_t>(dim));
    for (int t = 0; t < head.attention.tokens; ++t) {
        std::fill(sums.begin(), sums.end(), 0.0);
        for (int d = 0; d < dim; ++d) {
            for (int e = 0; e < dim; ++e) {
                double& cell = state[static_cast<std::size_t>(d * dim + e)];
                cell = decay * cell + double{head.k(t)[d]} * double{head.v(t)[e]};
                sums[static_cast<std::size_t>(e)] += double{head.q(t)[d]} * cell;
            }
        }
        for (int e = 0; e < dim; ++e)
            head.out(t)[e] = static_cast<float>(sums[static_cast<std::size_t>(e)]);
    }
}

// The block formula of ops.h for the m tokens from `first` on; i and j count from 1 there and
// from 0 here.
void attendBlock(const LinearHead& head, int first, int m, State& state)
{
    const int dim = head.attention.dim;
    const double rate = head.rate();
    std::vector<double> sums(static_cast<std::size_t>(dim));
    for (int i = 0; i < m; ++i) {
        std::fill(sums.begin(), sums.end(), 0.0);
        for (int j = 0; j <= i; ++j) {
            const double weight = std::exp(-rate * (i - j)) * head.queryKey(first + i, first + j);
            for (int e = 0; e < dim; ++e)
                sums[static_cast<std::size_t>(e)] += weight * double{head.v(first + j)[e]};
        }
        for (int d = 0; d < dim; ++d) {
            const double weight = std::exp(-rate * (i + 1)) * double{head.q(first + i)[d]};
            for (int e = 0; e < dim; ++e)
                sums[static_cast<std::size_t>(e)] +=
                    weight * state[static_cast<std::size_t>(d * dim + e)];
        }
        for (int e = 0; e < dim; ++e)
            head.out(first + i)[e] = static_cast<float>(sums[static_cast<std::size_t>(e)]);
    }
    for (double& cell : state)
        cell *= std::exp(-rate * m);
    for (int j = 0; j < m; ++j)
        for (int d = 0; d < dim; ++d) {
            const double key = std::exp(-rate * (m - 1 - j)) * double{head.k(first + j)[d]};
            for (int e = 0; e < dim; ++e)
                state[static_cast<std::size_t>(d * dim + e)] += key * double{head.v(first + j)[e]};
        }
}

} // namespace

void ReferenceOps::appendKv(const KvCacheView& cache, std::int64_t start, ConstTensorView k,
                            ConstTensorView v)
{
    DCHECK(k.rows == v.rows && k.cols == v.cols);
    DCHECK(k.cols == std::int64_t{cache.kvHeads} * cache.headDim);
    const KvPage page{cache.headDim};
    for (std::int64_t t = 0; t < k.rows; ++t) {
        const int slot = slotOf(start + t);
        for (int h = 0; h < cache.kvHeads; ++h) {
            for (int c = 0; c < cache.headDim; ++c) {
                const std::int64_t from = t * k.cols + std::int64_t{h} * cache.headDim + c;
                storeElement(cache, start + t, page.key(h, slot, c), k.f32()[from]);
                storeElement(cache, start + t, page.value(h, slot, c), v.f32()[from]);
            }
        }
    }
}

void ReferenceOps::softmaxAttention(const SoftmaxAttention& attention)
{
    const int headDim = attention.cache.headDim;
    DCHECK(attention.heads % attention.cache.kvHeads == 0);
    const int group = attention.heads / attention.cache.kvHeads;
    for (int t = 0; t < attention.tokens; ++t) {
        for (int h = 0; h < attention.heads; ++h) {
            const std::int64_t offset = (std::int64_t{t} * attention.heads + h) * headDim;
            attend(attention, h / group, attention.start + t, attention.q + offset,
                   attention.out + offset);
        }
    }
}

void ReferenceOps::linearAttention(const LinearAttention& attention)
{
    constexpr int kBlock = 256;
    const std::int64_t cells = std::int64_t{attention.dim} * attention.dim;
    for (int h = 0; h < attention.heads; ++h) {
        const LinearHead head{attention, h};
        const float* from = attention.stateIn + head.stateOffset();
        State state(from, from + cells);
        if (attention.form == LinearAttention::Form::Block)
            for (int first = 0; first < attention.tokens; first += kBlock)
                attendBlock(head, first, std::min(kBlock, attention.tokens - first), state);
        else
            recur(head, state);
        for (std::int64_t i = 0; i < cells; ++i)
            attention.stateOut[head.stateOffset() + i] =
                static_cast<float>(state[static_cast<std::size_t>(i)]);
    }
}

void referenceQuadraticLinearAttention(const LinearAttention& attention)
{
    const int dim = attention.dim;
    for (int h = 0; h < attention.heads; ++h) {
        const LinearHead head{attention, h};
        const float* state = attention.stateIn + head.stateOffset();
        for (int t = 0; t < attention.tokens; ++t) {
            std::vector<double> sums(static_cast<std::size_t>(dim));
            for (int s = 0; s <= t; ++s) {
                const double weight = std::exp(-head.rate() * (t - s)) * head.queryKey(t, s);
                for (int e = 0; e < dim; ++e)
                    sums[static_cast<std::size_t>(e)] += weight * double{head.v(s)[e]};
            }
            for (int d = 0; d < dim; ++d) {
                const double weight = std::exp(-head.rate() * (t + 1)) * double{head.q(t)[d]};
                for (int e = 0; e < dim; ++e)
                    sums[static_cast<std::size_t>(e)] += weight * double{state[d * dim + e]};
            }
            for (int e = 0; e < dim; ++e)
                head.out(t)[e] = static_cast<float>(sums[static_cast<std::size_t>(e)]);
        }
    }
}

} // namespace kernels
