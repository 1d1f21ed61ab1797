// Checkpoint: a SequenceState and its tokens, to and from a state file (docs/formats.md). The file
// is bound to the model by its fingerprint, versioned, and checksummed as a whole; it is written to
// a temporary name and renamed, so that a full disk or a killed process never leaves a half one
// under the real name.

#pragma once

#include "engine/model_config.h"
#include "engine/result.h"
#include "engine/state.h"

#include <cstdint>
#include <filesystem>
#include <span>
#include <vector>

namespace engine {

struct Checkpoint
{
    std::vector<std::int32_t> tokens;
    SequenceState state;
};

// state.tokens() must be tokens.size(). `firstToken` > 0 writes the part [firstToken, tokens.size()).
Status saveCheckpoint(const std::filesystem::path& path, const ModelConfig& config,
                      std::uint64_t modelFingerprint, std::span<const std::int32_t> tokens,
                      const SequenceState& state, std::int64_t firstToken = 0);

// The state keeps the key-value type it was saved with.
Result<Checkpoint> loadCheckpoint(const std::filesystem::path& path, const ModelConfig& config,
                                  std::uint64_t modelFingerprint);

// Adds the part that follows `base` to it; on an error `base` stays as it was. Refused when the part
// was written behind other tokens.
Status loadNextPart(const std::filesystem::path& path, const ModelConfig& config,
                    std::uint64_t modelFingerprint, Checkpoint& base);

// What saveCheckpoint() would write.
std::int64_t checkpointBytes(const ModelConfig& config, kernels::DType kvType, std::int64_t tokens,
                             std::int64_t firstToken = 0);

} // namespace engine
