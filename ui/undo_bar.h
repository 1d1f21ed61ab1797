// UndoBar: one sentence and, for ten seconds, one thing to do about it: to undo what was just done, or
// to go through with what cannot be undone.

#pragma once

#include <QFrame>

#include <functional>

class QLabel;
class QPushButton;
class QTimer;

namespace ui {

class UndoBar : public QFrame
{
    Q_OBJECT

public:
    static constexpr int kSeconds = 10;

    explicit UndoBar(QWidget* parent = nullptr);

    void offer(const QString& sentence, const QString& action, std::function<void()> accepted);

private:
    QLabel* m_sentence;
    QPushButton* m_button;
    QTimer* m_timer;
    std::function<void()> m_accepted;
};

} // namespace ui
