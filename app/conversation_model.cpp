#include "app/conversation_model.h"

#include "ui/transcript_role.h"

namespace app {

int ConversationModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : 2 * int(m_exchanges.size());
}

QVariant ConversationModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid() || index.row() >= rowCount())
        return {};
    const Exchange& exchange = m_exchanges[std::size_t(index.row() / 2)];
    const bool isAnswer = index.row() % 2 == 1;
    switch (role) {
    case ui::AuthorRole:
        return int(isAnswer ? ui::Author::Assistant : ui::Author::User);
    case Qt::DisplayRole:
    case ui::TextRole:
        return isAnswer ? exchange.answer : exchange.question;
    case ui::ThinkingRole:
        return isAnswer ? exchange.thinking : QString();
    case ui::NoteRole:
        return isAnswer ? exchange.note : QString();
    case ui::HasFailedRole:
        return isAnswer && exchange.state == Exchange::State::Failed;
    default:
        return {};
    }
}

void ConversationModel::clear()
{
    beginResetModel();
    m_exchanges.clear();
    endResetModel();
}

void ConversationModel::begin(const QString& question)
{
    const int row = rowCount();
    beginInsertRows({}, row, row + 1);
    m_exchanges.emplace_back();
    m_exchanges.back().question = question;
    endInsertRows();
}

void ConversationModel::append(const QString& thinking, const QString& answer)
{
    m_exchanges.back().thinking += thinking;
    m_exchanges.back().answer += answer;
    const QModelIndex changed = index(rowCount() - 1);
    emit dataChanged(changed, changed);
}

void ConversationModel::end(Exchange::State state, const QString& note)
{
    m_exchanges.back().state = state;
    m_exchanges.back().note = note;
    const QModelIndex changed = index(rowCount() - 1);
    emit dataChanged(changed, changed);
}

void ConversationModel::removeLast()
{
    const int rows = rowCount();
    beginRemoveRows({}, rows - 2, rows - 1);
    m_exchanges.pop_back();
    endRemoveRows();
}

std::vector<engine::Message> ConversationModel::messages() const
{
    std::vector<engine::Message> messages;
    for (const Exchange& exchange : m_exchanges) {
        const bool isRunning = exchange.state == Exchange::State::Running;
        if (!isRunning && exchange.answer.isEmpty())
            continue;
        engine::Message question;
        question.role = engine::Role::User;
        question.text = exchange.question.toStdString();
        messages.push_back(std::move(question));
        if (isRunning)
            continue;
        engine::Message answer;
        answer.role = engine::Role::Assistant;
        answer.text = exchange.answer.toStdString();
        answer.thinking = exchange.thinking.toStdString();
        messages.push_back(std::move(answer));
    }
    return messages;
}

} // namespace app
