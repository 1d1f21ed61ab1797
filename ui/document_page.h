// DocumentPage: what the dropped documents cost before they are read, which of them take part, and
// how far the reading is. It shows what it is told and says what the user asked for.

#pragma once

#include "ui/document_plan.h"

#include <QWidget>

class QLabel;

namespace ui {

class DocumentPage : public QWidget
{
    Q_OBJECT

public:
    explicit DocumentPage(QWidget* parent = nullptr);

    void setPlan(const DocumentPlan& plan); // cheap when only numbers have changed
    void setState(const ReadingState& state);
    void setMode(AskMode mode);

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

private:
    QLabel* m_header;
};

} // namespace ui
