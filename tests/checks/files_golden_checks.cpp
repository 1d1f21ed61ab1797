// The golden models open, and say the same in both formats.

#include "engine/model_file.h"
#include "kernels/dequantise.h"
#include "tests/checks/check.h"

namespace {

using engine::LayerKind;
using engine::ModelFile;
using kernels::ConstTensorView;
using kernels::DType;

std::vector<float> valuesOf(ConstTensorView view)
{
    std::vector<float> values(std::size_t(view.rows * view.cols));
    for (std::int64_t row = 0; row < view.rows; ++row)
        kernels::dequantiseRow(view.dtype, view.slice(row, 1).data, view.cols,
                               values.data() + row * view.cols);
    return values;
}

void expectSame(checks::Context& context, ConstTensorView actual, ConstTensorView wanted)
{
    EXPECT_EQ(actual.rows, wanted.rows);
    EXPECT_EQ(actual.cols, wanted.cols);
    EXPECT_NEAR(valuesOf(actual), valuesOf(wanted), 0.0);
}

} // namespace

LEVIN_CHECK(tinyAOpensFromItsFolder)
{
    const auto file = ModelFile::open(checks::dataPath("golden/tiny-a"));
    REQUIRE_OK(file);
    const engine::ModelConfig& config = file->config();
    EXPECT_EQ(std::string(file->format()), "safetensors");
    EXPECT_EQ(config.architecture, "minimax_m1");
    EXPECT_EQ(config.name, "tiny-a");
    EXPECT_EQ(config.hidden, 64);
    EXPECT_EQ(config.heads, 4);
    EXPECT_EQ(config.kvHeads, 2);
    EXPECT_EQ(config.headDim, 32);
    EXPECT_EQ(config.rotaryDim, 16);
    EXPECT_EQ(config.ropeTheta, 1e7f);
    EXPECT_EQ(config.experts, 4);
    EXPECT_EQ(config.expertsPerToken, 2);
    EXPECT_EQ(config.expertHidden, 32);
    EXPECT_EQ(config.vocabulary, 512);
    EXPECT_EQ(config.contextLimit, 4096);
    EXPECT_EQ(config.normEps, 1e-5f);
    EXPECT_EQ(config.lightningNormEps, 1e-6f);
    EXPECT(config.isPostNorm);
    REQUIRE(config.layerCount() == 8);
    EXPECT_EQ(config.countOf(LayerKind::Softmax), 1);
    EXPECT(config.layers[7].kind == LayerKind::Softmax);
    EXPECT_EQ(config.layers[0].attention.alpha, 3.5565588200778455f);
    EXPECT_EQ(config.layers[0].attention.beta, 1.0f);
    EXPECT_EQ(config.layers[7].decayRates.size(), 0u);
    // Four heads: slopes 2^-2, 2^-4, 2^-6, 2^-8; the factor of layer 0 is 1 + 1e-5.
    EXPECT_NEAR(config.layers[0].decayRates,
                std::vector<float>({0.2500025f, 0.062500625f, 0.01562515625f, 0.0039062890625f}),
                1e-9);

    const engine::Weights& weights = file->weights();
    REQUIRE(weights.layers.size() == 8);
    EXPECT_EQ(weights.layers[0].qkv.rows, 384);
    EXPECT(weights.layers[0].qkv.dtype == DType::BF16);
    EXPECT(weights.layers[0].mixerNorm.dtype == DType::F32);
    EXPECT_EQ(weights.layers[0].experts.size(), 4u);
    EXPECT(weights.layers[7].qkv.data == nullptr);
    EXPECT_EQ(weights.layers[7].k.rows, 64);
    EXPECT_EQ(file->tensors().size(), 155u);
    EXPECT_EQ(file->tensorBytes(), 1172576 - 17624 - 8);
    EXPECT_EQ(file->suppressedTokens().size(), 0u);
    EXPECT(file->endTokens() == std::vector<std::int32_t>{497}); // by its name
}

LEVIN_CHECK(tinyBHasSixDifferentResidualFactors)
{
    const auto file = ModelFile::open(checks::dataPath("golden/tiny-b"));
    REQUIRE_OK(file);
    const engine::ModelConfig& config = file->config();
    REQUIRE(config.layerCount() == 5);
    EXPECT_EQ(config.experts, 6);
    EXPECT_EQ(config.expertsPerToken, 3);
    for (const engine::LayerConfig& layer : config.layers) {
        const bool isSoftmax = layer.kind == LayerKind::Softmax;
        EXPECT_EQ(layer.attention.alpha, isSoftmax ? 2.7f : 3.2f);
        EXPECT_EQ(layer.attention.beta, isSoftmax ? 1.15f : 0.9f);
        EXPECT_EQ(layer.mlp.alpha, 2.4f);
        EXPECT_EQ(layer.mlp.beta, 1.05f);
    }
    EXPECT(config.layers[1].kind == LayerKind::Softmax);
    EXPECT(config.layers[4].kind == LayerKind::Softmax);
    EXPECT_EQ(config.countOf(LayerKind::Lightning), 3);
    EXPECT(!file->vocabulary());
    EXPECT_EQ(file->noVocabulary(), "tiny-b has no tokenizer.json");
}

