// levin-cli answer MODEL: conversations from stdin, one answer to each; for scripts and evaluations.

#include "engine/cli/command.h"
#include "engine/cli/reply_printer.h"
#include "engine/text.h"

#include <iostream>

namespace engine::cli {
namespace {

struct Arguments
{
    ModelArguments model;
    SamplingArguments sampling;
    int maxNewTokens = 4096;
};

Result<Role> roleOf(const std::string& name)
{
    if (name == "system")
        return Role::System;
    if (name == "user")
        return Role::User;
    if (name == "assistant")
        return Role::Assistant;
    if (name == "tool")
        return Role::Tool;
    return Error{ErrorCode::InvalidArgument,
                 concat("\"", name, "\" is no role; system, user, assistant and tool are")};
}

// As it stands in the line: a model is trained on tools whose keys have an order.
using Json = nlohmann::ordered_json;

Result<Message> messageOf(const Json& json)
{
    const Result<Role> role = roleOf(json.at("role").get<std::string>());
    if (!role)
        return role.error();
    Message message;
    message.role = *role;
    message.text = json.value("text", std::string());
    message.thinking = json.value("thinking", std::string());
    message.boundaries = json.value("boundaries", std::vector<std::size_t>());
    for (const Json& call : json.value("calls", Json::array())) {
        const Json& given = call.at("arguments"); // a string is what this command prints of a call
        message.calls.push_back(
            {call.at("name"), given.is_string() ? given.get<std::string>() : given.dump()});
    }
    for (const Json& result : json.value("results", Json::array()))
        message.results.push_back({result.at("name"), result.at("text")});
    return message;
}

Result<Conversation> conversationOf(const std::string& line)
{
    try {
        const Json json = Json::parse(line);
        Conversation conversation;
        for (const Json& one : json.at("messages")) {
            Result<Message> message = messageOf(one);
            if (!message)
                return message.error();
            conversation.messages.push_back(std::move(*message));
        }
        for (const Json& tool : json.value("tools", Json::array()))
            conversation.tools.push_back({tool.dump()});
        return conversation;
    } catch (const nlohmann::json::exception& exception) {
        return Error{ErrorCode::InvalidArgument,
                     concat("the line is no conversation: ", exception.what())};
    }
}

Result<nlohmann::ordered_json> answerTo(const std::string& line, LocalEngine& engine,
                                        const Arguments& arguments)
{
    Result<Conversation> conversation = conversationOf(line);
    if (!conversation)
        return conversation.error();
    Request request;
    request.prompt = std::move(*conversation);
    request.maxNewTokens = arguments.maxNewTokens;
    arguments.sampling.applyTo(request);
    ReplyPrinter reply({.text = false, .thinking = false});
    Listener listener;
    listener.onBytes = [&](std::string_view bytes) { reply.feed(bytes); };
    const Result<Summary> summary = engine.generate(request, listener, Interruptible().token());
    if (!summary)
        return summary.error();
    reply.finish();
    return toJson(*summary, reply.message());
}

// A line that fails gets its error as its answer, so that the lines of both files still correspond.
int answer(const Arguments& arguments)
{
    Result<std::unique_ptr<LocalEngine>> engine = arguments.model.open();
    if (!engine)
        return report(engine.error());
    int exitCode = kSuccess;
    std::string line;
    while (std::getline(std::cin, line)) {
        const Result<nlohmann::ordered_json> json = answerTo(line, **engine, arguments);
        if (!json)
            exitCode = kFailed;
        printLine(json ? *json : nlohmann::ordered_json{{"error", json.error().message}});
        if (interruption().stop_requested())
            return kStopped;
    }
    return exitCode;
}

} // namespace

void addAnswer(CLI::App& app, int& exitCode)
{
    auto* command = app.add_subcommand(
        "answer",
        "answer conversations from stdin, {\"messages\": [{\"role\", \"text\"} ...]} a line");
    auto arguments = std::make_shared<Arguments>();
    arguments->model.addTo(*command);
    command
        ->add_option("-n,--max-tokens", arguments->maxNewTokens, "at most so many tokens an answer")
        ->check(CLI::PositiveNumber)
        ->capture_default_str();
    arguments->sampling.addTo(*command);
    command->callback([arguments, &exitCode] { exitCode = answer(*arguments); });
}

} // namespace engine::cli
