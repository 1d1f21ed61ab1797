// ScopeBar: a slim line above the composer that says what of the documents the next question is
// asked of and how it is answered from them, and lets both be chosen.

#pragma once

#include "ui/document_plan.h"

#include <QWidget>

class QActionGroup;
class QLabel;
class QToolButton;

namespace ui {

class ElidedLabel;
class FilePicker;

// "Whole text", and what is meant by it.
QString nameOf(AskMode mode);
QString explanationOf(AskMode mode);

class ScopeBar : public QWidget
{
    Q_OBJECT

public:
    explicit ScopeBar(QWidget* parent = nullptr);

    void setFiles(const QStringList& files); // those that can be asked one by one
    void setScope(const Scope& scope);
    Scope scope() const { return m_scope; }
    void setSummary(const QString& summary); // "all 12 files, 52,104 tokens read"
    void setMode(AskMode mode);

signals:
    void scopeChosen(const ui::Scope& scope); // by the user
    void modeChosen(ui::AskMode mode);

protected:
    void changeEvent(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void choose(const Scope& scope);
    void setUpModes();
    void showScope();
    void fitScope();
    QString text(const QString& file) const; // of m_what
    void colour();

    Scope m_scope;
    QToolButton* m_what;
    QToolButton* m_reset;
    ElidedLabel* m_summary;
    QToolButton* m_mode;
    QActionGroup* m_modes;
    FilePicker* m_picker;
};

} // namespace ui
