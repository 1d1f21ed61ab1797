// Damaged and hostile safetensors files: each gives a sentence that names the file, the tensor and
// the numbers; none is believed.

#include "engine/model_parts.h"
#include "engine/safetensors.h"
#include "engine/text.h"
#include "tests/support/expect_error.h"
#include "tests/support/tiny_files.h"

#include <cstring>
#include <limits>

namespace {

using checks::Bytes;
using checks::named;
using checks::TinyModel;

engine::Result<std::vector<engine::TensorEntry>> safetensors(const Bytes& bytes)
{
    return engine::parseSafetensors(named("m.safetensors", bytes));
}

// The tiny model's config with these bytes as its weights.
engine::Result<engine::ModelParts> modelOf(const std::string& config, const Bytes& bytes)
{
    engine::HfFiles files;
    files.config = named("config.json", config);
    files.weights = {named("m.safetensors", bytes)};
    return engine::readHfModel(files);
}

} // namespace

LEVIN_CHECK(damagedSafetensorsHeadersAreRefused)
{
    struct Damage
    {
        std::string header;
        std::vector<std::string> named;
    };
    const auto entry = [](const std::string& description) {
        return "{\"x\": " + description + "}";
    };
    const std::string nested = std::string(100, '[') + std::string(100, ']');
    const std::vector<Damage> damages = {
        {"", {"byte"}},
        {"[]", {"not a JSON object"}},
        {"{\"x\": 1}", {"tensor x", "object"}},
        {"{\"x\": {}}", {"tensor x", "lacks"}},
        {"{\"x\": {}, \"x\": {}}", {"x appears twice"}},
        {entry(nested), {"deeper than 64"}},
        {entry(R"({"dtype": "F32", "shape": [2], "data_offsets": [0]})"), {"tensor x", "lacks"}},
        {entry(R"({"dtype": "F32", "shape": 2, "data_offsets": [0, 8]})"), {"tensor x", "lacks"}},
        {entry(R"({"dtype": 7, "shape": [2], "data_offsets": [0, 8]})"), {"tensor x", "lacks"}},
        {entry(R"({"dtype": "F7", "shape": [2], "data_offsets": [0, 8]})"), {"tensor x", "F7"}},
        {entry(R"({"dtype": "F32", "shape": [-2], "data_offsets": [0, 8]})"),
         {"tensor x", "not made of counts"}},
        {entry(R"({"dtype": "F32", "shape": [2.5], "data_offsets": [0, 8]})"),
         {"tensor x", "not made of counts"}},
        {entry(R"({"dtype": "F32", "shape": [4611686018427387904], "data_offsets": [0, 8]})"),
         {"tensor x", "4611686018427387904", "overflows"}},
        {entry(R"({"dtype": "F32", "shape": [4294967296, 4294967296], "data_offsets": [0, 8]})"),
         {"tensor x", "4294967296", "overflows"}},
        {entry(R"({"dtype": "F32", "shape": [18446744073709551615], "data_offsets": [0, 8]})"),
         {"tensor x", "18446744073709551615"}},
        {entry(R"({"dtype": "F32", "shape": [1,1,1,1,1,1,1,1,1], "data_offsets": [0, 4]})"),
         {"tensor x", "9 dimensions", "8"}},
        {entry(R"({"dtype": "F32", "shape": [2], "data_offsets": [8, 0]})"),
         {"tensor x", "8 to 0", "16 bytes"}},
        {entry(R"({"dtype": "F32", "shape": [2], "data_offsets": [-8, 0]})"),
         {"tensor x", "data_offsets"}},
        {entry(R"({"dtype": "F32", "shape": [2], "data_offsets": [16, 24]})"),
         {"tensor x", "16 to 24", "16 bytes"}},
        {entry(R"({"dtype": "F32", "shape": [2], "data_offsets": [0, 18446744073709551615]})"),
         {"tensor x", "18446744073709551615", "16 bytes"}},
        {entry(R"({"dtype": "F32", "shape": [2], "data_offsets": [0, 4]})"),
         {"tensor x", "has 4 bytes", "F32 (2) needs 8"}},
        {entry(R"({"dtype": "BF16", "shape": [2, 3], "data_offsets": [0, 16]})"),
         {"tensor x", "has 16 bytes", "BF16 (2, 3) needs 12"}},
        {R"({"x": {"dtype": "F32", "shape": [2], "data_offsets": [0, 8]},)"
         R"( "y": {"dtype": "F32", "shape": [2], "data_offsets": [4, 12]}})",
         {"tensor x", "tensor y", "ends at byte", "starts at byte"}},
    };
    for (const Damage& damage : damages) {
        std::vector<std::string> parts = damage.named;
        parts.emplace_back("m.safetensors");
        checks::expectError(context, __FILE__, __LINE__, damage.header,
                            safetensors(checks::safetensorsWith(damage.header, 16)), parts);
    }
}

LEVIN_CHECK(safetensorsHeaderLengthsAreBounded)
{
    EXPECT_ERROR(safetensors({}), {"m.safetensors", "8 bytes", "it has 0"});
    EXPECT_ERROR(safetensors(Bytes(7)), {"m.safetensors", "8 bytes", "it has 7"});
    EXPECT_ERROR(safetensors(Bytes(8)), {"m.safetensors", "byte"});
    for (const std::uint64_t length :
         {std::uint64_t(9), std::uint64_t(100'000'001), ~std::uint64_t(0)}) {
        Bytes bytes(16);
        std::memcpy(bytes.data(), &length, sizeof length);
        EXPECT_ERROR(safetensors(bytes),
                     {"m.safetensors", std::to_string(length), "16 bytes", "100000000"});
    }
}

