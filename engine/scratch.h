// Scratch: all activation buffers of one chunk of tokens, allocated once, so that the forward pass
// allocates nothing. All are F32; n is the number of tokens of the chunk.

#pragma once

#include "engine/model_config.h"
#include "engine/result.h"
#include "kernels/buffer.h"
#include "kernels/tensor.h"

#include <cstdint>
#include <vector>

namespace engine {

class Scratch
{
public:
    static Result<Scratch> create(const ModelConfig& config, int maxTokens);

    int maxTokens() const { return m_maxTokens; }

    // The first n rows of each buffer.
    kernels::TensorView stream(int n) const { return rows(m_stream, n, m_hidden); } // x
    kernels::TensorView normed(int n) const { return rows(m_normed, n, m_hidden); } // h
    kernels::TensorView branch(int n) const { return rows(m_branch, n, m_hidden); } // f(h)
    kernels::TensorView wide(int n, std::int64_t cols) const { return rows(m_wide, n, cols); }
    kernels::TensorView keys(int n) const { return rows(m_keys, n, m_kvWidth); }
    kernels::TensorView values(int n) const { return rows(m_values, n, m_kvWidth); }
    kernels::TensorView attended(int n) const { return rows(m_attended, n, m_attentionWidth); }
    kernels::TensorView gate(int n) const { return rows(m_gate, n, m_attentionWidth); }
    kernels::TensorView routing(int n) const { return rows(m_routing, n, m_experts); }

    std::vector<std::int32_t> chosen; // (n, experts per token)
    std::vector<float> expertWeights; // (n, experts per token)

    // The memory of a Scratch of maxTokens tokens.
    static std::int64_t bytesFor(const ModelConfig& config, int maxTokens);

private:
    static kernels::TensorView rows(const kernels::Buffer& buffer, int n, std::int64_t cols)
    {
        return {buffer.data(), kernels::DType::F32, n, cols};
    }

    int m_maxTokens = 0;
    std::int64_t m_hidden = 0;
    std::int64_t m_attentionWidth = 0;
    std::int64_t m_kvWidth = 0;
    std::int64_t m_experts = 0;
    kernels::Buffer m_stream, m_normed, m_branch; // (n, hidden)
    kernels::Buffer m_wide;                       // (n, 3 * attention width): q, k, v; or q alone
    kernels::Buffer m_keys, m_values;             // (n, kvHeads * headDim)
    kernels::Buffer m_attended, m_gate;           // (n, attention width)
    kernels::Buffer m_routing;                    // (n, experts)
};

} // namespace engine
