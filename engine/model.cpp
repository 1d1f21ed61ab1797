#include "engine/model.h"

#include "engine/text.h"
#include "kernels/check.h"

#include <algorithm>
#include <limits>

namespace engine {

using kernels::Ops;
using kernels::TensorView;

Model::Model(const ModelConfig& config, const Weights& weights,
             std::span<const std::int32_t> suppressed, kernels::Precision precision)
    : m_config(config)
    , m_weights(weights)
    , m_suppressed(suppressed.begin(), suppressed.end())
{
    CHECK(weights.layers.size() == config.layers.size());
    m_layers.reserve(config.layers.size());
    for (std::size_t i = 0; i < config.layers.size(); ++i)
        m_layers.emplace_back(config, config.layers[i], weights.layers[i], precision);
}

Status Model::forward(Ops& ops, SequenceState& state, Scratch& scratch,
                      std::span<const std::int32_t> ids, int wanted, std::stop_token stop) const
{
    const int count = int(ids.size());
    CHECK(count > 0 && count <= scratch.maxTokens() && wanted >= 0 && wanted <= count);
    for (const std::int32_t id : ids)
        if (id < 0 || id >= m_config.vocabulary)
            return Error{ErrorCode::InvalidArgument,
                         concat("token id ", id, " is outside the vocabulary of ",
                                m_config.vocabulary, " tokens")};
    if (Status status = state.prepare(count); !status)
        return status;

    const TensorView x = scratch.stream(count);
    ops.embed(x, m_weights.embedding, ids);
    const int last = m_config.layerCount() - 1;
    for (int i = 0; i <= last; ++i) {
        if (stop.stop_requested())
            return Error{ErrorCode::Stopped, "reading was stopped"};
        // What the last layer says of a token is needed only where a next token is asked for. Its
        // state needs every token. With one softmax layer, at the end, a document is therefore read
        // in linear time.
        const Batch batch{state.tokens(), count, i == last ? wanted : count};
        m_layers[std::size_t(i)].forward(ops, batch, state.layer(i), scratch, x);
    }

    state.commit(count);
    state.setHasLastHidden(wanted > 0);
    if (wanted > 0)
        std::copy_n(x.slice(count - 1, 1).f32(), m_config.hidden, state.lastHidden().begin());
    return Done{};
}

void Model::head(Ops& ops, TensorView stream, TensorView logits) const
{
    ops.rmsNorm(stream, stream, m_weights.finalNorm, m_config.normEps);
    ops.matmul(logits, stream, m_weights.head, kernels::Precision::Full);
    for (std::int64_t row = 0; row < logits.rows; ++row)
        for (const std::int32_t id : m_suppressed)
            logits.f32()[row * logits.cols + id] = -std::numeric_limits<float>::infinity();
}

} // namespace engine
