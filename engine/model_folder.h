// Finds the files of a model on disk: which of them belong together, and which path is no model.

#pragma once

#include "engine/mapped_file.h"
#include "engine/result.h"

#include <filesystem>
#include <map>
#include <optional>
#include <vector>

namespace engine {

struct FoundModel
{
    bool isGguf = false;
    std::vector<MappedFile>
        weights; // the parts of a GGUF model or the shards of a folder, in order
    std::map<std::string, MappedFile> texts; // of a folder: config.json and its like, by name
};

// The path is a GGUF file (any part of a split one), a Hugging Face folder, or a folder with exactly
// one GGUF model.
Result<FoundModel> findModel(const std::filesystem::path& path);

// "model-00002-of-00003.gguf": a part of a split model. Its number counts from one.
struct PartName
{
    std::string stem; // "model"
    int number = 0;
    int count = 0;
};

std::optional<PartName> parsePartName(const std::string& fileName);

} // namespace engine
