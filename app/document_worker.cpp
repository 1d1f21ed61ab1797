#include "app/document_worker.h"

#include "app/disk_room.h"
#include "app/documents/reading.h"
#include "app/documents/symbols.h"
#include "app/passage_index.h"
#include "app/profile.h"
#include "app/sections.h"

#include <QDateTime>
#include <QDir>
#include <QElapsedTimer>
#include <QFileInfo>
#include <QSet>

#include <algorithm>
#include <numeric>
#include <utility>

namespace app {
namespace {

using documents::Finding;
using documents::Source;

constexpr qint64 kTellIntervalMs = 100;
constexpr qsizetype kMostOutlined = qsizetype{32} << 20; // longer sets would hold up questions
constexpr qint64 kKeptUnusedMs = qint64{24} * 3600 * 1000;

Composed composed(const documents::StoredSet& set, const QStringList& excluded)
{
    const QSet<QString> out(excluded.begin(), excluded.end());
    std::vector<const documents::Document*> read;
    for (const documents::Document& document : set.documents) {
        if (!out.contains(document.name))
            read.push_back(&document);
    }
    auto made = std::make_shared<ComposedSet>();
    for (const documents::Document* document : read)
        made->sources.push_back(
            documents::sourceOf(*document, read.size() == 1 ? 0 : int(made->sources.size()) + 1));
    made->text = documents::render(set.title, made->sources);
    return made;
}

QString withoutNumber(const Source& source, const QString& anchor)
{
    const QString prefix = QString::number(source.number) + u'.';
    return anchor.startsWith(prefix) ? anchor.mid(prefix.size()) : anchor;
}

// The sources that a scope leaves.
std::vector<Source> scoped(const ComposedSet& set, const ui::Scope& scope)
{
    if (scope.kind == ui::Scope::Kind::Everything)
        return set.sources;
    for (const Source& source : set.sources) {
        if (source.name != scope.file)
            continue;
        if (scope.kind == ui::Scope::Kind::File)
            return {source};
        Source part = documents::excerpt(source, scope.begin, scope.end);
        return part.lines.empty() ? std::vector<Source>() : std::vector<Source>{part};
    }
    return {};
}

// As many as the budget's tokens have, in these texts and with this model.
qsizetype charactersFor(const AskJob& job)
{
    qint64 characters = 0;
    for (const Source& source : job.set->sources)
        characters += source.text.size();
    const qint64 tokens = std::accumulate(job.fileTokens.begin(), job.fileTokens.end(), qint64{0});
    return qsizetype(double(job.budget) * double(characters) / double(std::max<qint64>(1, tokens)));
}

RenderedText renderedOf(const QString& title, const std::vector<Source>& sources)
{
    return std::make_shared<const documents::Rendered>(documents::render(title, sources));
}

} // namespace

DocumentWorker::DocumentWorker(const QString& databasePath, const QString& folder)
    : m_databasePath(databasePath)
    , m_folder(folder)
    , m_failures([this](const QString& reason) { emit databaseFailed(reason); })
    , m_writes(
          this, [this](const engine::Status& status) { m_failures.hear(status); },
          [this](const QString& reason) { emit unsavedChanged(reason); })
{}

DocumentWorker::~DocumentWorker() = default;

QString DocumentWorker::folderOf(qint64 set) const
{
    return QStringLiteral("%1/%2").arg(m_folder).arg(set);
}

void DocumentWorker::open()
{
    engine::Result<std::unique_ptr<Database>> database = Database::openAgain(m_databasePath);
    QList<DocumentSetRecord> sets;
    QList<ReadingRun> runs;
    if (database) {
        m_database = std::move(*database);
        m_tables = std::make_unique<DocumentTables>(*m_database);
        removeUnused();
        if (auto read = m_tables->sets())
            sets = *read;
        else
            m_failures.hear(read.error());
        if (auto read = m_tables->runs())
            runs = *read;
        else
            m_failures.hear(read.error());
        m_writes.begin(*m_tables);
    } else {
        m_failures.hear(database.error());
        m_writes.giveUp(database.error());
    }
    emit opened(sets, runs);
}

// A day later, so that whoever deletes a conversation and drops the files again finds them read.
void DocumentWorker::removeUnused()
{
    const qint64 since = QDateTime::currentMSecsSinceEpoch() - kKeptUnusedMs;
    const engine::Result<QList<qint64>> sets = m_tables->unusedSets(since);
    if (!sets) {
        m_failures.hear(sets.error());
        return;
    }
    for (const qint64 set : *sets) {
        if (!QFileInfo::exists(folderOf(set)) || QDir(folderOf(set)).removeRecursively())
            m_failures.hear(m_tables->removeSet(set));
    }
}

void DocumentWorker::write(const DocumentSetRecord& set)
{
    m_writes.change([set](DocumentTables& tables) { return tables.write(set); }, set.id);
}

void DocumentWorker::add(const ReadingRun& run)
{
    m_writes.change([run](DocumentTables& tables) { return tables.add(run); });
}

void DocumentWorker::scan(const DocumentSetRecord& set, const std::stop_token& stop)
{
    const auto isCancelled = [&] { return stop.stop_requested(); };
    const documents::Scan found = documents::scan(set.paths, {}, isCancelled);
    QElapsedTimer sinceTold;
    const auto onProgress = [&](qsizetype files) {
        if (sinceTold.isValid() && !sinceTold.hasExpired(kTellIntervalMs))
            return;
        sinceTold.start();
        emit scanned(set.id, files, found.files.size());
    };
    documents::StoredSet stored = documents::loadFiles(set.title, found, isCancelled, onProgress);
    if (!isCancelled())
        keep(set, std::move(stored));
}

void DocumentWorker::update(const DocumentSetRecord& set, const StoredSet& stored,
                            const std::stop_token& stop)
{
    const auto isCancelled = [&] { return stop.stop_requested(); };
    const documents::Scan found = documents::scan(set.paths, {}, isCancelled);
    documents::StoredSet now =
        documents::updated(*stored, set.paths, found, isCancelled, [&](qsizetype files) {
            emit scanned(set.id, files, found.files.size());
        });
    if (!isCancelled())
        keep(set, std::move(now));
}

void DocumentWorker::keep(const DocumentSetRecord& record, documents::StoredSet set)
{
    if (set.documents.empty()) {
        QStringList reasons;
        for (const documents::FoundFile& file : set.skipped.mid(0, 3))
            reasons.append(QStringLiteral("%1: %2").arg(file.name, file.skipped));
        emit failed(
            record.id,
            reasons.isEmpty()
                ? tr("Nothing there can be read.")
                : tr("Nothing there can be read (%1).").arg(reasons.join(QStringLiteral("; "))));
        return;
    }
    makePrivateFolder(m_folder);
    if (const engine::Status saved = documents::save(set, folderOf(record.id)); !saved) {
        emit failed(record.id, QString::fromStdString(saved.error().message));
        return;
    }
    prepare(record, std::make_shared<const documents::StoredSet>(std::move(set)), {});
}

void DocumentWorker::load(const DocumentSetRecord& set, const std::stop_token& stop)
{
    // The program ended before it had found the files, or there was nothing to keep.
    if (!QFileInfo::exists(folderOf(set.id) + QStringLiteral("/set.json"))) {
        scan(set, stop);
        return;
    }
    engine::Result<documents::StoredSet> stored = documents::load(folderOf(set.id));
    if (!stored) {
        emit failed(set.id, QString::fromStdString(stored.error().message));
        return;
    }
    prepare(set, std::make_shared<const documents::StoredSet>(std::move(*stored)), {});
}

void DocumentWorker::compose(const DocumentSetRecord& set, const StoredSet& stored,
                             const Composed& all)
{
    prepare(set, stored, all);
}

void DocumentWorker::prepare(const DocumentSetRecord& record, StoredSet stored, const Composed& all)
{
    PreparedSet prepared;
    prepared.id = record.id;
    prepared.all = all ? all : composed(*stored, {});
    prepared.chosen = record.excluded.isEmpty() ? prepared.all : composed(*stored, record.excluded);
    prepared.stored = std::move(stored);
    emit this->prepared(prepared);
}

void DocumentWorker::findChanges(const DocumentSetRecord& set, const StoredSet& stored,
                                 const std::stop_token& stop)
{
    const documents::Scan found =
        documents::scan(set.paths, {}, [&] { return stop.stop_requested(); });
    if (stop.stop_requested())
        return;
    const documents::Changes changes = documents::changesSince(*stored, set.paths, found);
    QString sentence;
    if (!changes.missing.isEmpty())
        sentence = tr("%1 is not there any more. Its text as it was read is kept.")
                       .arg(QDir::toNativeSeparators(changes.missing.join(QStringLiteral(", "))));
    emit changesFound(set.id, changes.count(), sentence);
}

void DocumentWorker::outline(qint64 set, const StoredSet& stored)
{
    Outlines outlines{stored, {}};
    qsizetype characters = 0;
    for (const documents::Document& document : stored->documents)
        characters += document.content.text.size();
    for (const documents::Document& document : stored->documents) {
        const bool isSource = document.content.format == documents::Format::Source;
        outlines.documents.append(isSource && characters <= kMostOutlined
                                      ? documents::symbolsOf(document.name, document.content.text)
                                      : document.content.headings);
    }
    emit outlined(set, outlines);
}

void DocumentWorker::ask(const AskJob& job)
{
    const std::vector<Source> sources = scoped(*job.set, job.asking.scope);
    if (sources.empty()) {
        emit askFailed(
            job.id, tr("%1 is not among the documents that are read.").arg(job.asking.scope.file));
        return;
    }
    if (job.asking.mode == ui::AskMode::BySearch) {
        QString error;
        const AskedText text = search(job, error);
        if (error.isEmpty())
            emit asked(job.id, text);
        else
            emit askFailed(job.id, error);
        return;
    }
    AskedText text;
    if (job.asking.mode == ui::AskMode::BySections) {
        ComposedSet part;
        part.sources = sources;
        QList<qint64> tokens;
        for (const Source& source : sources) {
            const auto at =
                std::find_if(job.set->sources.begin(), job.set->sources.end(),
                             [&](const Source& one) { return one.name == source.name; });
            const qint64 whole = job.fileTokens.value(at - job.set->sources.begin());
            tokens.append(whole * qint64(source.lines.size())
                          / std::max<qint64>(1, qint64(at->lines.size())));
        }
        for (const Section& section : sectionsOf(part, tokens, job.budget))
            text.parts.append({renderedOf(job.title, section.sources), section.name});
        text.receipt = tr("asked section by section: %1 sections, then all answers together")
                           .arg(text.parts.size());
    } else {
        text.parts.append({renderedOf(job.title, sources), {}});
        text.receipt = job.asking.scope.kind == ui::Scope::Kind::File
                           ? tr("all of %1 read, and nothing else").arg(job.asking.scope.file)
                           : tr("only the selected part of %1 read").arg(job.asking.scope.file);
    }
    emit asked(job.id, text);
}

AskedText DocumentWorker::search(const AskJob& job, QString& error)
{
    const bool isWhole = job.asking.scope.kind == ui::Scope::Kind::Everything;
    ComposedSet part;
    if (!isWhole)
        part.sources = scoped(*job.set, job.asking.scope);
    const engine::Result<FoundPassages> found =
        findPassages(job.folder
                         + (isWhole ? QStringLiteral("/passages.sqlite")
                                    : QStringLiteral("/passages-part.sqlite")),
                     isWhole ? *job.set : part, job.question, charactersFor(job), job.stop);
    AskedText text;
    if (!found)
        error = QString::fromStdString(found.error().message);
    else if (found->count == 0)
        error = tr("No passage of the documents has a word of the question.");
    else {
        text.parts.append({renderedOf(job.title, found->sources), {}});
        text.receipt =
            found->count == 1
                ? tr("answered from one passage found by search, NOT from the whole text")
                : tr("answered from %1 passages found by search, NOT from the whole text")
                      .arg(found->count);
    }
    return text;
}

void DocumentWorker::check(const Composed& set, qint64 message, const QString& answer)
{
    if (m_checkedSet != set) {
        m_checker = std::make_unique<documents::QuoteChecker>(set->sources);
        m_checkedSet = set;
    }
    CheckedQuotes quotes{set, {}};
    for (const documents::Quote& quote : documents::quotesIn(answer)) {
        const Finding found = m_checker->check(quote);
        CheckedQuote checked;
        checked.text = quote.text;
        checked.anchor = quote.anchor;
        checked.status = found.status;
        checked.anchorAgrees = found.anchorAgrees;
        checked.difference = found.difference;
        if (found.place.document >= 0) {
            const Source& source = set->sources[std::size_t(found.place.document)];
            checked.file = source.name;
            checked.begin = found.place.begin;
            checked.end = found.place.end;
            checked.at = withoutNumber(source, source.anchorAt(found.place.begin));
            if (found.status == Finding::Status::NotFound)
                checked.nearest =
                    source.text.mid(found.place.begin, found.place.end - found.place.begin);
        }
        quotes.list.append(checked);
    }
    emit this->checked(message, quotes);
}

void DocumentWorker::makeRoom(qint64 set, quint64 model, qint64 bytes, qint64 budget,
                              const QList<qint64>& others)
{
    emit roomMade(set, app::makeRoom(m_folder, set, model, bytes, budget, others));
}

void DocumentWorker::measureDisk(qint64 budget)
{
    emit roomMade(0, measureReadings(m_folder, budget));
}

void DocumentWorker::findSaved(qint64 set, quint64 model, const Composed& text)
{
    const std::filesystem::path parts = documents::partsFolder(folderOf(set), model);
    emit savedFound(set, model, documents::savedTokens(parts, text->text),
                    bytesIn(QString::fromStdString(parts.string())));
}

void DocumentWorker::forgetReading(qint64 set)
{
    const QString parts = folderOf(set) + QStringLiteral("/parts");
    if (QFileInfo::exists(parts) && !QDir(parts).removeRecursively())
        emit failed(set, tr("%1 could not be removed.").arg(QDir::toNativeSeparators(parts)));
    else
        emit readingForgotten(set);
}

} // namespace app
