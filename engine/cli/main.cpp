// levin-cli: the engine in a terminal. Data goes to stdout, messages to stderr.

#include "engine/cli/command.h"
#include "engine/log.h"

#include <cstdio>

namespace {

constexpr const char* kExitCodes =
    "\nExit codes:\n"
    "  0    success\n"
    "  1    something failed; the sentence on stderr says what\n"
    "  2    the command line makes no sense\n"
    "  130  interrupted by Ctrl-C; what was printed so far is valid\n"
    "\nMODEL is a Hugging Face folder, a GGUF file (any part of a split one), or a folder with\n"
    "one GGUF model. `levin-cli COMMAND --help` explains a command.";

void printLog(engine::LogLevel level, const std::string& line)
{
    std::fprintf(stderr, "levin-cli: %s%s\n", level == engine::LogLevel::Warning ? "warning: " : "",
                 line.c_str());
}

int runCommandLine(int argc, char** argv)
{
    CLI::App app("Levin's inference engine for hybrid-attention models (MiniMax-M1 family).",
                 "levin-cli");
    app.require_subcommand(0, 1); // none is told below, in better words than the parser's
    app.footer(kExitCodes);
    app.set_version_flag("--version", "levin-cli " LEVIN_VERSION);

    int exitCode = engine::cli::kSuccess;
    engine::cli::addInspect(app, exitCode);
    engine::cli::addRun(app, exitCode);
    engine::cli::addAnswer(app, exitCode);
    engine::cli::addChat(app, exitCode);
    engine::cli::addTokenize(app, exitCode);
    engine::cli::addGenerate(app, exitCode);
    engine::cli::addLogits(app, exitCode);
    engine::cli::addState(app, exitCode);
    engine::cli::addBench(app, exitCode);
    engine::cli::interruption(); // from here on Ctrl-C asks politely

    try {
        app.parse(argc, argv);
    } catch (const CLI::Success& success) { // --help and --version
        return app.exit(success);
    } catch (const CLI::ParseError& error) {
        app.exit(error);
        return engine::cli::kWrongUsage;
    }
    if (app.get_subcommands().empty()) {
        std::fprintf(stderr, "levin-cli: a subcommand is needed\n\n%s", app.help().c_str());
        return engine::cli::kWrongUsage;
    }
    if (std::fflush(stdout) != 0 || std::ferror(stdout)) {
        std::fprintf(stderr, "levin-cli: the output could not be written\n");
        return engine::cli::kFailed;
    }
    return exitCode;
}

} // namespace

int main(int argc, char** argv)
{
    try {
        engine::setLogSink(printLog);
        return runCommandLine(argc, argv);
    } catch (const std::exception& error) { // bad_alloc and its like: nothing of ours throws
        std::fprintf(stderr, "levin-cli: %s\n", error.what());
        return engine::cli::kFailed;
    }
}
