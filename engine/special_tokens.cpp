#include "engine/special_tokens.h"

#include "engine/config_readers.h"
#include "engine/text.h"
#include "kernels/dequantise.h"

#include <algorithm>

namespace engine {
namespace {

bool isZeroRow(kernels::ConstTensorView embedding, std::int64_t row)
{
    std::vector<float> values(static_cast<std::size_t>(embedding.cols));
    kernels::dequantiseRow(embedding.dtype, embedding.slice(row, 1).data, embedding.cols,
                           values.data());
    return std::all_of(values.begin(), values.end(), [](float value) { return value == 0.0f; });
}

// The first id that the model's own tokenizer cannot produce.
std::int64_t firstPaddingId(const ModelParts& parts)
{
    if (parts.vocabulary)
        return static_cast<std::int64_t>(parts.vocabulary->tokens.size());
    // Without a tokenizer, what is known of MiniMax-M1 and MiniMax-Text-01: 200,000 regular tokens,
    // then added ones, whose rows are not zero, and padding.
    constexpr int kMiniMaxRows = 200'064;
    constexpr std::int64_t kMiniMaxRegular = 200'000;
    return parts.config.vocabulary == kMiniMaxRows ? kMiniMaxRegular : parts.config.vocabulary;
}

std::vector<std::int32_t> endOfSentence(const std::optional<Vocabulary>& vocabulary)
{
    if (!vocabulary)
        return {};
    const auto& tokens = vocabulary->tokens;
    const auto place = std::find(tokens.begin(), tokens.end(), "<end_of_sentence>");
    if (place == tokens.end())
        return {};
    return {static_cast<std::int32_t>(place - tokens.begin())};
}

Error outOfRange(const GgufFile& file, const std::string& key, std::int64_t id, int vocabulary)
{
    return {ErrorCode::FileDamaged, concat(file.name(), ": key ", key, " names the id ", id,
                                           ", the ids go from 0 to ", vocabulary - 1)};
}

} // namespace

std::vector<std::int32_t> hfSuppressedTokens(const ModelParts& parts)
{
    std::vector<std::int32_t> ids;
    for (std::int64_t id = firstPaddingId(parts); id < parts.config.vocabulary; ++id)
        if (isZeroRow(parts.weights.embedding, id))
            ids.push_back(static_cast<std::int32_t>(id));
    return ids;
}

Result<std::vector<std::int32_t>> ggufSuppressedTokens(const GgufFile& file,
                                                       const ModelParts& parts)
{
    const std::string key = "tokenizer.ggml.suppress_tokens";
    std::vector<std::int32_t> ids = hfSuppressedTokens(parts);
    if (const GgufValue* value = file.find(key)) {
        const auto* array = std::get_if<GgufArray>(value);
        const auto listed = array ? array->integers() : std::nullopt;
        if (!listed)
            return Error{ErrorCode::FileDamaged,
                         concat(file.name(), ": key ", key, " is not a list of ids")};
        for (const std::int64_t id : *listed) {
            if (id < 0 || id >= parts.config.vocabulary)
                return outOfRange(file, key, id, parts.config.vocabulary);
            ids.push_back(static_cast<std::int32_t>(id));
        }
    } else if (parts.vocabulary) {
        // Converters fill the vocabulary up to the rows of the embedding with tokens marked unused;
        // the zero row tells such a one from a token of the tokenizer that is merely reserved.
        for (std::size_t id = 0; id < parts.vocabulary->kinds.size(); ++id)
            if (parts.vocabulary->kinds[id] == TokenKind::Unused
                && isZeroRow(parts.weights.embedding, static_cast<std::int64_t>(id)))
                ids.push_back(static_cast<std::int32_t>(id));
    }
    std::sort(ids.begin(), ids.end());
    ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
    return ids;
}

Result<std::vector<std::int32_t>> hfEndTokens(const std::optional<FileBytes>& generationConfig,
                                              std::vector<std::int32_t> configTokens,
                                              const ModelParts& parts)
{
    if (generationConfig) {
        Result<std::vector<std::int32_t>> ids =
            parseEndTokens(*generationConfig, parts.config.vocabulary);
        if (!ids || !ids->empty())
            return ids;
    }
    if (!configTokens.empty())
        return configTokens;
    return endOfSentence(parts.vocabulary);
}

Result<std::vector<std::int32_t>> ggufEndTokens(const GgufFile& file, const ModelParts& parts)
{
    std::vector<std::int32_t> ids;
    for (const char* key : {"tokenizer.ggml.eos_token_id", "tokenizer.ggml.eot_token_id"}) {
        const auto* id = file.get<std::int64_t>(key);
        if (!id)
            continue;
        if (*id < 0 || *id >= parts.config.vocabulary)
            return outOfRange(file, key, *id, parts.config.vocabulary);
        if (std::find(ids.begin(), ids.end(), *id) == ids.end())
            ids.push_back(static_cast<std::int32_t>(*id));
    }
    return ids.empty() ? endOfSentence(parts.vocabulary) : ids;
}

} // namespace engine
