// The part of DocumentDesk that makes ready what a question is asked behind.

#include "app/document_desk.h"
#include "app/document_worker.h"
#include "app/documents/reading.h"

#include <QDateTime>
#include <QLocale>

#include <algorithm>
#include <utility>

namespace app {
namespace {

constexpr qint64 kMostSearchTokens = 8192; // more passages than these say little more

} // namespace

quint64 DocumentDesk::prepare(qint64 id, const Asking& asking, const QString& question)
{
    const quint64 request = ++m_lastRequest;
    Set& set = m_sets[id]; // or it comes when the database answers
    set.waiting.append({request, asking, question});
    if (set.record.id == 0) {
        if (m_isAnswered)
            QMetaObject::invokeMethod( // not before the number is known
                this, [this, id] { tellAbsent(id, m_sets[id]); }, Qt::QueuedConnection);
        return request;
    }
    set.record.used = QDateTime::currentMSecsSinceEpoch();
    write(set);
    if (!set.stored)
        load(set);
    else
        QMetaObject::invokeMethod( // not before the number is known
            this,
            [this, id] {
                if (Set* there = find(id))
                    serve(*there);
            },
            Qt::QueuedConnection);
    return request;
}

void DocumentDesk::serve(Set& set)
{
    const bool isCounted = !m_model || set.total > 0 || (set.chosen && set.chosen->sources.empty());
    if (!set.chosen || set.isLoading || !isCounted)
        return;
    for (const Question& question : std::exchange(set.waiting, {}))
        serveOne(set, question);
}

void DocumentDesk::refuse(Set& set, const QString& sentence)
{
    for (const Question& question : std::exchange(set.waiting, {}))
        emit askFailed(question.id, sentence);
}

void DocumentDesk::serveOne(Set& set, const Question& question)
{
    const Asking& asking = question.asking;
    if (set.chosen->sources.empty()) {
        emit askFailed(question.id, tr("All files are switched off, so there is nothing to ask."));
        return;
    }
    const bool isWhole =
        asking.mode == ui::AskMode::WholeText && asking.scope.kind == ui::Scope::Kind::Everything;
    if (!isWhole) {
        const qint64 limit = m_model ? mostTokens(*m_model, m_memory) : 0;
        const qint64 room =
            m_model ? std::max<qint64>(limit / 2, limit - limit / 10
                                                      - documents::answerTokens(m_model->config))
                    : 0;
        AskJob job;
        job.id = question.id;
        job.set = set.chosen;
        job.title = set.record.title;
        job.folder = readingOf(set).folder;
        job.asking = asking;
        job.question = question.text;
        job.stop = m_ending.get_token();
        job.budget = !m_model                               ? kMostSearchTokens
                     : asking.mode == ui::AskMode::BySearch ? std::min(kMostSearchTokens, limit / 2)
                                                            : room;
        qsizetype i = 0;
        for (const documents::Document& document : set.stored->documents) {
            const qint64 tokens = set.fileTokens.value(i++, document.content.text.size() / 3);
            if (!set.record.excluded.contains(document.name))
                job.fileTokens.append(tokens);
        }
        m_worker.post([job](DocumentWorker& worker) { worker.ask(job); });
        return;
    }
    if (!m_model) { // one that keeps no readings
        emit asked(question.id, {{{textOf(set.chosen), {}}}, {}, receiptOf(set.record.id)});
        return;
    }
    if (const QString reason = whyItDoesNotFit(plan(set.record.id)); !reason.isEmpty()) {
        emit askFailed(question.id, reason);
        return;
    }
    if (set.isRead) {
        answerWhole(set, question.id, {});
        return;
    }
    m_needRoom.append({set.record.id, question.id});
    askForRoom(set);
}

// Without room on disk the reading stays in memory, and the answer says so.
void DocumentDesk::answerWhole(Set& set, quint64 request, const QString& noRoom)
{
    AskedText text{{{textOf(set.chosen), {}}}, {}, receiptOf(set.record.id)};
    if (noRoom.isEmpty()) {
        text.reading = readingOf(set);
        set.record.isWanted = !set.isRead; // goes on in the next start
        write(set);
    } else {
        text.receipt += tr("; the reading is not saved: %1").arg(noRoom);
    }
    emit asked(request, text);
}

QString DocumentDesk::receiptOf(qint64 id) const
{
    const Set* set = find(id);
    if (!set || !set->chosen)
        return {};
    const auto chosen = qint64(set->chosen->sources.size());
    const auto all = qint64(set->stored->documents.size());
    const QString files =
        chosen < all ? tr("%1 of %2 files").arg(QLocale().toString(chosen), QLocale().toString(all))
        : all == 1   ? tr("the whole file")
                     : tr("all %1 files").arg(QLocale().toString(all));
    return set->total > 0 ? tr("%1, all %2 tokens read").arg(files, QLocale().toString(set->total))
                          : files;
}

void DocumentDesk::check(qint64 id, qint64 message, const QString& answer)
{
    const Set* set = find(id);
    if (!set || !set->chosen)
        return;
    m_worker.post([chosen = set->chosen, message, answer](DocumentWorker& worker) {
        worker.check(chosen, message, answer);
    });
}

} // namespace app
