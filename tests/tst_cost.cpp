// The formulas of what reading costs: against counts by hand, against loops that count, against the
// engine's own memory plan and parameters, and the speed that follows from measured runs.

#include "app/documents/cost.h"
#include "engine/memory_plan.h"
#include "engine/model_file.h"

#include <QRandomGenerator>
#include <QTest>

#include <cmath>

using documents::Arithmetic;
using documents::Attention;
using documents::MeasuredRun;
using documents::ModelShape;
using documents::Speed;
using engine::LayerKind;

namespace {

// Three lightning layers and one of softmax.
ModelShape smallShape()
{
    ModelShape shape;
    engine::ModelConfig& config = shape.config;
    config.hidden = 8;
    config.heads = 2;
    config.headDim = 4;
    config.kvHeads = 1;
    config.experts = 4;
    config.expertsPerToken = 2;
    config.expertHidden = 16;
    config.vocabulary = 100;
    config.layers.resize(4);
    config.layers[3].kind = LayerKind::Softmax;
    shape.weightBytes = 5000;
    shape.kvType = kernels::DType::F16;
    shape.chunkTokens = 512;
    return shape;
}

ModelShape miniMaxM1()
{
    ModelShape shape;
    engine::ModelConfig& config = shape.config;
    config.hidden = 6144;
    config.heads = 64;
    config.kvHeads = 8;
    config.headDim = 128;
    config.experts = 32;
    config.expertsPerToken = 2;
    config.expertHidden = 9216;
    config.vocabulary = 200064;
    config.layers.resize(80);
    for (std::size_t i = 7; i < 80; i += 8)
        config.layers[i].kind = LayerKind::Softmax;
    shape.kvType = kernels::DType::F16;
    shape.chunkTokens = 512;
    return shape;
}

bool isClose(double actual, double wanted, double tolerance)
{
    return std::abs(actual - wanted) <= tolerance * std::abs(wanted);
}

// Runs as a machine of this speed would give them, with noise of a few percent.
QList<MeasuredRun> runsOf(const ModelShape& shape, const Speed& speed, const QList<qint64>& lengths)
{
    QRandomGenerator random(3);
    QList<MeasuredRun> runs;
    for (const qint64 tokens : lengths) {
        MeasuredRun run;
        run.tokens = tokens;
        run.seconds = documents::secondsFor(shape, tokens, Attention::AsBuilt, speed)
                      * (0.97 + 0.06 * random.generateDouble());
        runs += run;
    }
    return runs;
}

} // namespace

class tst_Cost : public QObject
{
    Q_OBJECT

private slots:
    void countsWhatOneCountsByHand()
    {
        // lightning 8 * 8 * 5 = 320; softmax 8 * (2 * 8 + 2 * 4) = 192;
        // experts 8 * 4 + 2 * 3 * 8 * 16 = 800, in each of four layers
        QCOMPARE(documents::weightsPerToken(smallShape().config), 3 * 320.0 + 192.0 + 4 * 800.0);
        const Arithmetic hybrid = documents::arithmeticFor(smallShape(), 10, Attention::AsBuilt);
        // Of the last layer, a softmax one, only keys and values: 8 * 2 * 4 = 64.
        QCOMPARE(hybrid.matrices, 2 * (3 * 320.0 + 3 * 800.0 + 64.0) * 10);
        QCOMPARE(hybrid.lightning, 3 * 10 * 2 * 5.0 * 16); // 2 heads, 5 * 4 * 4
        QCOMPARE(hybrid.softmax, 0.0);
        const Arithmetic softmax =
            documents::arithmeticFor(smallShape(), 10, Attention::SoftmaxEverywhere);
        QCOMPARE(softmax.matrices, 2 * (3 * 192.0 + 3 * 800.0 + 64.0) * 10);
        QCOMPARE(softmax.lightning, 0.0);
        QCOMPARE(softmax.softmax, 3 * 55 * 4 * 8.0); // 1 + 2 + ... + 10 pairs
        QCOMPARE(softmax.total(), softmax.matrices + softmax.softmax);
    }

