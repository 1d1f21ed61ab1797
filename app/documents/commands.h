// levin read and levin ask: documents for scripts, without a window.

#pragma once

#include <cstdint>

namespace documents {

// Whether the arguments name one of the two commands.
bool isCommand(int argc, char** argv);

// Data on stdout, progress and sentences on stderr. Exit codes: 0, 1 (a sentence says what failed),
// 2 (the command line makes no sense), 130 (interrupted; what was saved stays).
// `availableMemory`: bytes, 0 where that is not known.
int runCommand(int argc, char** argv, std::int64_t availableMemory);

} // namespace documents
