// levin-cli run MODEL -p TEXT: continues a text as it is, streaming.

#include "engine/cli/command.h"

#include <cstdio>

namespace engine::cli {
namespace {

struct Arguments
{
    ModelArguments model;
    SamplingArguments sampling;
    std::string prompt;
    std::string promptFile;
    int maxNewTokens = 256;
    bool echo = false;
    bool json = false;
};

int run(const Arguments& arguments)
{
    std::string prompt = arguments.prompt;
    if (!arguments.promptFile.empty()) {
        Result<std::string> text = readTextFile(arguments.promptFile);
        if (!text)
            return report(text.error());
        prompt = std::move(*text);
    }
    Result<std::unique_ptr<LocalEngine>> engine = arguments.model.open();
    if (!engine)
        return report(engine.error());

    Request request;
    request.prompt = PlainText{prompt};
    request.maxNewTokens = arguments.maxNewTokens;
    arguments.sampling.applyTo(request);

    std::string text;
    if (arguments.echo && !arguments.json)
        std::fwrite(prompt.data(), 1, prompt.size(), stdout);
    Listener listener;
    listener.onBytes = [&](std::string_view bytes) {
        if (arguments.json) {
            text += bytes;
            return;
        }
        std::fwrite(bytes.data(), 1, bytes.size(), stdout);
        std::fflush(stdout);
    };
    const Result<Summary> summary = (*engine)->generate(request, listener, Interruptible().token());
    if (!summary)
        return report(summary.error());
    if (arguments.json) {
        nlohmann::ordered_json json = toJson(*summary);
        json["text"] = text;
        std::printf("%s\n",
                    json.dump(2, ' ', false, nlohmann::json::error_handler_t::replace).c_str());
    } else {
        std::printf("\n");
        std::fflush(stdout);
        std::fprintf(stderr, "%s\n", describe(*summary).c_str());
    }
    return summary->finish == Finish::Stopped ? kStopped : kSuccess;
}

} // namespace

void addRun(CLI::App& app, int& exitCode)
{
    auto* command = app.add_subcommand("run", "continue a text as it is");
    auto arguments = std::make_shared<Arguments>();
    arguments->model.addTo(*command);
    auto* source = command->add_option_group("prompt");
    source->add_option("-p,--prompt", arguments->prompt, "the text");
    source->add_option("-f,--file", arguments->promptFile, "a file with the text; - is stdin");
    source->require_option(1);
    command->add_option("-n,--max-tokens", arguments->maxNewTokens, "at most so many new tokens")
        ->check(CLI::NonNegativeNumber)
        ->capture_default_str();
    command->add_flag("--echo", arguments->echo, "print the prompt too");
    command->add_flag("--json", arguments->json, "print text and figures as JSON at the end");
    arguments->sampling.addTo(*command);
    command->callback([arguments, &exitCode] { exitCode = run(*arguments); });
}

} // namespace engine::cli
