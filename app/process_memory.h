// The memory that this program takes.

#pragma once

#include <cstdint>

namespace app {

// Resident bytes, with what of the model file is in memory; 0 where the system does not say.
std::int64_t residentBytes();

// What the system could give it in all: what it has, and what is free or easily freed; 0 where the
// system does not say.
std::int64_t availableBytes();

} // namespace app
