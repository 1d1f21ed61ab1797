#include "engine/memory_plan.h"
#include "engine/scratch.h"
#include "engine/state.h"
#include "tests/checks/check.h"

namespace {

// The shape of MiniMax-M1: 80 layers, every eighth of them softmax.
engine::ModelConfig miniMaxM1()
{
    engine::ModelConfig config;
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
        config.layers[i].kind = engine::LayerKind::Softmax;
    return config;
}

} // namespace

LEVIN_CHECK(memoryPlanGivesTheFiguresOfMiniMaxM1)
{
    using kernels::DType;
    const engine::ModelConfig config = miniMaxM1();
    const std::int64_t million = std::int64_t{1} << 20;
    const engine::MemoryPlan plan = engine::planMemory(config, 1000, DType::F16, million, 512);
    EXPECT_EQ(plan.kvBytesPerToken, 40 << 10);                     // 40 KiB
    EXPECT_EQ(plan.kvBytes, std::int64_t{40} << 30);               // 40 GiB
    EXPECT_EQ(plan.recurrentBytes, 2 * (std::int64_t{280} << 20)); // 280 MiB, twice
    EXPECT_EQ(plan.totalBytes(), 1000 + plan.kvBytes + plan.recurrentBytes + plan.activationBytes);
    // Pages are whole: 257 tokens need two of 256.
    EXPECT_EQ(engine::planMemory(config, 0, DType::F32, 257, 512).kvBytes,
              std::int64_t{2 * 256} * 80 * 1024);
}

LEVIN_CHECK(memoryPlanCountsWhatAStateReallyTakes)
{
    using kernels::DType;
    engine::ModelConfig config = miniMaxM1();
    config.hidden = 64;
    config.heads = 4;
    config.kvHeads = 2;
    config.headDim = 32;
    engine::Result<engine::SequenceState> state = engine::SequenceState::create(config, DType::F16);
    REQUIRE_OK(state);
    REQUIRE_OK(state->prepare(1000));
    std::int64_t kvBytes = 0;
    for (int i = 0; i < state->layerCount(); ++i)
        if (const auto* cache = std::get_if<engine::KvCache>(&state->layer(i)))
            for (const auto& page : cache->pages())
                kvBytes += page->bytes();
    const engine::MemoryPlan plan = engine::planMemory(config, 0, DType::F16, 1000, 512);
    EXPECT_EQ(plan.kvBytes, kvBytes);
    EXPECT_EQ(plan.recurrentBytes, 2 * state->recurrentBytes());
}
