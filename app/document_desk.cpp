#include "app/document_desk.h"

#include "app/document_worker.h"
#include "app/process_memory.h"

#include <QDateTime>
#include <QDir>
#include <QFileInfo>

#include <algorithm>
#include <utility>

namespace app {
namespace {

constexpr int kComposeDelayMs = 120;

QStringList absolute(const QStringList& paths)
{
    QStringList list;
    for (const QString& path : paths) {
        const QString clean = QDir::cleanPath(QFileInfo(path).absoluteFilePath());
        if (!list.contains(clean))
            list.append(clean);
    }
    return list;
}

} // namespace

DocumentDesk::DocumentDesk(const QString& databasePath, const QString& folder, EngineHost& host,
                           std::function<qint64()> newId, QObject* parent)
    : QObject(parent)
    , m_host(host)
    , m_newId(std::move(newId))
    , m_folder(folder)
    , m_began(QDateTime::currentMSecsSinceEpoch())
    , m_worker(QStringLiteral("documents"), std::make_unique<DocumentWorker>(databasePath, folder))
{
    connectWorker();
    connectHost();
    m_composeTimer.setSingleShot(true);
    m_composeTimer.setInterval(kComposeDelayMs);
    connect(&m_composeTimer, &QTimer::timeout, this, &DocumentDesk::compose);
}

DocumentDesk::~DocumentDesk()
{
    m_ending.request_stop();
    for (Set& set : m_sets)
        set.stop.request_stop();
}

void DocumentDesk::connectWorker()
{
    using Worker = DocumentWorker;
    const Worker* teller = m_worker.teller();
    connect(teller, &Worker::opened, this, &DocumentDesk::onOpened);
    connect(teller, &Worker::prepared, this, &DocumentDesk::onPrepared);
    connect(teller, &Worker::failed, this, &DocumentDesk::onFailed);
    connect(teller, &Worker::roomMade, this, &DocumentDesk::onRoomMade);
    connect(teller, &Worker::savedFound, this, &DocumentDesk::onSavedFound);
    connect(teller, &Worker::outlined, this, &DocumentDesk::outlined);
    connect(teller, &Worker::asked, this, &DocumentDesk::asked);
    connect(teller, &Worker::askFailed, this, &DocumentDesk::askFailed);
    connect(teller, &Worker::checked, this, &DocumentDesk::checked);
    connect(teller, &Worker::databaseFailed, this, &DocumentDesk::failed);
    connect(teller, &Worker::unsavedChanged, this, &DocumentDesk::unsavedChanged);
    connect(teller, &Worker::scanned, this, [this](qint64 id, qint64 done, qint64 total) {
        if (Set* set = find(id)) {
            set->state.done = done;
            set->state.total = total;
            tell(*set, Phase::Scanning);
        }
    });
    connect(teller, &Worker::changesFound, this,
            [this](qint64 id, qint64 files, const QString& sentence) {
                if (Set* set = find(id)) {
                    set->state.changedFiles = files;
                    set->remark = sentence;
                    tell(*set, set->state.phase);
                }
            });
    connect(teller, &Worker::readingForgotten, this, [this](qint64 id) {
        if (Set* set = find(id)) {
            set->saved = 0;
            set->isRead = false;
            set->record.bytes = 0;
            write(*set);
            tell(*set, Phase::Planned);
            emit planChanged(id);
        }
    });
}

DocumentDesk::Set* DocumentDesk::find(qint64 id)
{
    const auto found = m_sets.find(id);
    return found == m_sets.end() ? nullptr : &*found;
}

const DocumentDesk::Set* DocumentDesk::find(qint64 id) const
{
    const auto found = m_sets.constFind(id);
    return found == m_sets.constEnd() ? nullptr : &*found;
}

void DocumentDesk::open()
{
    if (std::exchange(m_isOpened, true))
        return;
    m_worker.post([](DocumentWorker& worker) { worker.open(); });
    setBudget(m_budget);
}

void DocumentDesk::setBudget(qint64 bytes)
{
    m_budget = bytes;
    m_worker.post([bytes](DocumentWorker& worker) { worker.measureDisk(bytes); });
}

// What was begun before the database answered stays.
void DocumentDesk::onOpened(const QList<DocumentSetRecord>& sets, const QList<ReadingRun>& runs)
{
    for (const DocumentSetRecord& record : sets) {
        Set& set = m_sets[record.id];
        const bool isShown = set.isShown;
        if (set.record.id == 0)
            set.record = record;
        if (isShown || !set.waiting.isEmpty() || record.isWanted)
            load(set);
    }
    for (Set& set : m_sets) {
        if (set.record.created >= m_began)
            write(set);
    }
    m_runs = runs + m_runs;
    measureSpeed();
    m_isAnswered = true;
    for (const auto [id, set] : m_sets.asKeyValueRange()) {
        if (set.record.id == 0)
            tellAbsent(id, set);
    }
    emit runsChanged();
    emit setsChanged();
    emit opened();
}

// What a conversation names, and nothing is kept of.
void DocumentDesk::tellAbsent(qint64 id, Set& set)
{
    const QString sentence = tr("Nothing is kept of the documents of this conversation any more. "
                                "Drop them again to ask them.");
    set.state.phase = Phase::Failed;
    set.state.sentence = sentence;
    emit stateChanged(id);
    refuse(set, sentence);
}

void DocumentDesk::write(Set& set)
{
    m_worker.post([record = set.record](DocumentWorker& worker) { worker.write(record); });
    emit setsChanged();
}

void DocumentDesk::tell(Set& set, Phase phase, const QString& sentence)
{
    set.state.phase = phase;
    set.state.sentence = sentence.isEmpty() ? set.remark : sentence;
    emit stateChanged(set.record.id);
}

qint64 DocumentDesk::begin(const QStringList& paths)
{
    const QStringList wanted = absolute(paths);
    for (const Set& set : std::as_const(m_sets)) {
        if (set.record.paths == wanted) {
            show(set.record.id);
            return set.record.id;
        }
    }
    Set set;
    set.record.id = m_newId();
    set.record.paths = wanted;
    set.record.title = QFileInfo(wanted.value(0)).fileName();
    if (wanted.size() > 1)
        set.record.title =
            tr("%1 and %n more", nullptr, int(wanted.size()) - 1).arg(set.record.title);
    set.record.created = QDateTime::currentMSecsSinceEpoch();
    set.record.used = set.record.created;
    set.isLoading = true;
    Set& kept = *m_sets.insert(set.record.id, set);
    write(kept);
    m_worker.post([record = kept.record, stop = kept.stop.get_token()](DocumentWorker& worker) {
        worker.scan(record, stop);
    });
    tell(kept, Phase::Scanning);
    emit planChanged(kept.record.id);
    return kept.record.id;
}

void DocumentDesk::add(qint64 id, const QStringList& paths)
{
    Set* set = find(id);
    if (!set)
        return;
    for (const QString& path : absolute(paths)) {
        if (!set->record.paths.contains(path))
            set->record.paths.append(path);
    }
    write(*set);
    update(id);
}

void DocumentDesk::show(qint64 id)
{
    if (id == 0)
        return;
    Set& set = m_sets[id]; // or it comes when the database answers
    set.isShown = true;
    if (set.record.id == 0)
        return;
    if (!set.stored)
        load(set);
    else if (!set.isLoading)
        m_worker.post([record = set.record, stored = set.stored, stop = m_ending.get_token()](
                          DocumentWorker& worker) { worker.findChanges(record, stored, stop); });
}

void DocumentDesk::load(Set& set)
{
    if (std::exchange(set.isLoading, true))
        return;
    set.state.done = set.state.total = 0;
    tell(set, Phase::Scanning);
    m_worker.post([record = set.record, stop = set.stop.get_token()](DocumentWorker& worker) {
        worker.load(record, stop);
    });
}

// Where the kept texts cannot be read, the files are read anew.
void DocumentDesk::update(qint64 id)
{
    Set* set = find(id);
    if (!set || set->isLoading)
        return;
    const bool wasRead = set->isRead || set->record.isWanted;
    pause(id);
    set->record.isWanted = wasRead && m_model;
    set->isLoading = true;
    set->isRead = false;
    set->state = {};
    set->remark.clear();
    tell(*set, Phase::Scanning);
    m_worker.post([record = set->record, stored = set->stored,
                   stop = set->stop.get_token()](DocumentWorker& worker) {
        if (stored)
            worker.update(record, stored, stop);
        else
            worker.scan(record, stop);
    });
}

void DocumentDesk::setIncluded(qint64 id, const QStringList& names, bool isIncluded)
{
    Set* set = find(id);
    if (!set || !set->stored)
        return;
    QSet<QString> excluded(set->record.excluded.begin(), set->record.excluded.end());
    for (const QString& name : names) {
        if (isIncluded)
            excluded.remove(name);
        else
            excluded.insert(name);
    }
    pause(id);
    set->record.excluded = excluded.values();
    set->record.excluded.sort();
    set->total = 0;
    set->isRead = false;
    write(*set);
    tell(*set, Phase::Counting);
    emit planChanged(id);
    if (!m_toCompose.contains(id))
        m_toCompose.append(id);
    m_composeTimer.start();
}

void DocumentDesk::compose()
{
    for (const qint64 id : std::exchange(m_toCompose, {})) {
        if (Set* set = find(id); set && set->stored && !set->isLoading) {
            set->isLoading = true;
            m_worker.post([record = set->record, stored = set->stored, all = set->all](
                              DocumentWorker& worker) { worker.compose(record, stored, all); });
        }
    }
}

void DocumentDesk::onPrepared(const PreparedSet& prepared)
{
    Set* set = find(prepared.id);
    if (!set)
        return;
    const bool isAnew = set->stored != prepared.stored;
    set->isLoading = false;
    set->stored = prepared.stored;
    set->all = prepared.all;
    set->chosen = prepared.chosen;
    set->total = 0;
    if (isAnew)
        set->fileTokens.clear();
    if (m_toCompose.contains(prepared.id)) { // files were switched meanwhile
        compose();
        return;
    }
    emit textsChanged(prepared.id);
    count(*set);
    if (isAnew && set->isShown)
        m_worker.post([record = set->record, stored = set->stored, stop = m_ending.get_token()](
                          DocumentWorker& worker) { worker.findChanges(record, stored, stop); });
}

void DocumentDesk::onFailed(qint64 id, const QString& sentence)
{
    Set* set = find(id);
    if (!set)
        return;
    set->isLoading = false;
    tell(*set, Phase::Failed, sentence);
    refuse(*set, sentence);
}

void DocumentDesk::outline(qint64 id)
{
    const Set* set = find(id);
    if (set && set->stored)
        m_worker.post(
            [id, stored = set->stored](DocumentWorker& worker) { worker.outline(id, stored); });
}

QList<DocumentSetRecord> DocumentDesk::sets() const
{
    QList<DocumentSetRecord> list;
    for (const Set& set : m_sets) {
        const bool isEmpty = set.state.phase == Phase::Failed && !set.stored;
        if (set.record.id != 0 && !isEmpty)
            list.append(set.record);
    }
    std::sort(list.begin(), list.end(), [](const auto& a, const auto& b) {
        return std::pair(-a.used, a.id) < std::pair(-b.used, b.id);
    });
    return list;
}

QString DocumentDesk::titleOf(qint64 id) const
{
    const Set* set = find(id);
    return set ? set->record.title : QString();
}

ui::ReadingState DocumentDesk::state(qint64 id) const
{
    const Set* set = find(id);
    return set ? set->state : ui::ReadingState();
}

StoredSet DocumentDesk::stored(qint64 id) const
{
    const Set* set = find(id);
    return set ? set->stored : StoredSet();
}

Composed DocumentDesk::chosen(qint64 id) const
{
    const Set* set = find(id);
    return set ? set->chosen : Composed();
}

ui::DocumentPlan DocumentDesk::plan(qint64 id) const
{
    const Set* set = find(id);
    return set ? planOf(inputsOf(*set)) : ui::DocumentPlan();
}

} // namespace app
