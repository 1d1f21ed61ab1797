// StartPage: what the window shows before there is a model: how to open one, and that one is being
// opened.

#pragma once

#include <QWidget>

class QLabel;
class QProgressBar;
class QPushButton;

namespace ui {

class StartPage : public QWidget
{
    Q_OBJECT

public:
    explicit StartPage(QWidget* parent = nullptr);

    void setOpening(const QString& name); // empty: nothing is being opened

signals:
    void openRequested();

private:
    QLabel* m_title;
    QLabel* m_hint;
    QPushButton* m_button;
    QProgressBar* m_progress;
};

} // namespace ui
