// FakeEngine: an Engine that follows a script, for the tests of app. Scripts are given before it is
// handed to the worker; requests are read after the turn has ended.

#pragma once

#include "engine/engine.h"

#include <chrono>
#include <condition_variable>
#include <deque>
#include <memory>
#include <mutex>
#include <semaphore>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

namespace tests {

struct Script
{
    std::vector<std::string> pieces; // one a token; a piece may end inside a character
    engine::Summary summary;
    bool waitsForStop = false; // after the pieces; the summary then says Stopped
    std::string error;         // not empty: fails with this sentence after the pieces
    bool throws = false;
    std::shared_ptr<std::binary_semaphore> goesOn = {}; // the last piece waits for it
};

class FakeEngine : public engine::Engine
{
public:
    FakeEngine(std::deque<Script> scripts, std::vector<engine::Request>& requests)
        : m_scripts(std::move(scripts))
        , m_requests(requests)
    {}

    engine::Result<engine::Summary> generate(const engine::Request& request,
                                             const engine::Listener& listener,
                                             std::stop_token stop) override
    {
        m_requests.push_back(request);
        const Script script = m_scripts.empty() ? Script() : m_scripts.front();
        if (!m_scripts.empty())
            m_scripts.pop_front();
        listener.onPrefill(script.summary.readTokens, script.summary.readTokens);
        for (const std::string& piece : script.pieces) {
            if (script.goesOn && !mayGoOn(script, &script.pieces.back() - &piece))
                return engine::Error{engine::ErrorCode::Stopped, "the test did not go on"};
            listener.onToken(0);
            listener.onBytes(piece);
        }
        if (script.throws)
            throw std::runtime_error("the script throws");
        if (!script.error.empty())
            return engine::Error{engine::ErrorCode::OutOfMemory, script.error};
        engine::Summary summary = script.summary;
        summary.newTokens = int(script.pieces.size());
        if (script.waitsForStop) {
            std::mutex mutex;
            std::unique_lock lock(mutex);
            std::condition_variable_any().wait(lock, stop, [] { return false; });
            summary.finish = engine::Finish::Stopped;
        }
        return summary;
    }

private:
    // All but the last piece has reached the window by then: text goes there when some time has
    // passed since it went last. A test that fails never releases the semaphore.
    static bool mayGoOn(const Script& script, std::ptrdiff_t piecesBehind)
    {
        if (piecesBehind == 1)
            std::this_thread::sleep_for(std::chrono::milliseconds(50));
        return piecesBehind != 0 || script.goesOn->try_acquire_for(std::chrono::seconds(60));
    }

    std::deque<Script> m_scripts;
    std::vector<engine::Request>& m_requests;
};

} // namespace tests
