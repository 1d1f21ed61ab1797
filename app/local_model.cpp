#include "app/local_model.h"

#include "app/model_numbers.h"
#include "engine/local_engine.h"

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>
#include <QLocale>

#include <algorithm>

namespace app {
namespace {

constexpr qint64 kShortContext = 8'192; // tokens

struct ModelText
{
    Q_DECLARE_TR_FUNCTIONS(ModelText)
};

QString number(std::int64_t value) { return QLocale().toString(qint64(value)); }

QString size(std::int64_t bytes)
{
    return QLocale().formattedDataSize(bytes, 1, QLocale::DataSizeIecFormat);
}

QString millions(std::int64_t count)
{
    const double value = double(count) / 1e6;
    return ModelText::tr("%1 M").arg(QLocale().toString(value, 'f', value < 100.0 ? 2 : 0));
}

QString nameOf(const engine::ModelFile& file)
{
    if (!file.config().name.empty())
        return QString::fromStdString(file.config().name);
    return QFileInfo(QString::fromStdString(file.path().string())).completeBaseName();
}

ui::FactGroup architecture(const engine::ModelFile& file)
{
    using engine::LayerKind;
    const engine::ModelConfig& config = file.config();
    const engine::ParameterCount parameters = engine::countParameters(config, file.weights());
    ui::FactGroup group{ModelText::tr("Architecture"), {}};
    group.facts = {
        {ModelText::tr("Format"),
         ModelText::tr("%1, %2").arg(QLatin1String(file.format()),
                                     QString::fromStdString(config.architecture))},
        {ModelText::tr("Parameters"),
         ModelText::tr("%1, %2 per token")
             .arg(millions(parameters.total), millions(parameters.active))},
        {ModelText::tr("Layers"),
         ModelText::tr("%1: %2 lightning, %3 softmax")
             .arg(number(config.layerCount()), number(config.countOf(LayerKind::Lightning)),
                  number(config.countOf(LayerKind::Softmax)))},
        {ModelText::tr("Heads"),
         ModelText::tr("%1 of %2 channels, %3 key-value")
             .arg(number(config.heads), number(config.headDim), number(config.kvHeads))},
        {ModelText::tr("Experts"),
         ModelText::tr("%1, %2 per token")
             .arg(number(config.experts), number(config.expertsPerToken))},
        {ModelText::tr("Vocabulary"), ModelText::tr("%1 tokens").arg(number(config.vocabulary))},
        {ModelText::tr("Context"), ModelText::tr("%1 tokens").arg(number(config.contextLimit))},
    };
    if (!file.vocabulary())
        group.facts.append(
            {ModelText::tr("Tokenizer"), QString::fromStdString(file.noVocabulary())});
    return group;
}

engine::MemoryPlan memoryPlan(const engine::ModelFile& file, std::int64_t tokens)
{
    const engine::EngineOptions options;
    return engine::planMemory(file.config(), file.tensorBytes(),
                              engine::defaultKvType(file.weights()), tokens, options.chunkTokens);
}

ui::FactGroup memory(const engine::ModelFile& file)
{
    const std::int64_t limit = file.config().contextLimit;
    const engine::MemoryPlan plan = memoryPlan(file, limit);
    ui::FactGroup group{ModelText::tr("Memory"), {}};
    group.facts = {
        {ModelText::tr("Weights"),
         ModelText::tr("%1, mapped from the file").arg(size(plan.weightBytes))},
        {ModelText::tr("Lightning states"),
         ModelText::tr("%1 at any length").arg(size(plan.recurrentBytes))},
        {ModelText::tr("Keys and values"),
         ModelText::tr("%1 per token").arg(size(plan.kvBytesPerToken))},
    };
    for (const std::int64_t tokens : {std::int64_t{8'192}, std::int64_t{131'072}})
        if (tokens < limit)
            group.facts.append({ModelText::tr("At %1 tokens").arg(number(tokens)),
                                size(memoryPlan(file, tokens).totalBytes())});
    group.facts.append({ModelText::tr("At %1 tokens").arg(number(limit)), size(plan.totalBytes())});
    return group;
}

// "CPU (AVX2), 8 threads"
QString machineName(engine::LocalEngine& engine)
{
    return ModelText::tr("%1, threads: %2")
        .arg(QLatin1String(engine.ops().name()))
        .arg(engine.options().threads);
}

ui::FactGroup machine(engine::LocalEngine& engine)
{
    return {ModelText::tr("Machine"),
            {{ModelText::tr("Computes on"), QLatin1String(engine.ops().name())},
             {ModelText::tr("Threads"), number(engine.options().threads)}}};
}

} // namespace

engine::Result<OpenedModel> openLocalModel(const QString& path, qint64 mostBytes)
{
    const QFileInfo info(path);
    const bool isPartOfFolder =
        info.isFile() && info.suffix().compare(QLatin1String("gguf"), Qt::CaseInsensitive) != 0;
    const QString modelPath = isPartOfFolder ? info.absolutePath() : path;
    engine::Result<engine::ModelFile> file =
        engine::ModelFile::open(QFile::encodeName(modelPath).toStdString());
    if (!file)
        return file.error();
    ModelFacts facts;
    facts.name = nameOf(*file);
    facts.contextLimit = file->config().contextLimit;
    facts.recommended = file->recommended();
    facts.neededBytes = memoryPlan(*file, std::min(kShortContext, facts.contextLimit)).totalBytes();
    facts.groups = {architecture(*file), memory(*file)};
    if (mostBytes > 0 && facts.neededBytes > mostBytes)
        return OpenedModel{nullptr, std::move(facts), nullptr};

    engine::Result<std::unique_ptr<engine::LocalEngine>> opened =
        engine::LocalEngine::open(std::move(*file), {});
    if (!opened)
        return opened.error();
    engine::LocalEngine& engine = **opened;
    facts.groups.append(machine(engine));
    facts.numbers = std::make_shared<const ModelNumbers>(ModelNumbers{
        engine.file().config(), engine.file().fingerprint(), engine.file().tensorBytes(),
        *engine.options().kvType, engine.options().chunkTokens, machineName(engine)});
    return OpenedModel{std::move(*opened), std::move(facts), &engine};
}

} // namespace app
