// Which files of a folder are the model, and what is said where there is none.

#include "engine/model_file.h"
#include "engine/model_folder.h"
#include "tests/support/expect_error.h"
#include "tests/support/temporary_folder.h"
#include "tests/support/tiny_files.h"

namespace {

using checks::Bytes;
using checks::TemporaryFolder;
using checks::TinyModel;
using engine::ModelFile;

} // namespace

LEVIN_CHECK(theModelIsFoundAmongOtherFiles)
{
    const TinyModel model(1);
    const TinyModel other(2);
    const TemporaryFolder folder;
    folder.write("config.json", checks::tinyConfigJson(model));
    folder.write("adapter.safetensors",
                 checks::SafetensorsBuilder().tensor("x", "F32", {1}, Bytes(4)).build());
    folder.write("any-name.safetensors", checks::tinySafetensors(model));
    folder.write("quantised.gguf", "not looked at");
    const auto only = ModelFile::open(folder.path());
    REQUIRE_OK(only);
    checks::expectWeights(context, only->weights(), model);

    folder.write("another.safetensors", checks::tinySafetensors(other));
    EXPECT_ERROR(ModelFile::open(folder.path()),
                 {"2 models", "another.safetensors", "any-name.safetensors"});
    folder.write("my-model.safetensors", checks::tinySafetensors(other));
    const auto preferred = ModelFile::open(folder.path());
    REQUIRE_OK(preferred);
    checks::expectWeights(context, preferred->weights(), other);
    folder.write("model.safetensors", checks::tinySafetensors(model));
    const auto usual = ModelFile::open(folder.path());
    REQUIRE_OK(usual);
    checks::expectWeights(context, usual->weights(), model);
}

LEVIN_CHECK(aFolderWithOneGgufOpens)
{
    const TinyModel model(1);
    const TemporaryFolder folder;
    folder.write("tiny.gguf", checks::tinyGguf(model).build());
    folder.write("README.md", "about it");
    const auto file = ModelFile::open(folder.path());
    REQUIRE_OK(file);
    EXPECT_EQ(std::string(file->format()), "GGUF");
    EXPECT_EQ(file->path().string(), folder.path().string());
    folder.write("tiny-q4.gguf", checks::tinyGguf(model).build());
    EXPECT_ERROR(ModelFile::open(folder.path()), {"2 GGUF models", "tiny.gguf", "tiny-q4.gguf"});
}

LEVIN_CHECK(whatIsNoModelIsToldApart)
{
    const TemporaryFolder folder;
    const auto openFile = [&](const char* name, std::string_view text) {
        folder.write(name, text);
        return ModelFile::open(folder.path() / name);
    };
    EXPECT_ERROR(ModelFile::open(folder.path() / "nothing.gguf"), {"nothing.gguf", "is not there"});
    EXPECT_ERROR(ModelFile::open(folder.path()), {folder.path().string(), "holds no model"});
    EXPECT_ERROR(ModelFile::open("/dev/null"), {"/dev/null", "not a regular file"});
    EXPECT_ERROR(openFile("empty.gguf", ""), {"empty.gguf", "0 bytes"});
    EXPECT_ERROR(openFile("text.gguf", "Once upon a time"), {"text.gguf", "not those of a GGUF"});
    EXPECT_ERROR(openFile("pointer.gguf", "version https://git-lfs.github.com/spec/v1\noid sha256"),
                 {"pointer.gguf", "Git LFS pointer"});
    EXPECT_ERROR(openFile("page.gguf", "<!DOCTYPE html><html>"), {"page.gguf", "web page"});
    EXPECT_ERROR(openFile("pytorch_model.bin", "PK\x03\x04zip"),
                 {"pytorch_model.bin", "PyTorch or zip"});
    EXPECT_ERROR(openFile("old.bin", "tjgg rest"), {"old.bin", "GGML file"});
    EXPECT_ERROR(openFile("model.safetensors", "x"), {"model.safetensors", "open its folder"});
    EXPECT_ERROR(openFile("config.json", "{}"), {"config.json", "open its folder"});
}

LEVIN_CHECK(anIncompleteFolderSaysWhatIsMissing)
{
    const TinyModel model(1);
    const TemporaryFolder folder;
    const auto open = [&] { return ModelFile::open(folder.path()); };
    folder.write("config.json", checks::tinyConfigJson(model));
    EXPECT_ERROR(open(), {folder.path().string(), "config.json", "no *.safetensors"});
    folder.write("adapter.safetensors",
                 checks::SafetensorsBuilder().tensor("x", "F32", {1}, Bytes(4)).build());
    EXPECT_ERROR(open(), {"adapter.safetensors", "model.embed_tokens.weight"});
    folder.write("adapter.safetensors", "version https://git-lfs.github.com/spec/v1\n");
    EXPECT_ERROR(open(), {"adapter.safetensors", "Git LFS pointer"});
    folder.write("model.safetensors", "short");
    EXPECT_ERROR(open(), {"model.safetensors is damaged", "8 bytes", "it has 5"});
    folder.write("model.safetensors", checks::tinySafetensors(model));
    REQUIRE_OK(open());
    folder.write("config.json", "");
    EXPECT_ERROR(open(), {"config.json", "0 bytes"});
    std::filesystem::remove(folder.path() / "config.json");
    EXPECT_ERROR(open(), {"no config.json"});
}

LEVIN_CHECK(partNamesAreRead)
{
    const auto part = engine::parsePartName("m-1-00002-of-00013.gguf");
    REQUIRE(part.has_value());
    EXPECT_EQ(part->stem, "m-1");
    EXPECT_EQ(part->number, 2);
    EXPECT_EQ(part->count, 13);
    for (const char* name :
         {"model.gguf", "-00001-of-00002.gguf", "m-00000-of-00002.gguf", "m-00003-of-00002.gguf",
          "m-0001-of-00002.gguf", "m-00001-of-0000x.gguf", "m-00001-of-00002.bin"})
        EXPECT(!engine::parsePartName(name));
}
