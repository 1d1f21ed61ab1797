// loadLittleEndian: a number at any address of a file; all model files are little-endian.

#pragma once

#include <bit>
#include <cstddef>
#include <cstring>

namespace engine {

// The processors that Levin has kernels for have the files' byte order.
static_assert(std::endian::native == std::endian::little);

template <class T>
T loadLittleEndian(const std::byte* data)
{
    T value;
    std::memcpy(&value, data, sizeof value);
    return value;
}

} // namespace engine
