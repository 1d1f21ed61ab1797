// DocumentView: reads a set of documents: an outline of all, and the one that is open, as text or as
// the pages of its PDF file, with the place that is marked.

#pragma once

#include "ui/viewed_document.h"

#include <QWidget>

class QLabel;

namespace ui {

class TextView;

class DocumentView : public QWidget
{
    Q_OBJECT

public:
    explicit DocumentView(QWidget* parent = nullptr);

    // The first document is shown. Documents that are the same as before keep their place.
    void setDocuments(const QList<ViewedDocument>& documents);
    // Opens the document, marks these UTF-16 units of its text and brings them into view.
    void show(int document, qsizetype begin, qsizetype end, MarkKind kind);
    using QWidget::show;
    void clearMark();

    int currentDocument() const { return m_current; } // -1: there is none

signals:
    void selectionAsked(int document, qsizetype begin, qsizetype end, ui::DocumentQuestion what);
    void documentShown(int document);

private:
    void open(int document);

    QList<ViewedDocument> m_documents;
    int m_current = -1;
    QLabel* m_name;
    TextView* m_text;
};

} // namespace ui
