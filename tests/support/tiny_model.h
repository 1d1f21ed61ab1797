// TinyModel: a random hybrid model, and its files in every layout that Levin reads.
//
// All weights are multiples of 1/128 from -1 to 1, which F32, F16 and BF16 hold exactly: there is
// one truth for all of these types.

#pragma once

#include "engine/file_bytes.h"
#include "engine/weights.h"
#include "tests/checks/check.h"
#include "tests/support/bytes.h"
#include "tests/support/gguf_builder.h"
#include "tests/support/safetensors_builder.h"

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

// How numbers are stored.
struct TinyTypes
{
    kernels::DType matrix = kernels::DType::BF16;
    kernels::DType router = kernels::DType::F32;
    kernels::DType norm = kernels::DType::F32;
};

// Hugging Face folders.
enum class TinyLayout {
    MiniMax,              // model_type minimax_m1
    TransformersStacked,  // model_type minimax, stacked experts
    TransformersSeparate, // model_type minimax, an expert at a time
};

std::string tinyConfigJson(const TinyModel& model, TinyLayout layout = TinyLayout::MiniMax);

Bytes tinySafetensors(const TinyModel& model, TinyLayout layout = TinyLayout::MiniMax,
                      TinyTypes types = {});

// The same in several files, which the index names.
struct TinyShards
{
    std::string indexJson;
    std::map<std::string, Bytes> files;
};
TinyShards tinyShards(const TinyModel& model, int shards);

// GGUF without a tokenizer. Matrices may be of quantised types: then their blocks are random.
GgufBuilder tinyGguf(const TinyModel& model, TinyTypes types = {});

// The same in several files; the first has the keys.
std::vector<Bytes> tinySplitGguf(const TinyModel& model, int parts, TinyTypes types = {});

// Every weight is there and is the model's, to the bit.
void expectWeights(Context& context, const engine::Weights& weights, const TinyModel& model);

} // namespace checks
