// What reading costs, as formulas of the model's numbers: arithmetic, memory and, with a measured
// speed, time; for the model as it is and for the same model with softmax attention in every layer.
// Pure.

#pragma once

#include "engine/model_config.h"
#include "kernels/dtype.h"

#include <QList>
#include <QString>

#include <optional>

namespace documents {

struct ModelShape
{
    engine::ModelConfig config;
    qint64 weightBytes = 0;
    kernels::DType kvType = kernels::DType::F32;
    int chunkTokens = 0;
};

enum class Attention { AsBuilt, SoftmaxEverywhere };

// Of the same widths; each lightning layer becomes a softmax layer like those that the model has.
engine::ModelConfig withAttention(const engine::ModelConfig& config, Attention attention);

// The weights in matrices that one token is multiplied with, per layer and in all of them. Without
// the embedding, which is looked up, and the head, which only the last token needs.
//   lightning:  hidden * width * 5      q, k, v, output gate, output;  width = heads * headDim
//   softmax:    hidden * (2 * width + 2 * kvHeads * headDim)      q, output; k, v
//   experts:    hidden * experts + expertsPerToken * 3 * hidden * expertHidden, with the router
double weightsPerToken(const engine::ModelConfig& config);

// Of a token that is only read, nobody asks what the last layer makes: that layer keeps its keys and
// values, and neither attends nor asks its experts. With a single softmax layer, at the end as in
// MiniMax-M1's blocks of eight, reading is linear in the length.
double weightsPerReadToken(const engine::ModelConfig& config);
int layersOfPairs(const engine::ModelConfig& config); // softmax layers that attend while reading

// Floating-point operations of reading `tokens` tokens; a multiplication and an addition are two.
// Additions of norms, activations and residuals are left out: less than a hundredth of the rest.
struct Arithmetic
{
    // 2 * weightsPerReadToken for each token.
    double matrices = 0.0;
    // The state of each head decays, takes up k vT (3 headDim^2) and is read by q (2 headDim^2);
    // Qin et al., arXiv 2401.04658, section 3. In blocks of tokens, as engines compute it, these
    // are 4 headDim^2 and 2 headDim for each token of half a block: about as much. The last layer
    // is not read by q.
    double lightning = 0.0;
    // q kT and the sum of v: 4 * width for each pair of a token and one that is not behind it.
    double softmax = 0.0;

    double total() const { return matrices + lightning + softmax; }
};
Arithmetic arithmeticFor(const ModelShape& shape, qint64 tokens, Attention attention);

// Weights, state, keys and values, and working memory, as engine::planMemory gives them. The
// weights count as those of the model as it is in both cases.
qint64 bytesFor(const ModelShape& shape, qint64 tokens, Attention attention);

// A reading that took place: `tokens` behind `found` that were there before.
struct MeasuredRun
{
    qint64 tokens = 0;
    double seconds = 0.0;
    qint64 bytes = 0; // of the program's memory behind it
    QString device;
    qint64 found = 0;
};

// What one operation takes: work that each token costs alike, and work that grows with what lies in
// front of it, which runs at another speed.
struct Speed
{
    double secondsPerSteady = 0.0;  // of matrices and lightning
    double secondsPerSoftmax = 0.0; // of softmax
};
// Least squares of the relative errors. One speed for both kinds where the runs are too alike to
// tell them apart; nothing without runs.
std::optional<Speed> speedOf(const ModelShape& shape, const QList<MeasuredRun>& runs);
double secondsFor(const ModelShape& shape, qint64 tokens, Attention attention, const Speed& speed);

} // namespace documents
