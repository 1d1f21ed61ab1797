// StartPage: what an empty conversation shows: three things to do, each with an example to try, and
// how a model is opened while there is none.

#pragma once

#include <QWidget>

class QBoxLayout;
class QLabel;
class QProgressBar;
class QPushButton;

namespace ui {

class StartTile;

class StartPage : public QWidget
{
    Q_OBJECT

public:
    enum class Task { Chat, App, Document };

    explicit StartPage(QWidget* parent = nullptr);

    void setModelOpen(bool isOpen);
    void setOpening(const QString& name); // empty: nothing is being opened

signals:
    void openRequested();
    // The example is a text to send.
    void taskChosen(ui::StartPage::Task task, const QString& example);

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void addTile(Task task, const QString& title, const QString& what, const QString& example);
    void update();

    QLabel* m_title;
    QBoxLayout* m_tileRow;
    QList<StartTile*> m_tiles; // by Task
    QLabel* m_hint;
    QPushButton* m_button;
    QProgressBar* m_progress;
    QString m_opening;
    bool m_isModelOpen = false;
};

} // namespace ui
