#include "app/conversation_model.h"

#include "app/conversation.h"
#include "ui/transcript_role.h"

#include <algorithm>

namespace app {
namespace {

ui::MessageState shownState(MessageState state)
{
    switch (state) {
    case MessageState::Running:
        return ui::MessageState::Running;
    case MessageState::Answered:
        return ui::MessageState::Answered;
    case MessageState::Failed:
    case MessageState::Interrupted:
        break;
    }
    return ui::MessageState::Failed;
}

} // namespace

void ConversationModel::show(Conversation* conversation)
{
    beginResetModel();
    if (m_conversation)
        m_conversation->disconnect(this);
    m_conversation = conversation;
    m_rows = conversation ? conversation->tree().branch() : QList<qint64>();
    m_quotes.clear();
    endResetModel();
    if (!conversation)
        return;
    connect(conversation, &Conversation::branchChanged, this, &ConversationModel::followBranch);
    connect(conversation, &Conversation::messageChanged, this, &ConversationModel::tellChange);
}

// What both branches begin with stays, so that the view has to show only the rest anew.
void ConversationModel::followBranch()
{
    const QList<qint64> branch = m_conversation->tree().branch();
    const auto [shown, wanted] =
        std::mismatch(m_rows.begin(), m_rows.end(), branch.begin(), branch.end());
    const int common = int(shown - m_rows.begin());
    if (common < m_rows.size()) {
        beginRemoveRows({}, common, int(m_rows.size()) - 1);
        m_rows.resize(common);
        endRemoveRows();
    }
    if (common < branch.size()) {
        beginInsertRows({}, common, int(branch.size()) - 1);
        m_rows = branch;
        endInsertRows();
    }
}

void ConversationModel::setQuotes(qint64 message, const QVariantList& quotes)
{
    if (m_quotes.value(message) == quotes)
        return;
    m_quotes.insert(message, quotes);
    tellChange(message);
}

// A message that grows is the last one, mostly.
void ConversationModel::tellChange(qint64 message)
{
    const qsizetype row = m_rows.lastIndexOf(message);
    if (row >= 0)
        emit dataChanged(index(int(row)), index(int(row)));
}

int ConversationModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

QVariant ConversationModel::data(const QModelIndex& index, int role) const
{
    if (!m_conversation || !index.isValid() || index.row() >= rowCount())
        return {};
    const Message* message = m_conversation->tree().find(m_rows[index.row()]);
    if (!message)
        return {};
    switch (role) {
    case ui::AuthorRole:
        return int(message->author);
    case Qt::DisplayRole:
    case ui::TextRole:
        return message->text;
    case ui::ThinkingRole:
        return message->thinking;
    case ui::NoteRole:
        return message->state == MessageState::Interrupted
                   ? tr("Interrupted: the program ended while this was being written.")
                   : message->note;
    case ui::HasFailedRole:
        return shownState(message->state) == ui::MessageState::Failed;
    case ui::IdRole:
        return message->id;
    case ui::ThinkingTokensRole:
        return message->thinkingTokens;
    case ui::QuotesRole:
        return m_quotes.value(message->id);
    case ui::StateRole:
        return int(shownState(message->state));
    default:
        return branchData(message->id, role);
    }
}

QVariant ConversationModel::branchData(qint64 id, int role) const
{
    if (role != ui::BranchRole && role != ui::BranchCountRole)
        return {};
    const QList<qint64> alternatives = m_conversation->tree().alternatives(id);
    return role == ui::BranchRole ? int(alternatives.indexOf(id)) + 1 : int(alternatives.size());
}

} // namespace app
