// Damaged and hostile GGUF files: each gives a sentence that names the file, the tensor or key, and
// the numbers; none is believed.

#include "engine/gguf.h"
#include "engine/model_parts.h"
#include "engine/text.h"
#include "tests/support/expect_error.h"
#include "tests/support/quantise.h"
#include "tests/support/tiny_files.h"

#include <cstring>

namespace {

using checks::Bytes;
using checks::GgufBuilder;
using checks::GgufBytes;
using checks::GgufValueType;
using checks::named;
using checks::TinyModel;

engine::Result<engine::GgufHeader> ggufHeader(const Bytes& bytes)
{
    return engine::parseGgufHeader(named("m.gguf", bytes));
}

engine::Result<engine::ModelParts> ggufModel(const GgufBuilder& gguf)
{
    const Bytes bytes = gguf.build();
    return engine::readGgufModel(std::vector{named("m.gguf", bytes)});
}

template <class T>
bool is(const engine::GgufValue& value, T wanted)
{
    const T* actual = std::get_if<T>(&value);
    return actual && *actual == wanted;
}

// A file of one F32 tensor x with two values.
GgufBuilder oneTensor()
{
    GgufBuilder gguf;
    gguf.text("general.architecture", "minimax-01").tensor("x", {2}, 0, Bytes(8));
    return gguf;
}

} // namespace

LEVIN_CHECK(damagedGgufStartsAreRefused)
{
    const auto expect = [&](GgufBuilder gguf, const std::vector<std::string>& parts) {
        EXPECT_ERROR(ggufHeader(gguf.build()), parts);
        EXPECT_ERROR(ggufHeader(gguf.build()), {"m.gguf"});
    };
    REQUIRE_OK(ggufHeader(oneTensor().build()));
    GgufBuilder gguf = oneTensor();
    gguf.magic = "GGUX";
    expect(gguf, {"not those of a GGUF file"});
    gguf = oneTensor();
    gguf.version = 2;
    expect(gguf, {"version is 2", "version 3"});
    gguf.version = 0x03000000;
    expect(gguf, {"big-endian", "version 3"});
    gguf.version = 4;
    expect(gguf, {"version is 4", "version 3"});
    gguf = oneTensor();
    gguf.tensorCount = std::uint64_t(1) << 62;
    expect(gguf, {"4611686018427387904 tensors", engine::concat(gguf.build().size(), " bytes")});
    gguf = oneTensor();
    gguf.keyCount = ~std::uint64_t(0);
    expect(gguf, {"18446744073709551615 keys"});
    gguf = oneTensor();
    gguf.keyCount = 2; // the tensor is read as the second key, and padding as the tensor
    expect(gguf, {"tensor", "0 dimensions"});
    gguf = oneTensor();
    gguf.tensorCount = 2;
    expect(gguf, {"tensor", "0 dimensions"});
    gguf.tensorCount = 4;
    expect(gguf, {"1 keys and 4 tensors", engine::concat(gguf.build().size(), " bytes")});
}

LEVIN_CHECK(damagedGgufKeysAreRefused)
{
    const auto expect = [&](const GgufBytes& value, const std::vector<std::string>& parts) {
        const Bytes bytes = oneTensor().key("k", value).build();
        EXPECT_ERROR(ggufHeader(bytes), parts);
        EXPECT_ERROR(ggufHeader(bytes), {"m.gguf: key k "});
    };
    const std::uint64_t huge = std::uint64_t(1) << 63;
    const auto value = [](GgufValueType type) { return GgufBytes().put(type); };
    expect(GgufBytes().put(std::uint32_t(13)), {"unknown type 13"});
    expect(value(GgufValueType::String).put(huge), {"9223372036854775808 bytes"});
    expect(value(GgufValueType::String).put(~std::uint64_t(0)), {"18446744073709551615 bytes"});
    expect(value(GgufValueType::Bool).put(std::uint8_t(2)), {"0 or 1", "2"});
    expect(GgufBytes().put(GgufValueType::Array).put(std::uint32_t(99)).put(std::uint64_t(1)),
           {"unknown type 99"});
    expect(GgufBytes().array(GgufValueType::U8, huge), {"9223372036854775808 elements"});
    expect(GgufBytes().array(GgufValueType::F64, huge / 4), {"elements"}); // its bytes overflow
    expect(GgufBytes().array(GgufValueType::String, huge / 8), {"elements"});
    expect(GgufBytes().array(GgufValueType::String, 2).text("a").put(huge), {"bytes"});
    expect(GgufBytes().array(GgufValueType::Array, 1).put(GgufValueType::U8).put(huge),
           {"9223372036854775808 elements"});
    GgufBytes deep;
    deep.array(GgufValueType::Array, 1);
    for (int i = 0; i < 6; ++i)
        deep.put(GgufValueType::Array).put(std::uint64_t(1));
    deep.put(GgufValueType::U8).put(std::uint64_t(0));
    expect(deep, {"deeper than 4 levels"});

    GgufBytes twice;
    twice.put(GgufValueType::U8).put(std::uint8_t(1));
    twice.text("k").put(GgufValueType::U8).put(std::uint8_t(2));
    GgufBuilder gguf = oneTensor().key("k", twice);
    gguf.keyCount = 3;
    EXPECT_ERROR(ggufHeader(gguf.build()), {"m.gguf", "key k", "twice"});
}

