// Vocabulary and chat template of a Hugging Face folder.

#include "engine/json_limits.h"
#include "engine/text.h"
#include "engine/tokenizer_json.h"
#include "engine/tokenizer_readers.h"

namespace engine {
namespace {

using nlohmann::json;

// A template is a text, or a list of {"name", "template"} of which "default" is meant.
std::optional<std::string> templateIn(const json& value)
{
    if (value.is_string())
        return value.get<std::string>();
    if (value.is_array())
        for (const json& element : value)
            if (element.is_object() && element.value("name", json()) == "default")
                return templateIn(element.value("template", json()));
    return {};
}

} // namespace

Result<Vocabulary> hfVocabulary(const FileBytes& tokenizerJson, int rows)
{
    Result<Vocabulary> vocabulary = parseTokenizerJson(tokenizerJson.text(), tokenizerJson.name);
    if (vocabulary && vocabulary->tokens.size() > static_cast<std::size_t>(rows))
        return Error{ErrorCode::FileDamaged,
                     concat(tokenizerJson.name, " has ", vocabulary->tokens.size(),
                            " tokens, this model can have ", rows)};
    return vocabulary;
}

Result<std::string> hfChatTemplate(const std::optional<FileBytes>& jinja,
                                   const std::optional<FileBytes>& tokenizerConfig)
{
    if (jinja)
        return std::string(jinja->text());
    if (!tokenizerConfig)
        return std::string();
    const Result<json> config = parseJson(tokenizerConfig->text(), tokenizerConfig->name);
    if (!config)
        return config.error();
    if (!config->is_object())
        return Error{ErrorCode::FileDamaged,
                     concat(tokenizerConfig->name, " is damaged: it is not a JSON object")};
    const auto place = config->find("chat_template");
    if (place == config->end() || place->is_null())
        return std::string();
    if (const std::optional<std::string> text = templateIn(*place))
        return *text;
    return Error{ErrorCode::NotSupported,
                 concat(tokenizerConfig->name,
                        ": chat_template is neither a text nor a list with a \"default\"")};
}

} // namespace engine
