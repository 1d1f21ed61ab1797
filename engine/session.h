// Session: one timeline of tokens with its state. sync() makes it hold given tokens, computing as
// few of them as it can: a lightning layer's matrices cannot be rewound, so snapshots are kept at
// boundaries (ends of documents and turns) and the longest usable prefix is taken up again.
//
// One thread at a time.

#pragma once

#include "engine/model.h"
#include "engine/result.h"
#include "engine/scratch.h"
#include "engine/state.h"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <span>
#include <stop_token>
#include <string>
#include <vector>

namespace engine {

struct SessionOptions
{
    int chunkTokens = 512; // tokens of one forward pass
    kernels::DType kvType = kernels::DType::F32;
    std::int64_t snapshotBudgetBytes = std::int64_t{1} << 30;
};

// Whether a state file is of no use to this model: missing memory and a disk that cannot be read say
// nothing against the file.
bool isRefusal(const Error& error);

class Session
{
public:
    using Progress = std::function<void(std::int64_t done, std::int64_t total)>;

    struct Synced
    {
        std::int64_t reused = 0; // tokens that were found and not computed
        std::int64_t read = 0;   // tokens that were computed
    };

    // Borrows model and ops, which must outlive it.
    static Result<Session> create(const Model& model, kernels::Ops& ops,
                                  const SessionOptions& options);

    // Makes the session hold exactly `tokens` (at least one). A snapshot is kept at each boundary
    // (a number of tokens, ascending) that is passed while reading. When stopped, or out of memory,
    // whole chunks that were read stay, so that the next sync() goes on from there.
    Result<Synced> sync(std::span<const std::int32_t> tokens,
                        std::span<const std::int64_t> boundaries, const Progress& progress,
                        std::stop_token stop);

    // Reads one more token.
    Status extend(std::int32_t token, std::stop_token stop);

    // (vocabulary) F32, of the token that follows; valid after sync() and extend().
    std::span<const float> logits();

    // How many of these tokens sync() would find and not compute.
    std::int64_t reusable(std::span<const std::int32_t> tokens) const;

    // Keeps a copy of the present state; the least recently used copies go when the budget is
    // spent. Memory that is missing for it is no error: the copy only saves time.
    void takeSnapshot();

    // Goes back to the longest snapshot of at most `position` tokens of the present timeline, or to
    // the start; returns the number of tokens held then.
    Result<std::int64_t> rewind(std::int64_t position);

    std::span<const std::int32_t> tokens() const { return m_tokens; }
    const SequenceState& state() const { return m_state; }
    std::size_t snapshotCount() const { return m_snapshots.size(); }
    std::int64_t snapshotBytes() const;

    // State files (engine/checkpoint.h). Loading replaces the timeline; a state with another
    // key-value type than this session's is taken as it is.
    Status save(const std::filesystem::path& path, std::uint64_t modelFingerprint,
                std::int64_t firstToken = 0) const;
    Status load(const std::filesystem::path& path, std::uint64_t modelFingerprint);

    // The parts of a reading, in order. The first must be whole; of the others those are taken up in
    // front of the first that is refused, and `refused` says why. What is no refusal is an error.
    struct LoadedParts
    {
        std::size_t count = 0;
        std::string refused;
    };
    Result<LoadedParts> loadParts(std::span<const std::filesystem::path> paths,
                                  std::uint64_t modelFingerprint);

private:
    struct Snapshot
    {
        std::vector<std::int32_t> tokens;
        SequenceState state;
        std::uint64_t lastUse = 0;
    };

    Session(const Model& model, kernels::Ops& ops, const SessionOptions& options, Scratch scratch,
            SequenceState state);

    struct Prefix
    {
        std::int64_t length = 0;
        std::optional<std::size_t> snapshot; // that holds it; absent: the present timeline
    };

    Prefix longestPrefix(std::span<const std::int32_t> tokens) const;
    Status takeUpLongestPrefix(std::span<const std::int32_t> tokens);
    void replace(std::vector<std::int32_t> tokens, SequenceState state);
    void keep(Snapshot snapshot);
    Status readChunk(std::span<const std::int32_t> ids, int wanted, std::stop_token stop);

    const Model& m_model;
    kernels::Ops& m_ops;
    SessionOptions m_options;
    Scratch m_scratch;
    std::vector<std::int32_t> m_tokens;
    SequenceState m_state;
    std::vector<float> m_logits; // (vocabulary), of m_state when m_hasLogits
    bool m_hasLogits = false;
    std::vector<Snapshot> m_snapshots;
    std::uint64_t m_clock = 0; // counts uses of snapshots
};

} // namespace engine
