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

double weightsPerToken(const engine::ModelConfig& config)
{
    const double hidden = config.hidden;
    const double width = config.attentionWidth();
    const double kvWidth = double(config.kvHeads) * config.headDim;
    const double lightning = hidden * width * 5.0;
    const double softmax = hidden * (2.0 * width + 2.0 * kvWidth);
    const double experts =
        hidden * config.experts + 3.0 * config.expertsPerToken * hidden * config.expertHidden;
    return config.countOf(LayerKind::Lightning) * lightning
           + config.countOf(LayerKind::Softmax) * softmax + config.layerCount() * experts;
}

Arithmetic arithmeticFor(const ModelShape& shape, qint64 tokens, Attention attention)
{
    const engine::ModelConfig config = withAttention(shape.config, attention);
    const double count = double(tokens);
    const double width = config.attentionWidth();
    const double pairs = count * (count + 1.0) / 2.0;
    Arithmetic flops;
    flops.matrices = 2.0 * weightsPerToken(config) * count;
    flops.lightning = config.countOf(LayerKind::Lightning) * count * 5.0 * width * config.headDim;
    flops.softmax = config.countOf(LayerKind::Softmax) * pairs * 4.0 * width;
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
