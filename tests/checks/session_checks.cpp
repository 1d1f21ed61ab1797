#include "engine/session.h"
#include "tests/support/session_fixture.h"

namespace {

using checks::SessionFixture;
using checks::someTokens;
using engine::ErrorCode;
using engine::Result;
using engine::Session;

using Ids = std::vector<std::int32_t>;
using Boundaries = std::vector<std::int64_t>;

Result<Session::Synced> sync(Session& session, const Ids& ids, const Boundaries& boundaries = {},
                             std::stop_token stop = {})
{
    return session.sync(ids, boundaries, {}, stop);
}

Ids joined(const Ids& a, const Ids& b)
{
    Ids both = a;
    both.insert(both.end(), b.begin(), b.end());
    return both;
}

std::vector<float> copyOf(std::span<const float> values) { return {values.begin(), values.end()}; }

// The logits after `ids`, read by a session that knows nothing.
std::vector<float> freshLogits(checks::Context& context, SessionFixture& fixture, const Ids& ids)
{
    Session session = fixture.newSession();
    const auto synced = sync(session, ids);
    if (!synced) {
        context.fail(__FILE__, __LINE__, synced.error().message);
        return {};
    }
    return copyOf(session.logits());
}

// Chunks cut elsewhere sum in another order; nothing else may differ.
constexpr double kTolerance = 2e-5;

} // namespace

LEVIN_CHECK(sessionReadsOnlyWhatIsNew)
{
    SessionFixture fixture;
    const Ids first = someTokens(50, 1);
    const Ids longer = joined(first, someTokens(21, 2));

    auto synced = sync(fixture.session, first);
    REQUIRE_OK(synced);
    EXPECT_EQ(synced->reused, 0);
    EXPECT_EQ(synced->read, 50);

    synced = sync(fixture.session, longer);
    REQUIRE_OK(synced);
    EXPECT_EQ(synced->reused, 50);
    EXPECT_EQ(synced->read, 21);
    EXPECT_EQ(fixture.ops.embeddedTokens, 71);
    EXPECT_CLOSE(fixture.session.logits(), freshLogits(context, fixture, longer), kTolerance);

    // The same again costs nothing and gives the same.
    const std::vector<float> before = copyOf(fixture.session.logits());
    fixture.ops.embeddedTokens = 0;
    synced = sync(fixture.session, longer);
    REQUIRE_OK(synced);
    EXPECT_EQ(synced->reused, 71);
    EXPECT_EQ(fixture.ops.embeddedTokens, 0);
    EXPECT_NEAR(fixture.session.logits(), before, 0.0);
}

LEVIN_CHECK(sessionTakesUpTheNearestSnapshot)
{
    SessionFixture fixture;
    const Ids document = someTokens(40, 1);
    const Ids question = joined(document, someTokens(13, 2));
    const Ids other = joined(document, someTokens(9, 3));

    REQUIRE_OK(sync(fixture.session, question, {20, 40}));
    const std::vector<float> answer = copyOf(fixture.session.logits());
    fixture.ops.embeddedTokens = 0;
    auto synced = sync(fixture.session, other, {20, 40});
    REQUIRE_OK(synced);
    EXPECT_EQ(synced->reused, 40);
    EXPECT_EQ(fixture.ops.embeddedTokens, 9);
    EXPECT_CLOSE(fixture.session.logits(), freshLogits(context, fixture, other), kTolerance);

    // The branch that was left is taken up again without reading, logits and all.
    fixture.ops.embeddedTokens = 0;
    synced = sync(fixture.session, question, {20, 40});
    REQUIRE_OK(synced);
    EXPECT_EQ(synced->reused, 53);
    EXPECT_EQ(fixture.ops.embeddedTokens, 0);
    EXPECT_NEAR(fixture.session.logits(), answer, 0.0);

    // A document changed behind token 20 goes back to the boundary before the change.
    Ids changed = document;
    changed[30] = (changed[30] + 1) % 400;
    synced = sync(fixture.session, changed, {20, 40});
    REQUIRE_OK(synced);
    EXPECT_EQ(synced->reused, 20);
    EXPECT_CLOSE(fixture.session.logits(), freshLogits(context, fixture, changed), kTolerance);
}

