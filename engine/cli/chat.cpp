// levin-cli chat MODEL: a conversation, a line a message.

#include "engine/cli/command.h"
#include "engine/cli/reply_printer.h"

#include <cstdio>
#include <iostream>
#include <optional>

#include <unistd.h>

namespace engine::cli {
namespace {

struct Arguments
{
    ModelArguments model;
    SamplingArguments sampling;
    std::string system;
    int maxNewTokens = 4096;
    std::optional<int> maxThinkingTokens;
    bool hideThinking = false;
    bool keepThinking = false;
    bool json = false;
};

int chat(const Arguments& arguments)
{
    Result<std::unique_ptr<LocalEngine>> engine = arguments.model.open();
    if (!engine)
        return report(engine.error());
    const bool isTerminal = isatty(STDIN_FILENO) != 0;
    if (isTerminal)
        std::fprintf(stderr, "One line is one message; Ctrl-D ends, Ctrl-C stops an answer and "
                             "ends.\n");

    Conversation conversation;
    conversation.keepThinking = arguments.keepThinking;
    if (!arguments.system.empty())
        conversation.messages.push_back({Role::System, arguments.system, {}, {}, {}});

    std::string line;
    while (true) {
        if (isTerminal) {
            std::fprintf(stderr, "\n> ");
            std::fflush(stderr);
        }
        const bool isRead = bool(std::getline(std::cin, line));
        if (!isRead)
            break;
        if (line.empty())
            continue;
        conversation.messages.push_back({Role::User, line, {}, {}, {}});

        Request request;
        request.prompt = conversation;
        request.maxNewTokens = arguments.maxNewTokens;
        request.maxThinkingTokens = arguments.maxThinkingTokens;
        arguments.sampling.applyTo(request);
        ReplyPrinter reply({.text = !arguments.json, .thinking = !arguments.hideThinking});
        Listener listener;
        listener.onBytes = [&](std::string_view bytes) { reply.feed(bytes); };
        const Result<Summary> summary =
            (*engine)->generate(request, listener, Interruptible().token());
        if (!summary)
            return report(summary.error());
        reply.finish();
        if (arguments.json) {
            printLine(toJson(*summary, reply.message()));
        } else {
            std::printf("\n");
        }
        std::fflush(stdout);
        std::fprintf(stderr, "%s\n", describe(*summary).c_str());
        if (summary->finish == Finish::Stopped)
            return kStopped;
        conversation.messages.push_back(reply.message());
    }
    return kSuccess;
}

} // namespace

void addChat(CLI::App& app, int& exitCode)
{
    auto* command = app.add_subcommand("chat", "talk with the model, a line a message");
    auto arguments = std::make_shared<Arguments>();
    arguments->model.addTo(*command);
    command->add_option("--system", arguments->system, "system prompt");
    command
        ->add_option("-n,--max-tokens", arguments->maxNewTokens, "at most so many tokens an answer")
        ->check(CLI::PositiveNumber)
        ->capture_default_str();
    command
        ->add_option("--max-thinking", arguments->maxThinkingTokens,
                     "at most so many tokens of thinking an answer")
        ->check(CLI::NonNegativeNumber);
    command->add_flag("--hide-thinking", arguments->hideThinking,
                      "do not print the thinking on stderr");
    command->add_flag("--keep-thinking", arguments->keepThinking,
                      "leave the thinking of earlier turns in the prompt");
    command->add_flag("--json", arguments->json, "print each answer as a line of JSON");
    arguments->sampling.addTo(*command);
    command->callback([arguments, &exitCode] { exitCode = chat(*arguments); });
}

} // namespace engine::cli
