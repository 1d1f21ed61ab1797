#include "engine/dimensions.h"

namespace engine {
namespace {

// Wide enough for any model to come for years, narrow enough that products of three fit an int64
// and that no list made from one of them is large.
constexpr IntegerBounds kLayers{2, 1024}; // the layer factor divides by layers - 1
constexpr IntegerBounds kHidden{1, 1 << 16};
constexpr IntegerBounds kHeads{1, 1024};
constexpr IntegerBounds kHeadDim{16, 1024};
constexpr IntegerBounds kExperts{1, 4096};
constexpr IntegerBounds kExpertHidden{1, 1 << 18};
constexpr IntegerBounds kVocabulary{1, 1 << 24};
constexpr IntegerBounds kContextLimit{1, std::int64_t{1} << 30}; // positions fit an int
constexpr NumberBounds kRopeTheta{1.0, 1e12};
constexpr NumberBounds kNormEps{1e-12, 0.1};

constexpr int kHeadDimStep = 16; // kernels work on sixteen channels at a time

// The published code builds this norm with its class default, not with the model's epsilon. Other
// programs pass the model's (1e-5) for GGUF files. Levin promises the continuation that the
// published code gives, whatever file the weights come in, so it is this value everywhere.
constexpr float kLightningNormEps = 1e-6f;

} // namespace

ModelConfig readDimensions(ConfigFields& fields, const DimensionKeys& keys,
                           const DimensionDefaults& defaults)
{
    ModelConfig config;
    config.layers.resize(static_cast<std::size_t>(fields.count(keys.layers, kLayers)));
    config.hidden = fields.count(keys.hidden, kHidden);
    config.heads = fields.count(keys.heads, kHeads);
    config.kvHeads = fields.count(keys.kvHeads, kHeads, config.heads);
    config.headDim = fields.count(keys.headDim, kHeadDim, config.hidden / config.heads);
    config.ropeTheta = fields.number(keys.ropeTheta, kRopeTheta, defaults.ropeTheta);
    config.experts = fields.count(keys.experts, kExperts);
    config.expertsPerToken = fields.count(keys.expertsPerToken, kExperts);
    config.expertHidden = fields.count(keys.expertHidden, kExpertHidden);
    config.vocabulary = fields.count(keys.vocabulary, kVocabulary, defaults.vocabulary);
    config.contextLimit = fields.integer(keys.contextLimit, kContextLimit);
    config.normEps = fields.number(keys.normEps, kNormEps);
    config.lightningNormEps = kLightningNormEps;
    return config;
}

void readRotaryDim(ModelConfig& config, ConfigFields& fields, const DimensionKeys& keys,
                   int fallback)
{
    constexpr auto kCode = ErrorCode::FileDamaged;
    config.rotaryDim = fields.count(keys.rotaryDim, {2, kHeadDim.most}, fallback);
    fields.require(config.headDim % kHeadDimStep == 0, ErrorCode::NotSupported, keys.headDim,
                   " is ", config.headDim, ", only multiples of ", kHeadDimStep, " are supported");
    fields.require(config.rotaryDim % 2 == 0 && config.rotaryDim <= config.headDim, kCode,
                   keys.rotaryDim, " is ", config.rotaryDim, ", it must be even and at most ",
                   keys.headDim, " (", config.headDim, ")");
    fields.require(config.heads % config.kvHeads == 0, kCode, keys.kvHeads, " is ", config.kvHeads,
                   ", it must divide ", keys.heads, " (", config.heads, ")");
    fields.require(config.expertsPerToken <= config.experts, kCode, keys.expertsPerToken, " is ",
                   config.expertsPerToken, ", but ", keys.experts, " is only ", config.experts);
}

} // namespace engine