    void aLastLightningLayerOnlyTakesUpItsState()
    {
        ModelShape shape = smallShape();
        std::swap(shape.config.layers[0].kind, shape.config.layers[3].kind);
        const Arithmetic flops = documents::arithmeticFor(shape, 10, Attention::AsBuilt);
        // 2 * 320 and 192 and experts in three layers; keys and values of the last: 8 * 2 * 8.
        QCOMPARE(flops.matrices, 2 * (2 * 320.0 + 192.0 + 3 * 800.0 + 128.0) * 10);
        QCOMPARE(flops.lightning, (2 * 5.0 + 3.0) * 10 * 2 * 16);
        QCOMPARE(flops.softmax, 55 * 4 * 8.0);
    }

    void countsTheOperationsOfPlainLoops()
    {
        const ModelShape shape = smallShape();
        const int heads = shape.config.heads;
        const int dim = shape.config.headDim;
        const int tokens = 17;
        double softmax = 0.0;
        double lightning = 0.0;
        for (int t = 0; t < tokens; ++t) {
            for (int head = 0; head < heads; ++head) {
                for (int s = 0; s <= t; ++s)
                    for (int d = 0; d < dim; ++d)
                        softmax += 2 + 2; // score += q k; out += score v
                for (int i = 0; i < dim; ++i)
                    for (int j = 0; j < dim; ++j)
                        lightning += 1 + 2 + 2; // S *= decay; S += k v; out += q S
            }
        }
        const Arithmetic flops = documents::arithmeticFor(shape, tokens, Attention::AsBuilt);
        QCOMPARE(flops.softmax, 0.0);             // of the last layer nobody asks it
        QCOMPARE(flops.lightning, 3 * lightning); // three lightning layers
        const Arithmetic other =
            documents::arithmeticFor(shape, tokens, Attention::SoftmaxEverywhere);
        QCOMPARE(other.softmax, 3 * softmax);
    }

    void usesTheWeightsThatTheEngineCounts_data()
    {
        QTest::addColumn<QString>("path");
        for (const char* path :
             {LEVIN_TEST_DATA "/golden/tiny-a", LEVIN_TEST_DATA "/golden/tiny-a/tiny-a.gguf",
              LEVIN_TEST_DATA "/golden/tiny-b"})
            QTest::newRow(path) << QString::fromUtf8(path);
    }

    void usesTheWeightsThatTheEngineCounts()
    {
        QFETCH(QString, path);
        const engine::Result<engine::ModelFile> file = engine::ModelFile::open(path.toStdString());
        QVERIFY(file);
        const engine::Weights& weights = file->weights();
        // The engine counts the head and the norms too.
        std::int64_t others =
            weights.head.rows * weights.head.cols + weights.finalNorm.rows * weights.finalNorm.cols;
        for (const engine::LayerWeights& layer : weights.layers)
            for (const kernels::ConstTensorView& norm :
                 {layer.mixerNorm, layer.mlpNorm, layer.lightningNorm})
                others += norm.rows * norm.cols;
        QCOMPARE(documents::weightsPerToken(file->config()),
                 double(engine::countParameters(file->config(), weights).active - others));
    }

    void givesThePublishedFigureOfMiniMaxM1()
    {
        // Three digits are published, of what is neither the embedding nor the head.
        QVERIFY(isClose(documents::weightsPerToken(miniMaxM1().config), 45.9e9, 0.002));
        // At a million tokens nine softmax layers do more than all the rest; the tenth is the last.
        const Arithmetic flops =
            documents::arithmeticFor(miniMaxM1(), 1'000'000, Attention::AsBuilt);
        QVERIFY(isClose(flops.softmax, 1.475e17, 0.01));
        QVERIFY(isClose(flops.matrices, 9.09e16, 0.005));
        QVERIFY(isClose(flops.lightning, 70 * 64 * 5.0 * 128 * 128 * 1e6, 1e-9));
    }

