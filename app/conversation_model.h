// ConversationModel: the branch of a conversation that is shown, as a list for the transcript (roles:
// ui/transcript_role.h).

#pragma once

#include <QAbstractListModel>
#include <QHash>
#include <QPointer>

namespace app {

class Conversation;
struct Message;

class ConversationModel : public QAbstractListModel
{
    Q_OBJECT

public:
    using QAbstractListModel::QAbstractListModel;

    void show(Conversation* conversation); // borrowed; null: none
    // Of an answer: what was found of its quotations (ui::QuotesRole).
    void setQuotes(qint64 message, const QVariantList& quotes);

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;

private:
    QVariant branchData(qint64 id, int role) const;
    void followBranch();
    void tellChange(qint64 message);

    QPointer<Conversation> m_conversation;
    QList<qint64> m_rows;                 // the branch that was told last
    QHash<qint64, QVariantList> m_quotes; // by message
};

} // namespace app