LEVIN_CHECK(nestedGgufArraysAreSkipped)
{
    GgufBytes nested;
    nested.array(GgufValueType::Array, 2);
    nested.put(GgufValueType::U8).put(std::uint64_t(3)).put(std::uint8_t(1)).put(std::uint16_t(0));
    nested.put(GgufValueType::String).put(std::uint64_t(1)).text("inner");
    const Bytes bytes = oneTensor().key("k", nested).integer("after", 7).build();
    const auto header = ggufHeader(bytes);
    REQUIRE_OK(header);
    const auto* array = std::get_if<engine::GgufArray>(&header->metadata.at("k"));
    REQUIRE(array != nullptr);
    EXPECT_EQ(array->count, 2u);
    EXPECT(!array->strings() && !array->integers() && !array->booleans());
    EXPECT(is(header->metadata.at("after"), std::int64_t(7)));
}

LEVIN_CHECK(everyGgufNumberIsRead)
{
    const auto bytes =
        oneTensor()
            .key("u8", GgufBytes().put(GgufValueType::U8).put(std::uint8_t(200)))
            .key("i8", GgufBytes().put(GgufValueType::I8).put(std::int8_t(-2)))
            .key("u16", GgufBytes().put(GgufValueType::U16).put(std::uint16_t(60000)))
            .key("i16", GgufBytes().put(GgufValueType::I16).put(std::int16_t(-3)))
            .key("i32", GgufBytes().put(GgufValueType::I32).put(std::int32_t(-4)))
            .key("u64", GgufBytes().put(GgufValueType::U64).put(std::uint64_t(5)))
            .key("large", GgufBytes().put(GgufValueType::U64).put(~std::uint64_t(0)))
            .key("i64", GgufBytes().put(GgufValueType::I64).put(std::int64_t(-6)))
            .key("f64", GgufBytes().put(GgufValueType::F64).put(0.25))
            .key("yes", GgufBytes().put(GgufValueType::Bool).put(std::uint8_t(1)))
            .build();
    const auto header = ggufHeader(bytes);
    REQUIRE_OK(header);
    const engine::GgufMetadata& keys = header->metadata;
    EXPECT(is(keys.at("u8"), std::int64_t(200)));
    EXPECT(is(keys.at("i8"), std::int64_t(-2)));
    EXPECT(is(keys.at("u16"), std::int64_t(60000)));
    EXPECT(is(keys.at("i16"), std::int64_t(-3)));
    EXPECT(is(keys.at("i32"), std::int64_t(-4)));
    EXPECT(is(keys.at("u64"), std::int64_t(5)));
    EXPECT(is(keys.at("large"), 18446744073709551616.0));
    EXPECT(is(keys.at("i64"), std::int64_t(-6)));
    EXPECT(is(keys.at("f64"), 0.25));
    EXPECT(is(keys.at("yes"), true));
}

LEVIN_CHECK(damagedGgufTensorsAreRefused)
{
    const std::uint64_t huge = std::uint64_t(1) << 63;
    const auto expect = [&](auto change, const std::vector<std::string>& parts) {
        GgufBuilder gguf = oneTensor();
        change(gguf.tensors[0]);
        EXPECT_ERROR(ggufHeader(gguf.build()), parts);
        EXPECT_ERROR(ggufHeader(gguf.build()), {"m.gguf", "tensor x"});
    };
    using Tensor = GgufBuilder::Tensor;
    expect([](Tensor& x) { x.sizes = {}; }, {"0 dimensions", "1 to 4"});
    expect([](Tensor& x) { x.sizes = {1, 1, 1, 1, 1}; }, {"5 dimensions"});
    expect([](Tensor& x) { x.sizes = {0}; }, {"dimension of 0"});
    expect([&](Tensor& x) { x.sizes = {huge}; }, {"9223372036854775808"});
    expect([&](Tensor& x) { x.sizes = {huge - 1}; }, {"9223372036854775807", "overflows"});
    expect([&](Tensor& x) { x.sizes = {2, huge / 4, 4}; }, {"overflows"});
    expect([](Tensor& x) { x.sizes = {3}; }, {"12 bytes", "offset 0"});
    expect([](Tensor& x) { x.offset = 4; }, {"offset 4", "32"});
    expect([](Tensor& x) { x.offset = 32; }, {"8 bytes", "offset 32"});
    expect([](Tensor& x) { x.offset = ~std::uint64_t(31); }, {"offset 18446744073709551584"});
    expect([](Tensor& x) { x.type = 17; }, {"IQ2_XS"});
    expect([](Tensor& x) { x.type = 31; }, {"type 31"});
    expect([](Tensor& x) { x.type = 8; }, {"rows of 2 values", "Q8_0", "32"});

    GgufBuilder two = oneTensor().tensor("y", {2}, 0, Bytes(8));
    two.tensors[1].offset = 0;
    EXPECT_ERROR(ggufHeader(two.build()), {"m.gguf", "tensor x", "tensor y", "byte"});
    two.tensors[1].name = "x";
    two.tensors[1].offset = 32;
    const Bytes bytes = two.build();
    EXPECT_ERROR(engine::GgufFile::parse(std::vector{named("m.gguf", bytes)}),
                 {"m.gguf", "tensor x", "twice"});
}

