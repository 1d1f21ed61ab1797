// UndoBar: says what was just done and offers to undo it, for ten seconds.

#pragma once

#include <QFrame>

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

    void offer(const QString& sentence);

signals:
    void undoRequested();

private:
    QLabel* m_sentence;
    QPushButton* m_undo;
    QTimer* m_timer;
};

} // namespace ui
