// The golden tensors of tests/data/golden (see the README there) and the tiny models beside them.

#pragma once

#include "engine/model_file.h"
#include "kernels/ops.h"

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <vector>

namespace checks {

struct GoldenTensor
{
    std::vector<std::int64_t> shape;
    std::vector<float> values;     // of F32 tensors
    std::vector<std::int32_t> ids; // of I32 tensors
};

using GoldenTensors = std::map<std::string, GoldenTensor>;

engine::Result<GoldenTensors> loadGolden(const std::string& path);

// A model file that has golden logits: the safetensors folders and the GGUF twin.
struct GoldenModel
{
    const char* model;  // below tests/data
    const char* golden; // below tests/data
};
inline constexpr GoldenModel kGoldenModels[] = {
    {"golden/tiny-a", "golden/tiny-a/golden.safetensors"},
    {"golden/tiny-b", "golden/tiny-b/golden.safetensors"},
    {"golden/tiny-a/tiny-a.gguf", "golden/tiny-a/golden.safetensors"},
};

// The CPU backend on each instruction set of this machine, with two threads.
std::vector<std::unique_ptr<kernels::Ops>> cpuBackends();

} // namespace checks
