// levin-cli inspect MODEL: what a model file holds and what running it would cost.

#include "engine/cli/command.h"
#include "engine/memory_plan.h"
#include "engine/text.h"

#include <cstdio>
#include <map>

namespace engine::cli {
namespace {

using nlohmann::ordered_json;

struct Arguments
{
    std::string path;
    std::int64_t context = 0;
    std::string kvType = "auto";
    int chunkTokens = 512;
    bool tensors = false;
    bool json = false;
};

// "1.25 GiB"
std::string size(std::int64_t bytes)
{
    const char* const units[] = {"B", "KiB", "MiB", "GiB", "TiB"};
    double value = double(bytes);
    int unit = 0;
    while (value >= 1024.0 && unit < 4) {
        value /= 1024.0;
        ++unit;
    }
    char text[32];
    std::snprintf(text, sizeof text, unit == 0 ? "%.0f %s" : "%.2f %s", value, units[unit]);
    return text;
}

std::string millions(std::int64_t count)
{
    char text[32];
    std::snprintf(text, sizeof text, count < 10'000'000'000 ? "%.2f M" : "%.0f M",
                  double(count) / 1e6);
    return text;
}

// One letter per layer: L lightning, S softmax.
std::string layerKinds(const ModelConfig& config)
{
    std::string kinds;
    for (const LayerConfig& layer : config.layers)
        kinds += layer.kind == LayerKind::Softmax ? 'S' : 'L';
    return kinds;
}

struct TypeTotal
{
    int tensors = 0;
    std::int64_t bytes = 0;
};

ordered_json toJson(const ModelFile& file, const MemoryPlan& plan, kernels::DType kvType,
                    std::int64_t context, const std::map<std::string, TypeTotal>& types,
                    bool withTensors)
{
    const ModelConfig& config = file.config();
    const ParameterCount parameters = countParameters(config, file.weights());
    ordered_json json = {
        {"path", file.path().string()},
        {"format", file.format()},
        {"architecture", config.architecture},
        {"name", config.name},
        {"parameters", parameters.total},
        {"activeParameters", parameters.active},
        {"layers", layerKinds(config)},
        {"lightningLayers", config.countOf(LayerKind::Lightning)},
        {"softmaxLayers", config.countOf(LayerKind::Softmax)},
        {"hidden", config.hidden},
        {"heads", config.heads},
        {"kvHeads", config.kvHeads},
        {"headDim", config.headDim},
        {"rotaryDim", config.rotaryDim},
        {"ropeTheta", config.ropeTheta},
        {"experts", config.experts},
        {"expertsPerToken", config.expertsPerToken},
        {"expertHidden", config.expertHidden},
        {"vocabulary", config.vocabulary},
        {"contextLimit", config.contextLimit},
        {"hasTokenizer", file.vocabulary().has_value()},
        {"endTokens", file.endTokens()},
        {"suppressedTokens", file.suppressedTokens().size()},
        {"hasChatTemplate", !file.chatTemplate().empty()},
    };
    for (const auto& [type, total] : types)
        json["types"][type] = {{"tensors", total.tensors}, {"bytes", total.bytes}};
    json["memory"] = {{"context", context},
                      {"kvType", kernels::dtypeTraits(kvType).name},
                      {"weightBytes", plan.weightBytes},
                      {"recurrentBytes", plan.recurrentBytes},
                      {"kvBytes", plan.kvBytes},
                      {"kvBytesPerToken", plan.kvBytesPerToken},
                      {"activationBytes", plan.activationBytes},
                      {"totalBytes", plan.totalBytes()}};
    if (withTensors)
        for (const TensorSummary& tensor : file.tensors())
            json["tensors"].push_back({{"name", tensor.name},
                                       {"type", kernels::dtypeTraits(tensor.dtype).name},
                                       {"shape", tensor.shape},
                                       {"bytes", tensor.bytes}});
    return json;
}

void print(const ModelFile& file, const MemoryPlan& plan, kernels::DType kvType,
           std::int64_t context, const std::map<std::string, TypeTotal>& types, bool withTensors)
{
    const ModelConfig& config = file.config();
    const ParameterCount parameters = countParameters(config, file.weights());
    std::printf("model            %s\n", file.path().c_str());
    if (!config.name.empty())
        std::printf("name             %s\n", config.name.c_str());
    std::printf("format           %s, architecture %s\n", file.format(),
                config.architecture.c_str());
    std::printf("parameters       %s, %s active per token\n", millions(parameters.total).c_str(),
                millions(parameters.active).c_str());
    std::printf("layers           %d: %s (L lightning %d, S softmax %d)\n", config.layerCount(),
                layerKinds(config).c_str(), config.countOf(LayerKind::Lightning),
                config.countOf(LayerKind::Softmax));
    std::printf("attention        %d heads x %d, %d key-value heads, rotary %d of %d, theta %g\n",
                config.heads, config.headDim, config.kvHeads, config.rotaryDim, config.headDim,
                double(config.ropeTheta));
    std::printf("experts          %d, %d per token, inner width %d\n", config.experts,
                config.expertsPerToken, config.expertHidden);
    std::printf("hidden           %d\n", config.hidden);
    std::printf("vocabulary       %d tokens, %zu suppressed\n", config.vocabulary,
                file.suppressedTokens().size());
    std::printf("context limit    %lld tokens\n", static_cast<long long>(config.contextLimit));
    std::printf("tokenizer        %s\n", file.vocabulary() ? "yes" : file.noVocabulary().c_str());
    for (const auto& [type, total] : types)
        std::printf("  %-14s %d tensors, %s\n", type.c_str(), total.tensors,
                    size(total.bytes).c_str());
    std::printf("memory for %lld tokens of context:\n", static_cast<long long>(context));
    std::printf("  weights        %s (mapped from the file)\n", size(plan.weightBytes).c_str());
    std::printf("  linear states  %s (present and next), whatever the length\n",
                size(plan.recurrentBytes).c_str());
    std::printf("  key-value      %s (%s, %lld bytes per token)\n", size(plan.kvBytes).c_str(),
                kernels::dtypeTraits(kvType).name, static_cast<long long>(plan.kvBytesPerToken));
    std::printf("  activations    %s\n", size(plan.activationBytes).c_str());
    std::printf("  total          %s\n", size(plan.totalBytes()).c_str());
    if (!withTensors)
        return;
    std::printf("tensors:\n");
    for (const TensorSummary& tensor : file.tensors()) {
        std::string shape;
        for (const std::int64_t extent : tensor.shape)
            shape += concat(shape.empty() ? "" : " x ", extent);
        std::printf("  %-60s %-5s %s\n", tensor.name.c_str(),
                    kernels::dtypeTraits(tensor.dtype).name, shape.c_str());
    }
}

int inspect(const Arguments& arguments)
{
    const Result<ModelFile> file = ModelFile::open(arguments.path);
    if (!file)
        return report(file.error());
    const ModelConfig& config = file->config();
    const kernels::DType kvType = arguments.kvType == "auto"  ? defaultKvType(file->weights())
                                  : arguments.kvType == "f16" ? kernels::DType::F16
                                                              : kernels::DType::F32;
    const std::int64_t context = arguments.context > 0 ? arguments.context : config.contextLimit;
    if (context > config.contextLimit)
        return report({ErrorCode::InvalidArgument, "a context of " + std::to_string(context)
                                                       + " tokens is beyond the model's limit of "
                                                       + std::to_string(config.contextLimit)});
    const MemoryPlan plan =
        planMemory(config, file->tensorBytes(), kvType, context, arguments.chunkTokens);

    std::map<std::string, TypeTotal> types;
    for (const TensorSummary& tensor : file->tensors()) {
        TypeTotal& total = types[kernels::dtypeTraits(tensor.dtype).name];
        ++total.tensors;
        total.bytes += tensor.bytes;
    }
    if (arguments.json)
        std::printf("%s\n", toJson(*file, plan, kvType, context, types, arguments.tensors)
                                .dump(2, ' ', false, ordered_json::error_handler_t::replace)
                                .c_str());
    else
        print(*file, plan, kvType, context, types, arguments.tensors);
    return kSuccess;
}

} // namespace

void addInspect(CLI::App& app, int& exitCode)
{
    auto* command =
        app.add_subcommand("inspect", "show a model's architecture, sizes and memory plan");
    auto arguments = std::make_shared<Arguments>();
    command->add_option("MODEL", arguments->path, "model folder or file")->required();
    command
        ->add_option("-c,--context", arguments->context,
                     "plan the memory for so many tokens; default: the model's limit")
        ->check(CLI::PositiveNumber);
    command->add_option("--kv", arguments->kvType, "type of the key-value cache")
        ->check(CLI::IsMember({"auto", "f32", "f16"}))
        ->capture_default_str();
    command->add_option("--chunk", arguments->chunkTokens, "tokens that are read at once")
        ->check(CLI::Range(1, 65536))
        ->capture_default_str();
    command->add_flag("--tensors", arguments->tensors, "list every tensor");
    command->add_flag("--json", arguments->json, "print JSON");
    command->callback([arguments, &exitCode] { exitCode = inspect(*arguments); });
}

} // namespace engine::cli
