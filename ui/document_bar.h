// DocumentBar: above a document: its name, what can be asked about the selection, whether it is shown
// as pages or as text, and what the marked place is.

#pragma once

#include "ui/viewed_document.h"

#include <QWidget>

class QHBoxLayout;
class QLabel;
class QToolButton;

namespace ui {

class ElidedLabel;

class DocumentBar : public QWidget
{
    Q_OBJECT

public:
    explicit DocumentBar(QWidget* parent = nullptr);

    void setName(const QString& name);
    void setRemark(const QString& sentence); // about the mark; empty: none
    void setHasSelection(bool hasSelection);
    void setPages(bool hasPages, bool areShown);
    void setOutlineShown(bool isShown);
    void setPageTools(QWidget* tools); // are shown with pages; takes ownership

signals:
    void questionAsked(ui::DocumentQuestion what);
    void findRequested();
    void pagesRequested(bool areShown);
    void outlineRequested(bool isShown);
    void markDismissed();

private:
    QToolButton* addButton(QHBoxLayout* row, const QString& text, const QString& tip);

    QToolButton* m_outline;
    ElidedLabel* m_name;
    QToolButton* m_ask;
    QToolButton* m_explain;
    QToolButton* m_asText;
    QWidget* m_pageTools = nullptr;
    QWidget* m_remarkRow;
    QLabel* m_remark;
    QHBoxLayout* m_row;
};

} // namespace ui
