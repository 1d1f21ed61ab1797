#include "engine/checkpoint.h"
#include "tests/support/session_fixture.h"
#include "tests/support/temporary_folder.h"

#include <csignal>
#include <filesystem>
#include <fstream>

#include <sys/resource.h>

namespace {

namespace fs = std::filesystem;

using checks::SessionFixture;
using checks::someTokens;
using checks::TemporaryFolder;
using engine::ErrorCode;
using engine::Session;
using engine::Status;

constexpr std::uint64_t kFingerprint = 0x1234;

bool holdsOneFile(const TemporaryFolder& folder)
{
    return std::distance(fs::directory_iterator(folder.path()), {}) == 1;
}

std::string contents(const fs::path& path)
{
    std::ifstream stream(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(stream), {}};
}

void write(const fs::path& path, std::string_view bytes)
{
    std::ofstream(path, std::ios::binary).write(bytes.data(), std::streamsize(bytes.size()));
}

// The logits of 20 tokens that follow, read one by one.
std::vector<float> continuation(checks::Context& context, Session& session)
{
    std::vector<float> all;
    for (const std::int32_t id : someTokens(20, 9)) {
        const Status status = session.extend(id, {});
        if (!status)
            context.fail(__FILE__, __LINE__, status.error().message);
        all.insert(all.end(), session.logits().begin(), session.logits().end());
    }
    return all;
}

} // namespace

LEVIN_CHECK(checkpointContinuesBitIdentically)
{
    for (const kernels::DType kvType : {kernels::DType::F32, kernels::DType::F16}) {
        const TemporaryFolder folder;
        engine::SessionOptions options{64};
        options.kvType = kvType;
        SessionFixture fixture(options);
        REQUIRE_OK(fixture.session.sync(someTokens(300, 1), {}, {}, {}));
        REQUIRE_OK(fixture.session.save(folder.path() / "state", kFingerprint));
        EXPECT_EQ(std::int64_t(fs::file_size(folder.path() / "state")),
                  engine::checkpointBytes(fixture.file.config(), kvType, 300));
        const std::vector<float> before(fixture.session.logits().begin(),
                                        fixture.session.logits().end());
        const std::vector<float> wanted = continuation(context, fixture.session);

        Session other = fixture.newSession();
        REQUIRE_OK(other.load(folder.path() / "state", kFingerprint));
        EXPECT_EQ(other.tokens().size(), 300u);
        EXPECT_NEAR(other.logits(), before, 0.0);
        EXPECT_NEAR(continuation(context, other), wanted, 0.0);
        EXPECT(holdsOneFile(folder));
    }
}

LEVIN_CHECK(checkpointRefusesEveryDamage)
{
    const TemporaryFolder folder;
    SessionFixture fixture(engine::SessionOptions{64});
    REQUIRE_OK(fixture.session.sync(someTokens(30, 1), {}, {}, {}));
    REQUIRE_OK(fixture.session.save(folder.path() / "state", kFingerprint));
    const std::string good = contents(folder.path() / "state");
    const fs::path bad = folder.path() / "bad";

    // Every length near the borders of a section, and steps between.
    for (std::size_t length = 0; length < good.size(); length += length < 600 ? 1 : 4999) {
        write(bad, std::string_view(good).substr(0, length));
        const Status status = fixture.session.load(bad, kFingerprint);
        REQUIRE(!status);
        EXPECT(status.error().message.find("bad") != std::string::npos);
    }
    write(bad, good + "x");
    EXPECT(!fixture.session.load(bad, kFingerprint));
    // One flipped bit anywhere: each byte of the header and tokens, and steps behind.
    for (std::size_t at = 0; at < good.size(); at += at < 600 ? 1 : 4999) {
        std::string flipped = good;
        flipped[at] = char(flipped[at] ^ 0x10);
        write(bad, flipped);
        EXPECT(!fixture.session.load(bad, kFingerprint));
    }
    // Nothing of that touched the session.
    EXPECT_EQ(fixture.session.tokens().size(), 30u);
    REQUIRE_OK(fixture.session.load(folder.path() / "state", kFingerprint));
}

LEVIN_CHECK(checkpointIsBoundToItsModel)
{
    const TemporaryFolder folder;
    SessionFixture fixture(engine::SessionOptions{64});
    REQUIRE_OK(fixture.session.sync(someTokens(30, 1), {}, {}, {}));
    REQUIRE_OK(fixture.session.save(folder.path() / "state", kFingerprint));
    const Status status = fixture.session.load(folder.path() / "state", kFingerprint + 1);
    REQUIRE(!status);
    EXPECT(status.error().code == ErrorCode::InvalidArgument);
    EXPECT(status.error().message.find("another model") != std::string::npos);
    EXPECT(!fixture.session.load(folder.path() / "missing", kFingerprint));
}

