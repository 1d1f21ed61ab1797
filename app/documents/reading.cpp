#include "app/documents/reading.h"

#include "engine/checkpoint.h"
#include "engine/text.h"
#include "kernels/check.h"

#include <QCryptographicHash>
#include <QFile>
#include <QSaveFile>

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <chrono>
#include <csignal>

#include <unistd.h>

namespace documents {
namespace {

namespace fs = std::filesystem;

constexpr std::int64_t kLeastPartTokens = 512;
constexpr std::int64_t kMostAnswerTokens = 4096;
// Every part has the matrices of its end, 280 MiB for a model of MiniMax-M1's size.
constexpr std::int64_t kMostMatrixBytes = std::int64_t{4} << 30;

struct Part
{
    fs::path path;
    std::int64_t end = 0;
};

fs::path partFile(const fs::path& folder, std::int64_t end)
{
    std::string number = std::to_string(end);
    return folder
           / (std::string(12 - std::min<std::size_t>(12, number.size()), '0') + number + ".state");
}

// In the order of their ends; files of other names are none.
std::vector<Part> partsIn(const fs::path& folder)
{
    std::vector<Part> parts;
    std::error_code error;
    for (const fs::directory_entry& entry : fs::directory_iterator(folder, error)) {
        const std::string name = entry.path().stem().string();
        std::int64_t end = 0;
        const auto [last, failure] = std::from_chars(name.data(), name.data() + name.size(), end);
        if (failure == std::errc() && last == name.data() + name.size()
            && entry.path().extension() == ".state")
            parts.push_back({entry.path(), end});
    }
    std::sort(parts.begin(), parts.end(),
              [](const Part& a, const Part& b) { return a.end < b.end; });
    return parts;
}

std::int64_t commonTokens(std::span<const std::int32_t> a, std::span<const std::int32_t> b)
{
    return std::mismatch(a.begin(), a.end(), b.begin(), b.end()).first - a.begin();
}

// What a process that was killed while it saved left behind: NUMBER.state.PROCESS.part
// (engine/file_io.h). Another one that still runs may be saving.
void removeAbandoned(const fs::path& folder)
{
    std::error_code error;
    for (const fs::directory_entry& entry : fs::directory_iterator(folder, error)) {
        const std::string writer = entry.path().stem().extension().string();
        pid_t process = 0;
        if (entry.path().extension() != ".part" || writer.size() < 2
            || std::from_chars(writer.data() + 1, writer.data() + writer.size(), process).ec
                   != std::errc())
            continue;
        if (process == getpid() || (::kill(process, 0) != 0 && errno == ESRCH))
            fs::remove(entry.path(), error);
    }
}

// Takes up the longest row of parts that holds the beginning of the plan's tokens; removes the other
// ones, which hold another text. Returns the tokens held.
engine::Result<std::int64_t> takeUp(engine::LocalEngine& engine, const ReadingPlan& plan,
                                    const fs::path& folder, std::string& note)
{
    removeAbandoned(folder);
    std::vector<Part> parts = partsIn(folder);
    std::int64_t held = 0;
    while (!parts.empty()) {
        std::vector<fs::path> paths;
        paths.reserve(parts.size());
        for (const Part& part : parts)
            paths.push_back(part.path);
        const auto loaded = engine.loadParts(paths);
        if (!loaded && !engine::isRefusal(loaded.error()))
            return loaded.error();
        if (!loaded) {
            note = loaded.error().message;
            break;
        }
        if (!loaded->refused.empty())
            note = loaded->refused;
        const std::int64_t common = commonTokens(engine.session().tokens(), plan.tokens);
        if (common == std::int64_t(engine.session().tokens().size())) {
            held = common;
            break;
        }
        std::erase_if(parts, [&](const Part& part) { return part.end > common; });
    }
    for (const Part& part : partsIn(folder)) {
        std::error_code error;
        if (part.end > held)
            fs::remove(part.path, error);
    }
    // A question goes on from here, and the next one must come back.
    if (held > 0)
        engine.session().takeSnapshot();
    return held;
}

// The boundaries end with the last document's, the turn's and the prompt's end.
std::int64_t documentsEnd(const engine::Prompt& prompt)
{
    CHECK(prompt.boundaries.size() >= 3);
    return prompt.boundaries[prompt.boundaries.size() - 3];
}

// Beside the parts lies which text they are of, so that nobody takes those of a former text for it.
fs::path hashFile(const fs::path& parts) { return parts / "text.sha256"; }

QByteArray hashOf(const Rendered& rendered)
{
    return QCryptographicHash::hash(
               QByteArray::fromRawData(rendered.text.data(), qsizetype(rendered.text.size())),
               QCryptographicHash::Sha256)
        .toHex();
}

QByteArray textOfParts(const fs::path& parts)
{
    QFile file(QString::fromStdString(hashFile(parts).string()));
    return file.open(QIODevice::ReadOnly) ? file.readAll().trimmed() : QByteArray();
}

engine::Status tellText(const fs::path& parts, const QByteArray& hash)
{
    if (textOfParts(parts) == hash)
        return engine::Done{};
    QSaveFile file(QString::fromStdString(hashFile(parts).string()));
    if (file.open(QIODevice::WriteOnly) && file.write(hash + '\n') > 0 && file.commit())
        return engine::Done{};
    return engine::Error{
        engine::ErrorCode::FileNotWritable,
        engine::concat(hashFile(parts).string(), ": ", file.errorString().toStdString())};
}

// How long a part is at most.
std::int64_t partTokens(const engine::ModelConfig& config, kernels::DType kvType,
                        std::int64_t total)
{
    const engine::StateSize size = engine::stateSize(config, kvType, total);
    const std::int64_t mostParts = std::max<std::int64_t>(
        2, kMostMatrixBytes / std::max<std::int64_t>(1, size.recurrentBytes));
    return std::max({kLeastPartTokens, std::int64_t(double(total) * kMostLostShare),
                     (total + mostParts - 1) / mostParts});
}

} // namespace

fs::path partsFolder(const QString& set, std::uint64_t modelFingerprint)
{
    return fs::path(set.toStdString()) / "parts"
           / QString::number(modelFingerprint, 16).rightJustified(16, u'0').toStdString();
}

std::int64_t savedTokens(const fs::path& parts, const Rendered& rendered)
{
    const std::vector<Part> all = partsIn(parts);
    return all.empty() || textOfParts(parts) != hashOf(rendered) ? 0 : all.back().end;
}

std::int64_t answerTokens(const engine::ModelConfig& config)
{
    return std::min(kMostAnswerTokens, config.contextLimit / 8);
}

std::int64_t mostDocumentTokens(const engine::ModelConfig& config)
{
    return config.contextLimit - answerTokens(config);
}

engine::Conversation asking(const Rendered& rendered, const QString& question)
{
    engine::Message message;
    message.text = rendered.text + questionBehind(question);
    message.boundaries = rendered.ends;
    return {{std::move(message)}, {}, false};
}

engine::Result<TokenCount> countTokens(const engine::LocalEngine& engine, const Rendered& rendered)
{
    engine::Request request;
    request.prompt = asking(rendered, QStringLiteral("?"));
    const engine::Result<engine::Prompt> prompt = engine.promptFor(request);
    if (!prompt)
        return prompt.error();
    TokenCount count;
    count.total = documentsEnd(*prompt);
    const std::vector<std::int32_t> tokens =
        engine.tokenizer()->encode(rendered.text, engine::SpecialTokens::AsText);
    std::size_t offset = 0;
    auto token = tokens.begin();
    for (const std::size_t end : rendered.ends) {
        const auto first = token;
        while (token != tokens.end() && offset < end)
            offset += engine.tokenizer()->pieceBytes(*token++).size();
        count.documents.push_back(token - first);
    }
    return count;
}

std::int64_t readingBytes(const engine::ModelConfig& config, kernels::DType kvType,
                          std::int64_t total)
{
    std::int64_t bytes = 0;
    const std::int64_t step = partTokens(config, kvType, total);
    for (std::int64_t end = 0; end < total;) {
        const std::int64_t next = std::min(total, end + step);
        bytes += engine::checkpointBytes(config, kvType, next, end);
        end = next;
    }
    return bytes;
}

std::int64_t snapshotBytes(const engine::ModelConfig& config, kernels::DType kvType,
                           std::int64_t total)
{
    const std::int64_t step = partTokens(config, kvType, total);
    std::int64_t bytes = 0;
    for (std::int64_t end = 0; end < total;) {
        end = std::min(total, end + step);
        bytes += engine::stateSize(config, kvType, end).recurrentBytes
                 + end * std::int64_t{sizeof(std::int32_t)}; // its tokens
    }
    return std::min(bytes, engine::SessionOptions().snapshotBudgetBytes);
}

engine::Result<ReadingPlan> planReading(const engine::LocalEngine& engine, const Rendered& rendered)
{
    engine::Request request;
    request.prompt = asking(rendered, QStringLiteral("?"));
    engine::Result<engine::Prompt> prompt = engine.promptFor(request);
    if (!prompt)
        return prompt.error();
    const std::int64_t total = documentsEnd(*prompt);
    const engine::ModelConfig& config = engine.model().config();
    if (total > mostDocumentTokens(config))
        return engine::Error{
            engine::ErrorCode::InvalidArgument,
            engine::concat("the documents have ", total, " tokens, this model reads at most ",
                           mostDocumentTokens(config), " beside a question and its answer")};
    ReadingPlan plan;
    plan.hash = hashOf(rendered).toStdString();
    plan.tokens = std::move(prompt->tokens);
    plan.tokens.resize(std::size_t(total));
    const std::int64_t step = partTokens(config, *engine.options().kvType, total);
    for (std::int64_t end = 0; end < total;) {
        const std::int64_t most = std::min(total, end + step);
        // At the end of a document, if one ends in the second half of the step.
        const auto behind =
            std::upper_bound(prompt->boundaries.begin(), prompt->boundaries.end(), most);
        const std::int64_t documentEnd =
            behind == prompt->boundaries.begin() ? 0 : *std::prev(behind);
        const std::int64_t next = documentEnd > end + step / 2 ? documentEnd : most;
        plan.bytes += engine::checkpointBytes(config, *engine.options().kvType, next, end);
        end = next;
        plan.ends.push_back(end);
    }
    return plan;
}

engine::Result<ReadingOutcome> read(engine::LocalEngine& engine, const ReadingPlan& plan,
                                    const fs::path& parts,
                                    const std::function<void(const ReadingProgress&)>& onProgress,
                                    std::stop_token stop)
{
    std::error_code error;
    fs::create_directories(parts, error);
    if (error)
        return engine::Error{
            engine::ErrorCode::FileNotWritable,
            engine::concat("the folder ", parts.string(), " could not be made: ", error.message())};
    if (engine::Status told = tellText(parts, QByteArray::fromStdString(plan.hash)); !told)
        return told.error();
    ReadingOutcome outcome;
    const auto total = std::int64_t(plan.tokens.size());
    if (engine.session().reusable(plan.tokens) == total && fs::exists(partFile(parts, total))) {
        outcome.found = total; // this process loaded or read them already
        outcome.isComplete = true;
        return outcome;
    }
    if (stop.stop_requested())
        return outcome;
    const engine::Result<std::int64_t> found = takeUp(engine, plan, parts, outcome.note);
    if (!found)
        return found.error();
    outcome.found = *found;
    const auto begin = std::chrono::steady_clock::now();
    const auto secondsSince = [&] {
        return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
    };
    std::int64_t saved = outcome.found;
    const std::span<const std::int32_t> tokens = plan.tokens;
    for (const std::int64_t end : plan.ends) {
        if (end <= saved)
            continue;
        engine::Request request;
        request.maxNewTokens = 0;
        request.prompt = engine::TokenIds{{tokens.begin(), tokens.begin() + end}};
        engine::Listener listener;
        listener.onPrefill = [&](std::int64_t done, std::int64_t) {
            const double seconds = secondsSince();
            const std::int64_t now = saved + done;
            if (onProgress)
                onProgress({now, total, outcome.found,
                            seconds > 0 ? double(now - outcome.found) / seconds : 0.0});
        };
        const engine::Result<engine::Summary> summary = engine.generate(request, listener, stop);
        if (!summary)
            return summary.error();
        // A reading that was stopped within a part goes on from there while the session lives.
        outcome.found += std::max<std::int64_t>(0, summary->reusedTokens - saved);
        outcome.read += summary->readTokens;
        if (summary->finish == engine::Finish::Stopped) {
            outcome.seconds = secondsSince();
            return outcome;
        }
        if (const engine::Status status = engine.saveState(partFile(parts, end), saved); !status)
            return status.error();
        saved = end;
    }
    outcome.seconds = secondsSince();
    outcome.isComplete = true;
    return outcome;
}

} // namespace documents
