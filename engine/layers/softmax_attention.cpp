#include "engine/layers/softmax_attention.h"

#include <cmath>

namespace engine {

using kernels::ConstTensorView;
using kernels::Ops;
using kernels::TensorView;

SoftmaxAttention::SoftmaxAttention(const ModelConfig& config, const LayerWeights& weights,
                                   kernels::Precision precision)
    : m_config(config)
    , m_weights(weights)
    , m_precision(precision)
{}

//     out = W_o softmax(q K^T / sqrt(headDim)) V,   q, k rotated by their positions
// Keys and values are needed of every token, queries and all that follows only of the wanted ones.
void SoftmaxAttention::forward(Ops& ops, const Batch& batch, LayerState& state, Scratch& scratch,
                               TensorView out, ConstTensorView h) const
{
    const kernels::KvCacheView cache = std::get<KvCache>(state).view();
    const TensorView k = scratch.keys(batch.count);
    const TensorView v = scratch.values(batch.count);
    ops.matmul(k, h, m_weights.k, m_precision);
    ops.matmul(v, h, m_weights.v, m_precision);
    rotate(ops, k, m_config.kvHeads, batch.start);
    ops.appendKv(cache, batch.start, k, v);
    if (batch.wanted == 0)
        return;

    const std::int64_t start = batch.start + batch.firstWanted();
    const TensorView q = scratch.wide(batch.wanted, m_config.attentionWidth());
    ops.matmul(q, h.slice(batch.firstWanted(), batch.wanted), m_weights.q, m_precision);
    rotate(ops, q, m_config.heads, start);

    const TensorView attended = scratch.attended(batch.wanted);
    kernels::SoftmaxAttention attention;
    attention.q = q.f32();
    attention.out = attended.f32();
    attention.cache = cache;
    attention.heads = m_config.heads;
    attention.start = start;
    attention.tokens = batch.wanted;
    attention.scale = 1.0f / std::sqrt(float(m_config.headDim));
    ops.softmaxAttention(attention);
    ops.matmul(out, attended, m_weights.output, m_precision);
}

void SoftmaxAttention::rotate(Ops& ops, TensorView x, int heads, std::int64_t start) const
{
    kernels::Rope rope;
    rope.x = x.f32();
    rope.start = start;
    rope.tokens = int(x.rows);
    rope.heads = heads;
    rope.headDim = m_config.headDim;
    rope.rotaryDim = m_config.rotaryDim;
    rope.theta = m_config.ropeTheta;
    ops.rope(rope);
}

} // namespace engine
