#include "app/cost_curves.h"

#include "app/documents/cost.h"
#include "engine/memory_plan.h"
#include "ui/quantities.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>

namespace app {
namespace {

using documents::Attention;
using documents::ModelShape;
using documents::Speed;
using ui::countText;

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(CostCurves)
};

constexpr double kShortest = 1000.0; // tokens
constexpr int kPoints = 96;          // of a curve

ModelShape shapeOf(const ModelNumbers& model)
{
    return {model.config, model.weightBytes, model.kvType, model.chunkTokens};
}

bool isOf(const ReadingRun& run, const ModelNumbers& model)
{
    return run.model == QString::number(model.fingerprint, 16);
}

// From a thousand tokens to four times what the model reads.
template <class Value>
QList<QPointF> sampled(const ModelNumbers& model, Value value)
{
    const double longest = std::max(100'000.0, 4.0 * double(model.config.contextLimit));
    QList<QPointF> points;
    for (int i = 0; i < kPoints; ++i) {
        const auto tokens =
            qint64(kShortest * std::pow(longest / kShortest, double(i) / (kPoints - 1)));
        points += QPointF(double(tokens), double(value(tokens)));
    }
    return points;
}

QString arithmeticFormula(const ModelNumbers& model)
{
    const engine::ModelConfig& config = model.config;
    const engine::ModelConfig softmax =
        documents::withAttention(config, Attention::SoftmaxEverywhere);
    return Text::tr("For each token 2 × %1 weights, and 5 × %2 × %3² for the states of each of %4 "
                    "lightning layers; for each pair of tokens 4 × %2 × %3 in each of %5 softmax "
                    "layers (softmax everywhere: of %6). Of what is read, the last layer keeps "
                    "keys and values and computes no more. A multiplication and an addition are "
                    "two operations.")
        .arg(countText(qint64(documents::weightsPerReadToken(config))), countText(config.heads),
             countText(config.headDim), countText(config.countOf(engine::LayerKind::Lightning)),
             countText(documents::layersOfPairs(config)),
             countText(documents::layersOfPairs(softmax)));
}

QString memoryFormula(const ModelNumbers& model)
{
    const auto plan = [&](Attention attention) {
        return engine::planMemory(documents::withAttention(model.config, attention),
                                  model.weightBytes, model.kvType, 1, model.chunkTokens);
    };
    const engine::MemoryPlan hybrid = plan(Attention::AsBuilt);
    const engine::MemoryPlan softmax = plan(Attention::SoftmaxEverywhere);
    return Text::tr(
               "Weights %1, working memory %2, the states of the lightning layers %3 at any "
               "length, and %4 for the keys and values of each token (softmax everywhere: no "
               "states, but %5 for each token). What is measured is the whole program, with its "
               "window and the snapshots of its conversations.")
        .arg(ui::sizeText(hybrid.weightBytes), ui::sizeText(hybrid.activationBytes),
             ui::sizeText(hybrid.recurrentBytes), ui::sizeText(hybrid.kvBytesPerToken),
             ui::sizeText(softmax.kvBytesPerToken));
}

QString timeFormula(const Speed& speed, qsizetype runs, const QString& device)
{
    const QString steady = ui::operationsText(1.0 / speed.secondsPerSteady);
    const QString softmax = ui::operationsText(1.0 / speed.secondsPerSoftmax);
    const QString source =
        runs == 1 ? Text::tr("as in your reading on %1").arg(device)
                  : Text::tr("as in your %1 readings on %2").arg(countText(runs), device);
    if (steady == softmax)
        return Text::tr("The arithmetic, at %1 a second, %2.").arg(steady, source);
    return Text::tr("The arithmetic: pairs of tokens in softmax layers at %1 a second and "
                    "everything else at %2 a second, %3.")
        .arg(softmax, steady, source);
}

} // namespace

ui::CostCurves costCurves(const ModelNumbers& model, const QString& name,
                          const QList<ReadingRun>& runs)
{
    const ModelShape shape = shapeOf(model);
    ui::CostCurves curves;
    curves.model = name;
    curves.contextLimit = model.config.contextLimit;
    for (const Attention attention : {Attention::AsBuilt, Attention::SoftmaxEverywhere}) {
        const bool isBuilt = attention == Attention::AsBuilt;
        (isBuilt ? curves.memory.asBuilt : curves.memory.softmax) = sampled(
            model, [&](qint64 tokens) { return documents::bytesFor(shape, tokens, attention); });
        (isBuilt ? curves.arithmetic.asBuilt : curves.arithmetic.softmax) =
            sampled(model, [&](qint64 tokens) {
                return documents::arithmeticFor(shape, tokens, attention).total();
            });
    }
    curves.arithmetic.formula = arithmeticFormula(model);
    curves.memory.formula = memoryFormula(model);

    QList<documents::MeasuredRun> measured;
    for (const ReadingRun& run : runs)
        if (isOf(run, model) && run.device == model.device)
            measured += {run.tokens, run.seconds, run.bytes, run.device, run.found};
    const std::optional<Speed> speed = documents::speedOf(shape, measured);
    if (!speed) {
        curves.time.formula = Text::tr("The time is known once documents were read with this "
                                       "model; then it stands here for every length.");
        return curves;
    }
    const auto seconds = [&](Attention attention) {
        return sampled(model, [&](qint64 tokens) {
            return documents::secondsFor(shape, tokens, attention, *speed);
        });
    };
    curves.time.asBuilt = seconds(Attention::AsBuilt);
    curves.time.softmax = seconds(Attention::SoftmaxEverywhere);
    curves.time.formula = timeFormula(*speed, measured.size(), model.device);
    return curves;
}

QList<ui::CostPoint> costPoints(const ModelNumbers& model, const QList<ReadingRun>& runs)
{
    QList<ui::CostPoint> points;
    for (const ReadingRun& run : runs)
        if (isOf(run, model)) // the time of a part says nothing of the whole
            points +=
                {run.found + run.tokens, run.found == 0 ? run.seconds : 0.0, run.bytes, run.device};
    return points;
}

} // namespace app
