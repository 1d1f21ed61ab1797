// levin-cli tokenize MODEL: text to token ids, or with --decode ids to text.

#include "engine/cli/command.h"
#include "engine/text.h"

#include <cstdio>

namespace engine::cli {
namespace {

struct Arguments
{
    std::string model;
    std::string text;
    std::string file;
    bool special = false;
    bool decode = false;
    bool count = false;
    bool pieces = false;
    bool json = false;
};

// Bytes that are not UTF-8 are shown as U+FFFD, in JSON there is no other way.
std::string jsonText(const nlohmann::ordered_json& json)
{
    return json.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

int decode(const Arguments& arguments, const Tokenizer& tokenizer)
{
    const Result<std::vector<std::int32_t>> ids =
        !arguments.file.empty()   ? readTokenFile(arguments.file)
        : !arguments.text.empty() ? parseTokens(arguments.text, "the prompt")
                                  : readTokenFile("-");
    if (!ids)
        return report(ids.error());
    std::string text;
    for (const std::int32_t id : *ids) {
        if (id >= tokenizer.size())
            return report({ErrorCode::InvalidArgument,
                           concat("token id ", id, " is outside the vocabulary of ",
                                  tokenizer.size(), " tokens")});
        text += arguments.special ? tokenizer.name(id) : tokenizer.pieceBytes(id);
    }
    if (arguments.json)
        std::printf("%s\n", jsonText({{"text", text}}).c_str());
    else
        std::fwrite(text.data(), 1, text.size(), stdout);
    return kSuccess;
}

int encode(const Arguments& arguments, const Tokenizer& tokenizer)
{
    std::string text = arguments.text;
    if (!arguments.file.empty()) {
        Result<std::string> contents = readTextFile(arguments.file);
        if (!contents)
            return report(contents.error());
        text = std::move(*contents);
    }
    const std::vector<std::int32_t> ids =
        tokenizer.encode(text, arguments.special ? SpecialTokens::Parse : SpecialTokens::AsText);
    if (arguments.count) {
        std::printf("%zu\n", ids.size());
    } else if (arguments.json) {
        nlohmann::ordered_json json = {{"count", ids.size()}, {"tokens", ids}};
        if (arguments.pieces)
            for (const std::int32_t id : ids)
                json["pieces"].push_back(tokenizer.name(id));
        std::printf("%s\n", jsonText(json).c_str());
    } else if (arguments.pieces) {
        for (const std::int32_t id : ids)
            std::printf("%d\t%s\n", id, jsonText(tokenizer.name(id)).c_str());
    } else {
        for (std::size_t i = 0; i < ids.size(); ++i)
            std::printf("%s%d", i == 0 ? "" : " ", ids[i]);
        std::printf("\n");
    }
    return kSuccess;
}

int tokenize(const Arguments& arguments)
{
    const Result<ModelFile> file = ModelFile::open(arguments.model);
    if (!file)
        return report(file.error());
    if (!file->vocabulary())
        return report({ErrorCode::NotSupported, file->noVocabulary()});
    const Result<Tokenizer> tokenizer = Tokenizer::create(*file->vocabulary());
    if (!tokenizer)
        return report(tokenizer.error());
    return arguments.decode ? decode(arguments, *tokenizer) : encode(arguments, *tokenizer);
}

} // namespace

void addTokenize(CLI::App& app, int& exitCode)
{
    auto* command = app.add_subcommand("tokenize", "text to token ids, or back with --decode");
    auto arguments = std::make_shared<Arguments>();
    command->add_option("MODEL", arguments->model, "model folder or file")->required();
    auto* source = command->add_option_group("input");
    source->add_option("-p,--text", arguments->text, "the text");
    source->add_option("-f,--file", arguments->file,
                       "a file with the text, or with ids for --decode; - is stdin");
    source->require_option(1);
    command->add_flag("--decode", arguments->decode, "the input is ids, print their text");
    command->add_flag("--special", arguments->special,
                      "read the names of control tokens in the text as tokens, and print them");
    command->add_flag("--count", arguments->count, "print the number of tokens only");
    command->add_flag("--pieces", arguments->pieces, "print each id with its text");
    command->add_flag("--json", arguments->json, "print JSON");
    command->callback([arguments, &exitCode] { exitCode = tokenize(*arguments); });
}

} // namespace engine::cli
