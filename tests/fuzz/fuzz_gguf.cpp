// A whole GGUF model from arbitrary bytes.

#include "tests/fuzz/touch_model.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const auto parts = engine::readGgufModel(std::vector{fuzz::fileOf("f.gguf", data, size)});
    if (parts)
        fuzz::touchModel(*parts);
    return 0;
}
