#include "app/chat_controller.h"

#include "app/chat_presets.h"
#include "app/document_desk.h"
#include "app/process_memory.h"
#include "app/prompt_builder.h"
#include "app/quote_note.h"

#include <QFileInfo>
#include <QLocale>

#include <utility>

namespace app {
namespace {

constexpr int kMemoryIntervalMs = 2000;

QString gibibytes(qint64 bytes)
{
    return QLocale().formattedDataSize(bytes, 1, QLocale::DataSizeIecFormat);
}

ui::TurnCost costOf(const engine::Summary& summary)
{
    ui::TurnCost cost;
    cost.promptTokens = summary.promptTokens;
    cost.reusedTokens = summary.reusedTokens;
    cost.readTokens = summary.readTokens;
    cost.newTokens = summary.newTokens;
    if (summary.readTokens > 0 && summary.prefillSeconds > 0.0)
        cost.readPerSecond = double(summary.readTokens) / summary.prefillSeconds;
    if (summary.newTokens > 0 && summary.decodeSeconds > 0.0)
        cost.newPerSecond = summary.newTokens / summary.decodeSeconds;
    return cost;
}

// The cost of an answer that was written in several steps; it ends as the last one does.
engine::Summary joined(const engine::Summary& before, engine::Summary last)
{
    last.promptTokens += before.promptTokens;
    last.reusedTokens += before.reusedTokens;
    last.readTokens += before.readTokens;
    last.newTokens += before.newTokens;
    last.prefillSeconds += before.prefillSeconds;
    last.decodeSeconds += before.decodeSeconds;
    return last;
}

} // namespace

ChatController::ChatController(EngineHost& host, Conversations& conversations, QObject* parent)
    : QObject(parent)
    , m_host(host)
    , m_conversations(conversations)
{
    connect(&host, &EngineHost::opened, this, &ChatController::onOpened);
    connect(&host, &EngineHost::openFailed, this, &ChatController::onOpenFailed);
    connect(&host, &EngineHost::tooLarge, this, &ChatController::onTooLarge);
    connect(&host, &EngineHost::lost, this, &ChatController::onLost);
    connect(&host, &EngineHost::prefillProgressed, this, &ChatController::onPrefill);
    connect(&host, &EngineHost::partProduced, this, &ChatController::onPart);
    connect(&host, &EngineHost::finished, this, &ChatController::onFinished);
    connect(&host, &EngineHost::failed, this, &ChatController::onFailed);
    connect(&conversations, &Conversations::currentChanged, this,
            &ChatController::showConversation);
    connect(&m_memoryTimer, &QTimer::timeout, this, &ChatController::tellStatus);
    m_memoryTimer.start(kMemoryIntervalMs);
    m_model.show(conversations.current().get());
}

bool ChatController::isInTurn() const { return m_running != nullptr; }

void ChatController::setActivity(Activity activity)
{
    m_status.activity = activity;
    tellStatus();
}

void ChatController::tellStatus()
{
    m_status.memoryBytes = residentBytes();
    emit statusChanged(m_status);
}

void ChatController::open(const QString& path, Memory memory)
{
    if (isInTurn() || m_status.activity == Activity::Opening)
        return;
    emit errorChanged({}, {});
    emit openingStarted(QFileInfo(path).fileName());
    setActivity(Activity::Opening);
    m_opening = path;
    m_host.open(path, memory == Memory::AsMuchAsNeeded ? 0 : availableBytes());
}

void ChatController::onOpened(const ModelFacts& facts)
{
    m_status.model = facts.name;
    m_status.contextLimit = facts.contextLimit;
    m_recommended = facts.recommended;
    forgetLastTurn();
    emit openingEnded();
    emit modelOpened(m_opening);
    emit factsChanged(facts.groups);
    setActivity(Activity::Ready);
}

// A model that was open before still is.
void ChatController::onOpenFailed(const QString& reason)
{
    emit openingEnded();
    setActivity(m_status.model.isEmpty() ? Activity::NoModel : Activity::Ready);
    emit errorChanged(tr("The model could not be opened"), reason);
    emit modelNotOpened(m_opening, reason);
}

void ChatController::onTooLarge(const ModelFacts& facts)
{
    emit openingEnded();
    setActivity(m_status.model.isEmpty() ? Activity::NoModel : Activity::Ready);
    emit modelTooLarge(
        m_opening, tr("%1 needs about %2 of memory, and %3 can be had. What does not fit is "
                      "read from the disk again and again, so that answers are slow.")
                       .arg(facts.name, gibibytes(facts.neededBytes), gibibytes(availableBytes())));
}

void ChatController::onLost(const QString& reason)
{
    m_status = {};
    emit factsChanged({});
    if (isInTurn())
        onFailed(reason);
    else
        setActivity(Activity::NoModel);
    emit errorChanged(tr("The model had to be closed"), reason);
}

void ChatController::forgetLastTurn()
{
    m_status.contextTokens = m_conversations.current()->tree().isEmpty() ? 0 : -1;
    m_status.lastTurn.reset();
}

void ChatController::forgetProgress()
{
    m_status.done = 0;
    m_status.total = 0;
    m_status.newTokens = 0;
    m_status.readPerSecond = 0.0;
    m_status.newPerSecond = 0.0;
}

// What the last turn cost belongs to the conversation that it was of.
void ChatController::showConversation()
{
    m_model.show(m_conversations.current().get());
    if (!isInTurn())
        forgetLastTurn();
    tellStatus();
}

bool ChatController::send(const QString& text)
{
    if (m_status.activity != Activity::Ready || text.trimmed().isEmpty())
        return false;
    ask(m_conversations.current()->tree().leaf(), text);
    return true;
}

void ChatController::edit(qint64 message, const QString& text)
{
    const Message* edited = m_conversations.current()->tree().find(message);
    if (m_status.activity != Activity::Ready || text.trimmed().isEmpty() || !edited)
        return;
    m_status.contextTokens = -1; // less of it is used again
    if (edited->author == ui::Author::User)
        ask(edited->parent, text);
    else
        correct(edited->parent, text);
}

// For who reads along it is an answer that came all at once: its app runs, its quotations are checked.
void ChatController::correct(qint64 question, const QString& text)
{
    const std::shared_ptr<Conversation> conversation = m_conversations.current();
    const qint64 answer = conversation->addAnswer(question, text, tr("Edited by you"));
    m_conversations.library().touch(conversation->id());
    emit answerBegun(conversation->id(), answer);
    emit answerGrew(conversation->id(), answer, text);
    emit answerEnded(conversation->id(), answer, true);
    tellStatus();
}

void ChatController::answerAgain() { regenerate(m_conversations.current()->tree().leaf()); }

void ChatController::regenerate(qint64 message)
{
    const std::shared_ptr<Conversation> conversation = m_conversations.current();
    const Message* found = conversation->tree().find(message);
    if (m_status.activity != Activity::Ready || !found)
        return;
    m_status.contextTokens = -1;
    if (found->author == ui::Author::User) {
        answer(message);
        return;
    }
    const qint64 question = found->parent;
    const bool isEmpty = found->text.isEmpty() && found->thinking.isEmpty();
    if (isEmpty && !conversation->tree().isFollowed(message))
        conversation->remove(message);
    answer(question);
}

void ChatController::switchBranch(qint64 message, int delta)
{
    const std::shared_ptr<Conversation> conversation = m_conversations.current();
    const QList<qint64> alternatives = conversation->tree().alternatives(message);
    const qsizetype wanted = alternatives.indexOf(message) + delta;
    if (wanted < 0 || wanted >= alternatives.size())
        return;
    conversation->showBranchOf(alternatives[wanted]);
    if (!isInTurn())
        m_status.contextTokens = -1;
    tellStatus();
}

void ChatController::ask(qint64 parent, const QString& question)
{
    const std::shared_ptr<Conversation> conversation = m_conversations.current();
    const qint64 asked = conversation->ask(parent, question);
    Library& library = m_conversations.library();
    if (const LibraryEntry* entry = library.entry(conversation->id());
        entry && entry->title.isEmpty())
        library.setTitle(conversation->id(), Conversations::titleFrom(question));
    answer(asked);
}

void ChatController::answer(qint64 question)
{
    const std::shared_ptr<Conversation> conversation = m_conversations.current();
    m_settings = resolved(conversation->details().settings, m_recommended);
    engine::Request seeded; // the seed that is drawn is kept with the answer
    apply(m_settings, seeded);
    m_running = conversation;
    m_answer = conversation->beginAnswer(question, m_settings);
    conversation->setModel(m_status.model);
    m_conversations.library().touch(conversation->id());

    forgetProgress();
    m_steps = {};
    m_cost = {};
    emit answerBegun(conversation->id(), m_answer);
    setActivity(Activity::Reading);
    const qint64 set = conversation->details().documentSet;
    if (set != 0 && m_documents)
        m_preparing = m_documents->prepare(set, askingFrom(conversation->details().asking),
                                           conversation->tree().find(question)->text);
    else
        takeStep();
}

void ChatController::setDocuments(DocumentDesk& desk)
{
    m_documents = &desk;
    connect(&desk, &DocumentDesk::asked, this, &ChatController::onAsked);
    connect(&desk, &DocumentDesk::askFailed, this, &ChatController::onAskFailed);
    connect(&m_host, &EngineHost::readingProgressed, this,
            [this](quint64 job, const ReadingStep& step) {
                if (!isInTurn() || job != m_host.turn())
                    return;
                m_status.done = step.done;
                m_status.total = step.total;
                m_status.readPerSecond = step.tokensPerSecond;
                tellStatus();
            });
}

void ChatController::onAsked(quint64 request, const AskedText& text)
{
    if (request != m_preparing || !isInTurn())
        return;
    m_preparing = 0;
    m_steps = AnswerSteps(text);
    takeStep();
}

void ChatController::onAskFailed(quint64 request, const QString& sentence)
{
    if (request != m_preparing || !isInTurn())
        return;
    m_preparing = 0;
    onFailed(sentence);
}

// One question to the engine: the turn's only one, or that of a section.
void ChatController::takeStep()
{
    if (const QString heading = m_steps.heading(); !heading.isEmpty()) {
        m_running->append(m_answer, {}, heading, 0);
        emit answerGrew(m_running->id(), m_answer, heading);
    }
    engine::Request request;
    apply(m_settings, request);
    request.prompt = engine::Conversation{
        promptFor(m_running->tree(), m_answer, m_settings.systemPrompt, m_steps.documents()),
        {},
        false};
    forgetProgress();
    m_sinceStart.start();
    setActivity(Activity::Reading);
    m_host.start(std::move(request), m_steps.reading());
}

void ChatController::stop()
{
    if (m_status.activity != Activity::Reading && m_status.activity != Activity::Writing)
        return;
    setActivity(Activity::Stopping);
    if (std::exchange(m_preparing, 0) == 0) {
        m_host.stop();
        return;
    }
    engine::Summary nothing; // was asked of the engine yet
    nothing.finish = engine::Finish::Stopped;
    onFinished(nothing);
}

void ChatController::onPrefill(qint64 done, qint64 total)
{
    m_status.done = done;
    m_status.total = total;
    if (const qint64 ms = m_sinceStart.elapsed(); ms > 0)
        m_status.readPerSecond = 1000.0 * double(done) / double(ms);
    tellStatus();
}

void ChatController::onPart(const ReplyPart& part)
{
    if (m_status.newTokens == 0) {
        m_sinceFirstPart.start();
        m_firstPartTokens = part.newTokens;
    } else if (const qint64 ms = m_sinceFirstPart.elapsed(); ms > 0) {
        m_status.newPerSecond = 1000.0 * (part.newTokens - m_firstPartTokens) / double(ms);
    }
    m_status.newTokens = part.newTokens;
    m_running->append(m_answer, part.thinking, part.text, part.thinkingTokens);
    m_steps.take(part.text);
    if (!part.text.isEmpty())
        emit answerGrew(m_running->id(), m_answer, part.text);
    setActivity(m_status.activity == Activity::Reading ? Activity::Writing : m_status.activity);
}

QString ChatController::noteOn(const engine::Summary& summary, bool hasText) const
{
    QString note = ui::StatusLine::describe(costOf(summary));
    switch (summary.finish) {
    case engine::Finish::EndOfTurn:
    case engine::Finish::StopString:
        break;
    case engine::Finish::TokenLimit:
        note +=
            tr("; cut off at the limit for one answer, which is “Longest answer” in the settings "
               "of this conversation");
        break;
    case engine::Finish::ContextFull:
        note += tr("; cut off: the context is full");
        break;
    case engine::Finish::Loop:
        note += tr("; ended: the answer repeated itself");
        break;
    case engine::Finish::Stopped:
        note += tr("; stopped");
        break;
    }
    if (!hasText)
        note += tr("; there is no answer, so the question is left out of the conversation");
    note[0] = note[0].toUpper();
    return note;
}

void ChatController::onFinished(const engine::Summary& last)
{
    const engine::Summary summary = joined(m_cost, last);
    if (last.finish != engine::Finish::Stopped && !m_steps.isLast()
        && m_status.activity != Activity::Stopping)
    {
        m_cost = summary;
        m_steps.next();
        takeStep();
        return;
    }
    const Message* answer = m_running->tree().find(m_answer);
    QString note = noteOn(summary, answer && !answer->text.isEmpty());
    if (!m_steps.receipt().isEmpty() && last.finish != engine::Finish::Stopped)
        note += tr("; %1").arg(m_steps.receipt());
    note += quoteNote(m_running->tree(), m_answer);
    if (m_running == m_conversations.current()) {
        // What the session holds: of a prompt that was stopped half way, what was read of it.
        m_status.contextTokens = last.reusedTokens + last.readTokens + last.newTokens;
        m_status.lastTurn = costOf(summary);
    } else {
        forgetLastTurn();
    }
    endTurn(MessageState::Answered, note,
            summary.finish == engine::Finish::EndOfTurn
                || summary.finish == engine::Finish::StopString);
}

// A turn that onLost() ended fails once more.
void ChatController::onFailed(const QString& reason)
{
    if (!isInTurn())
        return;
    const Message* answer = m_running->tree().find(m_answer);
    const QString headline =
        answer && !answer->text.isEmpty()
            ? tr("The answer ended early: %1")
            : tr("There is no answer, so the question is left out of the conversation: %1");
    forgetLastTurn();
    endTurn(MessageState::Failed, headline.arg(reason), false);
}

void ChatController::endTurn(MessageState state, const QString& note, bool isWhole)
{
    const std::shared_ptr<Conversation> ended = std::exchange(m_running, nullptr);
    m_preparing = 0;
    ended->end(m_answer, state, note);
    // In this order: whoever waits for Ready may ask at once, and that begins another answer.
    emit answerEnded(ended->id(), m_answer, isWhole);
    setActivity(m_status.model.isEmpty() ? Activity::NoModel : Activity::Ready);
}

} // namespace app
