#include "engine/log.h"

#include <atomic>

namespace engine {
namespace {

std::atomic<LogSink> sink = nullptr;

} // namespace

void setLogSink(LogSink newSink) { sink.store(newSink); }

void log(LogLevel level, const std::string& line)
{
    if (const LogSink current = sink.load())
        current(level, line);
}

} // namespace engine
