#include "engine/checkpoint.h"

#include "engine/file_io.h"
#include "engine/text.h"
#include "kernels/check.h"

#include <bit>
#include <cstring>

namespace engine {

using kernels::DType;
using kernels::KvCacheView;

static_assert(std::endian::native == std::endian::little, "state files are little-endian");

namespace {

constexpr char kMagic[8] = {'L', 'E', 'V', 'I', 'N', 'S', 'T', 'A'};
constexpr std::uint32_t kVersion = 1;

// The first bytes of a state file. Then follow: a byte per layer (0 lightning, 1 softmax), padded
// to 8; the token ids; the last hidden state; layer after layer the matrices or the pages; and the
// XXH3 checksum of all that.
struct Header
{
    char magic[8];
    std::uint32_t version;
    std::uint32_t layers;
    std::uint64_t modelFingerprint;
    std::int64_t tokens;
    std::int64_t fileBytes; // the whole file
    std::int32_t hidden, heads, kvHeads, headDim;
    std::int32_t kvType; // DType
    std::int32_t hasLastHidden;
};
static_assert(sizeof(Header) == 64);

Error damaged(const std::filesystem::path& path, const std::string& what)
{
    return {ErrorCode::FileDamaged, concat("state file ", path.string(), ": ", what)};
}

std::size_t paddedLayers(std::size_t layers) { return (layers + 7) / 8 * 8; }

Header headerFor(const ModelConfig& config, std::uint64_t fingerprint, DType kvType,
                 std::int64_t tokens)
{
    Header header{};
    std::memcpy(header.magic, kMagic, sizeof kMagic);
    header.version = kVersion;
    header.layers = std::uint32_t(config.layerCount());
    header.modelFingerprint = fingerprint;
    header.tokens = tokens;
    header.hidden = config.hidden;
    header.heads = config.heads;
    header.kvHeads = config.kvHeads;
    header.headDim = config.headDim;
    header.kvType = std::int32_t(kvType);
    header.fileBytes = checkpointBytes(config, kvType, tokens);
    return header;
}

// Everything that can be wrong with a header, before a byte is allocated by its numbers.
Status checkHeader(const std::filesystem::path& path, const Header& header,
                   const ModelConfig& config, std::uint64_t fingerprint, std::int64_t fileBytes)
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
    Header wanted = headerFor(config, fingerprint, kvType, header.tokens);
    wanted.hasLastHidden = header.hasLastHidden;
    if (header.hasLastHidden < 0 || header.hasLastHidden > 1
        || std::memcmp(&wanted, &header, sizeof header) != 0)
        return damaged(path, "its sizes are not those of this model");
    if (header.fileBytes != fileBytes)
        return damaged(path,
                       concat("it has ", fileBytes, " bytes, it should have ", header.fileBytes));
    return Done{};
}

} // namespace

std::int64_t checkpointBytes(const ModelConfig& config, DType kvType, std::int64_t tokens)
{
    const StateSize size = stateSize(config, kvType, tokens);
    return std::int64_t{sizeof(Header)} + std::int64_t(paddedLayers(config.layers.size()))
           + tokens * std::int64_t{sizeof(std::int32_t)}
           + config.hidden * std::int64_t{sizeof(float)} + size.recurrentBytes + size.kvBytes
           + std::int64_t{sizeof(std::uint64_t)};
}

Status saveCheckpoint(const std::filesystem::path& path, const ModelConfig& config,
                      std::uint64_t modelFingerprint, std::span<const std::int32_t> tokens,
                      const SequenceState& state)
{
    CHECK(state.tokens() == std::int64_t(tokens.size()));
    Header header =
        headerFor(config, modelFingerprint, state.kvType(), std::int64_t(tokens.size()));
    header.hasLastHidden = state.hasLastHidden() ? 1 : 0;

    AtomicFileWriter file(path);
    file.write(&header, sizeof header);
    std::vector<std::uint8_t> kinds(paddedLayers(config.layers.size()));
    for (std::size_t i = 0; i < config.layers.size(); ++i)
        kinds[i] = std::uint8_t(config.layers[i].kind);
    file.write(kinds.data(), kinds.size());
    file.write(tokens.data(), tokens.size_bytes());
    file.write(state.lastHidden().data(), state.lastHidden().size_bytes());
    const std::size_t pages =
        (tokens.size() + KvCacheView::kPageTokens - 1) / KvCacheView::kPageTokens;
    for (int i = 0; i < state.layerCount(); ++i) {
        if (const KvCache* cache = std::get_if<KvCache>(&state.layer(i))) {
            CHECK(cache->pages().size() >= pages);
            for (const auto& page : cache->pages().first(pages))
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
    Result<ChecksummedReader> opened = ChecksummedReader::open(path);
    if (!opened)
        return opened.error();
    ChecksummedReader& file = *opened;
    Header header{};
    if (!file.read(&header, sizeof header))
        return damaged(path, concat("it has ", file.bytes(), " bytes, fewer than its header of ",
                                    sizeof header));
    if (Status status = checkHeader(path, header, config, modelFingerprint, file.bytes()); !status)
        return status.error();

    std::vector<std::uint8_t> kinds(paddedLayers(config.layers.size()));
    bool isRead = file.read(kinds.data(), kinds.size());
    for (std::size_t i = 0; i < config.layers.size(); ++i)
        if (kinds[i] != std::uint8_t(config.layers[i].kind))
            return damaged(path, concat("layer ", i, " is of another kind than the model's"));

    Result<SequenceState> state = SequenceState::create(config, DType(header.kvType));
    if (!state)
        return state.error();
    for (int i = 0; i < state->layerCount(); ++i)
        if (KvCache* cache = std::get_if<KvCache>(&state->layer(i)))
            if (Status status = cache->prepareWrite(0, int(header.tokens)); !status)
                return status.error();

    std::vector<std::int32_t> tokens(std::size_t(header.tokens));
    isRead = isRead && file.read(tokens.data(), tokens.size() * sizeof(std::int32_t));
    isRead = isRead && file.read(state->lastHidden().data(), state->lastHidden().size_bytes());
    for (int i = 0; i < state->layerCount(); ++i) {
        if (KvCache* cache = std::get_if<KvCache>(&state->layer(i))) {
            for (const auto& page : cache->pages())
                isRead = isRead && file.read(page->data(), std::size_t(cache->pageBytes()));
        } else {
            auto& recurrent = std::get<RecurrentState>(state->layer(i));
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
    state->restoreTokens(header.tokens);
    state->setHasLastHidden(header.hasLastHidden == 1);
    return Checkpoint{std::move(tokens), std::move(*state)};
}

} // namespace engine
