// ConversationModel: the messages of one conversation, as a list for the transcript and as what the
// engine is asked. Rows come in pairs: what the user wrote, and the answer.

#pragma once

#include "engine/message.h"

#include <QAbstractListModel>
#include <QString>

#include <vector>

namespace app {

struct Exchange
{
    enum class State {
        Running,
        Answered, // completely or until it was stopped
        Failed,   // `note` says why
    };

    QString question;
    QString thinking;
    QString answer;
    QString note;
    State state = State::Running;
};

class ConversationModel : public QAbstractListModel
{
    Q_OBJECT

public:
    using QAbstractListModel::QAbstractListModel;

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;

    bool isEmpty() const { return m_exchanges.empty(); }
    const Exchange& last() const { return m_exchanges.back(); }

    void clear();
    void begin(const QString& question);
    // Of the last exchange:
    void append(const QString& thinking, const QString& answer);
    void end(Exchange::State state, const QString& note);
    void removeLast();

    // What the engine is asked. A question that got no answer is left out once it has ended: what
    // could not be read, such as a text beyond the context limit, would otherwise be read again with
    // every later question.
    std::vector<engine::Message> messages() const;

private:
    std::vector<Exchange> m_exchanges;
};

} // namespace app
