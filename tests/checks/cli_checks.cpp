// levin-cli as its users meet it: what it prints, where, and with which exit code.

#include "tests/checks/check.h"
#include "tests/support/golden.h"
#include "tests/support/temporary_folder.h"

#include <cstring>
#include <filesystem>
#include <fstream>

#include <nlohmann/json.hpp>
#include <sys/wait.h>

namespace {

namespace fs = std::filesystem;

using checks::dataPath;
using checks::TemporaryFolder;

struct Output
{
    int code = -1;
    std::string out;
    std::string err;
};

std::string contents(const fs::path& path)
{
    std::ifstream stream(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(stream), {}};
}

std::string quoted(const std::string& argument)
{
    std::string text = "'";
    for (const char c : argument)
        text += c == '\'' ? std::string("'\\''") : std::string(1, c);
    return text + "'";
}

// Runs levin-cli with these arguments and this standard input.
Output run(const std::vector<std::string>& arguments, const std::string& input = {})
{
    const TemporaryFolder folder;
    std::ofstream(folder.path() / "in", std::ios::binary) << input;
    std::string command = quoted(LEVIN_CLI);
    for (const std::string& argument : arguments)
        command += " " + quoted(argument);
    command += " <" + quoted((folder.path() / "in").string()) + " >"
               + quoted((folder.path() / "out").string()) + " 2>"
               + quoted((folder.path() / "err").string());
    const int status = std::system(command.c_str());
    return {WIFEXITED(status) ? WEXITSTATUS(status) : -1, contents(folder.path() / "out"),
            contents(folder.path() / "err")};
}

template <class T>
std::string spaced(const std::vector<T>& values)
{
    std::ostringstream text;
    for (std::size_t i = 0; i < values.size(); ++i)
        text << (i == 0 ? "" : " ") << values[i];
    return std::move(text).str();
}

bool contains(const std::string& text, const std::string& part)
{
    return text.find(part) != std::string::npos;
}

} // namespace

LEVIN_CHECK(cliGeneratesTheGoldenContinuation)
{
    for (const checks::GoldenModel& model : checks::kGoldenModels) {
        engine::Result<checks::GoldenTensors> golden = checks::loadGolden(dataPath(model.golden));
        REQUIRE_OK(golden);
        for (const std::string prompt : {"p37.", "p300.", "p700."}) {
            const Output output = run({"generate", dataPath(model.model), "--tokens", "-", "-n",
                                       "32", "--greedy", "--ignore-end"},
                                      spaced((*golden)[prompt + "input_ids"].ids));
            EXPECT_EQ(output.code, 0);
            EXPECT_EQ(output.out, spaced((*golden)[prompt + "greedy_ids"].ids) + "\n");
            EXPECT(contains(output.err, "wrote 32 tokens"));
        }
    }
}

LEVIN_CHECK(cliWritesTheGoldenLogits)
{
    const TemporaryFolder folder;
    engine::Result<checks::GoldenTensors> golden =
        checks::loadGolden(dataPath("golden/tiny-b/golden.safetensors"));
    REQUIRE_OK(golden);
    const checks::GoldenTensor& wanted = (*golden)["p300.logits"];
    const std::string file = (folder.path() / "logits.f32").string();
    // Chunks of 100 tokens: the 64 wanted positions begin inside one of them.
    const Output output = run({"logits", dataPath("golden/tiny-b"), "--tokens", "-", "--last", "64",
                               "--out", file, "--chunk", "100"},
                              spaced((*golden)["p300.input_ids"].ids));
    EXPECT_EQ(output.code, 0);
    EXPECT_EQ(output.out, "");
    const std::string bytes = contents(file);
    REQUIRE(bytes.size() == wanted.values.size() * sizeof(float));
    std::vector<float> logits(wanted.values.size());
    std::memcpy(logits.data(), bytes.data(), bytes.size());
    EXPECT_NEAR(logits, wanted.values, 1e-4); // what Levin promises, see model_golden_checks.cpp
}

