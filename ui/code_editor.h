// CodeEditor: the files of an app, one tab each, with a search bar. It shows what is being written as
// it comes and lets the user edit what is there.

#pragma once

#include <QList>
#include <QString>
#include <QWidget>

class QStackedWidget;
class QTabBar;

namespace ui {

class CodePane;
class ReplaceBar;

struct CodeFile
{
    QString name;
    QString text;

    bool operator==(const CodeFile&) const = default;
};

class CodeEditor : public QWidget
{
    Q_OBJECT

public:
    explicit CodeEditor(QWidget* parent = nullptr);

    // Files that only grow keep their place and cost their growth. While one is written (its name in
    // `writing`), it is in front and nothing can be edited.
    void setFiles(const QList<CodeFile>& files, const QString& writing = {});
    QList<CodeFile> files() const; // with the user's edits

    void clearMarks();
    void mark(const QString& file, int line, const QString& text); // from 1
    void goTo(const QString& file, int line);                      // an unknown file: the first
    void openSearch();

    QString currentFile() const;
    int currentLine() const; // from 1
    QList<int> markedLines(const QString& file) const;

signals:
    void edited(); // by the user
    void runRequested();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    CodePane* pane(const QString& file) const;
    CodePane* currentPane() const;
    CodePane* addPane(const QString& file);
    void setUpSearch();
    void bringToFront(const QString& file);
    void fitTabs();

    QTabBar* m_tabs;
    QStackedWidget* m_panes;
    ReplaceBar* m_replaceBar;
    QString m_writing;
};

} // namespace ui
