// The numbers that every format gives under names of its own: read, bounded, and compared with one
// another.

#pragma once

#include "engine/config_fields.h"
#include "engine/model_config.h"

namespace engine {

// What a format calls them; used to read them and to name them in errors.
struct DimensionKeys
{
    std::string layers;
    std::string hidden;
    std::string heads;
    std::string kvHeads; // default: heads
    std::string headDim; // default: hidden / heads
    std::string rotaryDim;
    std::string ropeTheta;
    std::string experts;
    std::string expertsPerToken;
    std::string expertHidden;
    std::string vocabulary;
    std::string contextLimit;
    std::string normEps;
};

struct DimensionDefaults
{
    std::optional<int> vocabulary;
    std::optional<float> ropeTheta;
};

// The numbers, except for the rotary dimension, whose default each format has its own idea of.
// `layers` has its size; what each layer is remains to be read.
ModelConfig readDimensions(ConfigFields& fields, const DimensionKeys& keys,
                           const DimensionDefaults& defaults = {});

// The rotary dimension, then the rules that tie several numbers together.
void readRotaryDim(ModelConfig& config, ConfigFields& fields, const DimensionKeys& keys,
                   int fallback);

// The bounds of a residual factor, whatever its key.
inline constexpr NumberBounds kFactorBounds{-1e4, 1e4};

} // namespace engine
