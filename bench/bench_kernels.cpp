// How long the kernels take at the sizes of a small hybrid model (hidden 1024, 8 heads of 128, 2
// key-value heads, 14 lightning layers): bench_kernels [--threads N] [NAME-PART ...]
//
// Each line is the median of interleaved rounds: every round runs every case on every instruction
// set once, so that a busy neighbour hurts all of them alike.

#include "kernels/buffer.h"
#include "kernels/cpu/cpu_ops.h"
#include "kernels/cpu/memory_bandwidth.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace {

using kernels::Buffer;
using kernels::ConstTensorView;
using kernels::DType;
using kernels::KvCacheView;
using kernels::Ops;
using kernels::TensorView;
using kernels::cpu::CpuOps;

constexpr int kHidden = 1024;
constexpr int kHeads = 8;
constexpr int kKvHeads = 2;
constexpr int kDim = 128;
constexpr int kLightningLayers = 14;
constexpr int kChunk = 512;

struct Work
{
    double bytes; // that a call has to move
    double flops; // that a call has to do; exponentials count as one
    std::function<void(Ops&)> run;
};

struct Case
{
    std::string name;
    std::function<Work()> prepare; // makes the inputs
};

std::shared_ptr<Buffer> numbers(std::int64_t count)
{
    auto buffer =
        std::make_shared<Buffer>(Buffer::create(count * static_cast<std::int64_t>(sizeof(float))));
    if (!*buffer) {
        std::fprintf(stderr, "no memory for %lld numbers\n", static_cast<long long>(count));
        std::exit(1);
    }
    std::uint32_t state = 1;
    for (std::int64_t i = 0; i < count; ++i) {
        state = state * 1664525u + 1013904223u;
        buffer->f32()[i] = static_cast<float>(state >> 8) * 0x1p-23f - 1.0f;
    }
    return buffer;
}

TensorView view(const std::shared_ptr<Buffer>& buffer, std::int64_t rows, std::int64_t cols)
{
    return {buffer->data(), DType::F32, rows, cols};
}

std::string sized(const char* name, int tokens, std::int64_t depth = -1)
{
    std::string text =
        std::string(name) + ", " + std::to_string(tokens) + (tokens == 1 ? " token" : " tokens");
    return depth < 0 ? text : text + " at " + std::to_string(depth);
}

// What an operation changes in place is copied anew for each call: applied a hundred times over, it
// would be measured on numbers too small to be normal.
Work gatedNormWork(int tokens)
{
    auto fresh = numbers(std::int64_t{tokens} * kHidden);
    auto x = numbers(std::int64_t{tokens} * kHidden);
    auto gate = numbers(std::int64_t{tokens} * kHidden);
    auto weight = numbers(kHidden);
    const double count = double{kHidden} * tokens;
    return {count * 20, count * 8, [=](Ops& ops) {
                std::memcpy(x->data(), fresh->data(), static_cast<std::size_t>(x->bytes()));
                ops.gatedRmsNorm(view(x, tokens, kHidden), view(gate, tokens, kHidden),
                                 view(weight, 1, kHidden), 1e-6f);
            }};
}

Work siluWork(int tokens)
{
    auto fresh = numbers(std::int64_t{tokens} * 3 * kHidden);
    auto x = numbers(std::int64_t{tokens} * 3 * kHidden);
    const double count = double{3 * kHidden} * tokens;
    return {count * 16, count * 4, [=](Ops& ops) {
                std::memcpy(x->data(), fresh->data(), static_cast<std::size_t>(x->bytes()));
                ops.silu(view(x, tokens, 3 * kHidden));
            }};
}

Work ropeWork(int tokens)
{
    auto x = numbers(std::int64_t{tokens} * kHeads * kDim);
    const double count = double{kHeads * kDim / 2} * tokens;
    return {count * 8, count * 3, [=](Ops& ops) {
                ops.rope({x->f32(), 0, tokens, kHeads, kDim, kDim / 2, 1e7f});
            }};
}

