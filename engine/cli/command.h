// What the subcommands of levin-cli share: exit codes, the arguments that choose and open a model,
// reading and printing.

#pragma once

#include "engine/local_engine.h"

#include <cstdint>
#include <memory>
#include <stop_token>
#include <string>
#include <vector>

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

namespace engine::cli {

// Exit codes, documented in `levin-cli --help`.
constexpr int kSuccess = 0;
constexpr int kFailed = 1;     // the sentence on stderr says what failed
constexpr int kWrongUsage = 2; // arguments that make no sense
constexpr int kStopped = 130;  // interrupted (Ctrl-C); what was produced so far is valid

// Prints the error's sentence on stderr; returns kFailed.
int report(const Error& error);

// Requested by the first Ctrl-C while something is computed. A second one ends the program at once, as
// does the first while nothing is: there is nothing to keep then.
std::stop_token interruption();

// While one exists, something is computed that ends by itself, soon after the token asks for it.
class Interruptible
{
public:
    Interruptible();
    ~Interruptible();
    Interruptible(const Interruptible&) = delete;
    Interruptible& operator=(const Interruptible&) = delete;

    std::stop_token token() const { return interruption(); }
};

// MODEL and the options that decide how it runs.
struct ModelArguments
{
    std::string path;
    int threads = 0;
    int chunkTokens = 512;
    std::string kvType = "auto";
    std::string precision = "fast";

    void addTo(CLI::App& command);
    Result<std::unique_ptr<LocalEngine>> open() const;
};

struct SamplingArguments
{
    SamplingOptions options;
    LoopRule loop;
    bool greedy = false;
    std::vector<std::string> stopStrings;

    // After parsing: a seed of the clock's unless one was given.
    void addTo(CLI::App& command);
    void applyTo(Request& request) const;
};

// Whitespace-separated token ids, of a text that an error calls `name`.
Result<std::vector<std::int32_t>> parseTokens(const std::string& text, const std::string& name);
// The same of a file; "-" is stdin.
Result<std::vector<std::int32_t>> readTokenFile(const std::string& path);
// A text file as it is; "-" is stdin.
Result<std::string> readTextFile(const std::string& path);

const char* finishName(Finish finish);
nlohmann::ordered_json toJson(const Summary& summary);
// "prompt 123 tokens, reused 100, read 23 tokens at 200.0 tokens/s; wrote 45 tokens at 37.1 tokens/s
// (end of turn)"
std::string describe(const Summary& summary);

// Each adds its subcommand; when it was given on the command line, `exitCode` is its result.
void addInspect(CLI::App& app, int& exitCode);
void addRun(CLI::App& app, int& exitCode);
void addAnswer(CLI::App& app, int& exitCode);
void addChat(CLI::App& app, int& exitCode);
void addTokenize(CLI::App& app, int& exitCode);
void addGenerate(CLI::App& app, int& exitCode);
void addLogits(CLI::App& app, int& exitCode);
void addState(CLI::App& app, int& exitCode);
void addBench(CLI::App& app, int& exitCode);

} // namespace engine::cli