// Branches share the pages of the key-value cache; writing in one must not be seen in another.
LEVIN_CHECK(sessionBranchesDoNotDisturbEachOther)
{
    SessionFixture fixture;
    const Ids document = someTokens(300, 1); // ends inside the second page
    const Ids left = joined(document, someTokens(7, 2));
    const Ids right = joined(document, someTokens(7, 3));
    REQUIRE_OK(sync(fixture.session, left, {300}));
    const std::vector<float> leftLogits = copyOf(fixture.session.logits());
    REQUIRE_OK(sync(fixture.session, right, {300}));
    for (const std::int32_t id : someTokens(5, 4))
        REQUIRE_OK(fixture.session.extend(id, {}));

    const Ids leftLonger = joined(left, {5});
    const auto synced = sync(fixture.session, leftLonger, {300});
    REQUIRE_OK(synced);
    EXPECT_EQ(synced->reused, 307);
    EXPECT_CLOSE(fixture.session.logits(), freshLogits(context, fixture, leftLonger), kTolerance);
}

LEVIN_CHECK(sessionStoppedInsideAChunkKeepsWholeChunks)
{
    const Ids ids = someTokens(80, 1);
    // 16 norms per chunk, the last without its second one: the stop hits different layers of the
    // first, the second and a later chunk.
    for (const int stopAt : {1, 2, 9, 15, 16, 17, 23, 40, 59}) {
        SessionFixture fixture;
        fixture.ops.stopAtNorm = stopAt;
        const auto stopped = sync(fixture.session, ids, {}, fixture.ops.stopSource.get_token());
        REQUIRE(!stopped);
        EXPECT(stopped.error().code == ErrorCode::Stopped);
        const std::int64_t kept = std::int64_t(fixture.session.tokens().size());
        EXPECT_EQ(kept % 16, 0);
        EXPECT_EQ(fixture.session.state().tokens(), kept);
        // It stopped before the next layer began.
        EXPECT(fixture.ops.norms - stopAt <= 1);

        fixture.ops.embeddedTokens = 0;
        const auto synced = sync(fixture.session, ids);
        REQUIRE_OK(synced);
        EXPECT_EQ(synced->reused, kept);
        EXPECT_EQ(fixture.ops.embeddedTokens, 80 - kept);
        // The very same chunks were read, so the very same logits come out.
        EXPECT_NEAR(fixture.session.logits(), freshLogits(context, fixture, ids), 0.0);
    }
}

LEVIN_CHECK(sessionStoppedWhileExtendingStaysValid)
{
    SessionFixture fixture;
    const Ids ids = someTokens(20, 1);
    REQUIRE_OK(sync(fixture.session, ids));
    const std::vector<float> before = copyOf(fixture.session.logits());
    fixture.ops.norms = 0;
    fixture.ops.stopAtNorm = 8;
    const engine::Status stopped = fixture.session.extend(3, fixture.ops.stopSource.get_token());
    REQUIRE(!stopped);
    EXPECT_EQ(fixture.session.tokens().size(), ids.size());
    EXPECT_NEAR(fixture.session.logits(), before, 0.0);
    REQUIRE_OK(fixture.session.extend(3, {}));
    EXPECT_CLOSE(fixture.session.logits(), freshLogits(context, fixture, joined(ids, {3})),
                 kTolerance);
}

LEVIN_CHECK(sessionRewindsToTheNearestSnapshot)
{
    SessionFixture fixture;
    const Ids ids = someTokens(60, 1);
    REQUIRE_OK(sync(fixture.session, ids, {10, 30}));
    Result<std::int64_t> position = fixture.session.rewind(45);
    REQUIRE_OK(position);
    EXPECT_EQ(*position, 30);
    position = fixture.session.rewind(29);
    REQUIRE_OK(position);
    EXPECT_EQ(*position, 10);
    position = fixture.session.rewind(5);
    REQUIRE_OK(position);
    EXPECT_EQ(*position, 0);
    EXPECT(fixture.session.tokens().empty());
    REQUIRE_OK(sync(fixture.session, ids));
    EXPECT_CLOSE(fixture.session.logits(), freshLogits(context, fixture, ids), kTolerance);
}