LEVIN_CHECK(checkpointOnAFullDiskKeepsTheOldOne)
{
    const TemporaryFolder folder;
    SessionFixture fixture(engine::SessionOptions{64});
    REQUIRE_OK(fixture.session.sync(someTokens(30, 1), {}, {}, {}));
    REQUIRE_OK(fixture.session.save(folder.path() / "state", kFingerprint));
    const std::string good = contents(folder.path() / "state");

    // A limit on the size of files stands for the full disk: writes fail in the middle.
    const auto previousHandler = std::signal(SIGXFSZ, SIG_IGN);
    rlimit previous = {};
    getrlimit(RLIMIT_FSIZE, &previous);
    const rlimit small = {50'000, previous.rlim_max};
    setrlimit(RLIMIT_FSIZE, &small);
    REQUIRE_OK(fixture.session.sync(someTokens(60, 1), {}, {}, {}));
    const Status status = fixture.session.save(folder.path() / "state", kFingerprint);
    setrlimit(RLIMIT_FSIZE, &previous);
    std::signal(SIGXFSZ, previousHandler);

    REQUIRE(!status);
    EXPECT(status.error().code == ErrorCode::FileNotWritable);
    EXPECT(status.error().message.find("state") != std::string::npos);
    EXPECT(contents(folder.path() / "state") == good);
    EXPECT(holdsOneFile(folder)); // no temporary file is left
    EXPECT(!fixture.session.save(folder.path() / "no/such/folder", kFingerprint));
}

LEVIN_CHECK(checkpointPartsContinueBitIdentically)
{
    for (const kernels::DType kvType : {kernels::DType::F32, kernels::DType::F16}) {
        const TemporaryFolder folder;
        engine::SessionOptions options{64};
        options.kvType = kvType;
        SessionFixture fixture(options);
        const std::vector<std::int32_t> tokens = someTokens(700, 1);
        std::vector<fs::path> parts;
        std::int64_t saved = 0;
        // Ends inside a page, at the end of one, and one token behind it.
        for (const std::int64_t end : {100, 256, 257, 700}) {
            REQUIRE_OK(fixture.session.sync(std::span(tokens).first(std::size_t(end)), {}, {}, {}));
            parts.push_back(folder.path() / std::to_string(end));
            REQUIRE_OK(fixture.session.save(parts.back(), kFingerprint, saved));
            EXPECT_EQ(std::int64_t(fs::file_size(parts.back())),
                      engine::checkpointBytes(fixture.file.config(), kvType, end, saved));
            saved = end;
        }
        const std::vector<float> wanted = continuation(context, fixture.session);

        Session other = fixture.newSession();
        const auto loaded = other.loadParts(parts, kFingerprint);
        REQUIRE_OK(loaded);
        EXPECT_EQ(loaded->count, 4u);
        EXPECT_EQ(loaded->refused, "");
        EXPECT_EQ(other.tokens().size(), 700u);
        EXPECT_NEAR(continuation(context, other), wanted, 0.0);
    }
}

LEVIN_CHECK(checkpointPartsInFrontOfADamagedOneStay)
{
    const TemporaryFolder folder;
    SessionFixture fixture(engine::SessionOptions{64});
    const std::vector<std::int32_t> tokens = someTokens(600, 1);
    std::vector<fs::path> parts;
    std::int64_t saved = 0;
    for (const std::int64_t end : {200, 400, 600}) {
        REQUIRE_OK(fixture.session.sync(std::span(tokens).first(std::size_t(end)), {}, {}, {}));
        parts.push_back(folder.path() / std::to_string(end));
        REQUIRE_OK(fixture.session.save(parts.back(), kFingerprint, saved));
        saved = end;
    }
    std::string bytes = contents(parts[1]);
    bytes[bytes.size() / 2] ^= 1;
    write(parts[1], bytes);
    Session other = fixture.newSession();
    const auto loaded = other.loadParts(parts, kFingerprint);
    REQUIRE_OK(loaded);
    EXPECT_EQ(loaded->count, 1u);
    EXPECT(loaded->refused.find("checksum") != std::string::npos);
    EXPECT_EQ(other.tokens().size(), 200u);
    // What stayed continues as if nothing else had ever been read, if chunks end where they ended.
    REQUIRE_OK(other.sync(std::span(tokens).first(400), {}, {}, {}));
    REQUIRE_OK(other.sync(tokens, {}, {}, {}));
    REQUIRE_OK(fixture.session.sync(tokens, {}, {}, {}));
    EXPECT_NEAR(other.logits(), fixture.session.logits(), 0.0);

    // A disk that cannot be read says nothing against the part.
    fs::remove(parts[1]);
    fs::create_directory(parts[1]);
    const auto unread = fixture.newSession().loadParts(parts, kFingerprint);
    EXPECT(!unread);
    if (!unread)
        EXPECT(!engine::isRefusal(unread.error()));
    fs::remove(parts[1]);

    // A part behind another text, a part that is left out, a part alone.
    Session foreign = fixture.newSession();
    REQUIRE_OK(foreign.sync(someTokens(200, 2), {}, {}, {}));
    REQUIRE_OK(foreign.save(folder.path() / "foreign", kFingerprint));
    for (const std::vector<fs::path>& wrong :
         {std::vector<fs::path>{folder.path() / "foreign", parts[2]}, {parts[0], parts[2]}})
    {
        const auto refused = fixture.newSession().loadParts(wrong, kFingerprint);
        REQUIRE_OK(refused);
        EXPECT_EQ(refused->count, 1u);
        EXPECT(refused->refused.find("behind") != std::string::npos);
    }
    EXPECT(!fixture.newSession().loadParts({&parts[2], 1}, kFingerprint));
}
