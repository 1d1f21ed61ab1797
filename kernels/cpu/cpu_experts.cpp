// The mixture of experts of CpuOps.
//
// Tokens are sorted by expert. First half: gate and up projection of a few rows of one expert for
// all its tokens, silu(gate) * up, rounded at once for the second half. Second half: the down
// projection of a few output rows, expert after expert in rising order. Each number of the result
// is summed by one thread in that order, whatever the number of threads, and the weights of an
// expert are read once.

#include "kernels/check.h"
#include "kernels/cpu/cpu_ops.h"

#include <algorithm>

namespace kernels::cpu {
namespace {

bool isRounded(const MixtureOfExperts& mixture, ConstTensorView weight)
{
    return mixture.precision == Precision::Fast && isQuantised(weight.dtype);
}

MatmulSlice productOf(ConstTensorView weight, std::int64_t firstRow, std::int64_t rows)
{
    const ConstTensorView slice = weight.slice(firstRow, rows);
    return {.weight = slice.data,
            .dtype = slice.dtype,
            .rows = rows,
            .cols = slice.cols,
            .weightRowBytes = rowBytes(slice.dtype, slice.cols)};
}

} // namespace

void ExpertPlan::assign(const MixtureOfExperts& mixture)
{
    const std::int64_t slots = mixture.x.rows * mixture.topK;
    const std::size_t experts = mixture.experts.size();

    // Counting sort; within an expert the tokens stay in order.
    m_first.assign(experts + 1, 0);
    for (std::int64_t slot = 0; slot < slots; ++slot) {
        DCHECK(mixture.chosen[slot] >= 0
               && mixture.chosen[slot] < static_cast<std::int32_t>(experts));
        ++m_first[static_cast<std::size_t>(mixture.chosen[slot]) + 1];
    }
    for (std::size_t e = 0; e < experts; ++e)
        m_first[e + 1] += m_first[e];
    m_next = m_first;
    token.resize(static_cast<std::size_t>(slots));
    weight.resize(static_cast<std::size_t>(slots));
    for (std::int64_t slot = 0; slot < slots; ++slot) {
        const auto expert = static_cast<std::size_t>(mixture.chosen[slot]);
        const auto place = static_cast<std::size_t>(m_next[expert]++);
        token[place] = static_cast<std::int32_t>(slot / mixture.topK);
        weight[place] = mixture.weights[slot];
    }

    // Evenly sized runs of places, so that a run never falls among the few tokens that have
    // kernels of their own unless the whole expert does.
    runs.clear();
    for (std::size_t e = 0; e < experts; ++e) {
        const std::int32_t count = m_first[e + 1] - m_first[e];
        const std::int32_t parts =
            (count + MatmulScratch::kTileTokens - 1) / MatmulScratch::kTileTokens;
        for (std::int32_t i = 0; i < parts; ++i)
            runs.push_back({static_cast<std::int32_t>(e), m_first[e] + count * i / parts,
                            m_first[e] + count * (i + 1) / parts});
    }

    chunks.clear();
    for (const Run& run : runs) {
        const auto rows = static_cast<std::int32_t>(
            mixture.experts[static_cast<std::size_t>(run.expert)].gate.rows);
        for (std::int32_t row = 0; row < rows; row += MatmulScratch::kTileRows)
            chunks.push_back({run, row, std::min(MatmulScratch::kTileRows, rows - row)});
    }
}

// silu(gate) * up of one run of tokens and some rows, to where the second half finds them.
void CpuOps::expertRows(const MixtureOfExperts& mixture, const Inner& inner,
                        const ExpertPlan::Chunk& chunk, int worker)
{
    const ExpertWeights& expert = mixture.experts[static_cast<std::size_t>(chunk.run.expert)];
    float* tiles[] = {m_matmulScratch.gateTile(worker), m_matmulScratch.upTile(worker)};
    const ConstTensorView weights[] = {expert.gate, expert.up};
    const int tokens = chunk.run.end - chunk.run.begin;
    for (int i = 0; i < 2; ++i) {
        MatmulSlice product = productOf(weights[i], chunk.firstRow, chunk.rows);
        product.xRows = m_plan.token.data() + chunk.run.begin;
        product.tokens = tokens;
        product.out = tiles[i];
        product.outStride = chunk.rows;
        product.scratch = m_matmulScratch.kernelScratch(worker);
        if (isRounded(mixture, weights[i])) {
            product.groups = inner.x;
            product.xStride = MatmulScratch::groupsPerRow(mixture.x.cols);
            m_kernels.matmul.quantisedProduct(product);
        } else {
            product.x = mixture.x.f32();
            product.xStride = mixture.x.cols;
            m_kernels.matmul.floatProduct(product);
        }
    }
    m_kernels.matmul.siluTimes(tiles[0], tiles[1], std::int64_t{tokens} * chunk.rows);

    for (int t = 0; t < tokens; ++t) {
        const float* row = tiles[0] + std::int64_t{t} * chunk.rows;
        const std::int64_t place = chunk.run.begin + t;
        if (isRounded(mixture, expert.down))
            m_kernels.matmul.quantiseRow({.x = row,
                                          .first = chunk.firstRow,
                                          .count = chunk.rows,
                                          .cols = expert.down.cols,
                                          .groups = inner.groups + place * inner.groupStride});
        else
            std::copy_n(row, chunk.rows, inner.floats + place * inner.floatStride + chunk.firstRow);
    }
}

// Rows [firstRow, firstRow + rows) of the result, for all tokens.
void CpuOps::combineRows(const MixtureOfExperts& mixture, const Inner& inner, std::int64_t firstRow,
                         std::int64_t rows, int worker)
{
    const std::int64_t hidden = mixture.out.cols;
    for (std::int64_t t = 0; t < mixture.out.rows; ++t)
        std::fill_n(mixture.out.f32() + t * hidden + firstRow, rows, 0.0f);

    float* tile = m_matmulScratch.gateTile(worker);
    for (const ExpertPlan::Run& run : m_plan.runs) {
        const ConstTensorView down = mixture.experts[static_cast<std::size_t>(run.expert)].down;
        MatmulSlice product = productOf(down, firstRow, rows);
        product.tokens = run.end - run.begin;
        product.out = tile;
        product.outStride = rows;
        product.scratch = m_matmulScratch.kernelScratch(worker);
        if (isRounded(mixture, down)) {
            product.groups = inner.groups + run.begin * inner.groupStride;
            product.xStride = inner.groupStride;
            m_kernels.matmul.quantisedProduct(product);
        } else {
            product.x = inner.floats + run.begin * inner.floatStride;
            product.xStride = inner.floatStride;
            m_kernels.matmul.floatProduct(product);
        }
        for (std::int32_t place = run.begin; place < run.end; ++place) {
            const auto index = static_cast<std::size_t>(place);
            float* out = mixture.out.f32() + m_plan.token[index] * hidden + firstRow;
            m_kernels.scaledAdd({.a = out,
                                 .b = tile + (place - run.begin) * rows,
                                 .out = out,
                                 .count = rows,
                                 .alpha = 1.0f,
                                 .beta = m_plan.weight[index]});
        }
    }
}

void CpuOps::mixtureOfExperts(const MixtureOfExperts& mixture)
{
    DCHECK(mixture.out.rows == mixture.x.rows && mixture.out.cols == mixture.x.cols);
    if (mixture.x.rows == 0)
        return;
    m_matmulScratch.prepareWorkers(m_pool.threads());
    m_plan.assign(mixture);

    const std::int64_t slots = mixture.x.rows * mixture.topK;
    Inner inner;
    bool needsRoundedInput = false;
    bool needsGroups = false;
    bool needsFloats = false;
    for (const ExpertPlan::Run& run : m_plan.runs) {
        const ExpertWeights& expert = mixture.experts[static_cast<std::size_t>(run.expert)];
        DCHECK(expert.gate.rows == expert.down.cols && expert.up.rows == expert.down.cols);
        DCHECK(expert.gate.cols == mixture.x.cols && expert.up.cols == mixture.x.cols
               && expert.down.rows == mixture.x.cols);
        needsRoundedInput |= isRounded(mixture, expert.gate) || isRounded(mixture, expert.up);
        if (isRounded(mixture, expert.down)) {
            needsGroups = true;
            inner.groupStride =
                std::max(inner.groupStride, MatmulScratch::groupsPerRow(expert.down.cols));
        } else {
            needsFloats = true;
            inner.floatStride = std::max(inner.floatStride, expert.down.cols);
        }
    }
    if (needsRoundedInput)
        inner.x = quantise(mixture.x);
    if (needsGroups)
        inner.groups = m_matmulScratch.innerActivations(slots * inner.groupStride);
    if (needsFloats)
        inner.floats = m_matmulScratch.innerFloats(slots * inner.floatStride);

    m_pool.forRange(static_cast<std::int64_t>(m_plan.chunks.size()), 1,
                    [&](int worker, std::int64_t index, std::int64_t /*end*/) {
                        expertRows(mixture, inner, m_plan.chunks[static_cast<std::size_t>(index)],
                                   worker);
                    });

    const std::int64_t hidden = mixture.out.cols;
    m_pool.forRange(
        (hidden + MatmulSlice::kRowTile - 1) / MatmulSlice::kRowTile, 1,
        [&](int worker, std::int64_t tile, std::int64_t /*end*/) {
            const std::int64_t firstRow = tile * MatmulSlice::kRowTile;
            combineRows(mixture, inner, firstRow,
                        std::min<std::int64_t>(MatmulSlice::kRowTile, hidden - firstRow), worker);
        });
}

} // namespace kernels::cpu
