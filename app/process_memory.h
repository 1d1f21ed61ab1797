// The memory that this program takes.

#pragma once

#include <cstdint>

namespace app {

// Resident bytes, with what of the model file is in memory; 0 where the system does not say.
std::int64_t residentBytes();

} // namespace app
