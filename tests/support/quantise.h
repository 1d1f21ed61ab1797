// Encodes F32 numbers in every DType: simply and near enough for checks and test models, without
// the searches that production quantisers do.

#pragma once

#include "kernels/dtype.h"

#include <cstddef>
#include <span>
#include <vector>

namespace checks {

// The number of values is a multiple of the block's elements; rows may follow one another.
std::vector<std::byte> encode(kernels::DType dtype, std::span<const float> values);

} // namespace checks
