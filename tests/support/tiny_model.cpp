#include "tests/support/tiny_model.h"

#include "engine/text.h"
#include "tests/support/quantise.h"

#include <cstring>
#include <random>

namespace checks {
namespace {

using engine::concat;
using kernels::ConstTensorView;

void expectView(Context& context, const TinyModel& model, const std::string& name,
                ConstTensorView view)
{
    const TinyTensor& wanted = model.tensors.at(name);
    const std::int64_t rows = wanted.shape.size() == 1 ? 1 : wanted.shape.front();
    const std::vector<std::byte> bytes = encode(view.dtype, wanted.values);
    const bool isSame = view.data && view.rows == rows && view.cols == wanted.shape.back()
                        && view.bytes() == std::int64_t(bytes.size())
                        && std::memcmp(view.data, bytes.data(), bytes.size()) == 0;
    if (!isSame)
        context.fail(__FILE__, __LINE__, name + " is not the model's");
}

} // namespace

TinyDimensions smallestDimensions()
{
    TinyDimensions least;
    least.layerTypes = {0, 1};
    least.hidden = 4;
    least.heads = 1;
    least.kvHeads = 1;
    least.rotaryDim = 2;
    least.experts = 1;
    least.expertsPerToken = 1;
    least.expertHidden = 4;
    least.vocabulary = 4;
    return least;
}

TinyModel::TinyModel(unsigned seed, const TinyDimensions& size) : dimensions(size)
{
    std::mt19937 random(seed);
    const auto add = [&](const std::string& name, std::vector<std::int64_t> shape) {
        std::int64_t count = 1;
        for (const std::int64_t length : shape)
            count *= length;
        std::vector<float> values;
        for (std::int64_t i = 0; i < count; ++i)
            values.push_back(float(int(random() % 257) - 128) / 128.0f);
        tensors[name + ".weight"] = {std::move(shape), std::move(values)};
    };
    const std::int64_t hidden = size.hidden;
    const std::int64_t width = std::int64_t(size.heads) * size.headDim;
    const std::int64_t kvWidth = std::int64_t(size.kvHeads) * size.headDim;
    add("model.embed_tokens", {size.vocabulary, hidden});
    add("model.norm", {hidden});
    add("lm_head", {size.vocabulary, hidden});
    for (std::size_t i = 0; i < size.layerTypes.size(); ++i) {
        const std::string layer = concat("model.layers.", i, ".");
        add(layer + "input_layernorm", {hidden});
        add(layer + "post_attention_layernorm", {hidden});
        if (size.layerTypes[i] == 1) {
            add(layer + "self_attn.q_proj", {width, hidden});
            add(layer + "self_attn.k_proj", {kvWidth, hidden});
            add(layer + "self_attn.v_proj", {kvWidth, hidden});
            add(layer + "self_attn.o_proj", {hidden, width});
        } else {
            add(layer + "self_attn.qkv_proj", {3 * width, hidden});
            add(layer + "self_attn.output_gate", {width, hidden});
            add(layer + "self_attn.norm", {width});
            add(layer + "self_attn.out_proj", {hidden, width});
        }
        add(layer + "block_sparse_moe.gate", {size.experts, hidden});
        for (int expert = 0; expert < size.experts; ++expert) {
            const std::string prefix = concat(layer, "block_sparse_moe.experts.", expert, ".");
            add(prefix + "w1", {size.expertHidden, hidden});
            add(prefix + "w2", {hidden, size.expertHidden});
            add(prefix + "w3", {size.expertHidden, hidden});
        }
    }
}

void expectWeights(Context& context, const engine::Weights& weights, const TinyModel& model)
{
    const TinyDimensions& size = model.dimensions;
    const auto expect = [&](const std::string& name, ConstTensorView view) {
        expectView(context, model, name + ".weight", view);
    };
    expect("model.embed_tokens", weights.embedding);
    expect("model.norm", weights.finalNorm);
    expect("lm_head", weights.head);
    EXPECT_EQ(weights.layers.size(), size.layerTypes.size());
    for (std::size_t i = 0; i < weights.layers.size(); ++i) {
        const engine::LayerWeights& layer = weights.layers[i];
        const std::string prefix = concat("model.layers.", i, ".");
        const std::string attention = prefix + "self_attn.";
        expect(prefix + "input_layernorm", layer.mixerNorm);
        expect(prefix + "post_attention_layernorm", layer.mlpNorm);
        if (size.layerTypes[i] == 1) {
            expect(attention + "q_proj", layer.q);
            expect(attention + "k_proj", layer.k);
            expect(attention + "v_proj", layer.v);
            expect(attention + "o_proj", layer.output);
        } else {
            expect(attention + "qkv_proj", layer.qkv);
            expect(attention + "output_gate", layer.outputGate);
            expect(attention + "norm", layer.lightningNorm);
            expect(attention + "out_proj", layer.output);
        }
        expect(prefix + "block_sparse_moe.gate", layer.router);
        EXPECT_EQ(layer.experts.size(), std::size_t(size.experts));
        for (std::size_t expert = 0; expert < layer.experts.size(); ++expert) {
            const std::string moe = concat(prefix, "block_sparse_moe.experts.", expert, ".");
            expect(moe + "w1", layer.experts[expert].gate);
            expect(moe + "w2", layer.experts[expert].down);
            expect(moe + "w3", layer.experts[expert].up);
        }
    }
}

} // namespace checks
