#include "engine/state.h"

#include "engine/text.h"
#include "kernels/check.h"

#include <cstring>

namespace engine {

using kernels::Buffer;
using kernels::DType;
using kernels::KvCacheView;

namespace {

Error outOfMemory(const char* what, std::int64_t bytes)
{
    return {ErrorCode::OutOfMemory,
            concat("there is no memory for ", what, " (", bytes, " bytes)")};
}

std::int64_t pagesFor(std::int64_t tokens)
{
    return (tokens + KvCacheView::kPageTokens - 1) / KvCacheView::kPageTokens;
}

} // namespace

KvCache::KvCache(DType dtype, int kvHeads, int headDim)
    : m_dtype(dtype)
    , m_kvHeads(kvHeads)
    , m_headDim(headDim)
{
    CHECK(dtype == DType::F32 || dtype == DType::F16);
}

std::int64_t KvCache::pageBytes() const
{
    return KvCacheView::pageBytes(m_dtype, m_kvHeads, m_headDim);
}

Status KvCache::prepareWrite(std::int64_t start, int count)
{
    const std::int64_t wanted = pagesFor(start + count);
    const std::int64_t firstWritten = start / KvCacheView::kPageTokens;
    for (std::int64_t i = firstWritten; i < wanted; ++i) {
        const bool exists = i < std::int64_t(m_pages.size());
        if (exists && m_pages[std::size_t(i)].use_count() == 1)
            continue;
        auto page = std::make_shared<Buffer>(Buffer::create(pageBytes()));
        if (!*page)
            return outOfMemory(
                concat("the key-value cache of token ", i * KvCacheView::kPageTokens).c_str(),
                pageBytes());
        if (exists) {
            std::memcpy(page->data(), m_pages[std::size_t(i)]->data(), std::size_t(pageBytes()));
            m_pages[std::size_t(i)] = std::move(page);
        } else {
            m_pages.push_back(std::move(page));
            m_addresses.push_back(nullptr);
        }
        m_addresses[std::size_t(i)] = m_pages[std::size_t(i)]->data();
    }
    return Done{};
}

void KvCache::truncate(std::int64_t tokens)
{
    m_pages.resize(std::size_t(std::min(pagesFor(tokens), std::int64_t(m_pages.size()))));
    m_addresses.resize(m_pages.size());
}

KvCacheView KvCache::view() const { return {m_addresses, m_dtype, m_kvHeads, m_headDim}; }

Result<RecurrentState> RecurrentState::create(int heads, int headDim)
{
    RecurrentState state;
    const std::int64_t bytes =
        std::int64_t{heads} * headDim * headDim * std::int64_t{sizeof(float)};
    state.m_current = Buffer::create(bytes);
    if (!state.m_current)
        return outOfMemory("the state of a lightning layer", bytes);
    return state;
}

Status RecurrentState::prepareWrite()
{
    if (!m_next)
        m_next = Buffer::create(bytes());
    if (!m_next)
        return outOfMemory("the next state of a lightning layer", bytes());
    return Done{};
}

Result<RecurrentState> RecurrentState::copy() const
{
    RecurrentState state;
    state.m_current = Buffer::create(bytes());
    if (!state.m_current)
        return outOfMemory("a copy of the state of a lightning layer", bytes());
    std::memcpy(state.m_current.data(), m_current.data(), std::size_t(bytes()));
    return state;
}

Result<SequenceState> SequenceState::create(const ModelConfig& config, DType kvType)
{
    SequenceState state;
    state.m_kvType = kvType;
    state.m_lastHidden.resize(std::size_t(config.hidden));
    state.m_layers.reserve(config.layers.size());
    for (const LayerConfig& layer : config.layers) {
        if (layer.kind == LayerKind::Softmax) {
            state.m_layers.emplace_back(KvCache(kvType, config.kvHeads, config.headDim));
            continue;
        }
        Result<RecurrentState> recurrent = RecurrentState::create(config.heads, config.headDim);
        if (!recurrent)
            return recurrent.error();
        state.m_layers.emplace_back(std::move(*recurrent));
    }
    return state;
}

Status SequenceState::prepare(int count)
{
    for (LayerState& layer : m_layers) {
        KvCache* cache = std::get_if<KvCache>(&layer);
        Status status = cache ? cache->prepareWrite(m_tokens, count)
                              : std::get<RecurrentState>(layer).prepareWrite();
        if (!status)
            return status;
    }
    return Done{};
}

void SequenceState::commit(int count)
{
    for (LayerState& layer : m_layers)
        if (RecurrentState* recurrent = std::get_if<RecurrentState>(&layer))
            recurrent->commit();
    m_tokens += count;
}

Result<SequenceState> SequenceState::snapshot() const
{
    SequenceState copy;
    copy.m_layers.reserve(m_layers.size());
    for (const LayerState& layer : m_layers) {
        if (const KvCache* cache = std::get_if<KvCache>(&layer)) {
            copy.m_layers.emplace_back(*cache);
            continue;
        }
        Result<RecurrentState> recurrent = std::get<RecurrentState>(layer).copy();
        if (!recurrent)
            return recurrent.error();
        copy.m_layers.emplace_back(std::move(*recurrent));
    }
    copy.m_lastHidden = m_lastHidden;
    copy.m_hasLastHidden = m_hasLastHidden;
    copy.m_tokens = m_tokens;
    copy.m_kvType = m_kvType;
    copy.truncate(m_tokens); // pages behind the committed tokens belong to a chunk that was stopped
    return copy;
}

bool SequenceState::canTruncate() const
{
    for (const LayerState& layer : m_layers)
        if (std::holds_alternative<RecurrentState>(layer))
            return false;
    return true;
}

void SequenceState::truncate(std::int64_t tokens)
{
    CHECK(tokens <= m_tokens);
    CHECK(tokens == m_tokens || canTruncate());
    for (LayerState& layer : m_layers)
        if (KvCache* cache = std::get_if<KvCache>(&layer))
            cache->truncate(tokens);
    if (tokens < m_tokens)
        m_hasLastHidden = false;
    m_tokens = tokens;
}

std::int64_t SequenceState::recurrentBytes() const
{
    std::int64_t bytes = 0;
    for (const LayerState& layer : m_layers)
        if (const RecurrentState* recurrent = std::get_if<RecurrentState>(&layer))
            bytes += recurrent->bytes();
    return bytes;
}

StateSize stateSize(const ModelConfig& config, DType kvType, std::int64_t tokens)
{
    const std::int64_t softmaxLayers = config.countOf(LayerKind::Softmax);
    const std::int64_t lightningLayers = config.countOf(LayerKind::Lightning);
    const std::int64_t pageBytes =
        KvCacheView::pageBytes(kvType, config.kvHeads, config.headDim) * softmaxLayers;

    StateSize size;
    size.recurrentBytes = lightningLayers * config.heads * config.headDim * config.headDim
                          * std::int64_t{sizeof(float)};
    size.kvBytes = pagesFor(tokens) * pageBytes;
    size.kvBytesPerToken = pageBytes / KvCacheView::kPageTokens;
    return size;
}

} // namespace engine
