// A session on the golden model tiny-a (7 lightning layers, 1 softmax layer), for checks of what a
// session and an engine do with it.

#pragma once

#include "engine/model_file.h"
#include "engine/session.h"
#include "kernels/cpu/cpu_ops.h"
#include "tests/checks/check.h"

#include <cstdint>
#include <memory>
#include <stop_token>
#include <vector>

namespace checks {

// The CPU backend, with a hook at each norm: two per layer, at points where a model may be stopped
// or watched. Counts the tokens that the embedding was asked for: what was really computed.
class WatchedOps : public kernels::cpu::CpuOps
{
public:
    WatchedOps() : CpuOps(2) {}

    void embed(kernels::TensorView out, kernels::ConstTensorView table,
               std::span<const std::int32_t> ids) override
    {
        embeddedTokens += std::int64_t(ids.size());
        CpuOps::embed(out, table, ids);
    }
    void rmsNorm(kernels::TensorView out, kernels::ConstTensorView x,
                 kernels::ConstTensorView weight, float eps) override
    {
        if (++norms == stopAtNorm)
            stopSource.request_stop();
        CpuOps::rmsNorm(out, x, weight, eps);
    }

    std::int64_t embeddedTokens = 0;
    int norms = 0;
    int stopAtNorm = -1;
    std::stop_source stopSource;
};

struct SessionFixture
{
    explicit SessionFixture(engine::SessionOptions sessionOptions = {16});

    engine::Session newSession(); // with the same model and ops

    engine::ModelFile file;
    WatchedOps ops;
    engine::SessionOptions options;
    engine::Model model;
    engine::Session session;
};

// `count` token ids of tiny-a, the same for the same seed.
std::vector<std::int32_t> someTokens(int count, unsigned seed);

} // namespace checks