LEVIN_CHECK(theGgufTwinHoldsTheSameModel)
{
    const auto folder = ModelFile::open(checks::dataPath("golden/tiny-a"));
    const auto twin = ModelFile::open(checks::dataPath("golden/tiny-a/tiny-a.gguf"));
    REQUIRE_OK(folder);
    REQUIRE_OK(twin);
    EXPECT_EQ(std::string(twin->format()), "GGUF");
    EXPECT_EQ(twin->config().architecture, "minimax-01");
    EXPECT_EQ(twin->config().lightningNormEps, 1e-6f);
    EXPECT_EQ(twin->config().rotaryDim, 16);
    EXPECT_EQ(twin->config().ropeTheta, 1e7f);
    EXPECT_EQ(twin->config().contextLimit, 4096);
    REQUIRE(twin->config().layerCount() == 8);
    for (std::size_t i = 0; i < 8; ++i) {
        const engine::LayerConfig& wanted = folder->config().layers[i];
        const engine::LayerConfig& actual = twin->config().layers[i];
        EXPECT(actual.kind == wanted.kind);
        EXPECT_EQ(actual.attention.alpha, wanted.attention.alpha);
        EXPECT_EQ(actual.mlp.alpha, wanted.mlp.alpha);
        EXPECT(actual.decayRates == wanted.decayRates);
    }

    const engine::Weights& a = folder->weights();
    const engine::Weights& b = twin->weights();
    expectSame(context, b.embedding, a.embedding);
    expectSame(context, b.finalNorm, a.finalNorm);
    expectSame(context, b.head, a.head);
    for (std::size_t i = 0; i < 8; ++i) {
        const engine::LayerWeights& x = a.layers[i];
        const engine::LayerWeights& y = b.layers[i];
        expectSame(context, y.mixerNorm, x.mixerNorm);
        expectSame(context, y.mlpNorm, x.mlpNorm);
        expectSame(context, y.qkv, x.qkv);
        expectSame(context, y.outputGate, x.outputGate);
        expectSame(context, y.lightningNorm, x.lightningNorm);
        expectSame(context, y.q, x.q);
        expectSame(context, y.k, x.k);
        expectSame(context, y.v, x.v);
        expectSame(context, y.output, x.output);
        expectSame(context, y.router, x.router);
        REQUIRE(y.experts.size() == x.experts.size());
        for (std::size_t e = 0; e < x.experts.size(); ++e) {
            expectSame(context, y.experts[e].gate, x.experts[e].gate);
            expectSame(context, y.experts[e].up, x.experts[e].up);
            expectSame(context, y.experts[e].down, x.experts[e].down);
        }
    }
    EXPECT(twin->fingerprint() != folder->fingerprint());
    EXPECT_EQ(twin->fingerprint(),
              ModelFile::open(checks::dataPath("golden/tiny-a/tiny-a.gguf"))->fingerprint());
}

LEVIN_CHECK(theGgufTwinHasATokenizer)
{
    const auto twin = ModelFile::open(checks::dataPath("golden/tiny-a/tiny-a.gguf"));
    REQUIRE_OK(twin);
    REQUIRE(twin->vocabulary().has_value());
    const engine::Vocabulary& vocabulary = *twin->vocabulary();
    EXPECT_EQ(vocabulary.tokens.size(), 512u);
    EXPECT_EQ(vocabulary.merges.size(), 240u);
    EXPECT_EQ(vocabulary.merges[1], "Ġ t");
    EXPECT_EQ(vocabulary.tokens[497], "<end_of_sentence>");
    EXPECT(vocabulary.kinds[65] == engine::TokenKind::Normal);
    EXPECT(vocabulary.kinds[497] == engine::TokenKind::Control);
    EXPECT(vocabulary.kinds[511] == engine::TokenKind::Unused);
    EXPECT(vocabulary.preTokenizer == engine::PreTokenizer::O200k);
    EXPECT(!vocabulary.ignoreMerges);
    EXPECT(twin->endTokens() == std::vector<std::int32_t>{497});
    EXPECT_EQ(twin->suppressedTokens().size(), 0u);
    EXPECT(twin->chatTemplate().starts_with("{{ '<begin_of_document>'"));
}

LEVIN_CHECK(bothFormatsGiveTheSameVocabulary)
{
    const auto folder = ModelFile::open(checks::dataPath("golden/tiny-a"));
    const auto twin = ModelFile::open(checks::dataPath("golden/tiny-a/tiny-a.gguf"));
    REQUIRE_OK(folder);
    REQUIRE_OK(twin);
    REQUIRE(folder->vocabulary() && twin->vocabulary());
    const engine::Vocabulary& a = *folder->vocabulary();
    const engine::Vocabulary& b = *twin->vocabulary();
    EXPECT(a.tokens == b.tokens);
    EXPECT(a.merges == b.merges);
    EXPECT(a.preTokenizer == b.preTokenizer);
    EXPECT_EQ(a.ignoreMerges, b.ignoreMerges);
}