// One call is all lightning layers, each with a state of its own, as decoding finds them: 7 MiB.
Work linearWork(int tokens)
{
    auto qkv = numbers(std::int64_t{tokens} * kHeads * 3 * kDim);
    auto out = numbers(std::int64_t{tokens} * kHeads * kDim);
    const std::int64_t cells = kHeads * kDim * kDim;
    auto states = numbers(kLightningLayers * cells);
    auto rates = numbers(kHeads);
    for (int h = 0; h < kHeads; ++h)
        rates->f32()[h] = std::exp2(-static_cast<float>(h + 1));
    const double perToken = double(kHeads) * kDim;
    return {kLightningLayers * (8.0 * double(cells) + 16.0 * perToken * tokens),
            kLightningLayers * 5.0 * double(cells) * tokens, [=](Ops& ops) {
                for (int layer = 0; layer < kLightningLayers; ++layer) {
                    float* state = states->f32() + layer * cells;
                    ops.linearAttention({.qkv = qkv->f32(),
                                         .rates = rates->f32(),
                                         .stateIn = state,
                                         .stateOut = state,
                                         .out = out->f32(),
                                         .tokens = tokens,
                                         .heads = kHeads,
                                         .dim = kDim});
                }
            }};
}

struct Cache
{
    Cache(DType dtype, std::int64_t positions)
        : pageBytes(KvCacheView::pageBytes(dtype, kKvHeads, kDim))
    {
        const std::int64_t count =
            (positions + KvCacheView::kPageTokens - 1) / KvCacheView::kPageTokens;
        memory = Buffer::create(count * pageBytes);
        if (!memory) {
            std::fprintf(stderr, "no memory for a cache of %lld tokens\n",
                         static_cast<long long>(positions));
            std::exit(1);
        }
        for (std::int64_t p = 0; p < count; ++p)
            pages.push_back(memory.data() + p * pageBytes);
        view = {pages, dtype, kKvHeads, kDim};
    }

    std::int64_t pageBytes;
    Buffer memory;
    std::vector<std::byte*> pages;
    KvCacheView view;
};

Work softmaxWork(DType dtype, int tokens, std::int64_t depth)
{
    auto cache = std::make_shared<Cache>(dtype, depth + tokens);
    auto q = numbers(std::int64_t{tokens} * kHeads * kDim);
    auto out = numbers(std::int64_t{tokens} * kHeads * kDim);
    auto kv = numbers(std::int64_t{kChunk} * kKvHeads * kDim);
    CpuOps filler(1);
    for (std::int64_t start = 0; start < depth + tokens; start += kChunk) {
        const TensorView rows =
            view(kv, std::min<std::int64_t>(kChunk, depth + tokens - start), kKvHeads * kDim);
        filler.appendKv(cache->view, start, rows, rows);
    }
    const double keysSeen = double(tokens) * (double(depth) + (tokens + 1) / 2.0);
    return {double(depth + tokens) * 2 * kKvHeads * double(kernels::rowBytes(dtype, kDim)),
            keysSeen * kHeads * (4.0 * kDim + 1), [=](Ops& ops) {
                ops.softmaxAttention({q->f32(), out->f32(), cache->view, kHeads, depth, tokens,
                                      1.0f / std::sqrt(float{kDim})});
            }};
}

Work appendWork(int tokens)
{
    auto cache = std::make_shared<Cache>(DType::F16, tokens);
    auto kv = numbers(std::int64_t{tokens} * kKvHeads * kDim);
    const double count = 2.0 * tokens * kKvHeads * kDim;
    return {count * 6, count, [=](Ops& ops) {
                const TensorView rows = view(kv, tokens, kKvHeads * kDim);
                ops.appendKv(cache->view, 0, rows, rows);
            }};
}

double secondsOf(const Work& work, Ops& ops)
{
    // As many calls as take two milliseconds at least, so that the clock does not count.
    for (int calls = 1;; calls *= 4) {
        const auto start = std::chrono::steady_clock::now();
        for (int i = 0; i < calls; ++i)
            work.run(ops);
        const std::chrono::duration<double> elapsed = std::chrono::steady_clock::now() - start;
        if (elapsed.count() > 0.002)
            return elapsed.count() / calls;
    }
}

