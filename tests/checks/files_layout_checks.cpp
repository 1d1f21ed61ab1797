// Every layout of a model on disk opens, and holds the numbers that were written.

#include "engine/model_file.h"
#include "engine/model_parts.h"
#include "tests/support/expect_error.h"
#include "tests/support/temporary_folder.h"
#include "tests/support/tiny_files.h"

namespace {

using checks::Bytes;
using checks::named;
using checks::TemporaryFolder;
using checks::TinyLayout;
using checks::TinyModel;
using engine::ModelFile;
using kernels::DType;

engine::HfFiles folderOf(const std::string& config, const Bytes& weights)
{
    engine::HfFiles files;
    files.folder = "tiny";
    files.config = named("config.json", config);
    files.weights = {named("model.safetensors", weights)};
    return files;
}

} // namespace

LEVIN_CHECK(everySafetensorsTypeOpens)
{
    const TinyModel model(1);
    const std::string config = checks::tinyConfigJson(model);
    for (const DType matrix : {DType::F32, DType::F16, DType::BF16})
        for (const DType norm : {DType::F32, DType::F16, DType::BF16}) {
            const Bytes bytes =
                checks::tinySafetensors(model, TinyLayout::MiniMax, {matrix, DType::F32, norm});
            const auto parts = engine::readHfModel(folderOf(config, bytes));
            REQUIRE_OK(parts);
            EXPECT(parts->weights.embedding.dtype == matrix);
            EXPECT(parts->weights.layers[0].router.dtype == DType::F32);
            EXPECT(parts->weights.finalNorm.dtype == DType::F32);
            checks::expectWeights(context, parts->weights, model);
        }
}

LEVIN_CHECK(everyGgufTypeOpens)
{
    checks::TinyDimensions wide;
    wide.layerTypes = {0, 1};
    wide.hidden = 256; // the quantised types with the largest blocks need rows of 256 values
    wide.heads = 16;
    wide.expertHidden = 256;
    wide.experts = 2;
    const TinyModel model(2, wide);
    for (int type = 0; type < kernels::kDTypeCount; ++type) {
        const Bytes bytes = checks::tinyGguf(model, {DType(type)}).build();
        const auto parts = engine::readGgufModel(std::vector{named("tiny.gguf", bytes)});
        REQUIRE_OK(parts);
        EXPECT(parts->weights.layers[0].qkv.dtype == DType(type));
        EXPECT(parts->weights.layers[1].experts[1].down.dtype == DType(type));
        checks::expectWeights(context, parts->weights, model);
    }
}

LEVIN_CHECK(shardsOpenAsOneModel)
{
    const TinyModel model(3);
    const checks::TinyShards shards = checks::tinyShards(model, 3);
    const TemporaryFolder folder;
    folder.write("config.json", checks::tinyConfigJson(model));
    folder.write("model.safetensors.index.json", shards.indexJson);
    for (const auto& [name, bytes] : shards.files)
        folder.write(name, bytes);
    const auto file = ModelFile::open(folder.path());
    REQUIRE_OK(file);
    checks::expectWeights(context, file->weights(), model);

    const TemporaryFolder whole;
    whole.write("config.json", checks::tinyConfigJson(model));
    whole.write("model.safetensors", checks::tinySafetensors(model));
    const auto same = ModelFile::open(whole.path());
    REQUIRE_OK(same);
    EXPECT_EQ(file->fingerprint(), same->fingerprint());
    EXPECT_EQ(file->tensorBytes(), same->tensorBytes());

    std::filesystem::remove(folder.path() / "model-00001-of-00003.safetensors");
    EXPECT_ERROR(ModelFile::open(folder.path()), {"model-00001-of-00003.safetensors is missing",
                                                  "3 files", "model.safetensors.index.json"});
    std::filesystem::remove(folder.path() / "model.safetensors.index.json");
    EXPECT_ERROR(ModelFile::open(folder.path()), {"-of-00003.safetensors"});
}

LEVIN_CHECK(anIndexNamesFilesOfItsFolderOnly)
{
    const TinyModel model(3);
    const TemporaryFolder folder;
    folder.write("config.json", checks::tinyConfigJson(model));
    const auto openWith = [&](const std::string& index) {
        folder.write("model.safetensors.index.json", index);
        return ModelFile::open(folder.path());
    };
    EXPECT_ERROR(openWith(R"({"weight_map": {"x": "../model.safetensors"}})"),
                 {"model.safetensors.index.json", "tensor x", "../model.safetensors"});
    EXPECT_ERROR(openWith(R"({"weight_map": {"x": "/etc/passwd"}})"), {"tensor x", "/etc/passwd"});
    EXPECT_ERROR(openWith(R"({"weight_map": {"x": ".."}})"), {"tensor x", "\"..\""});
    EXPECT_ERROR(openWith(R"({"weight_map": {"x": 7}})"), {"tensor x"});
    EXPECT_ERROR(openWith(R"({"weight_map": []})"), {"weight_map"});
    EXPECT_ERROR(openWith("[]"), {"weight_map"});
}

