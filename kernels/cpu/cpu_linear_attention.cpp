// Linear attention of CpuOps: heads and ranges of value columns over the threads. The columns of a
// head's state do not depend on one another; tokens do.

#include "kernels/check.h"
#include "kernels/cpu/cpu_ops.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace kernels::cpu {
namespace {

// From this many tokens on the block form is faster: with AVX-512 from 4, with AVX2 from 8, with the
// baseline from 16 at dim 128.
constexpr int kFirstBlockTokens = 6;

// Columns that one thread takes at a time. The recurrent form has no work in common between the
// columns, so they are cut small for an even load: 64 columns of dim 128 are 32 KiB of state. The
// block form forms Q K^T anew for each range, so it cuts only when there are too few heads.
std::int64_t columnsPerUnit(const LinearAttention& attention, bool isBlock, int threads)
{
    constexpr std::int64_t kPanel = 16;
    constexpr std::int64_t kRecurrentColumns = 64;
    const std::int64_t dim = attention.dim;
    if (!isBlock)
        return std::min(dim, kRecurrentColumns);
    const std::int64_t parts = (threads + attention.heads - 1) / attention.heads;
    return std::max(kPanel, (dim / parts + kPanel - 1) / kPanel * kPanel);
}

// exp(-rate n) for n = LinearBlock::kTokens down to 0, then zeros; in double, rounded once.
std::array<float, LinearBlock::kDecays> decayTable(double rate)
{
    std::array<float, LinearBlock::kDecays> decays = {};
    for (std::int64_t n = 0; n <= LinearBlock::kTokens; ++n)
        decays[static_cast<std::size_t>(LinearBlock::kTokens - n)] =
            static_cast<float>(std::exp(-rate * static_cast<double>(n)));
    return decays;
}

} // namespace

void CpuOps::linearAttention(const LinearAttention& attention)
{
    DCHECK(attention.tokens >= 1 && attention.dim % 16 == 0);
    using Form = LinearAttention::Form;
    const bool isBlock =
        attention.form == Form::Block
        || (attention.form == Form::Automatic && attention.tokens >= kFirstBlockTokens);

    const std::int64_t dim = attention.dim;
    const std::int64_t columns = columnsPerUnit(attention, isBlock, m_pool.threads());
    const std::int64_t parts = (dim + columns - 1) / columns;
    const std::int64_t tokenStride = std::int64_t{attention.heads} * 3 * dim;
    const std::int64_t outStride = std::int64_t{attention.heads} * dim;
    if (isBlock)
        m_scratch.reserve(m_pool.threads(), LinearBlock::scratchFloats(dim, columns));

    const auto attend = [&](int worker, std::int64_t unit) {
        const std::int64_t head = unit / parts;
        const std::int64_t column = unit % parts * columns;
        const std::int64_t width = std::min(columns, dim - column);
        const float* q = attention.qkv + head * 3 * dim;
        const float* k = q + dim;
        const float* v = k + dim + column;
        const float* stateIn = attention.stateIn + head * dim * dim + column;
        float* stateOut = attention.stateOut + head * dim * dim + column;
        float* out = attention.out + head * dim + column;
        const double rate = double{attention.rates[head]};
        if (!isBlock) {
            m_kernels.attention.linearRecurrence({q, k, v, tokenStride, stateIn, stateOut, out,
                                                  outStride, attention.tokens, dim, width,
                                                  static_cast<float>(std::exp(-rate))});
            return;
        }
        const std::array<float, LinearBlock::kDecays> decays = decayTable(rate);
        for (std::int64_t t = 0; t < attention.tokens; t += LinearBlock::kTokens) {
            const std::int64_t tokens = std::min(LinearBlock::kTokens, attention.tokens - t);
            const std::int64_t offset = t * tokenStride;
            m_kernels.attention.linearBlock({q + offset, k + offset, v + offset, tokenStride,
                                             t == 0 ? stateIn : stateOut, stateOut,
                                             out + t * outStride, outStride, tokens, dim, width,
                                             decays.data(), m_scratch.of(worker)});
        }
    };
    m_pool.forRange(attention.heads * parts, 1,
                    [&](int worker, std::int64_t unit, std::int64_t) { attend(worker, unit); });
}

} // namespace kernels::cpu
