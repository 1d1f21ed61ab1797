// ChatController: what happens on Open, Send, Stop and Answer Again: a state machine between the
// window and the engine. Knows no widget.

#pragma once

#include "app/conversation_model.h"
#include "app/engine_host.h"
#include "ui/status_line.h"

#include <QElapsedTimer>

namespace app {

class ChatController : public QObject
{
    Q_OBJECT

public:
    using Activity = ui::Status::Activity;

    // Borrows the host.
    explicit ChatController(EngineHost& host, QObject* parent = nullptr);

    ConversationModel* conversation() { return &m_conversation; }
    const ui::Status& status() const { return m_status; }

    // Each does nothing where the state does not allow it.
    void open(const QString& path);
    void send(const QString& text);
    void stop();
    void answerAgain(); // asks the last question anew
    void newConversation();

signals:
    void statusChanged(const ui::Status& status);
    void openingStarted(const QString& name);
    void openingEnded();
    void factsChanged(const QList<ui::FactGroup>& groups);
    void questionTaken(); // the text given to send() is in the conversation
    // The headline is translated, the detail is the engine's sentence; both empty: no error.
    void errorChanged(const QString& headline, const QString& detail);

private:
    void onOpened(const ModelFacts& facts);
    void onOpenFailed(const QString& reason);
    void onLost(const QString& reason);
    void onPrefill(qint64 done, qint64 total);
    void onPart(const ReplyPart& part);
    void onFinished(const engine::Summary& summary);
    void onFailed(const QString& reason);

    bool isInTurn() const;
    void ask(const QString& question);
    void setActivity(Activity activity);

    EngineHost& m_host;
    ConversationModel m_conversation;
    ui::Status m_status;
    QElapsedTimer m_sinceFirstPart;
    int m_firstPartTokens = 0;
};

} // namespace app
