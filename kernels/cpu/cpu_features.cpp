#include "kernels/cpu/cpu_features.h"

#include <array>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>

#if defined(LEVIN_X86_KERNELS)
#include <cpuid.h>
#endif

namespace kernels::cpu {
namespace {

#if defined(LEVIN_X86_KERNELS)

struct Features
{
    bool avx2 = false;   // AVX2, FMA and F16C
    bool avx512 = false; // these and AVX-512 F, BW, DQ, VL and VNNI
};

struct Leaf
{
    unsigned a = 0;
    unsigned b = 0;
    unsigned c = 0;
    unsigned d = 0;
};

Leaf cpuid(unsigned leaf)
{
    Leaf out;
    if (!__get_cpuid_count(leaf, 0, &out.a, &out.b, &out.c, &out.d))
        return {};
    return out;
}

// The registers that the operating system saves at a task switch (XCR0).
std::uint32_t savedRegisters()
{
    std::uint32_t low = 0;
    std::uint32_t high = 0;
    __asm__ volatile("xgetbv" : "=a"(low), "=d"(high) : "c"(0));
    return low;
}

Features detect()
{
    const auto hasAll = [](unsigned word, unsigned bits) { return (word & bits) == bits; };
    constexpr unsigned kYmmSaved = 0x06;
    constexpr unsigned kZmmSaved = 0xe6;

    const Leaf basic = cpuid(1);
    if (!hasAll(basic.c, bit_OSXSAVE | bit_FMA | bit_F16C) || !hasAll(savedRegisters(), kYmmSaved))
        return {};
    const Leaf extended = cpuid(7);
    Features features;
    features.avx2 = hasAll(extended.b, bit_AVX2);
    features.avx512 =
        features.avx2 && hasAll(savedRegisters(), kZmmSaved)
        && hasAll(extended.b, bit_AVX512F | bit_AVX512BW | bit_AVX512DQ | bit_AVX512VL)
        && hasAll(extended.c, bit_AVX512VNNI);
    return features;
}

#endif

struct Available
{
    std::array<const KernelTable*, 3> tables = {};
    std::size_t count = 0;
};

Available findAvailable()
{
    Available available;
    available.tables[available.count++] = &baselineKernels();
#if defined(LEVIN_X86_KERNELS)
    const Features features = detect();
    if (features.avx2)
        available.tables[available.count++] = &avx2Kernels();
    if (features.avx512)
        available.tables[available.count++] = &avx512Kernels();
#endif
    return available;
}

} // namespace

std::span<const KernelTable* const> availableKernels()
{
    static const Available kAvailable = findAvailable();
    return {kAvailable.tables.data(), kAvailable.count};
}

const KernelTable& bestKernels()
{
    const std::span<const KernelTable* const> tables = availableKernels();
    const char* wanted = std::getenv("LEVIN_KERNELS");
    if (!wanted || !*wanted)
        return *tables.back();
    for (const KernelTable* table : tables)
        if (std::strcmp(table->name, wanted) == 0)
            return *table;
    std::fprintf(stderr, "LEVIN_KERNELS=%s: this machine has no kernels of that name\n", wanted);
    std::abort();
}

} // namespace kernels::cpu
