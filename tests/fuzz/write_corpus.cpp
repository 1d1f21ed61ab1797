// Writes the seeds of the fuzz targets: write_corpus tests/fuzz/corpus

#include "engine/text.h"
#include "tests/support/tiny_files.h"

#include <cstdio>
#include <filesystem>
#include <fstream>

namespace {

namespace fs = std::filesystem;

void write(const fs::path& path, const checks::Bytes& bytes)
{
    fs::create_directories(path.parent_path());
    std::ofstream file(path, std::ios::binary);
    file.write(reinterpret_cast<const char*>(bytes.data()), std::streamsize(bytes.size()));
    if (!file.flush())
        std::fprintf(stderr, "%s could not be written\n", path.c_str());
}

checks::GgufBuilder withTokenizer(checks::GgufBuilder gguf)
{
    gguf.text("tokenizer.ggml.model", "gpt2").text("tokenizer.ggml.pre", "minimax-m2");
    gguf.texts("tokenizer.ggml.tokens", {"a", "b", "ab", "<end_of_sentence>"});
    gguf.integers("tokenizer.ggml.token_type", {1, 1, 1, 3});
    gguf.texts("tokenizer.ggml.merges", {"a b"});
    gguf.integers("tokenizer.ggml.suppress_tokens", {1});
    return gguf.integer("tokenizer.ggml.eos_token_id", 3);
}

} // namespace

int main(int argc, char** argv)
{
    if (argc != 2) {
        std::fprintf(stderr, "usage: write_corpus FOLDER\n");
        return 1;
    }
    const fs::path folder = argv[1];
    using checks::TinyLayout;
    using kernels::DType;
    const checks::TinyModel model(1, checks::smallestDimensions());
    write(folder / "fuzz_gguf/bf16", withTokenizer(checks::tinyGguf(model)).build());
    write(folder / "fuzz_gguf/f32", checks::tinyGguf(model, {.matrix = DType::F32}).build());
    write(folder / "fuzz_safetensors/bf16", checks::tinySafetensors(model));
    write(folder / "fuzz_safetensors/stacked",
          checks::tinySafetensors(model, TinyLayout::TransformersStacked));
    write(folder / "fuzz_config_json/minimax", checks::bytesOf(checks::tinyConfigJson(model)));
    write(folder / "fuzz_config_json/transformers",
          checks::bytesOf(checks::tinyConfigJson(model, TinyLayout::TransformersStacked)));
    return 0;
}
