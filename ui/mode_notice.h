// ModeNotice: says when the documents are too long or need too much memory to be read as a whole and
// offers what can be done instead; or that they are asked otherwise, and the way back.

#pragma once

#include "ui/document_plan.h"

#include <QFrame>

class QLabel;
class QPushButton;

namespace ui {

class ModeNotice : public QFrame
{
    Q_OBJECT

public:
    explicit ModeNotice(QWidget* parent = nullptr);

    void show(const DocumentPlan& plan, AskMode mode); // or hides it: nothing is to be said
    QString sentence() const;

    // Empty: the documents fit, or no model is open that they would have to fit.
    static QString whyItDoesNotFit(const DocumentPlan& plan);

signals:
    void fewerFilesRequested();
    void modeChosen(ui::AskMode mode);

protected:
    void changeEvent(QEvent* event) override;

private:
    QPushButton* addButton(const QString& text, const QString& tip);
    void colour();

    QLabel* m_sentence;
    QPushButton* m_fewer;
    QPushButton* m_sections;
    QPushButton* m_search;
    QPushButton* m_whole;
};

} // namespace ui
