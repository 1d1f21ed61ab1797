// HistoryField: a line that is entered by Enter; the arrows bring back what was entered before.

#pragma once

#include <QLineEdit>
#include <QStringList>

namespace ui {

class HistoryField : public QLineEdit
{
    Q_OBJECT

public:
    explicit HistoryField(QWidget* parent = nullptr);

signals:
    void entered(const QString& text);

protected:
    void keyPressEvent(QKeyEvent* event) override;

private:
    void enter();
    void recall(qsizetype position);

    QStringList m_history;
    qsizetype m_position = 0; // in the history; its size: what is typed now
    QString m_typed;
};

} // namespace ui
