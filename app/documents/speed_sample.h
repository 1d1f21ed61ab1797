// How fast a model reads, measured before it has read anything. Engine thread.

#pragma once

#include "engine/result.h"

#include <cstdint>
#include <stop_token>

namespace engine {
class LocalEngine;
}

namespace documents {

struct Rendered;

struct SpeedSample
{
    std::int64_t tokens = 0; // read behind `found` others
    std::int64_t found = 0;
    double seconds = 0.0;
};

// Reads the beginning of the text in a session of its own, for about a second; models of which a
// processor reads a few tokens in a second take some seconds. The engine's session is left alone.
engine::Result<SpeedSample> sampleSpeed(engine::LocalEngine& engine, const Rendered& rendered,
                                        const std::stop_token& stop);

} // namespace documents
