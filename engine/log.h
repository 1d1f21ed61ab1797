// One line per event that a person may want to know of and that is no error of a call: to a sink
// that the program chooses (levin-cli: stderr; the window: a logging category). Any thread.

#pragma once

#include <cstdint>
#include <string>

namespace engine {

enum class LogLevel : std::uint8_t { Info, Warning };

using LogSink = void (*)(LogLevel level, const std::string& line);

// Null, the start value, drops every line.
void setLogSink(LogSink sink);
void log(LogLevel level, const std::string& line);

} // namespace engine
