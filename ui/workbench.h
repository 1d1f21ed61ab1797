// Workbench: the right side of the window: the running app, its code, its console and its versions;
// and the documents of a conversation that has some. It shows what it is told and says what the user
// asked for.

#pragma once

#include <QWidget>

class QLabel;
class QTabWidget;
class QToolButton;

namespace ui {

class CodeEditor;
class ConsoleView;
class OfferBar;
class ProblemBar;
class VersionsView;

class Workbench : public QWidget
{
    Q_OBJECT

public:
    enum Tab { Preview, Code, Console, Versions, Documents, Text, Cost };

    // Takes ownership of the preview.
    explicit Workbench(QWidget* preview, QWidget* parent = nullptr);

    CodeEditor* editor() const { return m_editor; }
    ConsoleView* console() const { return m_console; }
    VersionsView* versions() const { return m_versions; }
    OfferBar* offer() const { return m_offer; }
    ProblemBar* problems() const { return m_problems; }

    void setCurrentTab(int tab);
    int currentTab() const;
    // The last tabs, which show only while there are documents; takes ownership.
    void setDocumentTabs(QWidget* documents, QWidget* text, QWidget* cost);
    // With documents and without an app the tabs and the header of the app do not show.
    void setHasDocuments(bool hasDocuments);

    // "v2 of 3"; the remark is dimmed: "v3 is being written".
    void setVersion(const QString& version, const QString& remark);
    void setSteps(bool canGoBack, bool canGoForth); // to the versions before and after
    void setHasApp(bool hasApp, bool canRun);
    void setOnlyPreview(bool isOnly); // on the whole screen

signals:
    void runRequested();
    void stepRequested(int delta);
    void exportRequested(); // as one page
    void browserRequested();
    void closeRequested();
    void tabChanged(int tab);
    void shownChanged(bool isShown); // not when the whole window comes and goes

protected:
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void setUpHeader();
    void showTabs();
    QToolButton* addButton(const QString& text, const QString& name);
    void showErrorCount(qint64 count);
    void colour();

    QWidget* m_header = nullptr;
    QLabel* m_version = nullptr;
    QLabel* m_remark = nullptr;
    QToolButton* m_close = nullptr; // where there is no header
    QToolButton* m_back = nullptr;
    QToolButton* m_forth = nullptr;
    QToolButton* m_run = nullptr;
    QToolButton* m_share = nullptr;
    QTabWidget* m_tabs;
    CodeEditor* m_editor;
    ConsoleView* m_console;
    VersionsView* m_versions;
    OfferBar* m_offer;
    ProblemBar* m_problems;
    bool m_hasApp = false;
    bool m_hasDocuments = false;
    bool m_isOnlyPreview = false;
};

} // namespace ui