    void needsTheMemoryOfTheEnginesPlan_data()
    {
        QTest::addColumn<qint64>("tokens");
        for (const qint64 tokens : {qint64{1}, qint64{256}, qint64{257}, qint64{100'000},
                                    qint64{1} << 20, qint64{10'000'000}})
            QTest::addRow("%lld", static_cast<long long>(tokens)) << tokens;
    }

    void needsTheMemoryOfTheEnginesPlan()
    {
        QFETCH(qint64, tokens);
        for (const ModelShape& shape : {smallShape(), miniMaxM1()}) {
            const engine::MemoryPlan plan = engine::planMemory(
                shape.config, shape.weightBytes, shape.kvType, tokens, shape.chunkTokens);
            QCOMPARE(documents::bytesFor(shape, tokens, Attention::AsBuilt), plan.totalBytes());
            // By hand: keys and values of every layer in pages of 256 tokens, and no state.
            const qint64 pages = (tokens + 255) / 256 * 256;
            const qint64 kvPerToken = qint64{2} * 2 * shape.config.kvHeads * shape.config.headDim
                                      * shape.config.layerCount();
            QCOMPARE(documents::bytesFor(shape, tokens, Attention::SoftmaxEverywhere),
                     shape.weightBytes + plan.activationBytes + pages * kvPerToken);
        }
    }

    void findsTheSpeedOfBothKindsOfWork()
    {
        const ModelShape shape = miniMaxM1();
        const Speed truth{1.0 / 5e12, 1.0 / 2e12};
        const auto found = documents::speedOf(
            shape, runsOf(shape, truth, {2'000, 10'000, 60'000, 300'000, 900'000}));
        QVERIFY(found);
        // Each run is 3 percent off at most.
        QVERIFY(isClose(found->secondsPerSteady, truth.secondsPerSteady, 0.06));
        QVERIFY(isClose(found->secondsPerSoftmax, truth.secondsPerSoftmax, 0.06));
        QVERIFY(isClose(documents::secondsFor(shape, 1'500'000, Attention::AsBuilt, *found),
                        documents::secondsFor(shape, 1'500'000, Attention::AsBuilt, truth), 0.06));
    }

    void takesOneSpeedForBothWhereTheRunsAreAlike()
    {
        const ModelShape shape = miniMaxM1();
        const Speed truth{1.0 / 5e12, 1.0 / 2e12};
        const auto found =
            documents::speedOf(shape, runsOf(shape, truth, {10'000, 10'100, 10'050}));
        QVERIFY(found);
        QCOMPARE(found->secondsPerSteady, found->secondsPerSoftmax);
        QVERIFY(isClose(documents::secondsFor(shape, 10'000, Attention::AsBuilt, *found),
                        documents::secondsFor(shape, 10'000, Attention::AsBuilt, truth), 0.05));
    }

    void knowsWhatLayInFrontOfARun()
    {
        const ModelShape shape = miniMaxM1();
        const Speed truth{1.0 / 5e12, 1.0 / 5e12};
        MeasuredRun run;
        run.found = 400'000;
        run.tokens = 100'000;
        run.seconds = documents::secondsFor(shape, 500'000, Attention::AsBuilt, truth)
                      - documents::secondsFor(shape, 400'000, Attention::AsBuilt, truth);
        const auto found = documents::speedOf(shape, {run});
        QVERIFY(found);
        QVERIFY(isClose(found->secondsPerSteady, truth.secondsPerSteady, 1e-9));
    }

    void knowsNoSpeedWithoutRuns()
    {
        QVERIFY(!documents::speedOf(smallShape(), {}));
        QVERIFY(!documents::speedOf(smallShape(), {MeasuredRun{}}));
    }
};

QTEST_APPLESS_MAIN(tst_Cost)
#include "tst_cost.moc"
