#include "tests/checks/check.h"

#include <algorithm>
#include <cstring>
#include <exception>

namespace checks {
namespace {

std::vector<Check>& registry()
{
    static std::vector<Check> checks;
    return checks;
}

void expectWithin(Context& context, const char* file, int line, const char* text,
                  std::span<const float> actual, std::span<const float> wanted, double tolerance,
                  double floor)
{
    if (actual.size() != wanted.size()) {
        context.fail(file, line,
                     std::string(text) + ": got " + show(actual.size()) + " values, wanted "
                         + show(wanted.size()));
        return;
    }
    std::size_t worst = 0;
    double worstExcess = 0.0;
    std::size_t outside = 0;
    for (std::size_t i = 0; i < actual.size(); ++i) {
        const double difference = std::abs(double(actual[i]) - double(wanted[i]));
        const double scale = floor < 0.0 ? 1.0 : std::max(std::abs(double(wanted[i])), floor);
        const double excess = difference - tolerance * scale;
        // Written so that a NaN is outside.
        if (!(excess <= 0.0)) {
            ++outside;
            if (outside == 1 || !(excess <= worstExcess)) {
                worst = i;
                worstExcess = excess;
            }
        }
    }
    if (outside > 0)
        context.fail(file, line,
                     std::string(text) + ": " + show(outside) + " of " + show(actual.size())
                         + " values differ by more than " + show(tolerance) + "; the worst, ["
                         + show(worst) + "], is " + show(actual[worst]) + ", wanted "
                         + show(wanted[worst]));
}

} // namespace

void Context::fail(const char* file, int line, const std::string& what)
{
    constexpr int kPrinted = 5;
    if (++m_failures > kPrinted)
        return;
    const char* slash = std::strrchr(file, '/');
    m_report +=
        std::string(slash ? slash + 1 : file) + ":" + std::to_string(line) + ": " + what + "\n";
}

void Context::skip(std::string reason) { m_skipReason = std::move(reason); }

Registration::Registration(const char* name, const char* file, void (*function)(Context&))
{
    registry().push_back({name, file, function});
}

const std::vector<Check>& all()
{
    std::vector<Check>& checks = registry();
    std::sort(checks.begin(), checks.end(),
              [](const Check& a, const Check& b) { return std::strcmp(a.name, b.name) < 0; });
    return checks;
}

Context run(const Check& check)
{
    Context context;
    try {
        check.function(context);
    } catch (const std::exception& error) {
        context.fail(check.file, 0, std::string("exception: ") + error.what());
    }
    return context;
}

std::string dataPath(std::string_view relative)
{
    return std::string(LEVIN_TEST_DATA) + "/" + std::string(relative);
}

void expectNear(Context& context, const char* file, int line, const char* text,
                std::span<const float> actual, std::span<const float> wanted, double tolerance)
{
    expectWithin(context, file, line, text, actual, wanted, tolerance, -1.0);
}

void expectClose(Context& context, const char* file, int line, const char* text,
                 std::span<const float> actual, std::span<const float> wanted, double tolerance)
{
    double squares = 0.0;
    for (const float value : wanted)
        squares += double(value) * double(value);
    const double rms = wanted.empty() ? 0.0 : std::sqrt(squares / double(wanted.size()));
    expectWithin(context, file, line, text, actual, wanted, tolerance, rms);
}

} // namespace checks
