#include "tests/support/session_fixture.h"

#include "kernels/check.h"

#include <random>

namespace checks {
namespace {

// The checks of model files tell what is wrong with a file; here it is there or nothing is.
template <class T>
T demand(engine::Result<T> result)
{
    CHECK(bool(result));
    return std::move(*result);
}

} // namespace

SessionFixture::SessionFixture(engine::SessionOptions sessionOptions)
    : file(demand(engine::ModelFile::open(dataPath("golden/tiny-a"))))
    , options(sessionOptions)
    , model(file.config(), file.weights(), file.suppressedTokens(), kernels::Precision::Full)
    , session(demand(engine::Session::create(model, ops, options)))
{}

engine::Session SessionFixture::newSession()
{
    return demand(engine::Session::create(model, ops, options));
}

std::vector<std::int32_t> someTokens(int count, unsigned seed)
{
    std::mt19937 random(seed);
    std::vector<std::int32_t> ids(static_cast<std::size_t>(count));
    for (std::int32_t& id : ids)
        id = std::int32_t(random() % 490);
    return ids;
}

} // namespace checks
