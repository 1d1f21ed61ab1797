// WeightReader: takes tensors from a TensorTable as views for the kernels, after comparing each
// shape with what the config needs.
//
// The first thing that is wrong becomes the error; the views that follow it are empty. So a loader
// asks for everything in plain lines and looks at the error once per layer.

#pragma once

#include "engine/tensor_table.h"
#include "kernels/buffer.h"
#include "kernels/tensor.h"

namespace engine {

class WeightReader
{
public:
    // `modelName` is what errors name where a tensor is in no file.
    WeightReader(const TensorTable& table, std::string modelName);

    bool has(const std::string& name) const { return m_table.find(name) != nullptr; }

    // (rows, cols), of any type that the kernels know.
    kernels::ConstTensorView matrix(const std::string& name, std::int64_t rows, std::int64_t cols);

    // A tensor of the shape (count, rows, cols), one view for each of the first dimension.
    std::vector<kernels::ConstTensorView> matrices(const std::string& name, std::int64_t count,
                                                   std::int64_t rows, std::int64_t cols);

    // The weight of a norm as (1, width) F32, whatever it is stored as; every value is finite.
    kernels::ConstTensorView norm(const std::string& name, std::int64_t width);

    const std::optional<Error>& error() const { return m_error; }

    // What had to be copied; the views point into it.
    std::vector<kernels::Buffer> takeCopies() { return std::move(m_copies); }

private:
    const TensorEntry* find(const std::string& name, std::vector<std::int64_t> shape);
    const std::byte* aligned(const TensorEntry& entry);
    std::byte* newCopy(const TensorEntry& entry, std::int64_t bytes);
    void fail(ErrorCode code, std::string problem);

    const TensorTable& m_table;
    std::string m_modelName;
    std::vector<kernels::Buffer> m_copies;
    std::optional<Error> m_error;
};

} // namespace engine
