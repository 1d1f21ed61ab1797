// Weights from the tensor names of each format; the reader keeps the first error.

#pragma once

#include "engine/model_config.h"
#include "engine/weight_reader.h"
#include "engine/weights.h"

namespace engine {

Weights hfWeights(WeightReader& reader, const ModelConfig& config, bool tiesEmbeddings);
Weights ggufWeights(WeightReader& reader, const ModelConfig& config);

} // namespace engine
