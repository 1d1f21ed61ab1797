#include "engine/scratch.h"

#include "engine/text.h"

namespace engine {

using kernels::Buffer;

Result<Scratch> Scratch::create(const ModelConfig& config, int maxTokens)
{
    Scratch scratch;
    scratch.m_maxTokens = maxTokens;
    scratch.m_hidden = config.hidden;
    scratch.m_attentionWidth = config.attentionWidth();
    scratch.m_kvWidth = std::int64_t{config.kvHeads} * config.headDim;
    scratch.m_experts = config.experts;

    struct Wanted
    {
        Buffer& buffer;
        std::int64_t cols;
    };
    const Wanted all[] = {
        {scratch.m_stream, config.hidden},
        {scratch.m_normed, config.hidden},
        {scratch.m_branch, config.hidden},
        {scratch.m_wide, 3 * scratch.m_attentionWidth},
        {scratch.m_keys, scratch.m_kvWidth},
        {scratch.m_values, scratch.m_kvWidth},
        {scratch.m_attended, scratch.m_attentionWidth},
        {scratch.m_gate, scratch.m_attentionWidth},
        {scratch.m_routing, config.experts},
    };
    for (const Wanted& wanted : all) {
        const std::int64_t bytes = wanted.cols * maxTokens * std::int64_t{sizeof(float)};
        wanted.buffer = Buffer::create(bytes);
        if (!wanted.buffer)
            return Error{ErrorCode::OutOfMemory,
                         concat("there is no memory for the activations of ", maxTokens,
                                " tokens (", bytes, " bytes)")};
    }
    const std::size_t slots = std::size_t(maxTokens) * std::size_t(config.expertsPerToken);
    scratch.chosen.resize(slots);
    scratch.expertWeights.resize(slots);
    return scratch;
}

std::int64_t Scratch::bytesFor(const ModelConfig& config, int maxTokens)
{
    const std::int64_t kvWidth = std::int64_t{config.kvHeads} * config.headDim;
    const std::int64_t cols = std::int64_t{3} * config.hidden
                              + std::int64_t{5} * config.attentionWidth() + 2 * kvWidth
                              + config.experts + std::int64_t{2} * config.expertsPerToken;
    return cols * maxTokens * std::int64_t{sizeof(float)};
}

} // namespace engine
