#include "engine/checkpoint.h"

#include "engine/file_io.h"
#include "engine/text.h"
#include "kernels/check.h"

#include <bit>
#include <cstring>

#include <xxhash.h>

namespace engine {

using kernels::DType;
using kernels::KvCacheView;

static_assert(std::endian::native == std::endian::little, "state files are little-endian");

namespace {

constexpr char kMagic[8] = {'L', 'E', 'V', 'I', 'N', 'S', 'T', 'A'};
constexpr std::uint32_t kVersion = 2;

// The first bytes of a state file. Then follow: a byte per layer (0 lightning, 1 softmax), padded
// to 8; the token ids from firstToken; the last hidden state; layer after layer the matrices, or the
// pages that hold those tokens; and the XXH3 checksum of all that.
struct Header
{
    char magic[8];
    std::uint32_t version;
    std::uint32_t layers;
    std::uint64_t modelFingerprint;
    std::int64_t tokens; // of the whole sequence up to the end of this part
    std::int64_t firstToken;
    std::uint64_t hashBefore; // of the ids in front of firstToken
    std::int64_t fileBytes;   // the whole file
    std::int32_t hidden, heads, kvHeads, headDim;
    std::int32_t kvType; // DType
    std::int32_t hasLastHidden;
};
static_assert(sizeof(Header) == 80);

Error damaged(const std::filesystem::path& path, const std::string& what)
{
    return {ErrorCode::FileDamaged, concat("state file ", path.string(), ": ", what)};
}

std::size_t paddedLayers(std::size_t layers) { return (layers + 7) / 8 * 8; }

std::uint64_t hashOf(std::span<const std::int32_t> tokens)
{
    return XXH3_64bits(tokens.data(), tokens.size_bytes());
}

// The pages that hold tokens [first, tokens): the first of them may hold earlier ones, too.
struct PageRange
{
    std::size_t begin;
    std::size_t end;

