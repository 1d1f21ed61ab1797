#include "ui/document_page.h"

#include "ui/quantities.h"

#include <QLabel>
#include <QVBoxLayout>

namespace ui {

DocumentPage::DocumentPage(QWidget* parent) : QWidget(parent), m_header(new QLabel(this))
{
    m_header->setTextFormat(Qt::PlainText);
    m_header->setWordWrap(true);
    auto* layout = new QVBoxLayout(this);
    layout->addWidget(m_header);
    layout->addStretch(1);
}

void DocumentPage::setPlan(const DocumentPlan& plan)
{
    m_header->setText(tr("%1: %2 tokens, %3")
                          .arg(plan.title, countText(plan.tokens), estimateText(plan.seconds)));
}

void DocumentPage::setState(const ReadingState& state) { m_header->setToolTip(state.sentence); }

void DocumentPage::setMode(AskMode) {}

} // namespace ui
