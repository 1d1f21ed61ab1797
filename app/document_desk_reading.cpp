// The part of DocumentDesk that lets the engine count and read.

#include "app/document_desk.h"
#include "app/document_worker.h"
#include "app/process_memory.h"

#include <QDateTime>

#include <algorithm>
#include <utility>

namespace app {
namespace {

constexpr qint64 kTellingTokens = 256; // shorter readings say nothing of the speed

QString nameOf(quint64 fingerprint) { return QString::number(fingerprint, 16); }

} // namespace

void DocumentDesk::connectHost()
{
    connect(&m_host, &EngineHost::counted, this, &DocumentDesk::onCounted);
    connect(&m_host, &EngineHost::countFailed, this, &DocumentDesk::onCountFailed);
    connect(&m_host, &EngineHost::probed, this, &DocumentDesk::onProbed);
    connect(&m_host, &EngineHost::readingProgressed, this, &DocumentDesk::onStep);
    connect(&m_host, &EngineHost::readingEnded, this, &DocumentDesk::onReadingEnded);
    connect(&m_host, &EngineHost::opened, this,
            [this](const ModelFacts& facts) { setModel(facts.numbers); });
    connect(&m_host, &EngineHost::lost, this, [this] { setModel({}); });
}

// What was counted and read belongs to the model that was open.
void DocumentDesk::setModel(std::shared_ptr<const ModelNumbers> model)
{
    m_model = std::move(model);
    m_memory = availableBytes();
    m_probe = 0;
    measureSpeed();
    m_row.clear();
    m_current = 0;
    for (Set& set : m_sets) {
        set.countingAll = set.countingChosen = set.reading = 0;
        set.fileTokens.clear();
        set.total = set.saved = 0;
        set.isRead = false;
        if (set.chosen)
            count(set);
    }
}

void DocumentDesk::count(Set& set)
{
    const qint64 id = set.record.id;
    if (!m_model || set.chosen->sources.empty()) {
        tell(set, Phase::Planned);
        emit planChanged(id);
        serve(set);
        return;
    }
    set.state.done = 0;
    set.state.total = qint64(set.stored->documents.size());
    tell(set, Phase::Counting);
    const bool isAllChosen = set.chosen == set.all;
    if (isAllChosen || set.fileTokens.isEmpty())
        set.countingAll = m_host.count(textOf(set.all));
    if (!isAllChosen)
        set.countingChosen = m_host.count(textOf(set.chosen));
    emit planChanged(id);
}

void DocumentDesk::onCounted(quint64 job, const CountedTokens& tokens)
{
    for (Set& set : m_sets) {
        if (set.countingAll == job) {
            set.countingAll = 0;
            set.fileTokens = tokens.documents;
            if (set.chosen == set.all)
                set.total = tokens.total;
        } else if (set.countingChosen == job) {
            set.countingChosen = 0;
            set.total = tokens.total;
        } else {
            continue;
        }
        if (set.countingAll == 0 && set.countingChosen == 0)
            endCounting(set);
        return;
    }
}

void DocumentDesk::onCountFailed(quint64 job, const QString& reason)
{
    for (Set& set : m_sets) {
        if (set.countingAll != job && set.countingChosen != job)
            continue;
        set.countingAll = set.countingChosen = 0;
        tell(set, Phase::Failed, reason);
        refuse(set, reason);
        return;
    }
}

void DocumentDesk::endCounting(Set& set)
{
    const QString model = nameOf(m_model->fingerprint);
    set.record.isWanted = set.record.isWanted && set.record.model == model;
    set.record.model = model;
    set.record.tokens = set.total;
    write(set);
    m_memory = availableBytes();
    tell(set, Phase::Planned);
    emit planChanged(set.record.id);
    m_worker.post([id = set.record.id, fingerprint = m_model->fingerprint, text = set.chosen](
                      DocumentWorker& worker) { worker.findSaved(id, fingerprint, text); });
    if (!m_speed)
        m_probe = m_host.probe(textOf(set.all));
    serve(set);
}

// Until something was read with this model, what a second of reading showed stands for it.
void DocumentDesk::onProbed(quint64 job, const documents::SpeedSample& sample)
{
    if (job != m_probe || m_speed || !m_model)
        return;
    m_speed = documents::speedOf(shapeOf(*m_model),
                                 {{sample.tokens, sample.seconds, 0, {}, sample.found}});
    for (const Set& set : std::as_const(m_sets))
        emit planChanged(set.record.id);
}

void DocumentDesk::onSavedFound(qint64 id, quint64 model, qint64 tokens, qint64 bytes)
{
    Set* set = find(id);
    if (!set || !m_model || model != m_model->fingerprint)
        return;
    set->record.bytes = bytes;
    write(*set);
    if (set->total == 0 || set->state.phase != Phase::Planned) {
        emit planChanged(id);
        return;
    }
    // Of another choice of files when it is more than there is.
    set->saved = tokens <= set->total ? tokens : 0;
    set->state.done = set->saved;
    set->state.total = set->total;
    set->isRead = set->saved == set->total;
    emit planChanged(id);
    if (set->isRead)
        tell(*set, Phase::Read);
    else if (set->saved > 0)
        tell(*set, Phase::Paused);
    if (!set->isRead && set->record.isWanted)
        read(id);
}

void DocumentDesk::read(qint64 id)
{
    Set* set = find(id);
    if (!set || !m_model || set->total == 0 || m_row.contains(id))
        return;
    if (const QString reason = whyItDoesNotFit(plan(id)); !reason.isEmpty()) {
        tell(*set, Phase::Failed, reason);
        return;
    }
    set->record.isWanted = true;
    set->record.used = QDateTime::currentMSecsSinceEpoch();
    write(*set);
    set->state.done = set->saved;
    set->state.total = set->total;
    set->state.tokensPerSecond = 0;
    m_row.append(id);
    tell(*set, Phase::Reading, m_current != 0 ? tr("Waits for another reading.") : QString());
    readNext();
}

void DocumentDesk::readNext()
{
    if (m_current != 0 || m_row.isEmpty())
        return;
    m_current = m_row.first();
    if (const Set* set = find(m_current))
        askForRoom(*set);
}

void DocumentDesk::askForRoom(const Set& set)
{
    // Those that were not used for the longest time give way first.
    QList<qint64> others;
    for (const Set& other : std::as_const(m_sets)) {
        const qint64 id = other.record.id;
        const bool isInUse = id == m_current || id == m_readByTurn || m_row.contains(id)
                             || other.record.isWanted; // a question may be reading it
        if (id != set.record.id && !isInUse && other.record.bytes > 0)
            others.append(id);
    }
    std::sort(others.begin(), others.end(),
              [this](qint64 a, qint64 b) { return m_sets[a].record.used < m_sets[b].record.used; });
    const qint64 bytes = planOf(inputsOf(set)).diskBytes;
    m_worker.post(
        [id = set.record.id, model = m_model->fingerprint, bytes, budget = m_budget,
         others](DocumentWorker& worker) { worker.makeRoom(id, model, bytes, budget, others); });
}

void DocumentDesk::onRoomMade(qint64 id, const DiskUse& use)
{
    m_disk = use;
    if (id == 0) {
        for (const Set& set : std::as_const(m_sets))
            emit planChanged(set.record.id);
    }
    for (const qint64 evicted : use.evicted) {
        if (Set* set = find(evicted)) {
            set->saved = 0;
            set->isRead = false;
            set->record.bytes = 0;
            write(*set);
            if (set->state.phase == Phase::Read || set->state.phase == Phase::Paused)
                tell(*set, Phase::Planned,
                     tr("The saved reading gave way to another one; the texts are kept."));
            emit planChanged(evicted);
        }
    }
    const auto waits = std::find_if(m_needRoom.begin(), m_needRoom.end(),
                                    [id](const auto& one) { return one.first == id; });
    Set* set = find(id);
    if (waits != m_needRoom.end()) {
        const quint64 request = waits->second;
        m_needRoom.erase(waits);
        if (set)
            answerWhole(*set, request, use.error);
        return;
    }
    if (!set || id != m_current || !m_model || set->reading != 0)
        return;
    if (use.error.isEmpty()) {
        startReading(*set);
        return;
    }
    set->record.isWanted = false;
    write(*set);
    leaveRow(id);
    tell(*set, Phase::Failed, use.error);
    readNext();
}

void DocumentDesk::startReading(Set& set)
{
    set.reading = m_host.read(readingOf(set));
    tell(set, Phase::Reading);
}

Reading DocumentDesk::readingOf(const Set& set) const
{
    return {set.record.id, textOf(set.chosen),
            QStringLiteral("%1/%2").arg(m_folder).arg(set.record.id)};
}

void DocumentDesk::pause(qint64 id)
{
    Set* set = find(id);
    if (set && m_readByTurn == id)
        m_host.stop(); // with the question
    if (!set || !m_row.contains(id))
        return;
    set->record.isWanted = false;
    write(*set);
    const bool isRunning = set->reading != 0;
    leaveRow(id);
    if (isRunning)
        m_host.pauseReading();
    tell(*set, Phase::Paused);
    readNext();
}

void DocumentDesk::leaveRow(qint64 id)
{
    m_row.removeAll(id);
    if (m_current == id)
        m_current = 0;
    if (Set* set = find(id))
        set->reading = 0;
}

// Of a job of this desk, or of a turn that completes a reading first.
void DocumentDesk::onStep(quint64 job, const ReadingStep& step)
{
    Set* set = find(step.set);
    const bool isOfTurn = job == m_host.turn();
    if (!set || (set->reading != job && !isOfTurn))
        return;
    m_readByTurn = isOfTurn ? step.set : 0;
    set->state.done = step.done;
    set->state.total = step.total;
    set->state.tokensPerSecond = step.tokensPerSecond;
    tell(*set, Phase::Reading, isOfTurn ? tr("For the question that was asked.") : QString());
}

void DocumentDesk::onReadingEnded(quint64 job, const ReadingResult& result)
{
    Set* set = find(result.set);
    if (!set)
        return;
    if (result.read >= kTellingTokens && m_model && result.seconds > 0) {
        const ReadingRun run{nameOf(m_model->fingerprint),
                             m_model->device,
                             result.found,
                             result.read,
                             result.seconds,
                             residentBytes(),
                             QDateTime::currentMSecsSinceEpoch()};
        m_runs.prepend(run);
        m_worker.post([run](DocumentWorker& worker) { worker.add(run); });
        measureSpeed();
        emit runsChanged();
    }
    if (result.isComplete) {
        endReading(*set, result);
        return;
    }
    if (set->reading != job) { // a turn, or paused by the user
        set->saved = std::max(set->saved, result.found + result.read);
        if (std::exchange(m_readByTurn, 0) == result.set && !m_row.contains(result.set)) {
            set->record.isWanted = false; // the question was stopped, or could not be asked
            write(*set);
            tell(*set, result.error.isEmpty() ? Phase::Paused : Phase::Failed, result.error);
        }
        return;
    }
    if (!result.error.isEmpty()) {
        set->record.isWanted = false;
        write(*set);
        leaveRow(result.set);
        tell(*set, Phase::Failed, result.error);
        readNext();
        return;
    }
    // Something else came first: it goes on behind that.
    set->reading = m_host.read(readingOf(*set));
    tell(*set, Phase::Reading, tr("Goes on when the answer is written."));
}

void DocumentDesk::endReading(Set& set, const ReadingResult& result)
{
    const qint64 id = set.record.id;
    const quint64 running = set.reading;
    m_readByTurn = 0;
    leaveRow(id);
    if (running != 0)
        m_host.pauseReading(); // a turn was faster; what waits in the row has nothing to do
    set.saved = set.total;
    set.isRead = true;
    set.state.done = set.state.total = set.total;
    set.record.isWanted = false;
    set.record.used = QDateTime::currentMSecsSinceEpoch();
    write(set);
    if (m_model)
        m_worker.post([id, fingerprint = m_model->fingerprint, text = set.chosen](
                          DocumentWorker& worker) { worker.findSaved(id, fingerprint, text); });
    tell(set, Phase::Read,
         result.remark.isEmpty()
             ? QString()
             : tr("Not all of the saved reading could be used: %1").arg(result.remark));
    emit planChanged(id);
    readNext();
}

void DocumentDesk::forgetReading(qint64 id)
{
    pause(id);
    m_worker.post([id](DocumentWorker& worker) { worker.forgetReading(id); });
}

void DocumentDesk::measureSpeed()
{
    m_speed.reset();
    if (!m_model)
        return;
    QList<documents::MeasuredRun> runs;
    for (const ReadingRun& run : std::as_const(m_runs)) {
        if (run.model == nameOf(m_model->fingerprint) && run.device == m_model->device)
            runs.append({run.tokens, run.seconds, run.bytes, run.device, run.found});
    }
    m_speed = documents::speedOf(shapeOf(*m_model), runs);
}

PlanInputs DocumentDesk::inputsOf(const Set& set) const
{
    PlanInputs inputs;
    inputs.record = set.record;
    inputs.stored = set.stored;
    inputs.fileTokens = set.fileTokens;
    inputs.total = set.total;
    inputs.saved = set.saved;
    inputs.model = m_model.get();
    inputs.availableMemory = m_memory;
    inputs.diskBudget = m_disk.budget;
    inputs.speed = m_speed;
    return inputs;
}

} // namespace app
