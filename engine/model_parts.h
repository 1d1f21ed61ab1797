// ModelParts: all that a model file says, from bytes in memory; no disk is touched here, so that
// checks and fuzzers can hand in anything.

#pragma once

#include "engine/file_bytes.h"
#include "engine/model_file.h"
#include "engine/tensor_table.h"
#include "kernels/buffer.h"

namespace engine {

struct ModelParts
{
    ModelConfig config;
    Weights weights; // views into the bytes that were handed in, and into the copies
    std::vector<kernels::Buffer> copies;
    std::optional<Vocabulary> vocabulary;
    std::string noVocabulary;
    std::vector<std::int32_t> suppressedTokens;
    std::vector<std::int32_t> endTokens;
    std::string chatTemplate;
    RecommendedUse recommended;
    std::vector<TensorSummary> tensors;
    std::uint64_t fingerprint = 0;
};

// The parts of a GGUF model, in order.
Result<ModelParts> readGgufModel(std::span<const FileBytes> files);

// The files of a Hugging Face folder that matter; those that are optional may be absent.
struct HfFiles
{
    std::string folder; // its name
    FileBytes config;
    std::vector<FileBytes> weights; // one or many shards of safetensors
    std::optional<FileBytes> generationConfig;
    std::optional<FileBytes> tokenizer;
    std::optional<FileBytes> tokenizerConfig;
    std::optional<FileBytes> chatTemplate;
};

Result<ModelParts> readHfModel(const HfFiles& files);

} // namespace engine
