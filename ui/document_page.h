// DocumentPage: what the dropped documents cost before they are read, which of them take part, and
// how far the reading is. It shows what it is told and says what the user asked for.

#pragma once

#include "ui/document_plan.h"

#include <QWidget>

class QAction;
class QLabel;
class QSplitter;
class QStackedLayout;

namespace ui {

class Breadcrumb;
class DocumentList;
class ElidedLabel;
class ModeNotice;
class ReadingBar;
class TreeMap;

class DocumentPage : public QWidget
{
    Q_OBJECT

public:
    explicit DocumentPage(QWidget* parent = nullptr);

    void setPlan(const DocumentPlan& plan); // cheap when only numbers have changed
    void setState(const ReadingState& state);
    void setMode(AskMode mode);

    // "412 files · 812,340 tokens of 1,048,576 · 9.1 GB memory · about 6 min to read · ..."
    static QString factsOf(const DocumentPlan& plan);

signals:
    void inclusionChanged(const QStringList& names, bool isIncluded); // a folder: all its files
    void readRequested();
    void pauseRequested();
    void resumeRequested();
    void modeChosen(ui::AskMode mode);
    void addRequested(); // more files, of a dialog
    void filesDropped(const QStringList& paths);
    void updateRequested();        // files changed on disk: read again from there
    void forgetReadingRequested(); // deletes what is saved, keeps the texts
    void fileActivated(const QString& name);

protected:
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    QWidget* setUpHeader();
    QWidget* setUpParts();
    void connectParts();
    void showState();
    void showSteps();
    void chooseMode(AskMode mode);
    QString obstacle() const;
    void colour();

    DocumentPlan m_plan;
    ReadingState m_state;
    AskMode m_mode = AskMode::WholeText;

    QStackedLayout* m_pages;
    ElidedLabel* m_title;
    QLabel* m_facts;
    QLabel* m_notes;
    QAction* m_forget = nullptr;
    ModeNotice* m_notice;
    ReadingBar* m_reading;
    QSplitter* m_parts = nullptr;
    Breadcrumb* m_steps;
    TreeMap* m_map;
    DocumentList* m_list;
};

} // namespace ui
