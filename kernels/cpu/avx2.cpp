#include "kernels/cpu/target-inl.h"

const kernels::cpu::KernelTable& kernels::cpu::avx2Kernels() { return kTable; }
