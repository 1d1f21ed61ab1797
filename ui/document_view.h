// DocumentView: reads a set of documents: an outline of all, and the one that is open, as text or as
// the pages of its PDF file, with the place that is marked.

#pragma once

#include "ui/viewed_document.h"

#include <QHash>
#include <QWidget>

class QSplitter;
class QStackedWidget;

namespace ui {

class DocumentBar;
class FindBar;
class LineBar;
class OutlinePanel;
class PageTools;
class PageView;
class TextFinder;
class TextView;

class DocumentView : public QWidget
{
    Q_OBJECT

public:
    explicit DocumentView(QWidget* parent = nullptr);

    // The first document is shown. A document that is the same as before stays in front.
    void setDocuments(const QList<ViewedDocument>& documents);
    // Opens the document, marks these UTF-16 units of its text and brings them into view.
    void show(int document, qsizetype begin, qsizetype end, MarkKind kind);
    using QWidget::show;
    void clearMark();
    void find(); // opens the search

    int currentDocument() const { return m_current; } // -1: there is none
    TextView* textView() const { return m_text; }
    PageView* pageView() const { return m_pages; }
    bool arePagesShown() const;

signals:
    void selectionAsked(int document, qsizetype begin, qsizetype end, ui::DocumentQuestion what);
    void documentShown(int document);

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void setUpParts();
    void setUpSearch();
    void setUpPages();
    void open(int document);
    void showPages(bool areShown);
    void onPagesOpened(const QString& error);
    void ask(DocumentQuestion what);
    void fitBar();
    void goTo(int document, qsizetype position);
    void findNext(bool isForward);
    void showFound(qsizetype begin, qsizetype end);
    void showFindResult();
    void fitOutline();

    QList<ViewedDocument> m_documents;
    int m_current = -1;
    QHash<QString, qsizetype> m_places; // by name: where a document was left
    bool m_hasChosenOutline = false;    // the user showed or hid it
    bool m_prefersText = false;         // to pages

    DocumentBar* m_bar;
    QSplitter* m_splitter;
    OutlinePanel* m_outline;
    QStackedWidget* m_stack;
    TextView* m_text;
    PageView* m_pages;
    PageTools* m_pageTools;
    FindBar* m_findBar;
    LineBar* m_lineBar;
    TextFinder* m_finder;
};

} // namespace ui
