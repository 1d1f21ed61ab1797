#include "engine/cli/command.h"

#include "engine/text.h"
#include "kernels/cpu/thread_pool.h"

#include <array>
#include <atomic>
#include <charconv>
#include <csignal>
#include <cstdio>
#include <fstream>
#include <iomanip>
#include <iostream>
#include <random>
#include <thread>

#include <unistd.h>

namespace engine::cli {
namespace {

std::atomic<int> interruptible = 0; // how many Interruptible there are

} // namespace

Interruptible::Interruptible() { ++interruptible; }
Interruptible::~Interruptible() { --interruptible; }

int report(const Error& error)
{
    std::fflush(stdout);
    std::fprintf(stderr, "levin-cli: %s\n", error.message.c_str());
    return error.code == ErrorCode::Stopped ? kStopped : kFailed;
}

std::stop_token interruption()
{
    // A signal handler may not request a stop, so a thread of its own waits for the signal. All
    // threads started later inherit the mask and leave the signal to it.
    static const std::stop_token token = [] {
        sigset_t set;
        sigemptyset(&set);
        sigaddset(&set, SIGINT);
        sigaddset(&set, SIGTERM);
        pthread_sigmask(SIG_BLOCK, &set, nullptr);
        std::stop_source source;
        std::stop_token result = source.get_token();
        std::thread([set, source]() mutable {
            int signal = 0;
            sigwait(&set, &signal);
            if (interruptible.load() == 0)
                _exit(kStopped);
            source.request_stop();
            sigwait(&set, &signal);
            _exit(kStopped);
        }).detach();
        return result;
    }();
    return token;
}

void ModelArguments::addTo(CLI::App& command)
{
    command.add_option("MODEL", path, "model folder or file")->required();
    command.add_option("-t,--threads", threads, "threads; 0: one per core")
        ->check(CLI::Range(0, kernels::cpu::kMostThreads));
    command.add_option("--chunk", chunkTokens, "tokens that are read at once")
        ->check(CLI::Range(1, 65536))
        ->capture_default_str();
    command
        .add_option("--kv", kvType,
                    "type of the key-value cache; auto: f16 with quantised weights, else f32")
        ->check(CLI::IsMember({"auto", "f32", "f16"}))
        ->capture_default_str();
    command
        .add_option("--precision", precision,
                    "fast: 8-bit activations where the weights are quantised; full: F32 throughout")
        ->check(CLI::IsMember({"fast", "full"}))
        ->capture_default_str();
}

Result<std::unique_ptr<LocalEngine>> ModelArguments::open() const
{
    EngineOptions options;
    options.threads = threads;
    options.chunkTokens = chunkTokens;
    options.precision = precision == "full" ? kernels::Precision::Full : kernels::Precision::Fast;
    if (kvType != "auto")
        options.kvType = kvType == "f16" ? kernels::DType::F16 : kernels::DType::F32;
    return LocalEngine::open(path, options);
}

void SamplingArguments::addTo(CLI::App& command)
{
    options.seed = std::random_device{}();
    command.add_flag("--greedy", greedy, "always the most probable token");
    command.add_option("--temperature", options.temperature, "0: greedy")
        ->check(CLI::Range(0.0, 100.0))
        ->capture_default_str();
    command.add_option("--top-k", options.topK, "keep the k most probable tokens; 0: all")
        ->check(CLI::NonNegativeNumber)
        ->capture_default_str();
    command.add_option("--top-p", options.topP, "keep the most probable that sum to p")
        ->check(CLI::Range(0.0, 1.0))
        ->capture_default_str();
    command
        .add_option("--min-p", options.minP, "drop tokens below this share of the most probable")
        ->check(CLI::Range(0.0, 1.0))
        ->capture_default_str();
    command
        .add_option("--repetition-penalty", options.repetitionPenalty,
                    "above 1: tokens that occurred become less likely")
        ->check(CLI::Range(0.01, 100.0))
        ->capture_default_str();
    command.add_option("--seed", options.seed, "of the random numbers; default: a new one");
    command.add_option("--stop", stopStrings, "end before this text (may be given repeatedly)");
    command
        .add_option("--loop-tokens", loop.tokens,
                    "end after so many tokens in a row above --loop-probability; 0: never")
        ->check(CLI::NonNegativeNumber)
        ->capture_default_str();
    command
        .add_option("--loop-repeated", loop.repeated,
                    "end after so many tokens in a row that are one or two over and over; 0: never")
        ->check(CLI::NonNegativeNumber)
        ->capture_default_str();
    command.add_option("--loop-probability", loop.probability, "see --loop-tokens")
        ->check(CLI::Range(0.0, 1.0))
        ->capture_default_str();
}

void SamplingArguments::applyTo(Request& request) const
{
    request.sampling = options;
    if (greedy)
        request.sampling.temperature = 0.0f;
    request.loop = loop;
    request.stopStrings = stopStrings;
}

Result<std::string> readTextFile(const std::string& path)
{
    const Error unreadable{ErrorCode::FileNotReadable, concat(path, " could not be read")};
    std::ifstream file;
    if (path != "-") {
        file.open(path, std::ios::binary);
        if (!file)
            return unreadable;
    }
    std::istream& stream = path == "-" ? std::cin : file;
    std::string text;
    std::array<char, 1 << 16> bytes{};
    do {
        stream.read(bytes.data(), bytes.size());
        text.append(bytes.data(), std::size_t(stream.gcount()));
    } while (stream);
    if (stream.bad())
        return unreadable;
    return text;
}

Result<std::vector<std::int32_t>> readTokenFile(const std::string& path)
{
    const Result<std::string> text = readTextFile(path);
    if (!text)
        return text.error();
    return parseTokens(*text, path);
}

Result<std::vector<std::int32_t>> parseTokens(const std::string& text, const std::string& name)
{
    std::vector<std::int32_t> ids;
    const char* at = text.data();
    const char* const end = at + text.size();
    const auto isSpace = [](char c) { return c == ' ' || (c >= '\t' && c <= '\r'); };
    while (true) {
        while (at < end && isSpace(*at))
            ++at;
        if (at == end)
            break;
        std::int32_t id = 0;
        const auto [next, status] = std::from_chars(at, end, id);
        if (status != std::errc() || id < 0 || (next < end && !isSpace(*next)))
            return Error{
                ErrorCode::InvalidArgument,
                concat(name, ": what stands at byte ", at - text.data(), " is not a token id")};
        ids.push_back(id);
        at = next;
    }
    if (ids.empty())
        return Error{ErrorCode::InvalidArgument, concat(name, " holds no token ids")};
    return ids;
}

const char* finishName(Finish finish)
{
    switch (finish) {
    case Finish::EndOfTurn:
        return "end of turn";
    case Finish::StopString:
        return "stop string";
    case Finish::TokenLimit:
        return "token limit";
    case Finish::ContextFull:
        return "context full";
    case Finish::Loop:
        return "loop";
    case Finish::Stopped:
        return "stopped";
    }
    return "";
}

nlohmann::ordered_json toJson(const Summary& summary)
{
    return {{"finish", finishName(summary.finish)},  {"promptTokens", summary.promptTokens},
            {"reusedTokens", summary.reusedTokens},  {"readTokens", summary.readTokens},
            {"newTokens", summary.newTokens},        {"prefillSeconds", summary.prefillSeconds},
            {"decodeSeconds", summary.decodeSeconds}};
}

std::string describe(const Summary& summary)
{
    const auto rate = [](std::int64_t tokens, double seconds) {
        std::ostringstream text;
        text << tokens << " tokens";
        if (tokens > 0 && seconds > 0.0)
            text << " at " << std::fixed << std::setprecision(1) << double(tokens) / seconds
                 << " tokens/s";
        return text.str();
    };
    return concat("prompt ", summary.promptTokens, " tokens, reused ", summary.reusedTokens,
                  ", read ", rate(summary.readTokens, summary.prefillSeconds), "; wrote ",
                  rate(summary.newTokens, summary.decodeSeconds), " (", finishName(summary.finish),
                  ")");
}

} // namespace engine::cli