LEVIN_CHECK(safetensorsMayHaveGapsMetadataAndEmptyTensors)
{
    const auto entries = safetensors(checks::safetensorsWith(
        R"({"__metadata__": {"format": "pt"},)"
        R"( "b": {"dtype": "I32", "shape": [], "data_offsets": [12, 16]},)"
        R"( "empty": {"dtype": "F32", "shape": [0, 5], "data_offsets": [2, 2]},)"
        R"( "a": {"dtype": "U8", "shape": [3], "data_offsets": [0, 3]}}  )",
        20));
    REQUIRE_OK(entries);
    REQUIRE(entries->size() == 3);
    EXPECT_EQ((*entries)[0].name, "a");
    EXPECT_EQ((*entries)[1].name, "empty");
    EXPECT_EQ((*entries)[2].name, "b");
    EXPECT(!(*entries)[2].dtype);
    EXPECT_EQ((*entries)[2].bytes.size(), 4u);
}

LEVIN_CHECK(weightsMustFitTheConfig)
{
    struct Change
    {
        const char* tensor;
        std::vector<std::int64_t> shape;
        std::vector<std::string> named;
    };
    const std::string layer = "model.layers.0.";
    const std::vector<Change> changes = {
        {"model.embed_tokens.weight", {32, 24}, {"(32, 24)", "(24, 32)"}},
        {"model.norm.weight", {33}, {"(33)", "(32)"}},
        {"model.layers.0.self_attn.qkv_proj.weight", {192, 31}, {"(192, 31)", "(192, 32)"}},
        {"model.layers.1.self_attn.k_proj.weight", {64, 32}, {"(64, 32)", "(32, 32)"}},
        {"model.layers.0.block_sparse_moe.gate.weight", {4, 32, 1}, {"(4, 32, 1)", "(4, 32)"}},
        {"model.layers.3.block_sparse_moe.experts.3.w2.weight", {32}, {"(32)", "(32, 32)"}},
    };
    for (const Change& change : changes) {
        TinyModel model(1);
        const std::string config = checks::tinyConfigJson(model);
        std::int64_t count = 1;
        for (const std::int64_t size : change.shape)
            count *= size;
        model.tensors.at(change.tensor) = {change.shape, std::vector<float>(std::size_t(count))};
        const Bytes bytes = checks::tinySafetensors(model);
        std::vector<std::string> parts = change.named;
        parts.emplace_back("m.safetensors");
        parts.emplace_back(change.tensor);
        EXPECT_ERROR(modelOf(config, bytes), parts);

        model.tensors.erase(change.tensor);
        EXPECT_ERROR(modelOf(config, checks::tinySafetensors(model)),
                     {"m.safetensors", "lacks", change.tensor, change.named[1]});
    }
}

LEVIN_CHECK(weightsMustBeOfAKnownType)
{
    TinyModel model(1);
    const std::string config = checks::tinyConfigJson(model);
    model.tensors.erase("lm_head.weight");
    Bytes bytes = checks::tinySafetensors(model);
    // In place, so that nothing else changes.
    const std::string text(reinterpret_cast<const char*>(bytes.data()), bytes.size());
    const std::size_t place = text.find("BF16", text.find("embed_tokens"));
    std::memcpy(bytes.data() + place, "I16\" ", 5);
    EXPECT_ERROR(modelOf(config, bytes),
                 {"m.safetensors", "model.embed_tokens.weight", "I16", "BF16"});
}

LEVIN_CHECK(normsMustBeFinite)
{
    for (const float bad :
         {std::numeric_limits<float>::quiet_NaN(), std::numeric_limits<float>::infinity()})
        for (const kernels::DType type :
             {kernels::DType::F32, kernels::DType::F16, kernels::DType::BF16}) {
            TinyModel model(1);
            model.tensors.at("model.layers.2.self_attn.norm.weight").values[5] = bad;
            const std::string config = checks::tinyConfigJson(model);
            checks::TinyTypes types;
            types.norm = type;
            const Bytes bytes = checks::tinySafetensors(model, checks::TinyLayout::MiniMax, types);
            EXPECT_ERROR(modelOf(config, bytes),
                         {"m.safetensors", "model.layers.2.self_attn.norm.weight", "value 5 of 64",
                          std::isnan(bad) ? "nan" : "inf"});
        }
}

LEVIN_CHECK(everyTruncationOfASafetensorsFileIsAnError)
{
    const TinyModel model(1, checks::smallestDimensions());
    const std::string config = checks::tinyConfigJson(model);
    const Bytes bytes = checks::tinySafetensors(model);
    for (std::size_t length = 0; length <= bytes.size(); ++length) {
        // A copy of its own, so that a sanitizer sees a read beyond the end.
        const Bytes shorter(bytes.begin(), bytes.begin() + std::ptrdiff_t(length));
        const auto parts = modelOf(config, shorter);
        if (length == bytes.size())
            REQUIRE_OK(parts);
        else
            EXPECT_ERROR(parts, {"m.safetensors"});
    }
}
