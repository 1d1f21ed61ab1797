// TinyModel: a random hybrid model of a few thousand weights; tiny_files.h writes it in every layout
// that Levin reads.
//
// All weights are multiples of 1/128 from -1 to 1, which F32, F16 and BF16 hold exactly: there is
// one truth for all of these types.

#pragma once

#include "engine/weights.h"
#include "tests/checks/check.h"

#include <map>

namespace checks {

struct TinyDimensions
{
    std::vector<int> layerTypes = {0, 1, 0, 0}; // 0 lightning, 1 softmax
    int hidden = 32;
    int heads = 4;
    int kvHeads = 2;
    int headDim = 16;
    int rotaryDim = 8;
    int experts = 4;
    int expertsPerToken = 2;
    int expertHidden = 32;
    int vocabulary = 24;
};

// The least that has every kind of tensor.
TinyDimensions smallestDimensions();

struct TinyTensor
{
    std::vector<std::int64_t> shape; // outermost first
    std::vector<float> values;
};

struct TinyModel
{
    explicit TinyModel(unsigned seed, const TinyDimensions& dimensions = {});

    TinyDimensions dimensions;
    std::map<std::string, TinyTensor> tensors; // by the names of MiniMax's checkpoints
};

// Every weight is there and is the model's, to the bit; quantised ones as
// tests/support/quantise.h rounds them.
void expectWeights(Context& context, const engine::Weights& weights, const TinyModel& model);

} // namespace checks
