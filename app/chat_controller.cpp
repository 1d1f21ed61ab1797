#include "app/chat_controller.h"

#include <QFileInfo>
#include <QLocale>
#include <QRandomGenerator>

namespace app {
namespace {

ui::TurnCost costOf(const engine::Summary& summary)
{
    ui::TurnCost cost;
    cost.reusedTokens = summary.reusedTokens;
    cost.readTokens = summary.readTokens;
    cost.newTokens = summary.newTokens;
    if (summary.readTokens > 0 && summary.prefillSeconds > 0.0)
        cost.readPerSecond = double(summary.readTokens) / summary.prefillSeconds;
    if (summary.newTokens > 0 && summary.decodeSeconds > 0.0)
        cost.newPerSecond = summary.newTokens / summary.decodeSeconds;
    return cost;
}

} // namespace

ChatController::ChatController(EngineHost& host, QObject* parent) : QObject(parent), m_host(host)
{
    connect(&host, &EngineHost::opened, this, &ChatController::onOpened);
    connect(&host, &EngineHost::openFailed, this, &ChatController::onOpenFailed);
    connect(&host, &EngineHost::lost, this, &ChatController::onLost);
    connect(&host, &EngineHost::prefillProgressed, this, &ChatController::onPrefill);
    connect(&host, &EngineHost::partProduced, this, &ChatController::onPart);
    connect(&host, &EngineHost::finished, this, &ChatController::onFinished);
    connect(&host, &EngineHost::failed, this, &ChatController::onFailed);
}

bool ChatController::isInTurn() const
{
    return m_status.activity == Activity::Reading || m_status.activity == Activity::Writing
           || m_status.activity == Activity::Stopping;
}

void ChatController::setActivity(Activity activity)
{
    m_status.activity = activity;
    emit statusChanged(m_status);
}

void ChatController::open(const QString& path)
{
    if (isInTurn() || m_status.activity == Activity::Opening)
        return;
    emit errorChanged({}, {});
    emit openingStarted(QFileInfo(path).fileName());
    setActivity(Activity::Opening);
    m_host.open(path);
}

void ChatController::onOpened(const ModelFacts& facts)
{
    m_status.model = facts.name;
    m_status.contextLimit = facts.contextLimit;
    m_status.contextTokens = 0;
    m_status.lastTurn.reset();
    emit openingEnded();
    emit factsChanged(facts.groups);
    setActivity(Activity::Ready);
}

// A model that was open before still is.
void ChatController::onOpenFailed(const QString& reason)
{
    emit openingEnded();
    setActivity(m_status.model.isEmpty() ? Activity::NoModel : Activity::Ready);
    emit errorChanged(tr("The model could not be opened"), reason);
}

void ChatController::onLost(const QString& reason)
{
    m_status = {};
    emit factsChanged({});
    setActivity(Activity::NoModel);
    emit errorChanged(tr("The model had to be closed"), reason);
}

void ChatController::send(const QString& text)
{
    if (m_status.activity != Activity::Ready || text.trimmed().isEmpty())
        return;
    emit questionTaken();
    ask(text);
}

void ChatController::answerAgain()
{
    if (m_status.activity != Activity::Ready || m_conversation.isEmpty())
        return;
    const QString question = m_conversation.last().question;
    m_conversation.removeLast();
    ask(question);
}

void ChatController::ask(const QString& question)
{
    m_conversation.begin(question);
    m_status.done = 0;
    m_status.total = 0;
    m_status.newTokens = 0;
    m_status.newPerSecond = 0.0;
    setActivity(Activity::Reading);

    engine::Request request;
    request.prompt = engine::Conversation{m_conversation.messages(), {}, false};
    request.sampling.seed = QRandomGenerator::global()->generate64();
    m_host.start(std::move(request));
}

void ChatController::stop()
{
    if (m_status.activity != Activity::Reading && m_status.activity != Activity::Writing)
        return;
    setActivity(Activity::Stopping);
    m_host.stop();
}

void ChatController::newConversation()
{
    if (m_status.activity != Activity::Ready)
        return;
    m_conversation.clear();
    m_status.contextTokens = 0;
    m_status.lastTurn.reset();
    setActivity(Activity::Ready);
}

void ChatController::onPrefill(qint64 done, qint64 total)
{
    m_status.done = done;
    m_status.total = total;
    emit statusChanged(m_status);
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
    m_conversation.append(part.thinking, part.text);
    setActivity(m_status.activity == Activity::Reading ? Activity::Writing : m_status.activity);
}

void ChatController::onFinished(const engine::Summary& summary)
{
    const ui::TurnCost cost = costOf(summary);
    QString note = ui::StatusLine::describe(cost);
    switch (summary.finish) {
    case engine::Finish::EndOfTurn:
    case engine::Finish::StopString:
        break;
    case engine::Finish::TokenLimit:
        note += tr("; cut off at the limit for one answer");
        break;
    case engine::Finish::ContextFull:
        note += tr("; cut off: the context is full");
        break;
    case engine::Finish::Loop:
        note += tr("; ended: the answer repeated itself");
        break;
    case engine::Finish::Stopped:
        note += m_conversation.last().answer.isEmpty()
                    ? tr("; stopped, so the question is left out of the conversation")
                    : tr("; stopped");
        break;
    }
    note[0] = note[0].toUpper();
    m_conversation.end(Exchange::State::Answered, note);
    // What the session holds: of a prompt that was stopped half way, what was read of it.
    m_status.contextTokens = summary.reusedTokens + summary.readTokens + summary.newTokens;
    m_status.lastTurn = cost;
    setActivity(Activity::Ready);
}

void ChatController::onFailed(const QString& reason)
{
    const QString headline =
        m_conversation.last().answer.isEmpty()
            ? tr("There is no answer, so the question is left out of the conversation: %1")
            : tr("The answer ended early: %1");
    m_conversation.end(Exchange::State::Failed, headline.arg(reason));
    m_status.lastTurn.reset();
    setActivity(Activity::Ready);
}

} // namespace app
