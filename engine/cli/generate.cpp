// levin-cli generate MODEL --tokens FILE -n N: continues token ids and prints token ids.

#include "engine/cli/command.h"

#include <cstdio>

namespace engine::cli {
namespace {

struct Arguments
{
    ModelArguments model;
    SamplingArguments sampling;
    std::string tokenFile;
    int maxNewTokens = 32;
    bool ignoreEnd = false;
    bool json = false;
};

int generate(const Arguments& arguments)
{
    Result<std::vector<std::int32_t>> ids = readTokenFile(arguments.tokenFile);
    if (!ids)
        return report(ids.error());
    Result<std::unique_ptr<LocalEngine>> engine = arguments.model.open();
    if (!engine)
        return report(engine.error());

    Request request;
    request.prompt = TokenIds{std::move(*ids)};
    request.maxNewTokens = arguments.maxNewTokens;
    request.ignoreEndTokens = arguments.ignoreEnd;
    arguments.sampling.applyTo(request);

    std::vector<std::int32_t> produced;
    Listener listener;
    listener.onToken = [&](std::int32_t id) {
        produced.push_back(id);
        if (arguments.json)
            return;
        std::printf("%s%d", produced.size() == 1 ? "" : " ", id);
        std::fflush(stdout);
    };
    const Result<Summary> summary = (*engine)->generate(request, listener, Interruptible().token());
    if (!arguments.json && !produced.empty())
        std::printf("\n");
    if (!summary)
        return report(summary.error());
    if (arguments.json) {
        nlohmann::ordered_json json = toJson(*summary);
        json["tokens"] = produced;
        std::printf("%s\n", json.dump().c_str());
    }
    std::fflush(stdout);
    std::fprintf(stderr, "%s\n", describe(*summary).c_str());
    return summary->finish == Finish::Stopped ? kStopped : kSuccess;
}

} // namespace

void addGenerate(CLI::App& app, int& exitCode)
{
    auto* command = app.add_subcommand("generate", "continue token ids; print token ids");
    auto arguments = std::make_shared<Arguments>();
    arguments->model.addTo(*command);
    command
        ->add_option("--tokens", arguments->tokenFile,
                     "file with whitespace-separated token ids; - is stdin")
        ->required();
    command->add_option("-n,--max-tokens", arguments->maxNewTokens, "at most so many new tokens")
        ->check(CLI::NonNegativeNumber)
        ->capture_default_str();
    command->add_flag("--ignore-end", arguments->ignoreEnd, "go on after an end-of-turn token");
    command->add_flag("--json", arguments->json, "print ids and figures as JSON");
    arguments->sampling.addTo(*command);
    command->callback([arguments, &exitCode] { exitCode = generate(*arguments); });
}

} // namespace engine::cli
