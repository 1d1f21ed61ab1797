#include "kernels/cpu/target-inl.h"

const kernels::cpu::KernelTable& kernels::cpu::baselineKernels() { return kTable; }
