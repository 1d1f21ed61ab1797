// The files of a TinyModel in every layout that Levin reads.

#pragma once

#include "tests/support/bytes.h"
#include "tests/support/gguf_builder.h"
#include "tests/support/safetensors_builder.h"
#include "tests/support/tiny_model.h"

namespace checks {

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

// GGUF without a tokenizer. Matrices may be of quantised types.
GgufBuilder tinyGguf(const TinyModel& model, TinyTypes types = {});

// The same in several files; the first has the keys.
std::vector<Bytes> tinySplitGguf(const TinyModel& model, int parts, TinyTypes types = {});

} // namespace checks
