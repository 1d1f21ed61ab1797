#include "engine/model_parts.h"

#include "engine/config_readers.h"
#include "engine/fingerprint.h"
#include "engine/safetensors.h"
#include "engine/special_tokens.h"
#include "engine/text.h"
#include "engine/tokenizer_readers.h"
#include "engine/weight_loaders.h"

namespace engine {
namespace {

std::vector<TensorSummary> summaries(const TensorTable& table)
{
    std::vector<TensorSummary> all;
    for (const TensorEntry& entry : table.entries())
        if (entry.dtype) // the others are not weights
            all.push_back({entry.name, *entry.dtype, entry.shape,
                           static_cast<std::int64_t>(entry.bytes.size())});
    return all;
}

Status finish(ModelParts& parts, WeightReader& reader, const TensorTable& table)
{
    if (reader.error())
        return *reader.error();
    parts.copies = reader.takeCopies();
    parts.tensors = summaries(table);
    parts.fingerprint = fingerprint(parts.config, table);
    return Done{};
}

// A model runs on token ids without a vocabulary that Levin can use; a damaged file is refused.
Status takeVocabulary(ModelParts& parts, Result<Vocabulary> vocabulary)
{
    if (!vocabulary) {
        if (vocabulary.error().code != ErrorCode::NotSupported)
            return vocabulary.error();
        parts.noVocabulary = vocabulary.error().message;
        return Done{};
    }
    parts.vocabulary = std::move(*vocabulary);
    return Done{};
}

} // namespace

Result<ModelParts> readGgufModel(std::span<const FileBytes> files)
{
    const Result<GgufFile> file = GgufFile::parse(files);
    if (!file)
        return file.error();
    Result<ModelConfig> config = configFromGguf(*file);
    if (!config)
        return config.error();

    ModelParts parts;
    parts.config = std::move(*config);
    WeightReader reader(file->tensors(), file->name());
    parts.weights = ggufWeights(reader, parts.config);
    if (const Status finished = finish(parts, reader, file->tensors()); !finished)
        return finished.error();
    if (const Status taken = takeVocabulary(parts, ggufVocabulary(*file, parts.config.vocabulary));
        !taken)
        return taken.error();

    Result<std::vector<std::int32_t>> suppressed = ggufSuppressedTokens(*file, parts);
    if (!suppressed)
        return suppressed.error();
    Result<std::vector<std::int32_t>> ends = ggufEndTokens(*file, parts);
    if (!ends)
        return ends.error();
    parts.suppressedTokens = std::move(*suppressed);
    parts.endTokens = std::move(*ends);
    if (const auto* source = file->get<std::string_view>("tokenizer.chat_template"))
        parts.chatTemplate = *source;
    parts.recommended = recommendedFrom(*file);
    return parts;
}

Result<ModelParts> readHfModel(const HfFiles& files)
{
    Result<HfConfig> config = parseConfigJson(files.config);
    if (!config)
        return config.error();
    TensorTable table;
    for (const FileBytes& shard : files.weights) {
        Result<std::vector<TensorEntry>> entries = parseSafetensors(shard);
        if (!entries)
            return entries.error();
        for (TensorEntry& entry : *entries)
            if (const Status added = table.add(std::move(entry)); !added)
                return added.error();
    }

    ModelParts parts;
    parts.config = std::move(config->model);
    parts.config.name = files.folder;
    WeightReader reader(table,
                        files.weights.size() == 1 ? files.weights.front().name : files.folder);
    parts.weights = hfWeights(reader, parts.config, config->tiesEmbeddings);
    if (const Status finished = finish(parts, reader, table); !finished)
        return finished.error();

    if (!files.tokenizer)
        parts.noVocabulary = concat(files.folder, " has no tokenizer.json");
    else if (const Status taken =
                 takeVocabulary(parts, hfVocabulary(*files.tokenizer, parts.config.vocabulary));
             !taken)
        return taken.error();

    parts.suppressedTokens = hfSuppressedTokens(parts);
    Result<std::vector<std::int32_t>> ends =
        hfEndTokens(files.generationConfig, config->endTokens, parts);
    if (!ends)
        return ends.error();
    parts.endTokens = std::move(*ends);
    Result<std::string> chatTemplate = hfChatTemplate(files.chatTemplate, files.tokenizerConfig);
    if (!chatTemplate)
        return chatTemplate.error();
    parts.chatTemplate = std::move(*chatTemplate);
    if (files.generationConfig)
        parts.recommended = recommendedFrom(*files.generationConfig);
    return parts;
}

} // namespace engine
