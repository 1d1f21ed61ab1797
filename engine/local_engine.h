// LocalEngine: Engine on this computer: a model file, its tokenizer and chat format, one session and
// a sampler. One thread at a time (the engine thread); opening and destroying may be on another.

#pragma once

#include "engine/chat_template.h"
#include "engine/engine.h"
#include "engine/memory_plan.h"
#include "engine/model.h"
#include "engine/model_file.h"
#include "engine/session.h"
#include "engine/tokenizer.h"
#include "kernels/ops.h"

#include <filesystem>
#include <memory>
#include <optional>
#include <span>

namespace engine {

struct EngineOptions
{
    int threads = 0;                      // 0: as many as the machine has cores
    std::optional<kernels::DType> kvType; // absent: F16 with quantised weights, F32 with others
    kernels::Precision precision = kernels::Precision::Fast;
    int chunkTokens = 512;
    std::int64_t snapshotBudgetBytes = std::int64_t{1} << 30;
};

// The tokens of a request, and the positions in them where a snapshot is worth its memory.
struct Prompt
{
    std::vector<std::int32_t> tokens;
    std::vector<std::int64_t> boundaries; // ascending; the last is the end
};

class LocalEngine : public Engine
{
public:
    static Result<std::unique_ptr<LocalEngine>> open(const std::filesystem::path& path,
                                                     const EngineOptions& options);
    static Result<std::unique_ptr<LocalEngine>> open(ModelFile file, const EngineOptions& options);
    ~LocalEngine() override;

    Result<Summary> generate(const Request& request, const Listener& listener,
                             std::stop_token stop) override;

    Result<Prompt> promptFor(const Request& request) const;

    const ModelFile& file() const { return m_file; }
    const Tokenizer* tokenizer() const { return m_tokenizer ? &*m_tokenizer : nullptr; }
    const EngineOptions& options() const { return m_options; } // with the defaults decided
    kernels::Ops& ops() { return *m_ops; }
    const Model& model() const { return m_model; }
    Session& session() { return *m_session; }
    MemoryPlan memoryPlan(std::int64_t contextTokens) const;

    // State files bound to this model.
    Status saveState(const std::filesystem::path& path, std::int64_t firstToken = 0) const;
    Status loadState(const std::filesystem::path& path);
    Result<Session::LoadedParts> loadParts(std::span<const std::filesystem::path> paths);

private:
    LocalEngine(ModelFile file, const EngineOptions& options, std::unique_ptr<kernels::Ops> ops);

    void endAtBeginnings();
    bool isEndToken(std::int32_t id) const;
    Result<Finish> decode(const Request& request, const Listener& listener, std::stop_token stop,
                          Summary& summary);

    // In the order of their lifetimes: each borrows from those above it.
    ModelFile m_file;
    EngineOptions m_options;
    std::unique_ptr<kernels::Ops> m_ops;
    Model m_model;
    std::optional<Tokenizer> m_tokenizer;
    std::optional<ChatTemplate> m_chatTemplate;
    std::optional<Session> m_session;
    std::vector<std::int32_t> m_endTokens; // sorted
};

} // namespace engine