double median(std::vector<double> values)
{
    std::sort(values.begin(), values.end());
    return values[values.size() / 2];
}

void report(const std::vector<std::string>& names, const std::vector<Work>& works, int threads)
{
    std::vector<std::unique_ptr<CpuOps>> tables;
    for (const kernels::cpu::KernelTable* table : kernels::cpu::availableKernels())
        tables.push_back(std::make_unique<CpuOps>(threads, *table));

    constexpr int kRounds = 7;
    std::vector<std::vector<double>> seconds(works.size() * tables.size());
    for (int round = 0; round < kRounds; ++round)
        for (std::size_t c = 0; c < works.size(); ++c)
            for (std::size_t t = 0; t < tables.size(); ++t)
                seconds[c * tables.size() + t].push_back(secondsOf(works[c], *tables[t]));

    std::printf("%-34s %-13s %12s %8s %8s\n", "", "", "us", "GB/s", "GFLOP/s");
    for (std::size_t c = 0; c < works.size(); ++c)
        for (std::size_t t = 0; t < tables.size(); ++t) {
            const double time = median(seconds[c * tables.size() + t]);
            std::printf("%-34s %-13s %12.1f %8.1f %8.1f\n", t == 0 ? names[c].c_str() : "",
                        tables[t]->name(), time * 1e6, works[c].bytes / time * 1e-9,
                        works[c].flops / time * 1e-9);
        }
}

} // namespace

int main(int argc, char** argv)
{
    int threads = 1;
    std::vector<const char*> parts;
    for (int i = 1; i < argc; ++i) {
        if (std::strcmp(argv[i], "--threads") == 0 && i + 1 < argc)
            threads = std::max(1, std::atoi(argv[++i]));
        else
            parts.push_back(argv[i]);
    }

    const Case all[] = {
        {sized("copy, gated norm", 1), [] { return gatedNormWork(1); }},
        {sized("copy, gated norm", kChunk), [] { return gatedNormWork(kChunk); }},
        {sized("copy, silu of q, k, v", kChunk), [] { return siluWork(kChunk); }},
        {sized("rope", kChunk), [] { return ropeWork(kChunk); }},
        {sized("append to F16 cache", kChunk), [] { return appendWork(kChunk); }},
        {sized("14 x linear attention", 1), [] { return linearWork(1); }},
        {sized("14 x linear attention", 8), [] { return linearWork(8); }},
        {sized("14 x linear attention", kChunk), [] { return linearWork(kChunk); }},
        {sized("softmax F16", 1, 4096), [] { return softmaxWork(DType::F16, 1, 4096); }},
        {sized("softmax F16", 1, 65535), [] { return softmaxWork(DType::F16, 1, 65535); }},
        {sized("softmax F32", 1, 4096), [] { return softmaxWork(DType::F32, 1, 4096); }},
        {sized("softmax F16", kChunk, 0), [] { return softmaxWork(DType::F16, kChunk, 0); }},
        {sized("softmax F16", kChunk, 4096), [] { return softmaxWork(DType::F16, kChunk, 4096); }},
        {sized("softmax F16", 64, 65472), [] { return softmaxWork(DType::F16, 64, 65472); }},
    };
    std::vector<std::string> names;
    std::vector<Work> works;
    for (const Case& benchCase : all) {
        bool isWanted = parts.empty();
        for (const char* part : parts)
            isWanted = isWanted || benchCase.name.find(part) != std::string::npos;
        if (isWanted) {
            names.push_back(benchCase.name);
            works.push_back(benchCase.prepare());
        }
    }

    std::printf("%d thread%s, memory reads %.1f GB/s\n", threads, threads == 1 ? "" : "s",
                kernels::cpu::readBandwidth(threads) * 1e-9);
    report(names, works, threads);
    return 0;
}
