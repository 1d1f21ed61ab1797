// ModelFile: a model on disk, opened and completely validated: config, weights (views into mapped
// memory), vocabulary. The path is a Hugging Face folder, a GGUF file (any part of a split one), or
// a folder that holds exactly one GGUF model. Immutable once open; any thread.

#pragma once

#include "engine/model_config.h"
#include "engine/recommended_use.h"
#include "engine/result.h"
#include "engine/vocabulary.h"
#include "engine/weights.h"

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace engine {

// One line of `levin-cli inspect` and of the model panel.
struct TensorSummary
{
    std::string name;
    kernels::DType dtype;
    std::vector<std::int64_t> shape; // outermost first
    std::int64_t bytes = 0;
};

class ModelFile
{
public:
    static Result<ModelFile> open(const std::filesystem::path& path);

    ModelFile(ModelFile&&) noexcept;
    ModelFile& operator=(ModelFile&&) noexcept;
    ~ModelFile();

    const std::filesystem::path& path() const;
    const char* format() const; // "GGUF" or "safetensors"
    const ModelConfig& config() const;
    const Weights& weights() const;

    // Absent when the folder has no tokenizer.json or the GGUF no tokenizer; then `noVocabulary`
    // says why in one sentence. A model without one still runs on token ids.
    const std::optional<Vocabulary>& vocabulary() const;
    const std::string& noVocabulary() const;

    // Ids whose logits are forced to -infinity: what the file lists, and the padding rows of the
    // embedding (ids beyond the vocabulary whose row is all zero).
    const std::vector<std::int32_t>& suppressedTokens() const;

    // Ids that end a turn, as the file names them; may be empty.
    const std::vector<std::int32_t>& endTokens() const;

    const std::string& chatTemplate() const; // the file's Jinja source; may be empty

    const RecommendedUse& recommended() const;

    const std::vector<TensorSummary>& tensors() const;
    std::int64_t tensorBytes() const;

    // Binds saved states to this model: a hash over config, tensor names, shapes, dtypes and a
    // sample of every tensor's bytes.
    std::uint64_t fingerprint() const;

private:
    struct Contents;
    explicit ModelFile(std::unique_ptr<Contents> contents);

    std::unique_ptr<Contents> m_contents;
};

} // namespace engine
