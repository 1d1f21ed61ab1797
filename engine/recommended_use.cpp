#include "engine/recommended_use.h"

#include "engine/json_limits.h"

#include <cmath>

namespace engine {
namespace {

template <class T>
std::optional<T> within(std::optional<double> value, double least, double most)
{
    if (!value || !std::isfinite(*value) || *value < least || *value > most)
        return std::nullopt;
    return static_cast<T>(*value);
}

template <class Number>
RecommendedUse samplingFrom(const Number& number, const char* temperature, const char* topK,
                            const char* topP)
{
    RecommendedUse use;
    use.temperature = within<float>(number(temperature), 0.0, 100.0);
    use.topK = within<int>(number(topK), 0.0, 1e6);
    use.topP = within<float>(number(topP), 0.0, 1.0);
    return use;
}

} // namespace

RecommendedUse recommendedFrom(const GgufFile& file)
{
    const auto number = [&](const char* key) -> std::optional<double> {
        if (const auto* value = file.get<double>(key))
            return *value;
        if (const auto* value = file.get<std::int64_t>(key))
            return static_cast<double>(*value);
        return std::nullopt;
    };
    RecommendedUse use = samplingFrom(number, "general.sampling.temp", "general.sampling.top_k",
                                      "general.sampling.top_p");
    if (const auto* prompt = file.get<std::string_view>("levin.system_prompt"))
        use.systemPrompt = *prompt;
    return use;
}

RecommendedUse recommendedFrom(const FileBytes& generationConfig)
{
    const Result<nlohmann::json> json = parseJson(generationConfig.text(), generationConfig.name);
    if (!json || !json->is_object())
        return {}; // the reader of its end tokens says what is wrong with it
    const auto number = [&](const char* key) -> std::optional<double> {
        const auto value = json->find(key);
        if (value == json->end() || !value->is_number())
            return std::nullopt;
        return value->get<double>();
    };
    RecommendedUse use = samplingFrom(number, "temperature", "top_k", "top_p");
    if (const auto sample = json->find("do_sample");
        sample != json->end() && sample->is_boolean() && !sample->get<bool>())
        use.temperature = 0.0f;
    return use;
}

} // namespace engine
