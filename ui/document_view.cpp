#include "ui/document_view.h"

#include "ui/document_bar.h"
#include "ui/find_bar.h"
#include "ui/line_bar.h"
#include "ui/mark_style.h"
#include "ui/outline_panel.h"
#include "ui/page_tools.h"
#include "ui/page_view.h"
#include "ui/text_finder.h"
#include "ui/text_view.h"

#include <QLabel>
#include <QLocale>
#include <QSplitter>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace ui {
namespace {

constexpr int kOutlineWidth = 190;
constexpr int kWidthForOutline = 560; // in a narrower view the text needs the room

} // namespace

DocumentView::DocumentView(QWidget* parent)
    : QWidget(parent)
    , m_bar(new DocumentBar(this))
    , m_splitter(new QSplitter(this))
    , m_outline(new OutlinePanel(this))
    , m_stack(new QStackedWidget(this))
    , m_text(new TextView(this))
    , m_pages(new PageView(this))
    , m_pageTools(new PageTools(m_bar))
    , m_findBar(new FindBar(this))
    , m_lineBar(new LineBar(this))
    , m_finder(new TextFinder(this))
{
    setUpParts();
    setUpSearch();
    setUpPages();
    connect(m_outline, &OutlinePanel::placeChosen, this, &DocumentView::goTo);
    connect(m_text, &TextView::selectionChanged, this, &DocumentView::fitBar);
    connect(m_text, &TextView::questionAsked, this, &DocumentView::ask);
    connect(m_bar, &DocumentBar::questionAsked, this, &DocumentView::ask);
    connect(m_bar, &DocumentBar::markDismissed, this, &DocumentView::clearMark);
    connect(m_bar, &DocumentBar::outlineRequested, this, [this](bool isShown) {
        m_hasChosenOutline = true;
        m_outline->setVisible(isShown);
    });
}

void DocumentView::setUpParts()
{
    auto* empty = new QLabel(tr("There is no document to show."), this);
    empty->setAlignment(Qt::AlignCenter);
    empty->setForegroundRole(QPalette::PlaceholderText);
    m_stack->addWidget(empty);
    m_stack->addWidget(m_text);
    m_stack->addWidget(m_pages);
    m_splitter->addWidget(m_outline);
    m_splitter->addWidget(m_stack);
    m_splitter->setStretchFactor(1, 1);
    m_splitter->setSizes({kOutlineWidth, 3 * kOutlineWidth});
    m_splitter->setCollapsible(1, false);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_bar);
    layout->addWidget(m_splitter, 1);
    layout->addWidget(m_findBar);
    layout->addWidget(m_lineBar);
    m_bar->hide();
}

void DocumentView::setUpSearch()
{
    m_findBar->setPrompt(tr("Find in this document"));
    const auto backToText = [this] { m_stack->currentWidget()->setFocus(); };
    connect(m_text, &TextView::findRequested, this, &DocumentView::find);
    connect(m_bar, &DocumentBar::findRequested, this, &DocumentView::find);
    connect(m_text, &TextView::findNextRequested, this, &DocumentView::findNext);
    connect(m_findBar, &FindBar::queryChanged, this, [this](const QString& query) {
        m_finder->setQuery(query);
        m_text->setFound(query);
        if (!query.isEmpty())
            m_finder->find(m_text->selectionBegin(), true);
    });
    connect(m_findBar, &FindBar::nextRequested, this, [this] { findNext(true); });
    connect(m_findBar, &FindBar::previousRequested, this, [this] { findNext(false); });
    connect(m_findBar, &FindBar::closed, this, [this] { m_text->setFound({}); });
    connect(m_findBar, &FindBar::closed, this, backToText);
    connect(m_finder, &TextFinder::found, this, &DocumentView::showFound);
    connect(m_finder, &TextFinder::progressed, this, &DocumentView::showFindResult);
    connect(m_text, &TextView::goToLineRequested, this, [this] {
        const qsizetype lines = m_text->lineAt(m_text->text().size());
        m_lineBar->begin(m_text->lineAt(m_text->caret()), lines);
    });
    connect(m_lineBar, &LineBar::lineChosen, m_text, &TextView::goToLine);
    connect(m_lineBar, &LineBar::closed, this, backToText);
}

