// levin-cli logits MODEL --tokens FILE --last K --out FILE: the raw logits of the last K tokens, for
// comparisons with other implementations.

#include "engine/cli/command.h"
#include "engine/file_io.h"
#include "engine/text.h"

#include <algorithm>
#include <cstdio>

namespace engine::cli {
namespace {

struct Arguments
{
    ModelArguments model;
    std::string tokenFile;
    std::string out;
    int last = 1;
};

int logits(const Arguments& arguments)
{
    const Result<std::vector<std::int32_t>> ids = readTokenFile(arguments.tokenFile);
    if (!ids)
        return report(ids.error());
    const auto total = std::int64_t(ids->size());
    if (arguments.last > total)
        return report(
            {ErrorCode::InvalidArgument, concat("--last asks for ", arguments.last, " tokens, ",
                                                arguments.tokenFile, " holds ", total)});
    Result<std::unique_ptr<LocalEngine>> opened = arguments.model.open();
    if (!opened)
        return report(opened.error());
    LocalEngine& engine = **opened;
    const ModelConfig& config = engine.model().config();
    const int chunk = arguments.model.chunkTokens;
    Result<Scratch> scratch = Scratch::create(config, chunk);
    Result<SequenceState> state = SequenceState::create(config, *engine.options().kvType);
    if (!scratch)
        return report(scratch.error());
    if (!state)
        return report(state.error());

    AtomicFileWriter file(arguments.out);
    std::vector<float> values;
    const std::int64_t firstWanted = total - arguments.last;
    while (state->tokens() < total) {
        const std::int64_t start = state->tokens();
        const int count = int(std::min<std::int64_t>(chunk, total - start));
        const int wanted = int(std::clamp<std::int64_t>(start + count - firstWanted, 0, count));
        const Status status =
            engine.model().forward(engine.ops(), *state, *scratch,
                                   std::span(*ids).subspan(std::size_t(start), std::size_t(count)),
                                   wanted, Interruptible().token());
        if (!status)
            return report(status.error());
        if (wanted == 0)
            continue;
        values.resize(std::size_t(wanted) * std::size_t(config.vocabulary));
        engine.model().head(engine.ops(), scratch->stream(count).slice(count - wanted, wanted),
                            {values.data(), kernels::DType::F32, wanted, config.vocabulary});
        file.write(values.data(), values.size() * sizeof(float));
    }
    if (const Status status = file.commit(); !status)
        return report(status.error());
    std::fprintf(stderr, "wrote %d x %d F32 logits to %s\n", arguments.last, config.vocabulary,
                 arguments.out.c_str());
    return kSuccess;
}

} // namespace

void addLogits(CLI::App& app, int& exitCode)
{
    auto* command =
        app.add_subcommand("logits", "write the logits of the last tokens, little-endian F32");
    auto arguments = std::make_shared<Arguments>();
    arguments->model.addTo(*command);
    command
        ->add_option("--tokens", arguments->tokenFile,
                     "file with whitespace-separated token ids; - is stdin")
        ->required();
    command->add_option("--last", arguments->last, "of how many tokens")
        ->check(CLI::PositiveNumber)
        ->capture_default_str();
    command->add_option("--out", arguments->out, "file for last x vocabulary values")->required();
    command->callback([arguments, &exitCode] { exitCode = logits(*arguments); });
}

} // namespace engine::cli
