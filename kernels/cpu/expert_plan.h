// ExpertPlan: which tokens go to which expert, and how that work is cut. Places are the positions
// of (token, choice) pairs sorted by expert.

#pragma once

#include "kernels/ops.h"

#include <cstdint>
#include <vector>

namespace kernels::cpu {

struct ExpertPlan
{
    struct Run // places [begin, end) of one expert
    {
        std::int32_t expert;
        std::int32_t begin;
        std::int32_t end;
    };
    struct Chunk // gate and up rows [firstRow, firstRow + rows) for one run
    {
        Run run;
        std::int32_t firstRow;
        std::int32_t rows;
    };

    void assign(const MixtureOfExperts& mixture);

    std::vector<std::int32_t> token; // (places)
    std::vector<float> weight;       // (places)
    std::vector<Run> runs;           // by expert, rising
    std::vector<Chunk> chunks;

private:
    std::vector<std::int32_t> m_first; // (experts + 1) first place of each expert
    std::vector<std::int32_t> m_next;
};

} // namespace kernels::cpu