LEVIN_CHECK(sessionKeepsTheSnapshotBudget)
{
    // A snapshot of tiny-a: 7 layers of 4 heads of 32 x 32 floats are 114,688 bytes, the page of
    // keys and values that it no longer shares with the present timeline is 131,072.
    engine::SessionOptions options{16};
    options.snapshotBudgetBytes = 3 * 250'000;
    SessionFixture fixture(options);
    const Ids ids = someTokens(200, 1);
    REQUIRE_OK(sync(fixture.session, ids, {20, 40, 60, 80, 100, 120}));
    EXPECT(fixture.session.snapshotBytes() <= options.snapshotBudgetBytes);
    EXPECT_EQ(fixture.session.snapshotCount(), 3u);

    // The least recently used went: the ones of 20, 40 and 60 tokens.
    Ids changed = ids;
    changed[110] = (changed[110] + 1) % 400;
    auto synced = sync(fixture.session, changed);
    REQUIRE_OK(synced);
    EXPECT_EQ(synced->reused, 100);

    engine::SessionOptions none{16};
    none.snapshotBudgetBytes = 0;
    SessionFixture without(none);
    REQUIRE_OK(sync(without.session, ids, {100}));
    EXPECT_EQ(without.session.snapshotCount(), 0u);
    synced = sync(without.session, changed);
    REQUIRE_OK(synced);
    EXPECT_EQ(synced->reused, 0);
    EXPECT_CLOSE(without.session.logits(), freshLogits(context, without, changed), kTolerance);
}

LEVIN_CHECK(sessionComesBackToADocumentWhoseKeysAreMoreThanTheBudget)
{
    // 2,000 tokens have 2 MB of keys and values, which the snapshot of the document shares with the
    // present timeline: they are not its own, also while one timeline takes the other's place.
    engine::SessionOptions options{64};
    options.snapshotBudgetBytes = 750'000;
    SessionFixture fixture(options);
    const Ids document = someTokens(2000, 1);
    for (unsigned question = 0; question < 4; ++question) {
        const auto synced = sync(fixture.session, joined(document, someTokens(20, 2 + question)),
                                 {std::int64_t(document.size())});
        REQUIRE_OK(synced);
        EXPECT_EQ(synced->reused, question == 0 ? 0 : 2000);
    }
}

LEVIN_CHECK(sessionReportsProgress)
{
    SessionFixture fixture;
    REQUIRE_OK(sync(fixture.session, someTokens(10, 1)));
    std::vector<std::pair<std::int64_t, std::int64_t>> calls;
    const auto synced = fixture.session.sync(
        someTokens(50, 1), {},
        [&](std::int64_t done, std::int64_t total) { calls.emplace_back(done, total); }, {});
    REQUIRE_OK(synced);
    const std::vector<std::pair<std::int64_t, std::int64_t>> wanted = {
        {16, 40}, {32, 40}, {40, 40}};
    EXPECT(calls == wanted);
}

LEVIN_CHECK(sessionRefusesWhatTheModelCannotHold)
{
    SessionFixture fixture;
    const auto none = sync(fixture.session, {});
    REQUIRE(!none);
    EXPECT(none.error().code == ErrorCode::InvalidArgument);

    const auto tooLong = sync(fixture.session, Ids(4097, 1)); // max_position_embeddings is 4,096
    REQUIRE(!tooLong);
    EXPECT(tooLong.error().message.find("4097") != std::string::npos);
    EXPECT(tooLong.error().message.find("4096") != std::string::npos);
}

LEVIN_CHECK(sessionHalfPrecisionCacheStaysClose)
{
    engine::SessionOptions options{16};
    options.kvType = kernels::DType::F16;
    SessionFixture half(options);
    SessionFixture full;
    const Ids ids = someTokens(300, 1);
    REQUIRE_OK(sync(half.session, ids));
    REQUIRE_OK(sync(full.session, ids));
    // Half floats round keys and values by 2^-11; logits have a spread of 2.
    EXPECT_NEAR(half.session.logits(), full.session.logits(), 2e-2);
}
