// config.json and generation_config.json from arbitrary bytes.

#include "engine/config_readers.h"
#include "kernels/check.h"
#include "tests/fuzz/touch_model.h"

#include <cmath>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const engine::FileBytes file = fuzz::fileOf("f.json", data, size);
    const auto parsed = engine::parseConfigJson(file);
    if (parsed) {
        const engine::ModelConfig& config = parsed->model;
        CHECK(config.heads > 0 && config.heads % config.kvHeads == 0);
        CHECK(config.headDim % 16 == 0 && config.rotaryDim % 2 == 0);
        CHECK(config.rotaryDim <= config.headDim && config.expertsPerToken <= config.experts);
        for (const engine::LayerConfig& layer : config.layers)
            for (const float rate : layer.decayRates)
                CHECK(std::isfinite(rate) && rate > 0.0f);
    }
    constexpr int kVocabulary = 100;
    if (const auto ids = engine::parseEndTokens(file, kVocabulary))
        for (const std::int32_t id : *ids)
            CHECK(id >= 0 && id < kVocabulary);
    return 0;
}
