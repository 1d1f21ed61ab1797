// ModelConfig: the published hyperparameters of a hybrid-attention model, validated to be a model
// that this engine implements. Filled from config.json or from the metadata of a GGUF file.

#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace engine {

enum class LayerKind : std::uint8_t { Lightning, Softmax };

// The residual of a sublayer: x <- alpha * h + beta * sublayer(h), h = norm(x) (or x itself in the
// first term when the model is not post-norm).
struct ResidualFactors
{
    float alpha = 1.0f;
    float beta = 1.0f;
};

struct LayerConfig
{
    LayerKind kind = LayerKind::Lightning;
    ResidualFactors attention;
    ResidualFactors mlp;
    std::vector<float> decayRates; // (heads), of lightning layers: lambda = slope * layer factor
};

struct ModelConfig
{
    std::string architecture; // "minimax_m1", "minimax_text_01", "minimax" or GGUF's "minimax-01"
    std::string name;         // for people; may be empty
    int hidden = 0;
    int heads = 0;
    int kvHeads = 0; // of softmax layers; lightning layers have as many as heads
    int headDim = 0; // heads * headDim need not be hidden
    int rotaryDim = 0;
    float ropeTheta = 0.0f;
    int experts = 0;
    int expertsPerToken = 0;
    int expertHidden = 0; // the inner width of one expert
    int vocabulary = 0;   // rows of the embedding and of the head
    std::int64_t contextLimit = 0;
    float normEps = 0.0f;
    float lightningNormEps = 0.0f; // of the norm after lightning attention: another value
    bool isPostNorm = true;        // the residual takes the normed input
    std::vector<LayerConfig> layers;

    int attentionWidth() const { return heads * headDim; }
    int layerCount() const { return int(layers.size()); }
    int countOf(LayerKind kind) const;
};

// How the slopes of the heads are made when their number is not a power of two.
enum class SlopeSeries : std::uint8_t {
    Alibi,     // ALiBi's own code, and MiniMax's: interleaves two series
    Geometric, // 2^(-8 (h + 1) / heads) for any number of heads: model_type "minimax"
};

// The decay rates of one lightning layer (heads values): the slopes of the heads times
// 1 - layer / divisor + 1e-5, where divisor is layerCount - 1 in MiniMax's published code.
std::vector<float> decayRates(int heads, int layer, double divisor,
                              SlopeSeries series = SlopeSeries::Alibi);

} // namespace engine
