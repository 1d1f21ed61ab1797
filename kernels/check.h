// CHECK and DCHECK: for mistakes of this program, never for bad input. A failed check prints file,
// line and expression and aborts. DCHECK is for hot code and vanishes in Release builds.

#pragma once

namespace kernels {

[[noreturn]] void checkFailed(const char* file, int line, const char* expression);

} // namespace kernels

#define CHECK(condition)                                                                           \
    ((condition) ? void() : ::kernels::checkFailed(__FILE__, __LINE__, #condition))

#ifdef NDEBUG
#define DCHECK(condition) void(sizeof((condition) ? 1 : 0))
#else
#define DCHECK(condition) CHECK(condition)
#endif
