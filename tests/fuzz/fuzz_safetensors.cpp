// The weights of a Hugging Face model from arbitrary bytes, for the config of the seeds.

#include "tests/fuzz/touch_model.h"

namespace {

// That of checks::smallestDimensions().
constexpr std::string_view kConfig = R"({
    "model_type": "minimax_m1", "num_hidden_layers": 2, "attn_type_list": [0, 1],
    "hidden_size": 4, "num_attention_heads": 1, "num_key_value_heads": 1, "head_dim": 16,
    "rotary_dim": 2, "rope_theta": 10000, "num_local_experts": 1, "num_experts_per_tok": 1,
    "intermediate_size": 4, "vocab_size": 4, "max_position_embeddings": 64, "rms_norm_eps": 1e-5})";

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    engine::HfFiles files;
    files.config = {"config.json", std::as_bytes(std::span(kConfig))};
    files.weights = {fuzz::fileOf("f.safetensors", data, size)};
    const auto parts = engine::readHfModel(files);
    if (parts)
        fuzz::touchModel(*parts);
    return 0;
}
