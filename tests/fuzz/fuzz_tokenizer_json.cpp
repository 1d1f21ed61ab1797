// tokenizer.json from arbitrary bytes; a tokenizer that comes of it returns every text unchanged.

#include "engine/tokenizer.h"
#include "engine/tokenizer_json.h"
#include "kernels/check.h"
#include "tests/fuzz/touch_model.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const engine::FileBytes file = fuzz::fileOf("f.json", data, size);
    const auto vocabulary = engine::parseTokenizerJson(file.text(), file.name);
    if (!vocabulary)
        return 0;
    const auto tokenizer = engine::Tokenizer::create(*vocabulary);
    if (!tokenizer)
        return 0;
    constexpr std::string_view kText = "Hello, world! 123 \xff\n  <x> \xe4\xbd\xa0";
    const auto ids = tokenizer->encode(kText, engine::SpecialTokens::AsText);
    CHECK(tokenizer->decode(ids) == kText);
    return 0;
}
