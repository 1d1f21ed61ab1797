#include "app/conversation.h"

#include "app/chat_presets.h"
#include "app/conversation_store.h"

#include <QDateTime>

namespace app {

Conversation::Conversation(ConversationStore& store, qint64 id, const ConversationDetails& details)
    : m_store(store)
    , m_id(id)
    , m_details(details)
{}

Conversation::Conversation(ConversationStore& store, const StoredConversation& stored)
    : m_store(store)
    , m_id(stored.entry.id)
    , m_details(stored.details)
    , m_tree(stored.messages, stored.details.leaf)
    , m_isWritten(true)
{}

bool Conversation::mayWrite()
{
    if (m_isForgotten)
        return false;
    if (!m_isWritten) {
        m_isWritten = true;
        emit firstWritten();
    }
    return true;
}

qint64 Conversation::add(Message message)
{
    message.id = m_store.newId();
    message.created = QDateTime::currentMSecsSinceEpoch();
    m_tree.add(message);
    if (mayWrite())
        m_store.write(m_id, message);
    writeBranch();
    return message.id;
}

qint64 Conversation::ask(qint64 parent, const QString& text)
{
    Message question;
    question.parent = parent;
    question.author = ui::Author::User;
    question.text = text;
    return add(question);
}

qint64 Conversation::addAnswer(qint64 question, const QString& text, const QString& note)
{
    Message answer;
    answer.parent = question;
    answer.author = ui::Author::Assistant;
    answer.text = text;
    answer.note = note;
    return add(answer);
}

qint64 Conversation::beginAnswer(qint64 question, const ui::ChatSettings& settings)
{
    Message answer;
    answer.parent = question;
    answer.author = ui::Author::Assistant;
    answer.state = MessageState::Running;
    answer.sampling = toText(settings);
    return add(answer);
}

void Conversation::append(qint64 answer, const QString& thinking, const QString& text,
                          int thinkingTokens)
{
    Message* message = m_tree.find(answer);
    if (!message)
        return;
    message->thinking += thinking;
    message->text += text;
    message->thinkingTokens = thinkingTokens;
    if (mayWrite())
        m_store.writeSoon(m_id, *message);
    emit messageChanged(answer);
}

void Conversation::end(qint64 answer, MessageState state, const QString& note)
{
    Message* message = m_tree.find(answer);
    if (!message)
        return;
    message->state = state;
    message->note = note;
    if (mayWrite())
        m_store.write(m_id, *message);
    emit messageChanged(answer);
}

void Conversation::remove(qint64 message)
{
    if (!m_tree.find(message))
        return;
    m_tree.remove(message);
    if (mayWrite())
        m_store.removeMessage(message);
    writeBranch();
}

void Conversation::setLeaf(qint64 message)
{
    m_tree.setLeaf(message);
    writeBranch();
}

void Conversation::showBranchOf(qint64 message)
{
    m_tree.showBranchOf(message);
    writeBranch();
}

void Conversation::writeBranch()
{
    m_details.leaf = m_tree.leaf();
    if (mayWrite())
        m_store.write(m_id, m_details);
    emit branchChanged();
}

void Conversation::writeDetailsSoon()
{
    if (mayWrite())
        m_store.writeSoon(m_id, m_details);
}

void Conversation::setModel(const QString& model)
{
    if (m_details.model == model)
        return;
    m_details.model = model;
    if (m_isWritten)
        writeDetailsSoon();
}

void Conversation::setSettings(const ui::ChatSettings& settings)
{
    if (m_details.settings == settings)
        return;
    m_details.settings = settings;
    writeDetailsSoon();
}

void Conversation::setDraft(const QString& draft)
{
    if (m_details.draft == draft)
        return;
    m_details.draft = draft;
    writeDetailsSoon();
}

void Conversation::setScroll(const QString& scroll)
{
    if (m_details.scroll == scroll)
        return;
    m_details.scroll = scroll;
    if (m_isWritten)
        writeDetailsSoon();
}

void Conversation::setOpenTab(const QString& tab)
{
    if (m_details.openTab == tab)
        return;
    m_details.openTab = tab;
    if (m_isWritten)
        writeDetailsSoon();
}

void Conversation::setDocuments(qint64 set)
{
    if (m_details.documentSet == set)
        return;
    m_details.documentSet = set;
    m_details.asking.clear();
    writeDetailsSoon();
    emit documentsChanged();
}

void Conversation::setAsking(const QString& asking)
{
    if (m_details.asking == asking)
        return;
    m_details.asking = asking;
    if (m_isWritten)
        writeDetailsSoon();
    emit documentsChanged();
}

} // namespace app
