#include "engine/model_file.h"

#include "engine/model_folder.h"
#include "engine/model_parts.h"

namespace engine {

namespace fs = std::filesystem;

struct ModelFile::Contents
{
    fs::path path;
    FoundModel files; // the parts are views into them
    ModelParts parts;
};

namespace {

std::vector<FileBytes> bytesOf(const std::vector<MappedFile>& files)
{
    std::vector<FileBytes> all;
    all.reserve(files.size());
    for (const MappedFile& file : files)
        all.push_back(file.contents());
    return all;
}

Result<ModelParts> readHuggingFace(const FoundModel& files, const fs::path& path)
{
    const auto text = [&](const char* name) -> std::optional<FileBytes> {
        const auto place = files.texts.find(name);
        return place == files.texts.end() ? std::nullopt : std::optional(place->second.contents());
    };
    std::error_code error; // the folder was just read; if it is gone, the name stays as given
    const fs::path folder = fs::canonical(path, error); // "m1" of "/models/m1/" and of "."
    return readHfModel({
        .folder = (error ? path : folder).filename().string(),
        .config = *text("config.json"),
        .weights = bytesOf(files.weights),
        .generationConfig = text("generation_config.json"),
        .tokenizer = text("tokenizer.json"),
        .tokenizerConfig = text("tokenizer_config.json"),
        .chatTemplate = text("chat_template.jinja"),
    });
}

} // namespace

Result<ModelFile> ModelFile::open(const fs::path& path)
{
    Result<FoundModel> files = findModel(path);
    if (!files)
        return files.error();
    Result<ModelParts> parts =
        files->isGguf ? readGgufModel(bytesOf(files->weights)) : readHuggingFace(*files, path);
    if (!parts)
        return parts.error();
    // Moving a mapping moves no bytes, so the views stay valid.
    return ModelFile(
        std::make_unique<Contents>(Contents{path, std::move(*files), std::move(*parts)}));
}

ModelFile::ModelFile(std::unique_ptr<Contents> contents) : m_contents(std::move(contents)) {}
ModelFile::ModelFile(ModelFile&&) noexcept = default;
ModelFile& ModelFile::operator=(ModelFile&&) noexcept = default;
ModelFile::~ModelFile() = default;

const fs::path& ModelFile::path() const { return m_contents->path; }
const char* ModelFile::format() const { return m_contents->files.isGguf ? "GGUF" : "safetensors"; }
const ModelConfig& ModelFile::config() const { return m_contents->parts.config; }
const Weights& ModelFile::weights() const { return m_contents->parts.weights; }

const std::optional<Vocabulary>& ModelFile::vocabulary() const
{
    return m_contents->parts.vocabulary;
}

const std::string& ModelFile::noVocabulary() const { return m_contents->parts.noVocabulary; }

const std::vector<std::int32_t>& ModelFile::suppressedTokens() const
{
    return m_contents->parts.suppressedTokens;
}

const std::vector<std::int32_t>& ModelFile::endTokens() const
{
    return m_contents->parts.endTokens;
}

const std::string& ModelFile::chatTemplate() const { return m_contents->parts.chatTemplate; }
const RecommendedUse& ModelFile::recommended() const { return m_contents->parts.recommended; }

const std::vector<TensorSummary>& ModelFile::tensors() const { return m_contents->parts.tensors; }

std::int64_t ModelFile::tensorBytes() const
{
    std::int64_t bytes = 0;
    for (const TensorSummary& tensor : tensors())
        bytes += tensor.bytes;
    return bytes;
}

std::uint64_t ModelFile::fingerprint() const { return m_contents->parts.fingerprint; }

} // namespace engine
