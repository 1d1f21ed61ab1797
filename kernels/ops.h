// Ops: the complete list of the mathematics that a hybrid-attention model needs, as an interface.
//
// Two implementations so far: ReferenceOps (scalar, double precision, the oracle of every check) and
// CpuOps (threads and SIMD). All activations are F32; a function may be called from one thread
// at a time; arguments are checked by DCHECK only, since the loaders validated every shape.

#pragma once

#include "kernels/tensor.h"

#include <cstdint>
#include <span>

namespace kernels {

// How exactly a matrix product treats its activations.
enum class Precision : std::uint8_t {
    Full, // activations stay F32 whatever the weights are: the LM head, and checks
    Fast, // with quantised weights, activations may be rounded to 8 bits per block of 32;
          // with F32, F16 and BF16 weights the same as Full
};

// Keys and values of one softmax layer, in pages of kPageTokens tokens. The layout of a page is
// made for the attention kernels: for each key-value head,
//     keys   [kPageTokens / kKeyBlock][headDim][kKeyBlock]   sixteen keys side by side, so that a
//                                                            vector holds one channel of 16 keys
//     values [kPageTokens][headDim]
// head after head: first the keys of head 0, then its values, then the keys of head 1 ...
struct KvCacheView
{
    static constexpr int kPageTokens = 256;
    static constexpr int kKeyBlock = 16;

    std::span<std::byte* const> pages; // enough for every position that is written or read
    DType dtype = DType::F32;          // F32 or F16
    int kvHeads = 0;
    int headDim = 0;

    static constexpr std::int64_t pageBytes(DType dtype, int kvHeads, int headDim)
    {
        return std::int64_t{2} * kvHeads * kPageTokens * rowBytes(dtype, headDim);
    }
};

// Softmax attention with grouped queries: query head h reads key-value head h / (heads / kvHeads).
// Causal: the query at position p sees the keys 0..p, which the cache already holds.
//     out = softmax(scale * q K^T) V
struct SoftmaxAttention
{
    const float* q = nullptr; // (tokens, heads * headDim), rotated
    float* out = nullptr;     // (tokens, heads * headDim), must not overlap q
    KvCacheView cache;
    int heads = 0;
    std::int64_t start = 0; // position of the first query
    int tokens = 0;
    float scale = 0.0f;
};

// Linear attention with a constant decay per head (lightning attention: Lightning Attention-2,
// arXiv:2401.04658; MiniMax-01, arXiv:2501.08313 section 2.2). Recurrent form:
//     S <- exp(-rate) * S + k v^T         out = S^T q
// Block form, for m tokens with local positions i, j = 1..m:
//     O     = (Q K^T . M) V + diag(exp(-rate i)) Q S,   M_ij = exp(-rate (i - j)) for i >= j, else 0
//     S_out = exp(-rate m) S + (diag(exp(-rate (m - j))) K)^T V
// The mask is made from the differences i - j, which are never negative: exp(rate j) overflows.
struct LinearAttention
{
    enum class Form : std::uint8_t {
        Automatic, // Recurrent for a few tokens, Block for more
        Recurrent,
        Block,
    };

    const float* qkv = nullptr;     // (tokens, heads, 3, dim): q, k and v of a head side by side
    const float* rates = nullptr;   // (heads), not negative
    const float* stateIn = nullptr; // (heads, dim, dim), [key channel][value channel]
    float* stateOut = nullptr;      // the same shape; may be stateIn
    float* out = nullptr;           // (tokens, heads * dim), must not overlap qkv
    int tokens = 0;
    int heads = 0;
    int dim = 0; // a multiple of 16
    Form form = Form::Automatic;
};

// Rotary position embedding on the first `rotaryDim` channels of each head, in place; channel i is
// paired with channel i + rotaryDim / 2 (RoFormer, arXiv:2104.09864, in GPT-NeoX's pairing):
//     angle = position * theta^(-2 i / rotaryDim)
// Angle, sine and cosine are formed in F32, as the reference implementation does: at a million
// positions an F64 angle would be more exact and yet disagree with what the model was trained on.
struct Rope
{
    float* x = nullptr; // (tokens, heads * headDim)
    std::int64_t start = 0;
    int tokens = 0;
    int heads = 0;
    int headDim = 0;
    int rotaryDim = 0; // even, at most headDim
    float theta = 0.0f;
};

// One expert of a mixture: w2 (silu(w1 x) . (w3 x)).
struct ExpertWeights
{
    ConstTensorView gate; // w1 (ff, hidden)
    ConstTensorView up;   // w3 (ff, hidden)
    ConstTensorView down; // w2 (hidden, ff)
};

// out = sum over the chosen experts e of weight_e * expert_e(x). `out` is overwritten.
struct MixtureOfExperts
{
    ConstTensorView x;                    // (tokens, hidden)
    TensorView out;                       // (tokens, hidden), must not overlap x
    const std::int32_t* chosen = nullptr; // (tokens, topK)
    const float* weights = nullptr;       // (tokens, topK)
    std::span<const ExpertWeights> experts;
    int topK = 0;
    Precision precision = Precision::Fast;
};

class Ops
{
public:
    virtual ~Ops() = default;

    // "reference", "cpu avx512" ...: for logs, the bench and the About box.
    virtual const char* name() const = 0;

    // out (tokens, hidden) = the rows of table (vocabulary, hidden) that the ids name.
    virtual void embed(TensorView out, ConstTensorView table,
                       std::span<const std::int32_t> ids) = 0;

    // Per row: out = x / sqrt(mean(x^2) + eps) * weight. weight (1, cols) F32; out may be x.
    virtual void rmsNorm(TensorView out, ConstTensorView x, ConstTensorView weight, float eps) = 0;

    // Per row: x = sigmoid(gate) . rmsNorm(x), in place: the output gate of lightning attention.
    virtual void gatedRmsNorm(TensorView x, ConstTensorView gate, ConstTensorView weight,
                              float eps) = 0;

    // out = alpha * a + beta * b, elementwise; out may be a or b.
    virtual void scaledAdd(TensorView out, ConstTensorView a, float alpha, ConstTensorView b,
                           float beta) = 0;

    // x = x * sigmoid(x), in place.
    virtual void silu(TensorView x) = 0;

    // out (tokens, rows) = x (tokens, cols) * weight (rows, cols)^T, accumulated in F32.
    virtual void matmul(TensorView out, ConstTensorView x, ConstTensorView weight,
                        Precision precision) = 0;

    virtual void rope(const Rope& rope) = 0;

    // Writes k and v (tokens, kvHeads * headDim) at positions start, start + 1 ... of the cache.
    virtual void appendKv(const KvCacheView& cache, std::int64_t start, ConstTensorView k,
                          ConstTensorView v) = 0;

    virtual void softmaxAttention(const SoftmaxAttention& attention) = 0;
    virtual void linearAttention(const LinearAttention& attention) = 0;

    // The topK largest of logits (tokens, experts) and their weights: the softmax over all experts,
    // renormalised over the chosen to sum to one. Of equal logits the lower index wins.
    // chosen and weights are (tokens, topK), in falling order.
    virtual void route(std::span<std::int32_t> chosen, std::span<float> weights,
                       ConstTensorView logits, int topK) = 0;

    virtual void mixtureOfExperts(const MixtureOfExperts& mixture) = 0;
};

} // namespace kernels
