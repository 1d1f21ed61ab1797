// A ModelConfig from each of the formats.

#pragma once

#include "engine/file_bytes.h"
#include "engine/gguf.h"
#include "engine/model_config.h"
#include "engine/result.h"

namespace engine {

struct HfConfig
{
    ModelConfig model;
    bool tiesEmbeddings = false;         // the head is the embedding
    std::vector<std::int32_t> endTokens; // eos_token_id: one, several or none
};

// config.json of a Hugging Face folder.
Result<HfConfig> parseConfigJson(const FileBytes& file);

// The value of an "eos_token_id" in the text of a JSON file: an id, a list of ids, null or absent.
// Every id must be below `vocabulary`.
Result<std::vector<std::int32_t>> parseEndTokens(const FileBytes& file, int vocabulary);

Result<ModelConfig> configFromGguf(const GgufFile& file);

} // namespace engine
