// MessageTree: the messages of one conversation. Each follows another or begins; those that follow the
// same one are alternatives (an edited question, another answer). One branch is shown: from a
// beginning to the leaf.

#pragma once

#include "app/records.h"

#include <QHash>
#include <QList>

namespace app {

class MessageTree
{
public:
    MessageTree() = default;
    // Parents before children; a leaf that is not there gives way to the newest message.
    MessageTree(const QList<Message>& messages, qint64 leaf);

    bool isEmpty() const { return m_messages.isEmpty(); }
    qint64 leaf() const { return m_branch.isEmpty() ? 0 : m_branch.last(); }
    const QList<qint64>& branch() const { return m_branch; } // from the beginning to the leaf

    const Message* find(qint64 id) const; // null: there is none
    Message* find(qint64 id);
    QList<qint64> alternatives(qint64 id) const; // with itself, in their order
    bool isFollowed(qint64 id) const;            // on any branch

    // Becomes the leaf; its parent must be there.
    void add(const Message& message);
    void setLeaf(qint64 id);
    // Shows the branch through this message that was shown last, or else its newest one.
    void showBranchOf(qint64 id);
    // With all that follows it. Its neighbour, or else what it followed, is shown then.
    void remove(qint64 id);

private:
    void link(const Message& message);

    QHash<qint64, Message> m_messages;
    QHash<qint64, QList<qint64>> m_children; // of 0: the beginnings
    QHash<qint64, qint64> m_shownChild;      // that was shown last
    QList<qint64> m_branch;
};

} // namespace app
