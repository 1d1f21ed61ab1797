// Chooses among the kernel tables by what the processor and the operating system can run.

#pragma once

#include "kernels/cpu/kernel_table.h"

#include <span>

namespace kernels::cpu {

// Every table that this machine can run, from the narrowest to the widest.
std::span<const KernelTable* const> availableKernels();

// The widest available table, unless the environment variable LEVIN_KERNELS names one (baseline,
// avx2 or avx512). A name that this machine cannot run ends the program: whoever sets the variable
// wants that table measured or tested, not another.
const KernelTable& bestKernels();

} // namespace kernels::cpu
