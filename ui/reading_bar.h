// ReadingBar: how far the reading is, in words and as a bar, and what can be done about it now.

#pragma once

#include "ui/document_plan.h"

#include <QWidget>

class QLabel;
class QProgressBar;
class QPushButton;

namespace ui {

class ReadingBar : public QWidget
{
    Q_OBJECT

public:
    explicit ReadingBar(QWidget* parent = nullptr);

    void setState(const ReadingState& state);
    // Why reading cannot begin; empty: it can.
    void setObstacle(const QString& obstacle);

    static QString describe(const ReadingState& state);

signals:
    void readRequested();
    void pauseRequested();
    void resumeRequested();
    void updateRequested();

protected:
    void changeEvent(QEvent* event) override;

private:
    void press();
    void showState();

    ReadingState m_state;
    QString m_obstacle;
    QLabel* m_sentence;
    QProgressBar* m_bar;
    QPushButton* m_button;
};

} // namespace ui