    PageRange(std::int64_t first, std::int64_t tokens)
        : begin(std::size_t(first / KvCacheView::kPageTokens))
        , end(std::size_t((tokens + KvCacheView::kPageTokens - 1) / KvCacheView::kPageTokens))
    {}
};

Header headerFor(const ModelConfig& config, std::uint64_t fingerprint, DType kvType,
                 std::int64_t tokens, std::int64_t firstToken)
{
    Header header{};
    std::memcpy(header.magic, kMagic, sizeof kMagic);
    header.version = kVersion;
    header.layers = std::uint32_t(config.layerCount());
    header.modelFingerprint = fingerprint;
    header.tokens = tokens;
    header.firstToken = firstToken;
    header.hidden = config.hidden;
    header.heads = config.heads;
    header.kvHeads = config.kvHeads;
    header.headDim = config.headDim;
    header.kvType = std::int32_t(kvType);
    header.fileBytes = checkpointBytes(config, kvType, tokens, firstToken);
    return header;
}

// Everything that can be wrong with a header behind `before`, before a byte is allocated by its
// numbers.
Status checkHeader(const std::filesystem::path& path, const Header& header,
                   const ModelConfig& config, std::uint64_t fingerprint, std::int64_t fileBytes,
                   std::span<const std::int32_t> before)
{
    if (std::memcmp(header.magic, kMagic, sizeof kMagic) != 0)
        return damaged(path, "this is not a state file of Levin");
    if (header.version != kVersion)
        return Error{ErrorCode::NotSupported,
                     concat("state file ", path.string(), ": its version is ", header.version,
                            ", this program reads version ", kVersion)};
    if (header.modelFingerprint != fingerprint)
        return Error{ErrorCode::InvalidArgument,
                     concat("state file ", path.string(), " was made with another model (",
                            std::hex, header.modelFingerprint, ", this one is ", fingerprint, ")")};
    const auto kvType = DType(header.kvType);
    if (header.kvType != std::int32_t(DType::F32) && header.kvType != std::int32_t(DType::F16))
        return damaged(path, concat("its key-value type is ", header.kvType, ", not F32 or F16"));
    if (header.tokens <= 0 || header.tokens > config.contextLimit)
        return damaged(path, concat("it claims ", header.tokens, " tokens, the model's limit is ",
                                    config.contextLimit));
    if (header.firstToken != std::int64_t(before.size()))
        return Error{ErrorCode::InvalidArgument,
                     concat("state file ", path.string(), " goes on behind ", header.firstToken,
                            " tokens, ", before.size(), " are in front of it")};
    if (header.firstToken > 0 && header.hashBefore != hashOf(before))
        return Error{ErrorCode::InvalidArgument,
                     concat("state file ", path.string(), " goes on behind another text")};
    if (header.tokens <= header.firstToken)
        return damaged(
            path, concat("it ends at token ", header.tokens, " and begins at ", header.firstToken));
    Header wanted = headerFor(config, fingerprint, kvType, header.tokens, header.firstToken);
    wanted.hashBefore = header.hashBefore;
    wanted.hasLastHidden = header.hasLastHidden;
    if (header.hasLastHidden < 0 || header.hasLastHidden > 1
        || std::memcmp(&wanted, &header, sizeof header) != 0)
        return damaged(path, "its sizes are not those of this model");
    if (header.fileBytes != fileBytes)
        return damaged(path,
                       concat("it has ", fileBytes, " bytes, it should have ", header.fileBytes));
    return Done{};
}

// Read before anything is allocated; loadNextPart() checks everything else.
Result<DType> kvTypeOf(const std::filesystem::path& path)
{
    Result<ChecksummedReader> file = ChecksummedReader::open(path);
    if (!file)
        return file.error();
    Header header{};
    const bool isRead = file->read(&header, sizeof header);
    return isRead && header.kvType == std::int32_t(DType::F16) ? DType::F16 : DType::F32;
}

} // namespace

std::int64_t checkpointBytes(const ModelConfig& config, DType kvType, std::int64_t tokens,
                             std::int64_t firstToken)
{
    // Whole pages: those in front of the part's first one are not in it.
    const std::int64_t pageTokens = KvCacheView::kPageTokens;
    const StateSize size = stateSize(config, kvType, tokens - firstToken / pageTokens * pageTokens);
    return std::int64_t{sizeof(Header)} + std::int64_t(paddedLayers(config.layers.size()))
           + (tokens - firstToken) * std::int64_t{sizeof(std::int32_t)}
           + config.hidden * std::int64_t{sizeof(float)} + size.recurrentBytes + size.kvBytes
           + std::int64_t{sizeof(std::uint64_t)};
}

Status saveCheckpoint(const std::filesystem::path& path, const ModelConfig& config,
                      std::uint64_t modelFingerprint, std::span<const std::int32_t> tokens,
                      const SequenceState& state, std::int64_t firstToken)
{
    CHECK(state.tokens() == std::int64_t(tokens.size()));
    CHECK(firstToken >= 0 && firstToken < state.tokens());
    Header header = headerFor(config, modelFingerprint, state.kvType(), std::int64_t(tokens.size()),
                              firstToken);
    header.hashBefore = hashOf(tokens.first(std::size_t(firstToken)));
    header.hasLastHidden = state.hasLastHidden() ? 1 : 0;

    AtomicFileWriter file(path);
    file.write(&header, sizeof header);
    std::vector<std::uint8_t> kinds(paddedLayers(config.layers.size()));
    for (std::size_t i = 0; i < config.layers.size(); ++i)
        kinds[i] = std::uint8_t(config.layers[i].kind);
    file.write(kinds.data(), kinds.size());
    const std::span<const std::int32_t> ids = tokens.subspan(std::size_t(firstToken));
    file.write(ids.data(), ids.size_bytes());
    file.write(state.lastHidden().data(), state.lastHidden().size_bytes());
    const PageRange range(firstToken, header.tokens);
    for (int i = 0; i < state.layerCount(); ++i) {
        if (const KvCache* cache = std::get_if<KvCache>(&state.layer(i))) {
            CHECK(cache->pages().size() >= range.end);
            for (const auto& page : cache->pages().subspan(range.begin, range.end - range.begin))
                file.write(page->data(), std::size_t(cache->pageBytes()));
        } else {
            const auto& recurrent = std::get<RecurrentState>(state.layer(i));
            file.write(recurrent.current(), std::size_t(recurrent.bytes()));
        }
    }
    const std::uint64_t checksum = file.checksum();
    file.write(&checksum, sizeof checksum);
    return file.commit();
}

Result<Checkpoint> loadCheckpoint(const std::filesystem::path& path, const ModelConfig& config,
                                  std::uint64_t modelFingerprint)
{
    Result<DType> kvType = kvTypeOf(path);
    if (!kvType)
        return kvType.error();
    Result<SequenceState> state = SequenceState::create(config, *kvType);
    if (!state)
        return state.error();
    Checkpoint checkpoint{{}, std::move(*state)};
    if (Status status = loadNextPart(path, config, modelFingerprint, checkpoint); !status)
        return status.error();
    return checkpoint;
}

Status loadNextPart(const std::filesystem::path& path, const ModelConfig& config,
                    std::uint64_t modelFingerprint, Checkpoint& base)
{
    Result<ChecksummedReader> opened = ChecksummedReader::open(path);
    if (!opened)
        return opened.error();
    ChecksummedReader& file = *opened;
    Header header{};
    if (!file.read(&header, sizeof header))
        return damaged(path, concat("it has ", file.bytes(), " bytes, fewer than its header of ",
                                    sizeof header));
    if (Status status =
            checkHeader(path, header, config, modelFingerprint, file.bytes(), base.tokens);
        !status)
        return status.error();
    if (DType(header.kvType) != base.state.kvType())
        return damaged(path, "its key-value type is not that of the part in front of it");

    std::vector<std::uint8_t> kinds(paddedLayers(config.layers.size()));
    bool isRead = file.read(kinds.data(), kinds.size());
    for (std::size_t i = 0; i < config.layers.size(); ++i)
        if (kinds[i] != std::uint8_t(config.layers[i].kind))
            return damaged(path, concat("layer ", i, " is of another kind than the model's"));

    // A snapshot shares all pages but those that are written, so a part that turns out to be damaged
    // leaves the base as it was.
    Result<SequenceState> copied = base.state.snapshot();
    if (!copied)
        return copied.error();
    SequenceState state = std::move(*copied);
    const PageRange range(header.firstToken, header.tokens);
    const std::int64_t pageBegin = std::int64_t(range.begin) * KvCacheView::kPageTokens;
    for (int i = 0; i < state.layerCount(); ++i)
        if (KvCache* cache = std::get_if<KvCache>(&state.layer(i)))
            if (Status status = cache->prepareWrite(pageBegin, int(header.tokens - pageBegin));
                !status)
                return status.error();

    const std::size_t count = std::size_t(header.tokens - header.firstToken);
    std::vector<std::int32_t> tokens(count);
    isRead = isRead && file.read(tokens.data(), count * sizeof(std::int32_t));
    isRead = isRead && file.read(state.lastHidden().data(), state.lastHidden().size_bytes());
    for (int i = 0; i < state.layerCount(); ++i) {
        if (KvCache* cache = std::get_if<KvCache>(&state.layer(i))) {
            for (const auto& page : cache->pages().subspan(range.begin, range.end - range.begin))
                isRead = isRead && file.read(page->data(), std::size_t(cache->pageBytes()));
        } else {
            auto& recurrent = std::get<RecurrentState>(state.layer(i));
            isRead = isRead && file.read(recurrent.current(), std::size_t(recurrent.bytes()));
        }
    }
    const std::uint64_t computed = file.checksum();
    std::uint64_t stored = 0;
    isRead = isRead && file.read(&stored, sizeof stored);
    if (!isRead)
        return Error{ErrorCode::FileNotReadable,
                     concat("state file ", path.string(), " could not be read to its end")};
    if (stored != computed)
        return damaged(
            path, concat("its checksum is ", std::hex, stored, ", its contents give ", computed));
    state.restoreTokens(header.tokens);
    state.setHasLastHidden(header.hasLastHidden == 1);
    base.tokens.insert(base.tokens.end(), tokens.begin(), tokens.end());
    base.state = std::move(state);
    return Done{};
}

} // namespace engine
