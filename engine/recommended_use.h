// How a model's makers say that it should be used: from GGUF keys or generation_config.json.

#pragma once

#include "engine/file_bytes.h"
#include "engine/gguf.h"

#include <optional>
#include <string>

namespace engine {

// What is absent is left to the user. 0 as a temperature is greedy.
struct RecommendedUse
{
    std::optional<float> temperature;
    std::optional<int> topK;
    std::optional<float> topP;
    std::optional<std::string> systemPrompt; // empty: none, the model knows no system messages

    bool operator==(const RecommendedUse&) const = default;
};

// general.sampling.temp, .top_k and .top_p as llama.cpp writes them; levin.system_prompt.
RecommendedUse recommendedFrom(const GgufFile& file);

// generation_config.json. What is of another type there recommends nothing.
RecommendedUse recommendedFrom(const FileBytes& generationConfig);

} // namespace engine