LEVIN_CHECK(cliInspectsModels)
{
    const Output text = run({"inspect", dataPath("golden/tiny-a")});
    EXPECT_EQ(text.code, 0);
    EXPECT(contains(text.out, "LLLLLLLS"));
    const Output output =
        run({"inspect", dataPath("golden/tiny-a/tiny-a.gguf"), "--json", "-c", "1000"});
    EXPECT_EQ(output.code, 0);
    const auto json = nlohmann::json::parse(output.out, nullptr, false);
    REQUIRE(json.is_object());
    EXPECT_EQ(json["architecture"], "minimax-01");
    EXPECT_EQ(json["parameters"], 577472);
    // 2 x 2 heads x 32 channels x 4 bytes; pages of 256 tokens: 4 hold 1,000.
    EXPECT_EQ(json["memory"]["kvBytesPerToken"], 512);
    EXPECT_EQ(json["memory"]["kvBytes"], 4 * 256 * 512);
    EXPECT_EQ(json["memory"]["recurrentBytes"], 2 * 7 * 4 * 32 * 32 * 4);
}

LEVIN_CHECK(cliTokenizesBothWays)
{
    const std::string model = dataPath("golden/tiny-a");
    const Output ids = run({"tokenize", model, "-p", "Hello, world!"});
    EXPECT_EQ(ids.out, "72 295 108 111 44 282 268 488 33\n");
    EXPECT_EQ(run({"tokenize", model, "--decode", "-f", "-"}, ids.out).out, "Hello, world!");
    EXPECT_EQ(run({"tokenize", model, "--decode", "-p", ids.out}, "1 2 3").out, "Hello, world!");
    EXPECT_EQ(run({"tokenize", model, "-f", "-", "--count"}, "Hello, world!").out, "9\n");
    EXPECT_EQ(run({"tokenize", model, "-p", "<end_of_sentence>", "--special"}).out, "497\n");
    EXPECT(run({"tokenize", model, "-p", "<end_of_sentence>"}).out != "497\n");
}

LEVIN_CHECK(cliRunsAreReproducible)
{
    const std::string model = dataPath("golden/tiny-a/tiny-a.gguf");
    const std::vector<std::string> command = {"run", model, "-p",     "Once upon a time",
                                              "-n",  "20",  "--seed", "7"};
    const Output first = run(command);
    EXPECT_EQ(first.code, 0);
    EXPECT(first.out.size() > 1);
    EXPECT_EQ(run(command).out, first.out);
    std::vector<std::string> other = command;
    other.back() = "8";
    EXPECT(run(other).out != first.out);
    other = command;
    other.emplace_back("--json");
    const auto json = nlohmann::json::parse(run(other).out, nullptr, false);
    REQUIRE(json.is_object());
    EXPECT_EQ(json["newTokens"], 20);
    EXPECT_EQ(json["finish"], "token limit");
}

LEVIN_CHECK(cliSavesAndLoadsStates)
{
    const TemporaryFolder folder;
    const std::string model = dataPath("golden/tiny-a");
    const std::string state = (folder.path() / "read.state").string();
    engine::Result<checks::GoldenTensors> golden =
        checks::loadGolden(dataPath("golden/tiny-a/golden.safetensors"));
    REQUIRE_OK(golden);
    const Output saved = run({"state", "save", model, "--tokens", "-", "--out", state, "--json"},
                             spaced((*golden)["p300.input_ids"].ids));
    EXPECT_EQ(saved.code, 0);
    const auto savedJson = nlohmann::json::parse(saved.out, nullptr, false);
    REQUIRE(savedJson.is_object());
    EXPECT_EQ(savedJson["tokens"], 300);
    EXPECT_EQ(savedJson["bytes"], fs::file_size(state));

    const Output loaded =
        run({"state", "load", model, "--state", state, "-n", "32", "--greedy", "--json"});
    EXPECT_EQ(loaded.code, 0);
    const auto json = nlohmann::json::parse(loaded.out, nullptr, false);
    REQUIRE(json.is_object());
    EXPECT_EQ(json["reusedTokens"], 300);
    EXPECT_EQ(json["readTokens"], 0);
    EXPECT(json["tokens"] == (*golden)["p300.greedy_ids"].ids);

    const Output foreign = run({"state", "load", dataPath("golden/tiny-b"), "--state", state});
    EXPECT_EQ(foreign.code, 1);
    EXPECT(contains(foreign.err, "read.state"));
}