LEVIN_CHECK(ggufAlignmentIsAPowerOfTwo)
{
    for (const std::uint32_t alignment : {0u, 4u, 24u, 1u << 21, 0x80000000u})
        EXPECT_ERROR(ggufHeader(oneTensor().integer("general.alignment", alignment).build()),
                     {"m.gguf", "general.alignment", std::to_string(alignment), "8", "1048576"});
    EXPECT_ERROR(ggufHeader(oneTensor().text("general.alignment", "32").build()),
                 {"m.gguf", "general.alignment", "integer"});
    GgufBuilder wide;
    wide.alignment = 256;
    wide.integer("general.alignment", 256).tensor("x", {1}, 0, Bytes(4));
    wide.tensor("y", {1}, 0, checks::encode(kernels::DType::F32, std::vector{2.5f}));
    const Bytes bytes = wide.build();
    const auto header = ggufHeader(bytes);
    REQUIRE_OK(header);
    EXPECT_EQ(header->tensors[1].offset % 256, 0u);
    float value = 0.0f;
    std::memcpy(&value, header->tensors[1].bytes.data(), sizeof value);
    EXPECT_EQ(value, 2.5f);
}

LEVIN_CHECK(ggufWeightsMustFitTheConfig)
{
    const TinyModel model(1);
    const GgufBuilder sound = checks::tinyGguf(model);
    REQUIRE_OK(ggufModel(sound));
    GgufBuilder gguf = sound;
    gguf.tensorNamed("blk.0.attn_qkv.weight").sizes = {192, 32};
    EXPECT_ERROR(ggufModel(gguf), {"m.gguf", "blk.0.attn_qkv.weight", "(32, 192)", "(192, 32)"});
    gguf = sound;
    gguf.tensorNamed("blk.2.ffn_up_exps.weight").sizes = {32, 32, 3};
    EXPECT_ERROR(ggufModel(gguf),
                 {"m.gguf", "blk.2.ffn_up_exps.weight", "(3, 32, 32)", "(4, 32, 32)"});
    gguf = sound;
    gguf.tensorNamed("blk.1.attn_k.weight").name = "blk.1.attn_kk.weight";
    EXPECT_ERROR(ggufModel(gguf), {"m.gguf", "lacks", "blk.1.attn_k.weight", "(32, 32)"});
}

LEVIN_CHECK(everyTruncationOfAGgufFileIsAnError)
{
    const TinyModel model(1, checks::smallestDimensions());
    GgufBuilder gguf = checks::tinyGguf(model);
    gguf.text("tokenizer.ggml.model", "gpt2").text("tokenizer.ggml.pre", "gpt-2");
    gguf.texts("tokenizer.ggml.tokens", {"a", "b", "c", "ab"});
    gguf.texts("tokenizer.ggml.merges", {"a b"});
    const Bytes bytes = gguf.build();
    for (std::size_t length = 0; length <= bytes.size(); ++length) {
        const Bytes shorter(bytes.begin(), bytes.begin() + std::ptrdiff_t(length));
        const auto parts = engine::readGgufModel(std::vector{named("m.gguf", shorter)});
        if (length == bytes.size())
            REQUIRE_OK(parts);
        else
            EXPECT_ERROR(parts, {"m.gguf"});
    }
}

LEVIN_CHECK(aFlippedBitIsNeverBelievedBlindly)
{
    // Every bit of the header, one at a time: whatever the outcome, it comes without a crash, and a
    // model that opens has every weight in place.
    const TinyModel model(1, checks::smallestDimensions());
    const Bytes sound = checks::tinyGguf(model).build();
    const auto header = ggufHeader(sound);
    REQUIRE_OK(header);
    const std::size_t headerBytes = header->tensors.front().offset;
    Bytes bytes = sound;
    for (std::size_t bit = 0; bit < headerBytes * 8; ++bit) {
        bytes[bit / 8] ^= std::byte(1 << bit % 8);
        const auto parts = engine::readGgufModel(std::vector{named("m.gguf", bytes)});
        if (parts)
            for (const engine::LayerWeights& layer : parts->weights.layers)
                EXPECT(layer.output.data >= bytes.data()
                       && layer.output.data < bytes.data() + bytes.size());
        bytes[bit / 8] ^= std::byte(1 << bit % 8);
    }
}
