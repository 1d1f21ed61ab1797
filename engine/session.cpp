#include "engine/session.h"

#include "engine/checkpoint.h"
#include "engine/log.h"
#include "engine/text.h"
#include "kernels/check.h"

#include <algorithm>
#include <set>
#include <utility>

namespace engine {

using kernels::DType;

namespace {

std::int64_t commonPrefix(std::span<const std::int32_t> a, std::span<const std::int32_t> b)
{
    const auto [end, unused] = std::mismatch(
        a.begin(), a.begin() + std::ptrdiff_t(std::min(a.size(), b.size())), b.begin());
    return end - a.begin();
}

} // namespace

bool isRefusal(const Error& error)
{
    return error.code == ErrorCode::FileDamaged || error.code == ErrorCode::NotSupported
           || error.code == ErrorCode::InvalidArgument;
}

Session::Session(const Model& model, kernels::Ops& ops, const SessionOptions& options,
                 Scratch scratch, SequenceState state)
    : m_model(model)
    , m_ops(ops)
    , m_options(options)
    , m_scratch(std::move(scratch))
    , m_state(std::move(state))
    , m_logits(std::size_t(model.config().vocabulary))
{}

Result<Session> Session::create(const Model& model, kernels::Ops& ops,
                                const SessionOptions& options)
{
    CHECK(options.chunkTokens > 0);
    Result<Scratch> scratch = Scratch::create(model.config(), options.chunkTokens);
    if (!scratch)
        return scratch.error();
    Result<SequenceState> state = SequenceState::create(model.config(), options.kvType);
    if (!state)
        return state.error();
    return Session(model, ops, options, std::move(*scratch), std::move(*state));
}

Result<Session::Synced> Session::sync(std::span<const std::int32_t> tokens,
                                      std::span<const std::int64_t> boundaries,
                                      const Progress& progress, std::stop_token stop)
{
    const auto total = std::int64_t(tokens.size());
    if (tokens.empty())
        return Error{ErrorCode::InvalidArgument, "there are no tokens to read"};
    if (total > m_model.config().contextLimit)
        return Error{ErrorCode::InvalidArgument,
                     concat("the text has ", total, " tokens, the model's limit is ",
                            m_model.config().contextLimit)};
    if (Status status = takeUpLongestPrefix(tokens); !status)
        return status.error();

    Synced synced;
    synced.reused = m_state.tokens();
    const std::int64_t toRead = total - synced.reused;
    auto boundary = std::upper_bound(boundaries.begin(), boundaries.end(), m_state.tokens());
    while (m_state.tokens() < total) {
        // A chunk ends at a boundary, so that a snapshot can be taken there.
        std::int64_t end = std::min(total, m_state.tokens() + m_options.chunkTokens);
        const bool endsAtBoundary = boundary != boundaries.end() && *boundary <= end;
        if (endsAtBoundary)
            end = *boundary++;
        const auto count = std::size_t(end - m_state.tokens());
        const bool isHeadNeeded = endsAtBoundary || end == total;
        if (Status status = readChunk(tokens.subspan(std::size_t(m_state.tokens()), count),
                                      isHeadNeeded ? 1 : 0, stop);
            !status)
            return status.error();
        synced.read += std::int64_t(count);
        if (endsAtBoundary)
            takeSnapshot();
        if (progress)
            progress(synced.read, toRead);
    }
    return synced;
}

Status Session::extend(std::int32_t token, std::stop_token stop)
{
    if (m_state.tokens() >= m_model.config().contextLimit)
        return Error{ErrorCode::InvalidArgument,
                     concat("the text has reached the model's limit of ",
                            m_model.config().contextLimit, " tokens")};
    return readChunk({&token, 1}, 1, stop);
}

Status Session::readChunk(std::span<const std::int32_t> ids, int wanted, std::stop_token stop)
{
    if (Status status = m_model.forward(m_ops, m_state, m_scratch, ids, wanted, stop); !status) {
        Error error = status.error();
        if (error.code == ErrorCode::OutOfMemory)
            error.message += concat("; the ", m_state.tokens(), " tokens read so far are kept");
        return error;
    }
    m_tokens.insert(m_tokens.end(), ids.begin(), ids.end());
    m_hasLogits = false;
    return Done{};
}

std::span<const float> Session::logits()
{
    CHECK(m_state.hasLastHidden());
    if (!m_hasLogits) {
        const kernels::TensorView stream = m_scratch.stream(1);
        std::copy(m_state.lastHidden().begin(), m_state.lastHidden().end(), stream.f32());
        m_model.head(m_ops, stream,
                     {m_logits.data(), DType::F32, 1, std::int64_t(m_logits.size())});
        m_hasLogits = true;
    }
    return m_logits;
}

// The present timeline and every snapshot compete for the longest prefix of `tokens`.
Session::Prefix Session::longestPrefix(std::span<const std::int32_t> tokens) const
{
    // A state is of use when all its tokens begin `tokens`, and when either a token is left to
    // read or the last one's hidden state is known, so that there will be logits.
    const auto usable = [&](std::span<const std::int32_t> held, const SequenceState& state) {
        const bool isPrefix =
            held.size() <= tokens.size() && commonPrefix(held, tokens) == std::int64_t(held.size());
        const bool isEnough = held.size() < tokens.size() || state.hasLastHidden();
        return isPrefix && isEnough ? std::int64_t(held.size()) : 0;
    };

    Prefix prefix{usable(m_tokens, m_state), {}};
    if (prefix.length == 0 && m_state.canTruncate()) {
        // At least one token is left to read, for the logits.
        prefix.length = std::max<std::int64_t>(
            0, std::min(commonPrefix(m_tokens, tokens), std::int64_t(tokens.size()) - 1));
    }
    for (std::size_t i = 0; i < m_snapshots.size(); ++i)
        if (const std::int64_t length = usable(m_snapshots[i].tokens, m_snapshots[i].state);
            length > prefix.length)
            prefix = {length, i};
    return prefix;
}

std::int64_t Session::reusable(std::span<const std::int32_t> tokens) const
{
    return longestPrefix(tokens).length;
}

Status Session::takeUpLongestPrefix(std::span<const std::int32_t> tokens)
{
    const Prefix prefix = longestPrefix(tokens);
    const std::int64_t live = prefix.length;
    Snapshot* best = prefix.snapshot ? &m_snapshots[*prefix.snapshot] : nullptr;

    if (best) {
        Result<SequenceState> copy = best->state.snapshot();
        if (!copy)
            return copy.error();
        best->lastUse = ++m_clock;
        replace(best->tokens, std::move(*copy));
        return Done{};
    }
    if (live == std::int64_t(m_tokens.size()))
        return Done{};
    if (live > 0) {
        m_state.truncate(live);
        m_tokens.resize(std::size_t(live));
        m_hasLogits = false;
        return Done{};
    }
    Result<SequenceState> empty = SequenceState::create(m_model.config(), m_options.kvType);
    if (!empty)
        return empty.error();
    replace({}, std::move(*empty));
    return Done{};
}

// Keeps the timeline that is left, so that coming back to it costs no reading. What the new one shares
// with snapshots is not theirs alone, so it must be there before their memory is counted.
void Session::replace(std::vector<std::int32_t> tokens, SequenceState state)
{
    Snapshot left{std::exchange(m_tokens, std::move(tokens)),
                  std::exchange(m_state, std::move(state)), ++m_clock};
    m_hasLogits = false;
    if (left.tokens.empty())
        return;
    left.state.truncate(left.state.tokens()); // pages of a chunk that was stopped
    keep(std::move(left));
}

void Session::takeSnapshot()
{
    if (m_tokens.empty())
        return;
    Result<SequenceState> copy = m_state.snapshot();
    if (!copy) {
        log(LogLevel::Warning,
            concat("no snapshot at token ", m_state.tokens(), ": ", copy.error().message));
        return;
    }
    keep({m_tokens, std::move(*copy), ++m_clock});
}

void Session::keep(Snapshot snapshot)
{
    std::erase_if(m_snapshots,
                  [&](const Snapshot& other) { return other.tokens == snapshot.tokens; });
    m_snapshots.push_back(std::move(snapshot));
    while (!m_snapshots.empty() && snapshotBytes() > m_options.snapshotBudgetBytes)
        m_snapshots.erase(std::min_element(
            m_snapshots.begin(), m_snapshots.end(),
            [](const Snapshot& a, const Snapshot& b) { return a.lastUse < b.lastUse; }));
}

Result<std::int64_t> Session::rewind(std::int64_t position)
{
    CHECK(position >= 0);
    if (position >= m_state.tokens())
        return m_state.tokens();
    const std::vector<std::int32_t> wanted(m_tokens.begin(), m_tokens.begin() + position);
    if (wanted.empty() || !m_state.canTruncate()) {
        if (Status status = takeUpLongestPrefix(wanted); !status)
            return status.error();
    } else {
        m_state.truncate(position);
        m_tokens.resize(std::size_t(position));
        m_hasLogits = false;
    }
    return m_state.tokens();
}

// Matrices and tokens of every snapshot, and each page once that only snapshots hold.
std::int64_t Session::snapshotBytes() const
{
    std::set<const kernels::Buffer*> live;
    std::set<const kernels::Buffer*> counted;
    const auto forEachPage = [](const SequenceState& state, auto&& visit) {
        for (int i = 0; i < state.layerCount(); ++i)
            if (const KvCache* cache = std::get_if<KvCache>(&state.layer(i)))
                for (const auto& page : cache->pages())
                    visit(page.get());
    };
    forEachPage(m_state, [&](const kernels::Buffer* page) { live.insert(page); });

    std::int64_t bytes = 0;
    for (const Snapshot& snapshot : m_snapshots) {
        bytes += snapshot.state.recurrentBytes()
                 + std::int64_t(snapshot.tokens.size() * sizeof(std::int32_t));
        forEachPage(snapshot.state, [&](const kernels::Buffer* page) {
            if (!live.contains(page) && counted.insert(page).second)
                bytes += page->bytes();
        });
    }
    return bytes;
}

Status Session::save(const std::filesystem::path& path, std::uint64_t modelFingerprint,
                     std::int64_t firstToken) const
{
    if (std::int64_t(m_tokens.size()) <= firstToken)
        return Error{ErrorCode::InvalidArgument, "there is no state to save: nothing was read"};
    return saveCheckpoint(path, m_model.config(), modelFingerprint, m_tokens, m_state, firstToken);
}

Status Session::load(const std::filesystem::path& path, std::uint64_t modelFingerprint)
{
    const Result<LoadedParts> loaded = loadParts({&path, 1}, modelFingerprint);
    if (!loaded)
        return loaded.error();
    return Done{};
}

Result<Session::LoadedParts> Session::loadParts(std::span<const std::filesystem::path> paths,
                                                std::uint64_t modelFingerprint)
{
    CHECK(!paths.empty());
    Result<Checkpoint> loaded = loadCheckpoint(paths[0], m_model.config(), modelFingerprint);
    if (!loaded)
        return loaded.error();
    LoadedParts parts{1, {}};
    for (const std::filesystem::path& path : paths.subspan(1)) {
        const Status next = loadNextPart(path, m_model.config(), modelFingerprint, *loaded);
        if (!next && !isRefusal(next.error()))
            return next.error();
        if (!next) {
            parts.refused = next.error().message;
            break;
        }
        ++parts.count;
    }
    for (const std::int32_t id : loaded->tokens)
        if (id < 0 || id >= m_model.config().vocabulary)
            return Error{ErrorCode::FileDamaged,
                         concat("state file ", paths[0].string(), ": token id ", id,
                                " is outside the vocabulary of ", m_model.config().vocabulary)};
    replace(std::move(loaded->tokens), std::move(loaded->state));
    return parts;
}

} // namespace engine
