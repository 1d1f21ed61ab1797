// The checks of kernels and engine: plain functions, registered by name, run both by Qt Test
// (tests/tst_engine.cpp) and by a runner without Qt (tests/run_checks.cpp) on bare machines.
//
//     LEVIN_CHECK(tokenizerRoundTripsAnyBytes) { EXPECT_EQ(decode(encode(bytes)), bytes); }
//
// A check reports every failed expectation (the first five are printed) and goes on.

#pragma once

#include <cmath>
#include <cstdint>
#include <span>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

namespace checks {

class Context
{
public:
    void fail(const char* file, int line, const std::string& what);
    void skip(std::string reason);

    bool failed() const { return m_failures > 0; }
    bool skipped() const { return !failed() && !m_skipReason.empty(); }
    const std::string& skipReason() const { return m_skipReason; }
    const std::string& report() const { return m_report; } // one line per failure

private:
    int m_failures = 0;
    std::string m_report;
    std::string m_skipReason;
};

struct Check
{
    const char* name;
    const char* file;
    void (*function)(Context&);
};

// All checks linked into this program, sorted by name.
const std::vector<Check>& all();

// Runs one check; an exception that escapes from it is a failure.
Context run(const Check& check);

// The folder tests/data of the source tree.
std::string dataPath(std::string_view relative);

struct Registration
{
    Registration(const char* name, const char* file, void (*function)(Context&));
};

template <class T>
std::string show(const T& value)
{
    if constexpr (requires(std::ostringstream & stream) { stream << value; }) {
        std::ostringstream stream;
        stream.precision(9);
        stream << value;
        return std::move(stream).str();
    } else {
        return "(a value)";
    }
}

template <class A, class B>
void expectEqual(Context& context, const char* file, int line, const char* text, const A& actual,
                 const B& wanted)
{
    if (!(actual == wanted))
        context.fail(file, line,
                     std::string(text) + ": got " + show(actual) + ", wanted " + show(wanted));
}

// |actual - wanted| <= tolerance for every element; names the worst one.
void expectNear(Context& context, const char* file, int line, const char* text,
                std::span<const float> actual, std::span<const float> wanted, double tolerance);

// |actual - wanted| <= tolerance * max(|wanted|, rms(wanted)): relative, and not fooled by zeros.
void expectClose(Context& context, const char* file, int line, const char* text,
                 std::span<const float> actual, std::span<const float> wanted, double tolerance);

} // namespace checks

#define LEVIN_CHECK(name)                                                                          \
    static void name(checks::Context& context);                                                    \
    static const checks::Registration name##Registration(#name, __FILE__, name);                   \
    static void name([[maybe_unused]] checks::Context& context)

#define EXPECT(condition)                                                                          \
    ((condition) ? void() : context.fail(__FILE__, __LINE__, #condition " is false"))
#define EXPECT_EQ(actual, wanted)                                                                  \
    checks::expectEqual(context, __FILE__, __LINE__, #actual, actual, wanted)
#define EXPECT_NEAR(actual, wanted, tolerance)                                                     \
    checks::expectNear(context, __FILE__, __LINE__, #actual, actual, wanted, tolerance)
#define EXPECT_CLOSE(actual, wanted, tolerance)                                                    \
    checks::expectClose(context, __FILE__, __LINE__, #actual, actual, wanted, tolerance)
#define REQUIRE(condition)                                                                         \
    do {                                                                                           \
        if (!(condition)) {                                                                        \
            context.fail(__FILE__, __LINE__, #condition " is false");                              \
            return;                                                                                \
        }                                                                                          \
    } while (false)
// For a Result: on failure the error's sentence is the report.
#define REQUIRE_OK(result)                                                                         \
    do {                                                                                           \
        if (!(result)) {                                                                           \
            context.fail(__FILE__, __LINE__, #result ": " + (result).error().message);             \
            return;                                                                                \
        }                                                                                          \
    } while (false)
