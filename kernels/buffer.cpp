#include "kernels/buffer.h"

#include <cstring>

#include <sys/mman.h>

namespace kernels {

Buffer Buffer::create(std::int64_t bytes)
{
    constexpr std::int64_t kCacheLine = 64;
    constexpr std::int64_t kHugePage = std::int64_t{2} << 20;

    Buffer buffer;
    if (bytes <= 0 || bytes > PTRDIFF_MAX - kHugePage)
        return buffer;
    const std::int64_t alignment = bytes >= kHugePage ? kHugePage : kCacheLine;
    const std::int64_t rounded = (bytes + alignment - 1) / alignment * alignment;
    void* data =
        std::aligned_alloc(static_cast<std::size_t>(alignment), static_cast<std::size_t>(rounded));
    if (!data)
        return buffer;
    if (bytes >= kHugePage)
        madvise(data, static_cast<std::size_t>(rounded), MADV_HUGEPAGE); // a hint, may be refused
    std::memset(data, 0, static_cast<std::size_t>(rounded));
    buffer.m_data.reset(static_cast<std::byte*>(data));
    buffer.m_bytes = bytes;
    return buffer;
}

} // namespace kernels
