#include "engine/local_engine.h"

#include "engine/stop_strings.h"
#include "engine/text.h"
#include "engine/thinking_budget.h"
#include "kernels/cpu/cpu_ops.h"
#include "kernels/cpu/thread_pool.h"

#include <algorithm>
#include <chrono>
#include <thread>

namespace engine {
namespace {

double secondsSince(std::chrono::steady_clock::time_point start)
{
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

EngineOptions decided(EngineOptions options, const ModelFile& file)
{
    if (options.threads <= 0)
        options.threads = int(std::thread::hardware_concurrency());
    options.threads = std::clamp(options.threads, 1, kernels::cpu::kMostThreads);
    if (!options.kvType)
        options.kvType = defaultKvType(file.weights());
    return options;
}

} // namespace

LocalEngine::LocalEngine(ModelFile file, const EngineOptions& options,
                         std::unique_ptr<kernels::Ops> ops)
    : m_file(std::move(file))
    , m_options(options)
    , m_ops(std::move(ops))
    , m_model(m_file.config(), m_file.weights(), m_file.suppressedTokens(), options.precision)
    , m_endTokens(m_file.endTokens())
{
    std::sort(m_endTokens.begin(), m_endTokens.end());
}

LocalEngine::~LocalEngine() = default;

Result<std::unique_ptr<LocalEngine>> LocalEngine::open(const std::filesystem::path& path,
                                                       const EngineOptions& options)
{
    Result<ModelFile> file = ModelFile::open(path);
    if (!file)
        return file.error();
    return open(std::move(*file), options);
}

Result<std::unique_ptr<LocalEngine>> LocalEngine::open(ModelFile file, const EngineOptions& options)
{
    const EngineOptions all = decided(options, file);
    std::unique_ptr<LocalEngine> engine(
        new LocalEngine(std::move(file), all, std::make_unique<kernels::cpu::CpuOps>(all.threads)));

    SessionOptions session;
    session.chunkTokens = all.chunkTokens;
    session.kvType = *all.kvType;
    session.snapshotBudgetBytes = all.snapshotBudgetBytes;
    Result<Session> created = Session::create(engine->m_model, *engine->m_ops, session);
    if (!created)
        return created.error();
    engine->m_session.emplace(std::move(*created));

    if (engine->m_file.vocabulary()) {
        Result<Tokenizer> tokenizer = Tokenizer::create(*engine->m_file.vocabulary());
        if (!tokenizer)
            return tokenizer.error();
        if (tokenizer->size() > engine->m_file.config().vocabulary)
            return Error{ErrorCode::FileDamaged,
                         concat(engine->m_file.path().string(), ": the tokenizer has ",
                                tokenizer->size(), " tokens, the model knows ",
                                engine->m_file.config().vocabulary)};
        engine->m_tokenizer.emplace(std::move(*tokenizer));
        engine->endAtBeginnings();
        engine->m_chatTemplate.emplace(ChatTemplate::forModel(engine->m_file.chatTemplate()));
    }
    return engine;
}

// A model that begins another turn or document has ended this one, even when it did not say so.
void LocalEngine::endAtBeginnings()
{
    for (const char* name : {"<begin_of_document>", "<beginning_of_sentence>"})
        if (const std::optional<std::int32_t> id = m_tokenizer->idOf(name))
            m_endTokens.push_back(*id);
    std::sort(m_endTokens.begin(), m_endTokens.end());
}

Result<Prompt> LocalEngine::promptFor(const Request& request) const
{
    Prompt prompt;
    if (const TokenIds* ids = std::get_if<TokenIds>(&request.prompt)) {
        prompt.tokens = ids->ids;
    } else if (!m_tokenizer) {
        return Error{ErrorCode::NotSupported, m_file.noVocabulary()};
    } else if (const PlainText* text = std::get_if<PlainText>(&request.prompt)) {
        prompt.tokens = m_tokenizer->encode(text->text, SpecialTokens::AsText);
    } else {
        const Conversation& conversation = std::get<Conversation>(request.prompt);
        Result<EncodedPrompt> encoded = m_chatTemplate->encode(*m_tokenizer, conversation);
        if (!encoded)
            return encoded.error();
        prompt.tokens = std::move(encoded->tokens);
        prompt.boundaries = std::move(encoded->boundaries);
    }
    const auto end = std::int64_t(prompt.tokens.size());
    if (prompt.boundaries.empty() || prompt.boundaries.back() != end)
        prompt.boundaries.push_back(end);
    return prompt;
}

Result<Summary> LocalEngine::generate(const Request& request, const Listener& listener,
                                      std::stop_token stop)
{
    const Result<Prompt> prompt = promptFor(request);
    if (!prompt)
        return prompt.error();

    Summary summary;
    summary.promptTokens = std::int64_t(prompt->tokens.size());
    const auto start = std::chrono::steady_clock::now();
    const auto onProgress = [&](std::int64_t done, std::int64_t total) {
        summary.readTokens = done;
        if (listener.onPrefill)
            listener.onPrefill(done, total);
    };
    const Result<Session::Synced> synced =
        m_session->sync(prompt->tokens, prompt->boundaries, onProgress, stop);
    summary.prefillSeconds = secondsSince(start);
    if (!synced) {
        if (synced.error().code != ErrorCode::Stopped)
            return synced.error();
        summary.reusedTokens = std::int64_t(m_session->tokens().size()) - summary.readTokens;
        summary.finish = Finish::Stopped;
        return summary;
    }
    summary.reusedTokens = synced->reused;
    summary.readTokens = synced->read;

    const auto decodeStart = std::chrono::steady_clock::now();
    const Result<Finish> finish = decode(request, listener, stop, summary);
    summary.decodeSeconds = secondsSince(decodeStart);
    if (!finish)
        return finish.error();
    summary.finish = *finish;
    return summary;
}

Result<Finish> LocalEngine::decode(const Request& request, const Listener& listener,
                                   std::stop_token stop, Summary& summary)
{
    Sampler sampler(request.sampling);
    LoopGuard loop(request.loop);
    StopStrings stops(request.stopStrings);
    ThinkingBudget thinking(tokenizer(), request.maxThinkingTokens);
    const auto show = [&](const std::string& bytes) {
        if (listener.onBytes && !bytes.empty())
            listener.onBytes(bytes);
    };

    Finish finish = Finish::TokenLimit;
    while (summary.newTokens < request.maxNewTokens) {
        if (stop.stop_requested()) {
            finish = Finish::Stopped;
            break;
        }
        const std::optional<std::int32_t> forced = thinking.next();
        const SampledToken token = forced
                                       ? SampledToken{*forced, 0.0f}
                                       : sampler.sample(m_session->logits(), m_session->tokens());
        if (!request.ignoreEndTokens && isEndToken(token.id)) {
            finish = Finish::EndOfTurn;
            break;
        }
        ++summary.newTokens;
        if (listener.onToken)
            listener.onToken(token.id);
        if (m_tokenizer) {
            const std::string_view bytes = m_tokenizer->pieceBytes(token.id);
            thinking.feed(bytes);
            show(stops.feed(bytes));
        }
        if (stops.matched())
            return Finish::StopString;
        if (loop.endsLoop(token.id, token.probability)) {
            finish = Finish::Loop;
            break;
        }
        if (summary.newTokens == request.maxNewTokens)
            break;
        if (std::int64_t(m_session->tokens().size()) >= m_model.config().contextLimit) {
            finish = Finish::ContextFull;
            break;
        }
        if (const Status status = m_session->extend(token.id, stop); !status) {
            if (status.error().code != ErrorCode::Stopped)
                return status.error();
            finish = Finish::Stopped;
            break;
        }
    }
    show(stops.finish());
    return finish;
}

bool LocalEngine::isEndToken(std::int32_t id) const
{
    return std::binary_search(m_endTokens.begin(), m_endTokens.end(), id);
}

MemoryPlan LocalEngine::memoryPlan(std::int64_t contextTokens) const
{
    return planMemory(m_file.config(), m_file.tensorBytes(), *m_options.kvType, contextTokens,
                      m_options.chunkTokens);
}

Status LocalEngine::saveState(const std::filesystem::path& path, std::int64_t firstToken) const
{
    return m_session->save(path, m_file.fingerprint(), firstToken);
}

Status LocalEngine::loadState(const std::filesystem::path& path)
{
    return m_session->load(path, m_file.fingerprint());
}

Result<Session::LoadedParts> LocalEngine::loadParts(std::span<const std::filesystem::path> paths)
{
    return m_session->loadParts(paths, m_file.fingerprint());
}

} // namespace engine
