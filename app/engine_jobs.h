// What the engine thread is asked beside opening a model, and what it answers: values that cross the
// threads with an id each.

#pragma once

#include "engine/engine.h"

#include <QList>
#include <QString>

#include <memory>
#include <optional>
#include <stop_token>

namespace documents {
struct Rendered;
}

namespace app {

using RenderedText = std::shared_ptr<const documents::Rendered>;

// Documents that are read once.
struct Reading
{
    qint64 set = 0;
    RenderedText text;
    QString folder; // of the set; the parts of the reading are saved in it
};

// One press of Send. The stop token travels with the request, so the window's thread cancels a turn
// by its own std::stop_source and the worker holds no flag that two threads could race for.
struct Turn
{
    quint64 id = 0;
    engine::Request request;
    std::stop_token stop;
    std::optional<Reading> reading = {}; // that the request begins with: completed and saved first
};

struct ReadJob
{
    quint64 id = 0;
    Reading reading;
    std::stop_token stop;
};

struct CountJob
{
    quint64 id = 0;
    RenderedText text;
};

// Exact, by the model's tokenizer.
struct CountedTokens
{
    QList<qint64> documents; // of each, with its anchors
    qint64 total = 0;        // in front of any question
};

// How fast the model reads: the beginning of a text is read for about a second, and forgotten.
struct ProbeJob
{
    quint64 id = 0;
    RenderedText text;
    std::stop_token stop;
};

struct ReadingStep
{
    qint64 set = 0;
    qint64 done = 0; // tokens, those found on disk included
    qint64 total = 0;
    double tokensPerSecond = 0.0; // of what was read now
};

struct ReadingResult
{
    qint64 set = 0;
    bool isComplete = false;
    QString error;    // why it could not go on; empty: it did, or was stopped
    QString remark;   // why something saved could not be used; empty: it could
    qint64 found = 0; // tokens that were loaded
    qint64 read = 0;
    double seconds = 0.0; // for what was read
};

} // namespace app
