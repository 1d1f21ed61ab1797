// levin-cli state save | load: what was read, kept in a file and taken up again.

#include "engine/cli/command.h"

#include <chrono>
#include <cstdio>
#include <filesystem>

namespace engine::cli {
namespace {

struct Arguments
{
    ModelArguments model;
    SamplingArguments sampling;
    std::string stateFile;
    std::string textFile;
    std::string tokenFile;
    std::string prompt;
    int maxNewTokens = 0;
    bool json = false;
};

double secondsSince(std::chrono::steady_clock::time_point start)
{
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

// Reads a text or token ids and saves the state behind them.
int save(const Arguments& arguments)
{
    Request request;
    request.maxNewTokens = 0;
    if (!arguments.textFile.empty()) {
        Result<std::string> text = readTextFile(arguments.textFile);
        if (!text)
            return report(text.error());
        request.prompt = PlainText{std::move(*text)};
    } else {
        Result<std::vector<std::int32_t>> ids = readTokenFile(arguments.tokenFile);
        if (!ids)
            return report(ids.error());
        request.prompt = TokenIds{std::move(*ids)};
    }
    Result<std::unique_ptr<LocalEngine>> engine = arguments.model.open();
    if (!engine)
        return report(engine.error());
    const Result<Summary> summary = (*engine)->generate(request, {}, Interruptible().token());
    if (!summary)
        return report(summary.error());
    if (summary->finish == Finish::Stopped)
        return report({ErrorCode::Stopped, "reading was stopped; nothing was saved"});
    if (const Status status = (*engine)->saveState(arguments.stateFile); !status)
        return report(status.error());

    std::error_code error;
    const std::uintmax_t bytes = std::filesystem::file_size(arguments.stateFile, error);
    if (arguments.json)
        std::printf("%s\n", nlohmann::ordered_json{{"tokens", summary->promptTokens},
                                                   {"bytes", error ? 0 : bytes},
                                                   {"prefillSeconds", summary->prefillSeconds}}
                                .dump()
                                .c_str());
    else
        std::fprintf(stderr, "saved the state of %lld tokens: %ju bytes\n",
                     static_cast<long long>(summary->promptTokens), error ? 0 : bytes);
    return kSuccess;
}

// Takes up a saved state; with a prompt or -n, continues behind it.
int load(const Arguments& arguments)
{
    Result<std::unique_ptr<LocalEngine>> opened = arguments.model.open();
    if (!opened)
        return report(opened.error());
    LocalEngine& engine = **opened;
    const auto start = std::chrono::steady_clock::now();
    if (const Status status = engine.loadState(arguments.stateFile); !status)
        return report(status.error());
    const double loadSeconds = secondsSince(start);
    const std::span<const std::int32_t> held = engine.session().tokens();
    std::vector<std::int32_t> ids(held.begin(), held.end());
    const std::size_t heldTokens = ids.size();

    if (!arguments.prompt.empty()) {
        if (!engine.tokenizer())
            return report({ErrorCode::NotSupported, engine.file().noVocabulary()});
        engine.tokenizer()->encode(arguments.prompt, SpecialTokens::AsText, ids);
    }
    Request request;
    request.prompt = TokenIds{std::move(ids)};
    request.maxNewTokens = arguments.maxNewTokens;
    arguments.sampling.applyTo(request);

    std::string text;
    std::vector<std::int32_t> produced;
    Listener listener;
    listener.onToken = [&](std::int32_t id) { produced.push_back(id); };
    listener.onBytes = [&](std::string_view bytes) {
        text += bytes;
        if (!arguments.json) {
            std::fwrite(bytes.data(), 1, bytes.size(), stdout);
            std::fflush(stdout);
        }
    };
    const Result<Summary> summary = engine.generate(request, listener, Interruptible().token());
    if (!summary)
        return report(summary.error());
    if (arguments.json) {
        nlohmann::ordered_json json = toJson(*summary);
        json["stateTokens"] = heldTokens;
        json["loadSeconds"] = loadSeconds;
        json["text"] = text;
        json["tokens"] = produced;
        std::printf("%s\n",
                    json.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace).c_str());
    } else {
        if (!produced.empty())
            std::printf("\n");
        std::fflush(stdout);
        std::fprintf(stderr, "loaded %zu tokens in %.2f s; %s\n", heldTokens, loadSeconds,
                     describe(*summary).c_str());
    }
    return summary->finish == Finish::Stopped ? kStopped : kSuccess;
}

} // namespace

void addState(CLI::App& app, int& exitCode)
{
    auto* state = app.add_subcommand("state", "save what was read to a file, and take it up again");
    state->require_subcommand(1);

    auto arguments = std::make_shared<Arguments>();
    auto* saving = state->add_subcommand("save", "read a text and save the state behind it");
    arguments->model.addTo(*saving);
    saving->add_option("--out", arguments->stateFile, "the state file")->required();
    auto* source = saving->add_option_group("input");
    source->add_option("-f,--file", arguments->textFile, "a file with the text; - is stdin");
    source->add_option("--tokens", arguments->tokenFile, "a file with token ids; - is stdin");
    source->require_option(1);
    saving->add_flag("--json", arguments->json, "print JSON");
    saving->callback([arguments, &exitCode] { exitCode = save(*arguments); });

    auto loaded = std::make_shared<Arguments>();
    auto* loading = state->add_subcommand("load", "load a state and continue behind it");
    loaded->model.addTo(*loading);
    loading->add_option("--state", loaded->stateFile, "the state file")->required();
    loading->add_option("-p,--prompt", loaded->prompt, "text to read behind the state");
    loading->add_option("-n,--max-tokens", loaded->maxNewTokens, "at most so many new tokens")
        ->check(CLI::NonNegativeNumber)
        ->capture_default_str();
    loading->add_flag("--json", loaded->json, "print JSON");
    loaded->sampling.addTo(*loading);
    loading->callback([loaded, &exitCode] { exitCode = load(*loaded); });
}

} // namespace engine::cli
