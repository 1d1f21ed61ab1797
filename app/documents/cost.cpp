#include "app/documents/cost.h"

#include "engine/memory_plan.h"

#include <algorithm>

namespace documents {

using engine::LayerKind;

engine::ModelConfig withAttention(const engine::ModelConfig& config, Attention attention)
{
    engine::ModelConfig changed = config;
    if (attention == Attention::SoftmaxEverywhere)
        for (engine::LayerConfig& layer : changed.layers)
            layer.kind = LayerKind::Softmax;
    return changed;
}

namespace {

double weightsOf(const engine::ModelConfig& config, LayerKind kind)
{
    const double hidden = config.hidden;
    const double width = config.attentionWidth();
    const double kvWidth = double(config.kvHeads) * config.headDim;
    const double mixer = kind == LayerKind::Lightning ? hidden * width * 5.0
                                                      : hidden * (2.0 * width + 2.0 * kvWidth);
    const double experts =
        hidden * config.experts + 3.0 * config.expertsPerToken * hidden * config.expertHidden;
    return mixer + experts;
}

double keysAndValuesOf(const engine::ModelConfig& config, LayerKind kind)
{
    const double width = kind == LayerKind::Lightning ? double(config.attentionWidth())
                                                      : double(config.kvHeads) * config.headDim;
    return 2.0 * config.hidden * width;
}

bool endsWith(const engine::ModelConfig& config, LayerKind kind)
{
    return config.layers.back().kind == kind;
}

} // namespace

double weightsPerToken(const engine::ModelConfig& config)
{
    return config.countOf(LayerKind::Lightning) * weightsOf(config, LayerKind::Lightning)
           + config.countOf(LayerKind::Softmax) * weightsOf(config, LayerKind::Softmax);
}

double weightsPerReadToken(const engine::ModelConfig& config)
{
    const LayerKind last = config.layers.back().kind;
    return weightsPerToken(config) - weightsOf(config, last) + keysAndValuesOf(config, last);
}

int layersOfPairs(const engine::ModelConfig& config)
{
    return config.countOf(LayerKind::Softmax) - (endsWith(config, LayerKind::Softmax) ? 1 : 0);
}

Arithmetic arithmeticFor(const ModelShape& shape, qint64 tokens, Attention attention)
{
    const engine::ModelConfig config = withAttention(shape.config, attention);
    const double count = double(tokens);
    const double width = config.attentionWidth();
    const double pairs = count * (count + 1.0) / 2.0;
    Arithmetic flops;
    const double states = 5.0 * config.countOf(LayerKind::Lightning)
                          - (endsWith(config, LayerKind::Lightning) ? 2.0 : 0.0);
    flops.matrices = 2.0 * weightsPerReadToken(config) * count;
    flops.lightning = states * count * width * config.headDim;
    flops.softmax = layersOfPairs(config) * pairs * 4.0 * width;
    return flops;
}

qint64 bytesFor(const ModelShape& shape, qint64 tokens, Attention attention)
{
    return engine::planMemory(withAttention(shape.config, attention), shape.weightBytes,
                              shape.kvType, tokens, shape.chunkTokens)
        .totalBytes();
}

namespace {

struct Work
{
    double steady = 0.0;
    double softmax = 0.0;
};

Work workOf(const ModelShape& shape, qint64 tokens, Attention attention)
{
    const Arithmetic flops = arithmeticFor(shape, tokens, attention);
    return {flops.matrices + flops.lightning, flops.softmax};
}

} // namespace

std::optional<Speed> speedOf(const ModelShape& shape, const QList<MeasuredRun>& runs)
{
    // Each run is an equation x * steady + y * softmax = seconds, divided by its seconds.
    double xx = 0.0;
    double xy = 0.0;
    double yy = 0.0;
    double x1 = 0.0;
    double y1 = 0.0;
    for (const MeasuredRun& run : runs) {
        if (run.tokens <= 0 || run.seconds <= 0.0)
            continue;
        const Work before = workOf(shape, run.found, Attention::AsBuilt);
        const Work behind = workOf(shape, run.found + run.tokens, Attention::AsBuilt);
        const double x = (behind.steady - before.steady) / run.seconds;
        const double y = (behind.softmax - before.softmax) / run.seconds;
        xx += x * x;
        xy += x * y;
        yy += y * y;
        x1 += x;
        y1 += y;
    }
    if (xx <= 0.0)
        return std::nullopt;
    // Below, the shares of both kinds are nearly the same in all runs, and noise would decide.
    constexpr double kLeastDifference = 0.02;
    const double determinant = xx * yy - xy * xy;
    if (determinant > kLeastDifference * xx * yy) {
        const Speed speed{(x1 * yy - y1 * xy) / determinant, (y1 * xx - x1 * xy) / determinant};
        if (speed.secondsPerSteady > 0.0 && speed.secondsPerSoftmax > 0.0)
            return speed;
    }
    const double both = (x1 + y1) / (xx + 2.0 * xy + yy);
    return Speed{both, both};
}

double secondsFor(const ModelShape& shape, qint64 tokens, Attention attention, const Speed& speed)
{
    const Work work = workOf(shape, tokens, attention);
    return work.steady * speed.secondsPerSteady + work.softmax * speed.secondsPerSoftmax;
}

} // namespace documents
