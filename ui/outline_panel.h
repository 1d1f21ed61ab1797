// OutlinePanel: the tree of documents, headings, symbols and pages, with a field that filters it.

#pragma once

#include "ui/viewed_document.h"

#include <QWidget>

class QLabel;
class QLineEdit;
class QTimer;
class QTreeView;

namespace ui {

class OutlineModel;

class OutlinePanel : public QWidget
{
    Q_OBJECT

public:
    explicit OutlinePanel(QWidget* parent = nullptr);

    void setDocuments(const QList<ViewedDocument>& documents);
    void setPlace(int document, qsizetype position); // where the reader is

signals:
    void placeChosen(int document, qsizetype position);

private:
    void filter();
    void choose(const QModelIndex& index);

    OutlineModel* m_model;
    QLineEdit* m_filter;
    QTimer* m_filtering;
    QTreeView* m_tree;
    QLabel* m_nothing;
    int m_document = -1; // where the reader is
};

} // namespace ui
