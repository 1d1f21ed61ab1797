#include "engine/weight_reader.h"

#include "engine/file_bytes.h"
#include "engine/text.h"
#include "kernels/dequantise.h"

#include <cmath>
#include <cstring>

namespace engine {
namespace {

using kernels::ConstTensorView;
using kernels::DType;

// What the kernels' loads need of a row's address. Quantised blocks start with or hold an F16.
std::size_t alignmentOf(DType dtype) { return dtype == DType::F32 ? 4 : 2; }

} // namespace

WeightReader::WeightReader(const TensorTable& table, std::string modelName)
    : m_table(table)
    , m_modelName(std::move(modelName))
{}

ConstTensorView WeightReader::matrix(const std::string& name, std::int64_t rows, std::int64_t cols)
{
    const TensorEntry* entry = find(name, {rows, cols});
    const std::byte* data = entry ? aligned(*entry) : nullptr;
    return data ? ConstTensorView{data, *entry->dtype, rows, cols} : ConstTensorView{};
}

std::vector<ConstTensorView> WeightReader::matrices(const std::string& name, std::int64_t count,
                                                    std::int64_t rows, std::int64_t cols)
{
    const TensorEntry* entry = find(name, {count, rows, cols});
    const std::byte* data = entry ? aligned(*entry) : nullptr;
    if (!data)
        return {};
    const ConstTensorView all{data, *entry->dtype, count * rows, cols};
    std::vector<ConstTensorView> views;
    for (std::int64_t i = 0; i < count; ++i)
        views.push_back(all.slice(i * rows, rows));
    return views;
}

ConstTensorView WeightReader::norm(const std::string& name, std::int64_t width)
{
    const TensorEntry* entry = find(name, {width});
    const std::byte* data = entry ? aligned(*entry) : nullptr;
    if (!data)
        return {};
    if (*entry->dtype != DType::F32) {
        const auto bytes = width * static_cast<std::int64_t>(sizeof(float));
        std::byte* widened = newCopy(*entry, bytes);
        if (!widened)
            return {};
        kernels::dequantiseRow(*entry->dtype, data, width, reinterpret_cast<float*>(widened));
        data = widened;
    }
    const ConstTensorView view{data, DType::F32, 1, width};
    for (std::int64_t i = 0; i < width; ++i)
        if (!std::isfinite(view.f32()[i])) {
            fail(ErrorCode::FileDamaged,
                 concat(entry->fileName, " is damaged: value ", i, " of ", width, " of tensor ",
                        readable(name), " is ", view.f32()[i]));
            return {};
        }
    return view;
}

const TensorEntry* WeightReader::find(const std::string& name, std::vector<std::int64_t> shape)
{
    if (m_error)
        return nullptr;
    const TensorEntry* entry = m_table.find(name);
    if (!entry) {
        fail(ErrorCode::FileDamaged,
             concat(m_modelName, " lacks the tensor ", name, " of the shape ", shapeText(shape)));
        return nullptr;
    }
    if (entry->shape != shape) {
        fail(ErrorCode::FileDamaged,
             concat(entry->fileName, ": tensor ", name, " has the shape ", shapeText(entry->shape),
                    ", this model needs ", shapeText(shape)));
        return nullptr;
    }
    if (!entry->dtype) {
        fail(ErrorCode::NotSupported,
             concat(entry->fileName, ": tensor ", name, " is stored as ", entry->typeName,
                    ", weights are read as F32, F16 or BF16"));
        return nullptr;
    }
    return entry;
}

// Safetensors files may place a tensor at any byte; such a one is copied.
const std::byte* WeightReader::aligned(const TensorEntry& entry)
{
    const std::byte* data = entry.bytes.data();
    if (reinterpret_cast<std::uintptr_t>(data) % alignmentOf(*entry.dtype) == 0)
        return data;
    std::byte* copy = newCopy(entry, static_cast<std::int64_t>(entry.bytes.size()));
    if (copy)
        std::memcpy(copy, data, entry.bytes.size());
    return copy;
}

std::byte* WeightReader::newCopy(const TensorEntry& entry, std::int64_t bytes)
{
    kernels::Buffer buffer = kernels::Buffer::create(bytes);
    if (!buffer) {
        fail(ErrorCode::OutOfMemory,
             concat(entry.fileName, ": there is no memory for a copy of tensor ", entry.name, " (",
                    bytes, " bytes)"));
        return nullptr;
    }
    return m_copies.emplace_back(std::move(buffer)).data();
}

void WeightReader::fail(ErrorCode code, std::string problem)
{
    if (!m_error)
        m_error = Error{code, std::move(problem)};
}

} // namespace engine
