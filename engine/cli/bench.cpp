// levin-cli bench MODEL: prefill and decode speed, and what share of the memory bandwidth decoding
// reaches.

#include "engine/cli/command.h"
#include "engine/text.h"
#include "kernels/cpu/memory_bandwidth.h"

#include <algorithm>
#include <chrono>
#include <cstdio>

namespace engine::cli {
namespace {

struct Arguments
{
    ModelArguments model;
    int prefillTokens = 512;
    int decodeTokens = 32;
    int depth = 0;
    int rounds = 5;
    bool json = false;
};

double secondsSince(std::chrono::steady_clock::time_point start)
{
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

double median(std::vector<double> values)
{
    std::sort(values.begin(), values.end());
    const std::size_t middle = values.size() / 2;
    return values.size() % 2 == 1 ? values[middle] : 0.5 * (values[middle - 1] + values[middle]);
}

struct Measured
{
    double prefillRate = 0.0; // tokens/s, medians
    double decodeRate = 0.0;
    double bandwidth = 0.0; // bytes/s that the machine reads
};

// Prefill, decode and the bandwidth test take turns, so that a busy moment of a shared machine hits
// all of them alike.
Result<Measured> measure(LocalEngine& engine, const Arguments& arguments, int threads)
{
    const int vocabulary = engine.model().config().vocabulary;
    const auto someIds = [&](int count) {
        std::vector<std::int32_t> ids(static_cast<std::size_t>(count));
        for (std::size_t i = 0; i < ids.size(); ++i)
            ids[i] = std::int32_t((i * 7919 + 13) % std::size_t(std::min(vocabulary, 256)));
        return ids;
    };
    const std::vector<std::int32_t> context = someIds(arguments.depth);
    std::vector<std::int32_t> prompt = someIds(arguments.depth + arguments.prefillTokens);
    Session& session = engine.session();

    // Reading the context once also touches every page of the weights.
    if (arguments.depth > 0) {
        const auto synced = session.sync(context, {}, {}, Interruptible().token());
        if (!synced)
            return synced.error();
        session.takeSnapshot();
    } else if (const auto synced = session.sync(someIds(1), {}, {}, Interruptible().token());
               !synced) {
        return synced.error();
    }

    const Error notKept{ErrorCode::OutOfMemory, concat("the state of the first ", arguments.depth,
                                                       " tokens could not be kept")};
    std::vector<double> prefill;
    std::vector<double> decode;
    std::vector<double> bandwidth;
    for (int round = 0; round < arguments.rounds; ++round) {
        bandwidth.push_back(kernels::cpu::readBandwidth(threads));
        if (arguments.prefillTokens > 0) {
            // Every round reads other tokens, so that none is found in the session.
            prompt[context.size()] = 256 > vocabulary ? round % vocabulary : round % 256;
            const Result<std::int64_t> rewound = session.rewind(arguments.depth);
            if (!rewound)
                return rewound.error();
            if (*rewound != arguments.depth)
                return notKept;
            const auto start = std::chrono::steady_clock::now();
            const auto synced = session.sync(prompt, {}, {}, Interruptible().token());
            if (!synced)
                return synced.error();
            session.logits();
            prefill.push_back(double(synced->read) / secondsSince(start));
        }
        if (arguments.decodeTokens > 0) {
            const Result<std::int64_t> rewound = session.rewind(arguments.depth);
            if (!rewound)
                return rewound.error();
            if (*rewound != arguments.depth)
                return notKept;
            const auto start = std::chrono::steady_clock::now();
            for (int i = 0; i < arguments.decodeTokens; ++i) {
                const std::int32_t id = std::int32_t((i * 31 + round) % std::min(vocabulary, 256));
                if (const Status status = session.extend(id, Interruptible().token()); !status)
                    return status.error();
                session.logits();
            }
            decode.push_back(arguments.decodeTokens / secondsSince(start));
        }
    }
    return Measured{prefill.empty() ? 0.0 : median(prefill), decode.empty() ? 0.0 : median(decode),
                    median(bandwidth)};
}

int bench(const Arguments& arguments)
{
    Result<std::unique_ptr<LocalEngine>> opened = arguments.model.open();
    if (!opened)
        return report(opened.error());
    LocalEngine& engine = **opened;
    const int threads = engine.options().threads;
    const std::int64_t limit = engine.model().config().contextLimit;
    if (std::int64_t{arguments.depth} + arguments.prefillTokens + arguments.decodeTokens > limit)
        return report({ErrorCode::InvalidArgument,
                       concat("depth, prefill and decode together are beyond the model's limit of ",
                              limit, " tokens")});

    const Result<Measured> measured = measure(engine, arguments, threads);
    if (!measured)
        return report(measured.error());
    const std::int64_t bytes = decodeBytes(engine.model().config(), engine.file().weights(),
                                           *engine.options().kvType, arguments.depth);
    const double share = double(bytes) * measured->decodeRate / measured->bandwidth;
    if (arguments.json) {
        const nlohmann::ordered_json json = {
            {"model", engine.file().path().string()},
            {"backend", engine.ops().name()},
            {"threads", threads},
            {"depth", arguments.depth},
            {"prefillTokens", arguments.prefillTokens},
            {"decodeTokens", arguments.decodeTokens},
            {"rounds", arguments.rounds},
            {"prefillTokensPerSecond", measured->prefillRate},
            {"decodeTokensPerSecond", measured->decodeRate},
            {"bytesPerToken", bytes},
            {"memoryBandwidth", measured->bandwidth},
            {"bandwidthShare", share},
        };
        std::printf("%s\n", json.dump(2).c_str());
        return kSuccess;
    }
    std::printf("backend           %s, %d threads\n", engine.ops().name(), threads);
    std::printf("depth             %d tokens\n", arguments.depth);
    if (arguments.prefillTokens > 0)
        std::printf("prefill           %.1f tokens/s (%d tokens, median of %d)\n",
                    measured->prefillRate, arguments.prefillTokens, arguments.rounds);
    if (arguments.decodeTokens > 0)
        std::printf("decode            %.1f tokens/s (%d tokens, median of %d)\n",
                    measured->decodeRate, arguments.decodeTokens, arguments.rounds);
    std::printf("bytes per token   %.2f MB\n", double(bytes) / 1e6);
    std::printf("memory bandwidth  %.1f GB/s measured, decode uses %.0f %%\n",
                measured->bandwidth / 1e9, 100.0 * share);
    return kSuccess;
}

} // namespace

void addBench(CLI::App& app, int& exitCode)
{
    auto* command = app.add_subcommand("bench", "measure prefill and decode speed");
    auto arguments = std::make_shared<Arguments>();
    arguments->model.addTo(*command);
    command->add_option("-p,--prefill", arguments->prefillTokens, "tokens to read; 0: none")
        ->check(CLI::NonNegativeNumber)
        ->capture_default_str();
    command->add_option("-n,--decode", arguments->decodeTokens, "tokens to write; 0: none")
        ->check(CLI::NonNegativeNumber)
        ->capture_default_str();
    command->add_option("-d,--depth", arguments->depth, "tokens that are in the context before")
        ->check(CLI::NonNegativeNumber)
        ->capture_default_str();
    command->add_option("-r,--rounds", arguments->rounds, "rounds of which the median is told")
        ->check(CLI::Range(1, 1000))
        ->capture_default_str();
    command->add_flag("--json", arguments->json, "print JSON");
    command->callback([arguments, &exitCode] { exitCode = bench(*arguments); });
}

} // namespace engine::cli
