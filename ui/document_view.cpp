#include "ui/document_view.h"

#include "ui/text_view.h"

#include <QLabel>
#include <QVBoxLayout>

namespace ui {

DocumentView::DocumentView(QWidget* parent)
    : QWidget(parent)
    , m_name(new QLabel(this))
    , m_text(new TextView(this))
{
    m_name->setTextFormat(Qt::PlainText);
    m_name->setMargin(6);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_name);
    layout->addWidget(m_text, 1);
}

void DocumentView::setDocuments(const QList<ViewedDocument>& documents)
{
    m_documents = documents;
    m_current = -1;
    if (documents.isEmpty()) {
        m_name->clear();
        m_text->setText({});
    } else {
        open(0);
    }
}

void DocumentView::show(int document, qsizetype begin, qsizetype end, MarkKind kind)
{
    if (document < 0 || document >= m_documents.size())
        return;
    open(document);
    m_text->setMark(begin, end, kind);
}

void DocumentView::clearMark() { m_text->clearMark(); }

void DocumentView::open(int document)
{
    if (document == m_current)
        return;
    m_current = document;
    m_name->setText(m_documents[document].name);
    m_text->setText(m_documents[document].text);
    emit documentShown(document);
}

} // namespace ui
