// MainWindow: the areas of the window and its actions. It shows what it is told and says what the
// user asked for; it decides nothing.

#pragma once

#include "ui/colours.h"
#include "ui/composer.h"
#include "ui/model_panel.h"
#include "ui/status_line.h"

#include <QMainWindow>

class QAbstractItemModel;
class QAction;
class QStackedWidget;

namespace ui {

class Banner;
class StartPage;
class TranscriptView;

class MainWindow : public QMainWindow
{
    Q_OBJECT

public:
    explicit MainWindow(QWidget* parent = nullptr);

    void setTranscript(QAbstractItemModel* messages); // borrowed
    void setFacts(const QList<FactGroup>& groups);
    void setStatus(const Status& status); // also decides what can be pressed
    void setOpening(const QString& name); // empty: nothing is being opened
    void showError(const QString& headline, const QString& detail); // empty headline: hides it
    void setDraft(const QString& text);

    // Geometry, panels and choices of the menu, for the next start.
    void setAppearance(Appearance appearance);
    Appearance appearance() const { return m_appearance; }
    void setFolder(const QString& folder) { m_folder = folder; } // where opening a file begins
    QString folder() const { return m_folder; }

signals:
    void openRequested(const QString& path);
    void sendRequested(const QString& text);
    void stopRequested();
    void retryRequested();
    void newConversationRequested();

protected:
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void setUpCentre();
    void setUpPanel();
    void setUpMenus();
    void setUpAppearanceMenu(QMenu* menu);
    void chooseModel();
    void placePanel();

    QAbstractItemModel* m_messages = nullptr;
    Banner* m_banner;
    QStackedWidget* m_pages;
    StartPage* m_startPage;
    QWidget* m_chatPage;
    TranscriptView* m_transcript;
    Composer* m_composer;
    ModelPanel* m_panel;
    StatusLine* m_statusLine;
    QDockWidget* m_dock;
    QAction* m_open;
    QAction* m_newConversation;
    QAction* m_retry;
    QAction* m_stop;
    QList<QAction*> m_appearanceActions; // by Appearance
    Appearance m_appearance = Appearance::Desktop;
    bool m_hasFacts = false;
    bool m_isPanelWanted = true;
    QString m_folder;
};

} // namespace ui
