// Reading: documents are read once, in parts that are saved as they are read. A process that is
// killed goes on behind the last saved part; a text that changed is read again from the part in
// which it changed. Engine thread.

#pragma once

#include "app/documents/document_set.h"
#include "engine/local_engine.h"

#include <filesystem>
#include <functional>
#include <stop_token>

namespace documents {

// What must be read, and where the parts end.
struct ReadingPlan
{
    std::vector<std::int32_t> tokens; // in front of any question
    std::vector<std::int64_t> ends;   // ascending; the last is tokens.size()
    std::int64_t bytes = 0;           // of all part files
    std::string hash;                 // of the text
};

// What a question and its answer have room for behind the documents, and what that leaves for them.
std::int64_t answerTokens(const engine::ModelConfig& config);
std::int64_t mostDocumentTokens(const engine::ModelConfig& config);

// Parts are cut so often that a kill loses at most kMostLostShare, at ends of documents where there
// are some. Fails when the documents have more than mostDocumentTokens.
constexpr double kMostLostShare = 0.015;
engine::Result<ReadingPlan> planReading(const engine::LocalEngine& engine,
                                        const Rendered& rendered);

// The parts of a set's reading: SET/parts/FINGERPRINT, so that another model leaves them alone.
std::filesystem::path partsFolder(const QString& set, std::uint64_t modelFingerprint);

// Up to which token parts of this text lie there; whether they are good shows when they are taken up.
std::int64_t savedTokens(const std::filesystem::path& parts, const Rendered& rendered);

struct TokenCount
{
    std::int64_t total = 0;              // in front of any question
    std::vector<std::int64_t> documents; // of each, with its anchors
};
engine::Result<TokenCount> countTokens(const engine::LocalEngine& engine, const Rendered& rendered);

// Of all part files, before the text is known; documents that end early may add a few parts.
std::int64_t readingBytes(const engine::ModelConfig& config, kernels::DType kvType,
                          std::int64_t total);

// Of the session's memory behind such a reading: a snapshot is kept at the end of each part.
std::int64_t snapshotBytes(const engine::ModelConfig& config, kernels::DType kvType,
                           std::int64_t total);

// The conversation that asks a question behind the documents.
engine::Conversation asking(const Rendered& rendered, const QString& question);

struct ReadingProgress
{
    std::int64_t done = 0; // tokens, those found on disk included
    std::int64_t total = 0;
    std::int64_t found = 0;
    double tokensPerSecond = 0.0; // of what was read now
};

struct ReadingOutcome
{
    std::int64_t found = 0; // tokens that were loaded
    std::int64_t read = 0;
    bool isComplete = false; // false: stopped
    double seconds = 0.0;
    std::string note; // why parts on disk were not taken up; empty: they were, or there were none
};

// Makes the engine's session hold the plan's tokens.
engine::Result<ReadingOutcome> read(engine::LocalEngine& engine, const ReadingPlan& plan,
                                    const std::filesystem::path& parts,
                                    const std::function<void(const ReadingProgress&)>& onProgress,
                                    std::stop_token stop);

} // namespace documents
