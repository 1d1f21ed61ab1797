#include "ui/history_field.h"

#include <QKeyEvent>

namespace ui {

HistoryField::HistoryField(QWidget* parent) : QLineEdit(parent)
{
    connect(this, &QLineEdit::returnPressed, this, &HistoryField::enter);
}

void HistoryField::enter()
{
    const QString line = text().trimmed();
    if (line.isEmpty())
        return;
    constexpr qsizetype kLongestHistory = 200;
    m_history.removeAll(line);
    m_history.append(line);
    if (m_history.size() > kLongestHistory)
        m_history.removeFirst();
    m_position = m_history.size();
    m_typed.clear();
    clear();
    emit entered(line);
}

void HistoryField::recall(qsizetype position)
{
    if (position < 0 || position > m_history.size())
        return;
    if (m_position == m_history.size())
        m_typed = text();
    m_position = position;
    setText(position == m_history.size() ? m_typed : m_history[position]);
}

void HistoryField::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Up)
        recall(m_position - 1);
    else if (event->key() == Qt::Key_Down)
        recall(m_position + 1);
    else
        QLineEdit::keyPressEvent(event);
}

} // namespace ui
