// WorkerScratch: a piece of memory per worker of a ThreadPool, kept between operations.

#pragma once

#include "kernels/buffer.h"

#include <cstdint>
#include <new>

namespace kernels::cpu {

class WorkerScratch
{
public:
    // At least `floats` for each of `workers`, aligned to 64 bytes; contents are not kept. Called
    // before a loop, never in one. Throws std::bad_alloc.
    void reserve(int workers, std::int64_t floats)
    {
        constexpr std::int64_t kLineFloats = 16;
        m_stride = (floats + kLineFloats - 1) / kLineFloats * kLineFloats;
        const std::int64_t bytes = workers * m_stride * static_cast<std::int64_t>(sizeof(float));
        if (m_buffer.bytes() >= bytes)
            return;
        m_buffer = Buffer(); // frees the old one first
        m_buffer = Buffer::create(bytes);
        if (!m_buffer)
            throw std::bad_alloc();
    }
    float* of(int worker) const { return m_buffer.f32() + worker * m_stride; }

private:
    Buffer m_buffer;
    std::int64_t m_stride = 0;
};

} // namespace kernels::cpu
