// ChatController: what happens on Open, Send, Stop, Answer Again and Edit: a state machine between
// the window and the engine. Knows no widget.

#pragma once

#include "app/answer_steps.h"
#include "app/conversation_model.h"
#include "app/conversations.h"
#include "app/engine_host.h"
#include "ui/status_line.h"

#include <QElapsedTimer>
#include <QTimer>

#include <memory>

namespace app {

class DocumentDesk;

class ChatController : public QObject
{
    Q_OBJECT

public:
    using Activity = ui::Status::Activity;
    enum class Memory : std::uint8_t { AsMuchAsThereIs, AsMuchAsNeeded };

    // Borrows both.
    ChatController(EngineHost& host, Conversations& conversations, QObject* parent = nullptr);
    void setDocuments(DocumentDesk& desk); // borrowed, too: conversations may ask its sets

    ConversationModel* conversation() { return &m_model; }
    const ui::Status& status() const { return m_status; }
    const engine::RecommendedUse& recommended() const { return m_recommended; }
    // The conversation and the answer that are being written; 0: none.
    qint64 runningConversation() const { return m_running ? m_running->id() : 0; }
    qint64 runningAnswer() const { return m_running ? m_answer : 0; }

    // Each does nothing where the state does not allow it.
    // A model that needs more memory than there is only opens when that was accepted.
    void open(const QString& path, Memory memory = Memory::AsMuchAsThereIs);
    bool send(const QString& text); // whether it is in the conversation now
    void stop();
    void answerAgain();              // the last question
    void regenerate(qint64 message); // another answer beside this one, or to this question
    // Another question beside this one, which is then asked, or the user's own answer beside this one.
    void edit(qint64 message, const QString& text);
    void switchBranch(qint64 message, int delta); // to its alternative that many further

signals:
    void statusChanged(const ui::Status& status);
    void openingStarted(const QString& name);
    void openingEnded();
    void modelOpened(const QString& path);
    void modelNotOpened(const QString& path, const QString& reason);
    void modelTooLarge(const QString& path, const QString& sentence); // was not opened
    void factsChanged(const QList<ui::FactGroup>& groups);
    // The headline is translated, the detail is the engine's sentence; both empty: no error.
    void errorChanged(const QString& headline, const QString& detail);

    // For those who read along. The text is what was written since the last signal.
    void answerBegun(qint64 conversation, qint64 message);
    void answerGrew(qint64 conversation, qint64 message, const QString& text);
    void answerEnded(qint64 conversation, qint64 message, bool isWhole);

private:
    void onOpened(const ModelFacts& facts);
    void onOpenFailed(const QString& reason);
    void onTooLarge(const ModelFacts& facts);
    void onLost(const QString& reason);
    void onPrefill(qint64 done, qint64 total);
    void onPart(const ReplyPart& part);
    void onFinished(const engine::Summary& summary);
    void onFailed(const QString& reason);

    bool isInTurn() const;
    void ask(qint64 parent, const QString& question);
    void correct(qint64 question, const QString& text);
    void answer(qint64 question);
    void onAsked(quint64 request, const AskedText& text);
    void onAskFailed(quint64 request, const QString& sentence);
    void takeStep();
    QString noteOn(const engine::Summary& summary, bool hasText) const;
    void forgetProgress();
    void endTurn(MessageState state, const QString& note, bool isWhole);
    void showConversation();
    void forgetLastTurn();
    void setActivity(Activity activity);
    void tellStatus();

    EngineHost& m_host;
    Conversations& m_conversations;
    ConversationModel m_model;
    std::shared_ptr<Conversation> m_running; // of the turn; null: none
    qint64 m_answer = 0;
    DocumentDesk* m_documents = nullptr;
    quint64 m_preparing = 0;     // the documents' request that the turn waits for; 0: none
    AnswerSteps m_steps;         // of the turn
    engine::Summary m_cost;      // of the steps that are done
    ui::ChatSettings m_settings; // of the turn
    ui::Status m_status;
    QString m_opening;                    // path of the model that was asked for last
    engine::RecommendedUse m_recommended; // by the open model's makers
    QTimer m_memoryTimer;
    QElapsedTimer m_sinceStart;
    QElapsedTimer m_sinceFirstPart;
    int m_firstPartTokens = 0;
};

} // namespace app
