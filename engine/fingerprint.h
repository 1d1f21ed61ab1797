// The fingerprint of a model: equal for equal config and weights, however the files are split.

#pragma once

#include "engine/model_config.h"
#include "engine/tensor_table.h"

namespace engine {

// XXH3 (64 bits) over the config without its names, then every tensor in the order of their names:
// name, type, shape, and the first and last 4 KiB of its bytes.
std::uint64_t fingerprint(const ModelConfig& config, const TensorTable& table);

} // namespace engine