LEVIN_CHECK(transformersLayoutsOpen)
{
    const TinyModel model(4);
    for (const TinyLayout layout :
         {TinyLayout::TransformersStacked, TinyLayout::TransformersSeparate}) {
        const std::string config = checks::tinyConfigJson(model, layout);
        const Bytes bytes = checks::tinySafetensors(model, layout);
        const auto parts = engine::readHfModel(folderOf(config, bytes));
        REQUIRE_OK(parts);
        checks::expectWeights(context, parts->weights, model);

        const engine::ModelConfig& read = parts->config;
        EXPECT(read.isPostNorm);
        EXPECT(read.layers[1].kind == engine::LayerKind::Softmax);
        EXPECT_EQ(read.layers[0].attention.alpha, 2.25f);
        EXPECT_EQ(read.layers[0].attention.beta, 0.5f);
        EXPECT_EQ(read.layers[1].attention.alpha, 2.5f);
        EXPECT_EQ(read.layers[1].attention.beta, 1.0f);
        EXPECT_EQ(read.layers[1].mlp.alpha, 2.75f);
        EXPECT(read.layers[2].decayRates
               == engine::decayRates(4, 2, 3.0 + 1e-5, engine::SlopeSeries::Geometric));
    }
}

LEVIN_CHECK(anyPartOpensASplitGguf)
{
    const TinyModel model(5);
    const TemporaryFolder folder;
    const std::vector<Bytes> parts = checks::tinySplitGguf(model, 3);
    const auto name = [](std::size_t part) {
        return "tiny-0000" + std::to_string(part + 1) + "-of-00003.gguf";
    };
    for (std::size_t part = 0; part < parts.size(); ++part)
        folder.write(name(part), parts[part]);
    const Bytes whole = checks::tinyGguf(model).build();
    const auto single = engine::readGgufModel(std::vector{named("tiny.gguf", whole)});
    REQUIRE_OK(single);
    for (const std::string& path : {name(0), name(2), std::string()}) {
        const auto file = ModelFile::open(folder.path() / path);
        REQUIRE_OK(file);
        checks::expectWeights(context, file->weights(), model);
        EXPECT_EQ(file->fingerprint(), single->fingerprint);
    }

    // A part that belongs to another split, one under a wrong number, and a missing one.
    folder.write(name(1), checks::tinySplitGguf(model, 2)[1]);
    EXPECT_ERROR(ModelFile::open(folder.path()), {name(1), "split.count is 2", "make it 3"});
    folder.write(name(1), parts[2]);
    EXPECT_ERROR(ModelFile::open(folder.path()), {name(1), "split.no is 2", "make it 1"});
    std::filesystem::remove(folder.path() / name(1));
    EXPECT_ERROR(ModelFile::open(folder.path() / name(2)), {name(1), "is missing", "3 parts"});
    EXPECT_ERROR(engine::readGgufModel(std::vector{named("one.gguf", parts[0])}),
                 {"one.gguf", "split.count is 3", "make it 1"});
}

LEVIN_CHECK(aSplitGgufCountsItsTensors)
{
    const TinyModel model(5);
    const std::vector<Bytes> parts = checks::tinySplitGguf(model, 2);
    checks::GgufBuilder second;
    second
        .key("split.no", checks::GgufBytes().put(checks::GgufValueType::U16).put(std::uint16_t(1)))
        .key("split.count",
             checks::GgufBytes().put(checks::GgufValueType::U16).put(std::uint16_t(2)));
    const Bytes empty = second.build();
    EXPECT_ERROR(
        engine::readGgufModel(std::vector{named("a.gguf", parts[0]), named("b.gguf", empty)}),
        {"a.gguf", "split.tensors.count", "make it"});
    EXPECT_ERROR(
        engine::readGgufModel(std::vector{named("a.gguf", parts[0]), named("b.gguf", parts[0])}),
        {"b.gguf", "split.no is 0", "make it 1"});
}

LEVIN_CHECK(tensorsAtOddAddressesAreCopied)
{
    const TinyModel model(6);
    const std::string config = checks::tinyConfigJson(model);
    const Bytes sound = checks::tinySafetensors(model);
    int copied = 0;
    for (std::size_t shift = 0; shift < 4; ++shift) {
        // The file's own addresses are aligned; the memory it lies in is not.
        Bytes shifted(shift);
        shifted.insert(shifted.end(), sound.begin(), sound.end());
        engine::HfFiles files = folderOf(config, shifted);
        files.weights[0].bytes = files.weights[0].bytes.subspan(shift);
        const auto parts = engine::readHfModel(files);
        REQUIRE_OK(parts);
        checks::expectWeights(context, parts->weights, model);
        const auto address = reinterpret_cast<std::uintptr_t>(parts->weights.embedding.data);
        EXPECT_EQ(address % 2, 0u);
        EXPECT_EQ(reinterpret_cast<std::uintptr_t>(parts->weights.finalNorm.data) % 4, 0u);
        copied += parts->copies.empty() ? 0 : 1;
    }
    EXPECT_EQ(copied, 3);
}

LEVIN_CHECK(theHeadMayBeTheEmbedding)
{
    TinyModel model(7);
    checks::GgufBuilder gguf = checks::tinyGguf(model);
    gguf.tensorNamed("output.weight").name = "unused.weight";
    const Bytes ggufBytes = gguf.build();
    const auto tied = engine::readGgufModel(std::vector{named("tied.gguf", ggufBytes)});
    REQUIRE_OK(tied);
    EXPECT(tied->weights.head.data == tied->weights.embedding.data);
    EXPECT_EQ(tied->weights.head.rows, 24);

    model.tensors.erase("lm_head.weight");
    const Bytes bytes = checks::tinySafetensors(model);
    std::string config = checks::tinyConfigJson(model);
    EXPECT_ERROR(engine::readHfModel(folderOf(config, bytes)),
                 {"model.safetensors", "lm_head.weight", "(24, 32)"});
    config.insert(1, "\"tie_word_embeddings\": true, ");
    const auto folder = engine::readHfModel(folderOf(config, bytes));
    REQUIRE_OK(folder);
    EXPECT(folder->weights.head.data == folder->weights.embedding.data);
}
