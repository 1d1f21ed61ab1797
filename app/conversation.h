// Conversation: one conversation that is open. Every change is told by a signal and written to the
// store at once, or soon where text grows.

#pragma once

#include "app/message_tree.h"
#include "app/records.h"

#include <QObject>

namespace app {

class ConversationStore;

class Conversation : public QObject
{
    Q_OBJECT

public:
    // Borrows the store.
    Conversation(ConversationStore& store, qint64 id, const ConversationDetails& details);
    Conversation(ConversationStore& store, const StoredConversation& stored);

    qint64 id() const { return m_id; }
    const MessageTree& tree() const { return m_tree; }
    const ConversationDetails& details() const { return m_details; }
    bool isBlank() const
    {
        return m_tree.isEmpty() && m_details.draft.isEmpty() && m_details.documentSet == 0;
    }

    // Returns its id; it follows `parent` and becomes the leaf.
    qint64 ask(qint64 parent, const QString& text);
    qint64 addAnswer(qint64 question, const QString& text, const QString& note); // whole
    qint64 beginAnswer(qint64 question, const ui::ChatSettings& settings);
    void append(qint64 answer, const QString& thinking, const QString& text, int thinkingTokens);
    void end(qint64 answer, MessageState state, const QString& note);
    void remove(qint64 message);

    void setLeaf(qint64 message);
    void showBranchOf(qint64 message);

    void setModel(const QString& model);
    void setSettings(const ui::ChatSettings& settings);
    void setDraft(const QString& draft);
    void setScroll(const QString& scroll);
    void setOpenTab(const QString& tab);
    void setDocuments(qint64 set); // 0: none
    void setAsking(const QString& asking);

    // Nothing is written from here on: the conversation was deleted for good.
    void forget() { m_isForgotten = true; }

signals:
    void firstWritten(); // before anything is written: its entry must be in the library
    void branchChanged();
    void messageChanged(qint64 message);
    void documentsChanged(); // another set, or another part of it is asked

private:
    qint64 add(Message message);
    void writeBranch();
    void writeDetailsSoon();
    bool mayWrite();

    ConversationStore& m_store;
    qint64 m_id;
    ConversationDetails m_details;
    MessageTree m_tree;
    bool m_isWritten = false;
    bool m_isForgotten = false;
};

} // namespace app
