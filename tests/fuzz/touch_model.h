// What a caller does with a model that was read, so that a view beyond the file is found.

#pragma once

#include "engine/model_parts.h"

namespace fuzz {

engine::FileBytes fileOf(const char* name, const std::uint8_t* data, std::size_t size);

// Reads every byte of every weight, and aborts when something that was promised does not hold.
void touchModel(const engine::ModelParts& parts);

} // namespace fuzz
