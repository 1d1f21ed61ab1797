#include "app/chat_presets.h"

#include <QCoreApplication>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRandomGenerator>

namespace app {
namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(ChatPresets)
};

// The prompts are in English whatever the window's language: the model was trained on such.
const auto kGeneralPrompt = QStringLiteral("You are a helpful assistant.");

const auto kWebPrompt = QStringLiteral(
    "You are an experienced web developer. Answer every request for a page, a game or a tool with "
    "one complete HTML file that holds its styles and its scripts, ready to be opened in a "
    "browser. Begin with <!DOCTYPE html> and write nothing before or after the file. Make it work "
    "in full, with a clear layout that fits small and large windows, and with controls for mouse, "
    "touch and keyboard. Where a request leaves something open, choose what a careful designer "
    "would choose.");

const auto kMathematicsPrompt =
    QStringLiteral("Reason step by step, and write the final answer inside \\boxed{}.");

// A double holds no more than 53 bits exactly, so the seed is text.
const QLatin1String kSeed("seed");

} // namespace

QList<ui::ChatPreset> chatPresets()
{
    // Where a model recommends nothing, this is the general preset.
    ui::ChatPreset model{QString::fromUtf16(kModelPreset), Text::tr("As the model recommends"), {}};
    model.settings.systemPrompt = kGeneralPrompt;
    ui::ChatPreset general{QStringLiteral("general"), Text::tr("General"), {}};
    general.settings.systemPrompt = kGeneralPrompt;
    ui::ChatPreset web{QStringLiteral("web"), Text::tr("Web development"), {}};
    web.settings.systemPrompt = kWebPrompt;
    web.settings.maxNewTokens = 16384; // a page is long
    ui::ChatPreset mathematics{QStringLiteral("mathematics"), Text::tr("Mathematics"), {}};
    mathematics.settings.systemPrompt = kMathematicsPrompt;
    mathematics.settings.maxNewTokens = 16384; // so is thinking
    QList<ui::ChatPreset> presets{model, general, web, mathematics};
    for (ui::ChatPreset& preset : presets)
        preset.settings.preset = preset.key;
    return presets;
}

ui::ChatSettings presetSettings(const QString& key)
{
    const QList<ui::ChatPreset> presets = chatPresets();
    for (const ui::ChatPreset& preset : presets)
        if (preset.key == key)
            return preset.settings;
    return presets.first().settings;
}

bool recommendsAnything(const engine::RecommendedUse& recommended)
{
    return recommended != engine::RecommendedUse();
}

ui::ChatSettings resolved(ui::ChatSettings settings, const engine::RecommendedUse& recommended)
{
    const QString key = QString::fromUtf16(kModelPreset);
    ui::ChatSettings untouched = presetSettings(key);
    untouched.seed = settings.seed;
    if (settings.preset != key || settings != untouched)
        return settings;
    if (recommended.temperature)
        settings.temperature = double(*recommended.temperature);
    if (recommended.topK)
        settings.topK = *recommended.topK;
    if (recommended.topP)
        settings.topP = double(*recommended.topP);
    if (recommended.systemPrompt)
        settings.systemPrompt = QString::fromStdString(*recommended.systemPrompt);
    return settings;
}

QString toText(const ui::ChatSettings& settings)
{
    QJsonObject object{
        {QStringLiteral("preset"), settings.preset},
        {QStringLiteral("systemPrompt"), settings.systemPrompt},
        {QStringLiteral("temperature"), settings.temperature},
        {QStringLiteral("topK"), settings.topK},
        {QStringLiteral("topP"), settings.topP},
        {QStringLiteral("minP"), settings.minP},
        {QStringLiteral("repetitionPenalty"), settings.repetitionPenalty},
        {QStringLiteral("penaltyTokens"), settings.penaltyTokens},
        {QStringLiteral("maxNewTokens"), settings.maxNewTokens},
    };
    if (settings.seed)
        object.insert(kSeed, QString::number(*settings.seed));
    if (settings.maxThinkingTokens)
        object.insert(QStringLiteral("maxThinkingTokens"), *settings.maxThinkingTokens);
    return QString::fromUtf8(QJsonDocument(object).toJson(QJsonDocument::Compact));
}

ui::ChatSettings chatSettingsFrom(const QString& text)
{
    const QJsonObject object = QJsonDocument::fromJson(text.toUtf8()).object();
    ui::ChatSettings settings;
    const auto number = [&](const char* key, double value) {
        return object.value(QLatin1String(key)).toDouble(value);
    };
    const auto whole = [&](const char* key, int value) {
        return object.value(QLatin1String(key)).toInt(value);
    };
    settings.preset = object.value(QLatin1String("preset")).toString();
    settings.systemPrompt = object.value(QLatin1String("systemPrompt")).toString();
    settings.temperature = number("temperature", settings.temperature);
    settings.topK = whole("topK", settings.topK);
    settings.topP = number("topP", settings.topP);
    settings.minP = number("minP", settings.minP);
    settings.repetitionPenalty = number("repetitionPenalty", settings.repetitionPenalty);
    settings.penaltyTokens = whole("penaltyTokens", settings.penaltyTokens);
    settings.maxNewTokens = whole("maxNewTokens", settings.maxNewTokens);
    bool isNumber = false;
    if (const quint64 seed = object.value(kSeed).toString().toULongLong(&isNumber); isNumber)
        settings.seed = seed;
    if (const QJsonValue limit = object.value(QLatin1String("maxThinkingTokens")); limit.isDouble())
        settings.maxThinkingTokens = limit.toInt();
    return settings;
}

void apply(ui::ChatSettings& settings, engine::Request& request)
{
    if (!settings.seed)
        settings.seed = QRandomGenerator::global()->generate64();
    request.maxNewTokens = settings.maxNewTokens;
    request.maxThinkingTokens = settings.maxThinkingTokens;
    engine::SamplingOptions& sampling = request.sampling;
    sampling.temperature = float(settings.temperature);
    sampling.topK = settings.topK;
    sampling.topP = float(settings.topP);
    sampling.minP = float(settings.minP);
    sampling.repetitionPenalty = float(settings.repetitionPenalty);
    sampling.penaltyWindow = settings.penaltyTokens;
    sampling.seed = *settings.seed;
}

} // namespace app
