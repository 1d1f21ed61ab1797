// The part of DocumentView that shows a PDF file as pages, and the way between them and its text.

#include "ui/document_bar.h"
#include "ui/document_view.h"
#include "ui/outline_panel.h"
#include "ui/page_tools.h"
#include "ui/page_view.h"
#include "ui/text_view.h"

#include <QStackedWidget>

namespace ui {

void DocumentView::setUpPages()
{
    m_bar->setPageTools(m_pageTools);
    connect(m_bar, &DocumentBar::pagesRequested, this, [this](bool areShown) {
        m_prefersText = !areShown;
        showPages(areShown);
    });
    connect(m_pages, &PageView::opened, this, &DocumentView::onPagesOpened);
    connect(m_pages, &PageView::selectionChanged, this, &DocumentView::fitBar);
    connect(m_pages, &PageView::questionAsked, this, &DocumentView::ask);
    connect(m_pages, &PageView::findRequested, this, &DocumentView::find);
    connect(m_pages, &PageView::findNextRequested, this, &DocumentView::findNext);
    connect(m_pages, &PageView::placeMissed, this, [this] {
        m_bar->setRemark(tr("These words were not found on the page; “As Text” shows them."));
    });
    connect(m_pages, &PageView::pageChanged, this, [this] {
        m_pageTools->setPage(m_pages->currentPage(), m_pages->pageCount());
        m_pageTools->setZoom(m_pages->zoom(), m_pages->isFittingWidth());
        if (arePagesShown() && m_pages->isOpen())
            m_outline->setPlace(m_current, m_pages->position());
    });
    connect(m_pageTools, &PageTools::pageChosen, m_pages, &PageView::goToPage);
    connect(m_pageTools, &PageTools::zoomStepped, this,
            [this](double factor) { m_pages->setZoom(m_pages->zoom() * factor); });
    connect(m_pageTools, &PageTools::fitWidthRequested, m_pages, &PageView::fitWidth);
}

bool DocumentView::arePagesShown() const { return m_stack->currentWidget() == m_pages; }

void DocumentView::onPagesOpened(const QString& error)
{
    if (error.isEmpty()) {
        if (const qsizetype place = m_places.value(m_documents[m_current].name);
            place > 0 && !m_pages->hasMark())
            m_pages->showPosition(place);
        return;
    }
    m_bar->setRemark(error);
    m_stack->setCurrentWidget(m_text);
    fitBar();
}

void DocumentView::showPages(bool areShown)
{
    if (m_current < 0 || areShown == arePagesShown())
        return;
    if (areShown) {
        m_stack->setCurrentWidget(m_pages);
        m_pages->showPosition(m_text->topPosition());
    } else {
        m_stack->setCurrentWidget(m_text);
        if (m_pages->isMarkInView())
            m_text->scrollTo(m_text->selectionBegin()); // a mark or what a search found
        else
            m_text->showAtTop(m_pages->position());
    }
    m_stack->currentWidget()->setFocus();
    fitBar();
}

void DocumentView::fitBar()
{
    const bool hasPages = m_current >= 0 && !m_documents[m_current].pdfFile.isEmpty();
    m_bar->setPages(hasPages, arePagesShown());
    m_bar->setHasSelection(arePagesShown() ? m_pages->hasSelection() : m_text->hasSelection());
}

void DocumentView::ask(DocumentQuestion what)
{
    const bool isPage = arePagesShown();
    const qsizetype begin = isPage ? m_pages->selectionBegin() : m_text->selectionBegin();
    const qsizetype end = isPage ? m_pages->selectionEnd() : m_text->selectionEnd();
    if (m_current >= 0 && begin < end)
        emit selectionAsked(m_current, begin, end, what);
}

} // namespace ui
