#include "tests/support/bytes.h"

#include "kernels/check.h"
#include "kernels/half.h"

#include <cstring>
#include <span>

namespace checks {

Bytes bytesOf(std::string_view text)
{
    const auto bytes = std::as_bytes(std::span(text));
    return {bytes.begin(), bytes.end()};
}

engine::FileBytes named(const std::string& name, const Bytes& bytes) { return {name, bytes}; }

engine::FileBytes named(const std::string& name, std::string_view text)
{
    return {name, std::as_bytes(std::span(text))};
}

Bytes encode(kernels::DType dtype, const std::vector<float>& values)
{
    using kernels::DType;
    CHECK(!kernels::isQuantised(dtype));
    const auto each = std::size_t(kernels::dtypeTraits(dtype).blockBytes);
    Bytes bytes(values.size() * each);
    for (std::size_t i = 0; i < values.size(); ++i) {
        std::byte* place = bytes.data() + i * each;
        if (dtype == DType::F32) {
            std::memcpy(place, &values[i], each);
            continue;
        }
        const std::uint16_t half =
            dtype == DType::F16 ? kernels::f32ToF16(values[i]) : kernels::f32ToBf16(values[i]);
        std::memcpy(place, &half, each);
    }
    return bytes;
}

} // namespace checks
