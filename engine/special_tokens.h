// Which ids a model must never choose, and which end a turn.

#pragma once

#include "engine/gguf.h"
#include "engine/model_parts.h"

namespace engine {

// Rows of padding in the embedding were never trained, and an untrained logit can win. Suppressed
// are ids beyond the tokenizer's vocabulary whose row is all zero, and what a GGUF file lists.
std::vector<std::int32_t> hfSuppressedTokens(const ModelParts& parts);
Result<std::vector<std::int32_t>> ggufSuppressedTokens(const GgufFile& file,
                                                       const ModelParts& parts);

// generation_config.json's ids, else config.json's, else "<end_of_sentence>" of the vocabulary.
Result<std::vector<std::int32_t>> hfEndTokens(const std::optional<FileBytes>& generationConfig,
                                              std::vector<std::int32_t> configTokens,
                                              const ModelParts& parts);
Result<std::vector<std::int32_t>> ggufEndTokens(const GgufFile& file, const ModelParts& parts);

} // namespace engine
