#include "tests/support/golden.h"

#include "engine/mapped_file.h"
#include "engine/safetensors.h"
#include "kernels/cpu/cpu_features.h"
#include "kernels/cpu/cpu_ops.h"

#include <cstring>

namespace checks {

engine::Result<GoldenTensors> loadGolden(const std::string& path)
{
    engine::Result<engine::MappedFile> file = engine::MappedFile::open(path);
    if (!file)
        return file.error();
    engine::Result<std::vector<engine::TensorEntry>> entries =
        engine::parseSafetensors(file->contents());
    if (!entries)
        return entries.error();

    GoldenTensors tensors;
    for (const engine::TensorEntry& entry : *entries) {
        GoldenTensor& tensor = tensors[entry.name];
        tensor.shape = entry.shape;
        if (entry.typeName == "F32") {
            tensor.values.resize(entry.bytes.size() / sizeof(float));
            std::memcpy(tensor.values.data(), entry.bytes.data(), entry.bytes.size());
        } else if (entry.typeName == "I32") {
            tensor.ids.resize(entry.bytes.size() / sizeof(std::int32_t));
            std::memcpy(tensor.ids.data(), entry.bytes.data(), entry.bytes.size());
        }
    }
    return tensors;
}

std::vector<std::unique_ptr<kernels::Ops>> cpuBackends()
{
    std::vector<std::unique_ptr<kernels::Ops>> backends;
    for (const kernels::cpu::KernelTable* table : kernels::cpu::availableKernels())
        backends.push_back(std::make_unique<kernels::cpu::CpuOps>(2, *table));
    return backends;
}

} // namespace checks
