// Conversations: which conversation is open in the window, and how one comes to be open: begun, read
// from the store, or still in memory because an answer is being written for it.

#pragma once

#include "app/conversation.h"
#include "app/library.h"

#include <QHash>

#include <memory>

namespace app {

class ConversationStore;

class Conversations : public QObject
{
    Q_OBJECT

public:
    // Borrows the store. A blank conversation is open from the beginning.
    explicit Conversations(ConversationStore& store, QObject* parent = nullptr);

    Library& library() { return m_library; }
    const Library& library() const { return m_library; }
    ConversationStore& store() { return m_store; }
    // Never null. Whoever keeps it keeps it alive: an answer goes on while another one is shown.
    std::shared_ptr<Conversation> current() const { return m_current; }

    void beginNew();
    void open(qint64 id, qint64 message = 0); // and show the branch of this message
    void resume(qint64 id);                   // unless another is begun before it is read

    void throwAway(qint64 id);
    void restore(qint64 id);
    void removeForGood(qint64 id);

    // What a conversation is called that begins with this question.
    static QString titleFrom(const QString& question);

signals:
    void aboutToLeave(); // what belongs to the open one can still be written
    void currentChanged();
    void messageSought(qint64 message); // the view should show it
    void notice(const QString& sentence);

private:
    void show(std::shared_ptr<Conversation> conversation, qint64 message);
    void showNew();
    void onLoaded(const StoredConversation& stored);

    ConversationStore& m_store;
    Library m_library;
    std::shared_ptr<Conversation> m_current;
    QHash<qint64, std::weak_ptr<Conversation>> m_alive;
    qint64 m_awaited = 0; // the conversation that is being read; 0: none
    qint64 m_awaitedMessage = 0;
    bool m_isResuming = false;
};

} // namespace app
