#include "engine/model_folder.h"

#include "engine/json_limits.h"
#include "engine/safetensors.h"
#include "engine/text.h"

#include <algorithm>
#include <charconv>
#include <set>

namespace engine {
namespace {

namespace fs = std::filesystem;

constexpr const char* kIndexName = "model.safetensors.index.json";
constexpr const char* kEmbeddingName = "model.embed_tokens.weight";

Error notAModel(const fs::path& path, const std::string& problem)
{
    return {ErrorCode::NotSupported, concat(path.string(), " ", problem)};
}

// The usual things that are found where a model was expected.
Status refuseForeign(const FileBytes& file)
{
    struct Foreign
    {
        std::string_view start;
        const char* what;
    };
    static constexpr Foreign kForeign[] = {
        {"version https://git-lfs", "is a Git LFS pointer of 3 lines, not the file itself: "
                                    "run \"git lfs pull\" or download it again"},
        {"<!DOCTYPE", "is a web page, not a model: download it again"},
        {"<!doctype", "is a web page, not a model: download it again"},
        {"<html", "is a web page, not a model: download it again"},
        {"PK\x03\x04", "is a PyTorch or zip archive; Levin reads safetensors and GGUF"},
        {"lmgg", "is a GGML file of 2023; Levin reads its successor GGUF, version 3"},
        {"tjgg", "is a GGML file of 2023; Levin reads its successor GGUF, version 3"},
        {"fmgg", "is a GGML file of 2023; Levin reads its successor GGUF, version 3"},
    };
    for (const Foreign& foreign : kForeign)
        if (file.text().starts_with(foreign.start))
            return Error{ErrorCode::NotSupported, concat(file.name, " ", foreign.what)};
    return Done{};
}

Result<MappedFile> openFile(const fs::path& path)
{
    Result<MappedFile> file = MappedFile::open(path);
    if (file)
        if (const Status native = refuseForeign(file->contents()); !native)
            return native.error();
    return file;
}

bool isThere(const fs::path& path)
{
    std::error_code ignored; // unreadable folders show when the file is opened
    return fs::exists(path, ignored);
}

// Names of the files with this extension, sorted.
Result<std::vector<std::string>> filesEndingIn(const fs::path& folder, const char* extension)
{
    std::vector<std::string> names;
    std::error_code error;
    for (auto entry = fs::directory_iterator(folder, error);
         !error && entry != fs::directory_iterator(); entry.increment(error))
        if (entry->path().extension() == extension)
            names.push_back(entry->path().filename().string());
    if (error)
        return Error{ErrorCode::FileNotReadable,
                     concat(folder.string(), " cannot be read: ", error.message())};
    std::sort(names.begin(), names.end());
    return names;
}

std::string listed(const std::vector<std::string>& names)
{
    constexpr std::size_t kShown = 3;
    std::string text;
    for (std::size_t i = 0; i < std::min(names.size(), kShown); ++i)
        text += concat(i > 0 ? ", " : "", names[i]);
    return names.size() > kShown ? text + " ..." : text;
}

std::string partFileName(const PartName& part, int number)
{
    const auto fiveDigits = [](int value) {
        const std::string digits = std::to_string(value);
        return std::string(digits.size() < 5 ? 5 - digits.size() : 0, '0') + digits;
    };
    return concat(part.stem, "-", fiveDigits(number), "-of-", fiveDigits(part.count), ".gguf");
}

Result<FoundModel> openGguf(const fs::path& path)
{
    FoundModel model;
    model.isGguf = true;
    const std::string name = path.filename().string();
    const std::optional<PartName> part = parsePartName(name);
    const int count = part ? part->count : 1;
    for (int number = 1; number <= count; ++number) {
        const fs::path file = part ? path.parent_path() / partFileName(*part, number) : path;
        if (part && !isThere(file))
            return Error{ErrorCode::FileNotReadable,
                         concat(file.string(), " is missing: ", name, " is one of ", count,
                                " parts, which must lie side by side")};
        Result<MappedFile> mapped = openFile(file);
        if (!mapped)
            return mapped.error();
        model.weights.push_back(std::move(*mapped));
    }
    return model;
}

// The one GGUF model of a folder; of a split one, its first part.
Result<FoundModel> openOnlyGguf(const fs::path& folder, const std::vector<std::string>& names)
{
    std::vector<std::string> models;
    for (const std::string& name : names)
        if (const auto part = parsePartName(name); !part || part->number == 1)
            models.push_back(name);
    if (models.empty())
        models.push_back(
            names.front()); // a part whose first one is missing: that becomes the error
    if (models.size() > 1)
        return notAModel(folder, concat("holds ", models.size(), " GGUF models (", listed(models),
                                        "): open one of the files"));
    return openGguf(folder / models.front());
}

// The shards that the index names, in the order of their names.
Result<std::vector<std::string>> indexedShards(const fs::path& folder)
{
    const Result<MappedFile> index = openFile(folder / kIndexName);
    if (!index)
        return index.error();
    const auto damaged = [](const std::string& problem) {
        return Error{ErrorCode::FileDamaged, concat(kIndexName, " is damaged: ", problem)};
    };
    const Result<nlohmann::json> parsed = parseJson(index->contents().text(), kIndexName);
    if (!parsed)
        return parsed.error();
    const nlohmann::json map =
        parsed->is_object() ? parsed->value("weight_map", nlohmann::json()) : nlohmann::json();
    if (!map.is_object() || map.empty())
        return damaged("it has no weight_map that names the files of the tensors");

    std::set<std::string> shards;
    for (const auto& [tensor, file] : map.items()) {
        if (!file.is_string())
            return damaged(concat("tensor ", readable(tensor), " has no file name"));
        const auto& name = file.get_ref<const std::string&>();
        // A file of this folder and no other place.
        if (name.empty() || name.find('/') != std::string::npos || name == "." || name == ".."
            || name.find('\0') != std::string::npos)
            return damaged(concat("tensor ", readable(tensor), " is said to be in \"",
                                  readable(name), "\", which is no plain file name"));
        shards.insert(name);
    }
    for (const std::string& shard : shards)
        if (!isThere(folder / shard))
            return Error{ErrorCode::FileNotReadable,
                         concat((folder / readable(shard)).string(), " is missing: it is one of ",
                                shards.size(), " files that ", kIndexName, " names")};
    return std::vector<std::string>(shards.begin(), shards.end());
}

// Without an index, the model is one file; other safetensors files (adapters, test data) may lie
// beside it. It is the one with the embedding, preferably that with the usual name.
Result<std::vector<std::string>> onlyShard(const fs::path& folder,
                                           const std::vector<std::string>& names)
{
    std::vector<std::string> candidates;
    std::optional<Error> firstError;
    for (const std::string& name : names) {
        const Result<MappedFile> file = openFile(folder / name);
        const auto entries = file ? parseSafetensors(file->contents())
                                  : Result<std::vector<TensorEntry>>(file.error());
        if (!entries) {
            if (name == "model.safetensors" || names.size() == 1)
                return entries.error();
            firstError = firstError ? firstError : entries.error();
            continue;
        }
        if (std::any_of(entries->begin(), entries->end(),
                        [](const TensorEntry& entry) { return entry.name == kEmbeddingName; }))
            candidates.push_back(name);
    }
    if (candidates.empty() && firstError)
        return *firstError;
    if (candidates.empty())
        return notAModel(folder, concat("holds no model: none of its ", names.size(),
                                        " safetensors files (", listed(names), ") has the tensor ",
                                        kEmbeddingName));
    if (candidates.size() > 1) {
        std::vector<std::string> preferred;
        for (const std::string& name : candidates) {
            if (name == "model.safetensors")
                return std::vector<std::string>{name};
            if (name.find("model") != std::string::npos)
                preferred.push_back(name);
        }
        if (preferred.size() != 1)
            return notAModel(folder,
                             concat("holds ", candidates.size(), " models (", listed(candidates),
                                    "): name the one to open model.safetensors"));
        candidates = preferred;
    }
    if (candidates.front().find("-of-") != std::string::npos)
        return notAModel(folder, concat("has ", candidates.front(),
                                        ", one of several files of a "
                                        "model, but lacks ",
                                        kIndexName, ", which names them"));
    return candidates;
}

Result<FoundModel> openHuggingFace(const fs::path& folder, const std::vector<std::string>& names)
{
    FoundModel model;
    for (const char* name : {"config.json", "generation_config.json", "tokenizer.json",
                             "tokenizer_config.json", "chat_template.jinja"})
    {
        if (!isThere(folder / name))
            continue;
        Result<MappedFile> text = openFile(folder / name);
        if (!text)
            return text.error();
        model.texts.emplace(name, std::move(*text));
    }
    const Result<std::vector<std::string>> shards =
        isThere(folder / kIndexName) ? indexedShards(folder) : onlyShard(folder, names);
    if (!shards)
        return shards.error();
    for (const std::string& name : *shards) {
        Result<MappedFile> shard = openFile(folder / name);
        if (!shard)
            return shard.error();
        model.weights.push_back(std::move(*shard));
    }
    return model;
}

Result<FoundModel> openFolder(const fs::path& folder)
{
    const Result<std::vector<std::string>> safetensors = filesEndingIn(folder, ".safetensors");
    if (!safetensors)
        return safetensors.error();
    const Result<std::vector<std::string>> ggufs = filesEndingIn(folder, ".gguf");
    if (!ggufs)
        return ggufs.error();
    const bool hasConfig = isThere(folder / "config.json");
    if (hasConfig && (!safetensors->empty() || isThere(folder / kIndexName)))
        return openHuggingFace(folder, *safetensors);
    if (!ggufs->empty())
        return openOnlyGguf(folder, *ggufs);
    if (hasConfig)
        return notAModel(folder, "has a config.json, but no *.safetensors file beside it");
    if (!safetensors->empty())
        return notAModel(folder,
                         concat("has ", listed(*safetensors), ", but no config.json beside it"));
    return notAModel(folder, "holds no model: neither config.json with *.safetensors files nor a "
                             "*.gguf file");
}

} // namespace

std::optional<PartName> parsePartName(const std::string& fileName)
{
    constexpr std::string_view kPattern = "-00000-of-00000.gguf";
    if (fileName.size() <= kPattern.size())
        return {};
    const std::size_t start = fileName.size() - kPattern.size();
    const std::string_view tail = std::string_view(fileName).substr(start);
    PartName part{fileName.substr(0, start), 0, 0};
    for (std::size_t i = 0; i < kPattern.size(); ++i) {
        const bool isDigit = tail[i] >= '0' && tail[i] <= '9';
        if (kPattern[i] == '0' ? !isDigit : tail[i] != kPattern[i])
            return {};
    }
    std::from_chars(tail.data() + 1, tail.data() + 6, part.number);
    std::from_chars(tail.data() + 10, tail.data() + 15, part.count);
    if (part.number < 1 || part.number > part.count)
        return {};
    return part;
}

Result<FoundModel> findModel(const fs::path& path)
{
    std::error_code error;
    const fs::file_status status = fs::status(path, error);
    if (!fs::exists(status))
        return Error{ErrorCode::FileNotReadable, concat(path.string(), " is not there")};
    if (fs::is_directory(status))
        return openFolder(path);

    const std::string extension = path.extension().string();
    if (extension == ".safetensors" || extension == ".json")
        return notAModel(path, "is one file of a model: open its folder instead");
    return openGguf(path);
}

} // namespace engine
