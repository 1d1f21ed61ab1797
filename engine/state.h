// SequenceState: what one sequence of tokens has left in the model's memory: for each softmax layer
// a cache of keys and values that grows, for each lightning layer one matrix per head that does not.
//
// A chunk of tokens is a transaction: layers write the new keys behind the committed ones and the
// new matrices beside the old ones, and only commit() makes them count. A chunk that was stopped
// half way therefore leaves no trace, which matters because a decayed sum cannot be undone.

#pragma once

#include "engine/model_config.h"
#include "engine/result.h"
#include "kernels/buffer.h"
#include "kernels/ops.h"

#include <cstdint>
#include <memory>
#include <span>
#include <variant>
#include <vector>

namespace engine {

// Keys and values of one softmax layer, in pages. Pages are shared between a state and its
// snapshots (the one place where ownership is shared: a page lives as long as any state that
// remembers it) and copied when one of them is about to write into it.
class KvCache
{
public:
    KvCache(kernels::DType dtype, int kvHeads, int headDim);

    // Makes positions [start, start + count) writable: allocates pages and copies shared ones.
    Status prepareWrite(std::int64_t start, int count);
    // Drops the pages that hold no position below `tokens`.
    void truncate(std::int64_t tokens);

    kernels::KvCacheView view() const;
    std::int64_t pageBytes() const;
    std::span<const std::shared_ptr<kernels::Buffer>> pages() const { return m_pages; }

private:
    kernels::DType m_dtype;
    int m_kvHeads;
    int m_headDim;
    std::vector<std::shared_ptr<kernels::Buffer>> m_pages;
    std::vector<std::byte*> m_addresses; // of m_pages, for the kernels
};

// The matrices of one lightning layer, (heads, headDim, headDim) F32: the committed ones and room
// for the next ones.
class RecurrentState
{
public:
    static Result<RecurrentState> create(int heads, int headDim);

    Status prepareWrite(); // makes next() valid
    float* current() const { return m_current.f32(); }
    float* next() const { return m_next.f32(); }
    void commit() { std::swap(m_current, m_next); }

    Result<RecurrentState> copy() const; // of the committed matrices
    std::int64_t bytes() const { return m_current.bytes(); }

private:
    kernels::Buffer m_current;
    kernels::Buffer m_next;
};

using LayerState = std::variant<KvCache, RecurrentState>;

class SequenceState
{
public:
    // kvType: F32 or F16.
    static Result<SequenceState> create(const ModelConfig& config, kernels::DType kvType);

    // Tokens that are committed.
    std::int64_t tokens() const { return m_tokens; }
    LayerState& layer(int index) { return m_layers[std::size_t(index)]; }
    const LayerState& layer(int index) const { return m_layers[std::size_t(index)]; }
    int layerCount() const { return int(m_layers.size()); }
    kernels::DType kvType() const { return m_kvType; }

    // Room for `count` more tokens; on OutOfMemory the state stays as it was and usable.
    Status prepare(int count);
    void commit(int count);

    // The residual stream (hidden) of the last token behind the last layer: the next token's logits
    // can be computed from it again. Valid when hasLastHidden.
    std::span<float> lastHidden() { return m_lastHidden; }
    std::span<const float> lastHidden() const { return m_lastHidden; }
    bool hasLastHidden() const { return m_hasLastHidden; }
    void setHasLastHidden(bool value) { m_hasLastHidden = value; }

    // A copy that goes its own way: matrices are copied, key-value pages are shared until written.
    Result<SequenceState> snapshot() const;

    // True when the state can be cut back to fewer tokens: only without lightning layers.
    bool canTruncate() const;
    void truncate(std::int64_t tokens);

    // For loading a state from a file, after the layers' contents have been written.
    void restoreTokens(std::int64_t tokens) { m_tokens = tokens; }

    // Memory of the matrices, which a snapshot copies.
    std::int64_t recurrentBytes() const;

private:
    std::vector<LayerState> m_layers;
    std::vector<float> m_lastHidden; // (hidden)
    std::int64_t m_tokens = 0;
    kernels::DType m_kvType = kernels::DType::F32;
    bool m_hasLastHidden = false;
};

// What a state of `tokens` tokens needs in memory, by the model's numbers alone.
struct StateSize
{
    std::int64_t recurrentBytes = 0; // whatever the length; twice this while a chunk is computed
    std::int64_t kvBytes = 0;        // pages for all tokens
    std::int64_t kvBytesPerToken = 0;
};
StateSize stateSize(const ModelConfig& config, kernels::DType kvType, std::int64_t tokens);

} // namespace engine
