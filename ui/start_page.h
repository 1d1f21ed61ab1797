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
    void setOpening(const QString& name);    // empty: nothing is being opened
    void setDocuments(const QString& title); // what the conversation asks; empty: no documents

signals:
    void openRequested();
    void documentsRequested(); // files are to be chosen
    // The example is a text to send.
    void taskChosen(ui::StartPage::Task task, const QString& example);

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    StartTile* addTile(const QString& title, const QString& what);
    void offer(Task task, const StartTile* tile, const QString& example);
    void update();

    QLabel* m_title;
    QBoxLayout* m_tileRow;
    QLabel* m_hint;
    QPushButton* m_example; // of a document
    QPushButton* m_button;
    QProgressBar* m_progress;
    QString m_opening;
    QString m_documents;
    QList<StartTile*> m_tiles;
    bool m_isModelOpen = false;
};

} // namespace ui
