#include "app/documents/speed_sample.h"

#include "app/documents/document_set.h"
#include "engine/local_engine.h"
#include "kernels/check.h"

#include <algorithm>
#include <chrono>

namespace documents {
namespace {

constexpr std::size_t kMostBytes = std::size_t{64}
                                   << 10; // of text; more than the largest step reads
// The first step also waits for the weights to come from the disk, so a second one follows unless
// the model is very slow.
constexpr std::int64_t kSteps[] = {16, 128, 1024, 8192};
constexpr double kSlowFirstSeconds = 4.0;
constexpr double kEnoughSeconds = 0.25;

} // namespace

engine::Result<SpeedSample> sampleSpeed(engine::LocalEngine& engine, const Rendered& rendered,
                                        const std::stop_token& stop)
{
    CHECK(engine.tokenizer());
    const std::vector<std::int32_t> tokens = engine.tokenizer()->encode(
        std::string_view(rendered.text).substr(0, kMostBytes), engine::SpecialTokens::AsText);
    const auto most = std::min(std::int64_t(tokens.size()), engine.model().config().contextLimit);
    engine::Result<engine::Session> session = engine::Session::create(
        engine.model(), engine.ops(), {engine.options().chunkTokens, *engine.options().kvType, 0});
    if (!session)
        return session.error();
    SpeedSample sample;
    for (const std::int64_t step : kSteps) {
        const std::int64_t end = std::min(step, most);
        const std::int64_t found = std::int64_t(session->tokens().size());
        if (end <= found)
            break;
        const auto begin = std::chrono::steady_clock::now();
        const auto synced =
            session->sync(std::span(tokens).first(std::size_t(end)), {}, nullptr, stop);
        if (!synced)
            return synced.error();
        const double seconds =
            std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
        const bool isFirst = sample.tokens == 0;
        sample = {end - found, found, seconds};
        if (seconds > (isFirst ? kSlowFirstSeconds : kEnoughSeconds))
            break;
    }
    if (sample.tokens == 0)
        return engine::Error{engine::ErrorCode::InvalidArgument, "there is no text to read"};
    return sample;
}

} // namespace documents
