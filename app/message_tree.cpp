#include "app/message_tree.h"

#include <algorithm>

namespace app {

MessageTree::MessageTree(const QList<Message>& messages, qint64 leaf)
{
    for (const Message& message : messages)
        link(message);
    if (m_messages.contains(leaf))
        setLeaf(leaf);
    else if (!messages.isEmpty())
        showBranchOf(messages.last().id);
}

void MessageTree::link(const Message& message)
{
    m_messages.insert(message.id, message);
    m_children[message.parent].append(message.id);
}

const Message* MessageTree::find(qint64 id) const
{
    const auto found = m_messages.constFind(id);
    return found == m_messages.constEnd() ? nullptr : &*found;
}

Message* MessageTree::find(qint64 id)
{
    const auto found = m_messages.find(id);
    return found == m_messages.end() ? nullptr : &*found;
}

QList<qint64> MessageTree::alternatives(qint64 id) const
{
    const Message* message = find(id);
    return message ? m_children.value(message->parent) : QList<qint64>();
}

bool MessageTree::isFollowed(qint64 id) const { return !m_children.value(id).isEmpty(); }

void MessageTree::add(const Message& message)
{
    Q_ASSERT(message.parent == 0 || m_messages.contains(message.parent));
    Q_ASSERT(message.id != 0 && !m_messages.contains(message.id));
    link(message);
    if (message.parent != leaf()) {
        setLeaf(message.id);
        return;
    }
    m_shownChild.insert(message.parent, message.id); // the branch grows by one
    m_branch.append(message.id);
}

void MessageTree::setLeaf(qint64 id)
{
    m_branch.clear();
    for (const Message* message = find(id); message; message = find(message->parent)) {
        m_branch.append(message->id);
        m_shownChild.insert(message->parent, message->id);
    }
    std::reverse(m_branch.begin(), m_branch.end());
}

void MessageTree::showBranchOf(qint64 id)
{
    while (true) {
        const QList<qint64> children = m_children.value(id);
        if (children.isEmpty())
            break;
        const qint64 shown = m_shownChild.value(id);
        id = children.contains(shown) ? shown : children.last();
    }
    setLeaf(id);
}

void MessageTree::remove(qint64 id)
{
    const Message* message = find(id);
    Q_ASSERT(message);
    const qint64 parent = message->parent;
    const bool wasShown = m_branch.contains(id);
    QList<qint64> doomed{id};
    while (!doomed.isEmpty()) {
        const qint64 next = doomed.takeLast();
        doomed += m_children.take(next);
        m_messages.remove(next);
        m_shownChild.remove(next);
    }
    m_children[parent].removeAll(id);
    if (wasShown)
        showBranchOf(parent); // of 0: another beginning
}

} // namespace app