LEVIN_CHECK(cliBenchPrintsFigures)
{
    const Output output = run({"bench", dataPath("golden/tiny-a"), "-p", "64", "-n", "8", "-d",
                               "32", "-r", "1", "-t", "2", "--json"});
    EXPECT_EQ(output.code, 0);
    const auto json = nlohmann::json::parse(output.out, nullptr, false);
    REQUIRE(json.is_object());
    for (const char* figure : {"prefillTokensPerSecond", "decodeTokensPerSecond", "bytesPerToken",
                               "memoryBandwidth", "bandwidthShare"})
        EXPECT(json[figure].is_number() && json[figure] > 0.0);
    EXPECT_EQ(json["threads"], 2);
}

LEVIN_CHECK(cliAnswersInTheOrderOfKeysThatItWasGiven)
{
    // The prompt that stays in memory is found again only by one that is the same to the token.
    const auto line = [](const char* tool, const char* arguments) {
        return std::string(R"({"tools": [)") + tool
               + R"(], "messages": [{"role": "user", "text": "go"}, {"role": "assistant", "text": "",)"
               + R"( "calls": [{"name": "f", "arguments": )" + arguments + R"(}]},)"
               + R"( {"role": "user", "text": "and?"}]})" + "\n";
    };
    const char* kTool = R"({"name": "f", "description": "d", "parameters": {}})";
    const char* kSorted = R"({"description": "d", "name": "f", "parameters": {}})";
    const Output output =
        run({"answer", dataPath("golden/tiny-a"), "--greedy", "-n", "1"},
            line(kTool, R"({"b": 1, "a": 2})") + line(kTool, R"("{\"b\": 1, \"a\": 2}")")
                + line(kSorted, R"({"b": 1, "a": 2})"));
    EXPECT_EQ(output.code, 0);
    std::istringstream lines(output.out);
    std::vector<nlohmann::json> answers;
    for (std::string one; std::getline(lines, one);)
        answers.push_back(nlohmann::json::parse(one));
    REQUIRE(answers.size() == 3);
    EXPECT_EQ(answers[1]["reusedTokens"], answers[1]["promptTokens"]);
    EXPECT(answers[2]["reusedTokens"] < answers[2]["promptTokens"]);
}

LEVIN_CHECK(cliSaysWhatIsWrong)
{
    struct Case
    {
        std::vector<std::string> arguments;
        int code;
        const char* sentence;
    };
    const std::string model = dataPath("golden/tiny-a");
    const Case cases[] = {
        {{}, 2, "subcommand"},
        {{"dance"}, 2, "dance"},
        {{"inspect"}, 2, "MODEL"},
        {{"run", model}, 2, "prompt"},
        {{"run", model, "-p", "x", "--top-p", "2"}, 2, "top-p"},
        {{"inspect", "/no/such/model"}, 1, "/no/such/model"},
        {{"inspect", model, "-c", "5000"}, 1, "4096"},
        {{"generate", model, "--tokens", "/no/such/file"}, 1, "/no/such/file"},
        {{"generate", dataPath("golden/tiny-b"), "--tokens", model + "/config.json"},
         1,
         "is not a token id"},
        {{"run", dataPath("golden/tiny-b"), "-p", "x"}, 1, "token"},
        {{"logits", model, "--tokens", "-", "--last", "4", "--out", "/tmp/x"}, 1, "--last"},
        {{"state", "load", model, "--state", model + "/config.json"}, 1, "config.json"},
        {{"tokenize", model, "-f", "/tmp"}, 1, "/tmp could not be read"},
        {{"run", model, "-p", "x", "-t", "1024"}, 2, "threads"},
    };
    for (const Case& c : cases) {
        const Output output = run(c.arguments, "1 2 3");
        EXPECT_EQ(output.code, c.code);
        EXPECT_EQ(output.out, "");
        if (!contains(output.err, c.sentence))
            context.fail(__FILE__, __LINE__,
                         "no '" + std::string(c.sentence) + "' in: " + output.err);
    }
    const Output beyond = run({"generate", model, "--tokens", "-"}, "1 2 512");
    EXPECT_EQ(beyond.code, 1);
    EXPECT(contains(beyond.err, "512"));
    for (const char* command :
         {"inspect", "run", "chat", "tokenize", "generate", "logits", "state", "bench"})
    {
        const Output help = run({command, "--help"});
        EXPECT_EQ(help.code, 0);
        EXPECT(contains(help.out, "Usage"));
    }
}