void DocumentView::setDocuments(const QList<ViewedDocument>& documents)
{
    const QString name = m_current >= 0 ? m_documents[m_current].name : QString();
    m_documents = documents;
    m_outline->setDocuments(documents);
    m_bar->setVisible(!documents.isEmpty());
    fitOutline();
    for (int i = 0; i < int(documents.size()); ++i)
        if (m_current >= 0 && documents[i].name == name && documents[i].text == m_text->text()) {
            m_current = i;
            return;
        }
    m_current = -1;
    m_places.clear();
    if (!documents.isEmpty()) {
        open(0);
        return;
    }
    m_stack->setCurrentIndex(0);
    m_text->setText({});
    m_pages->setDocument({});
    m_finder->setText({});
}

void DocumentView::open(int document)
{
    if (document == m_current)
        return;
    if (m_current >= 0)
        m_places[m_documents[m_current].name] =
            arePagesShown() ? m_pages->position() : m_text->topPosition();
    m_current = document;
    const ViewedDocument& shown = m_documents[document];
    m_bar->setName(shown.name);
    m_bar->setRemark({});
    m_text->setText(shown.text, shown.name);
    m_finder->setText(shown.text);
    m_text->showAtTop(m_places.value(shown.name));
    m_pages->setDocument(shown);
    if (shown.pdfFile.isEmpty() || m_prefersText)
        m_stack->setCurrentWidget(m_text);
    else
        m_stack->setCurrentWidget(m_pages);
    fitBar();
    m_outline->setPlace(document, m_text->topPosition());
    emit documentShown(document);
}

void DocumentView::show(int document, qsizetype begin, qsizetype end, MarkKind kind)
{
    if (document < 0 || document >= m_documents.size())
        return;
    open(document);
    m_text->setMark(begin, end, kind);
    m_pages->setMark(begin, end, kind);
    m_bar->setRemark(markSentence(kind));
    m_outline->setPlace(document, begin);
}

void DocumentView::clearMark()
{
    m_text->clearMark();
    m_pages->clearMark();
    m_bar->setRemark({});
}

void DocumentView::goTo(int document, qsizetype position)
{
    open(document);
    m_text->select(position, position);
    m_text->showAtTop(position);
    m_pages->showPosition(position);
}

void DocumentView::find()
{
    if (m_current >= 0)
        m_findBar->begin();
}

void DocumentView::findNext(bool isForward)
{
    if (m_finder->query().isEmpty())
        find();
    else
        m_finder->find(isForward ? m_text->selectionEnd() : m_text->selectionBegin(), isForward);
}

void DocumentView::showFound(qsizetype begin, qsizetype end)
{
    m_text->select(begin, end);
    if (arePagesShown())
        m_pages->setMark(begin, end, MarkKind::Selection);
    showFindResult();
}

void DocumentView::showFindResult()
{
    if (m_finder->query().isEmpty()) {
        m_findBar->setResult({});
        return;
    }
    const QString count = QLocale().toString(qint64(m_finder->count()));
    const qsizetype index = m_finder->indexOf(m_text->selectionBegin());
    if (!m_finder->isComplete())
        m_findBar->setResult(tr("%1, searching…").arg(count));
    else if (m_finder->count() == 0)
        m_findBar->setResult(tr("Not found"));
    else
        m_findBar->setResult(
            tr("%1 of %2")
                .arg(index < 0 ? QStringLiteral("–") : QLocale().toString(qint64(index + 1)),
                     count));
}

void DocumentView::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    fitOutline();
}

void DocumentView::fitOutline()
{
    if (!m_hasChosenOutline)
        m_outline->setVisible(!m_documents.isEmpty() && width() >= kWidthForOutline);
    m_bar->setOutlineShown(!m_outline->isHidden());
}

} // namespace ui
