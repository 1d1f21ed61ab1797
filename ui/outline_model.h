// OutlineModel: the documents of a set as a tree: below each its headings, symbols or pages, which
// are made when somebody asks for them. A filter leaves what has its words in the name.

#pragma once

#include "ui/viewed_document.h"

#include <QAbstractItemModel>

#include <memory>
#include <vector>

namespace ui {

class OutlineModel : public QAbstractItemModel
{
    Q_OBJECT

public:
    enum Role { DocumentRole = Qt::UserRole + 1, BeginRole };

    explicit OutlineModel(QObject* parent = nullptr);
    ~OutlineModel() override;

    void setDocuments(const QList<ViewedDocument>& documents);
    void setFilter(const QString& words);
    qsizetype matchCount() const { return m_matches; } // entries of documents that the filter left

    // Of the last entry that begins at or in front of the position; of the document if there is none.
    QModelIndex indexAt(int document, qsizetype position) const;

    QModelIndex index(int row, int column, const QModelIndex& parent = {}) const override;
    QModelIndex parent(const QModelIndex& child) const override;
    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    bool hasChildren(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;

private:
    struct Node;

    void rebuild();
    QList<OutlineEntry> entriesOf(int document) const;
    bool matches(const QString& title) const;
    Node* nodeOf(const QModelIndex& index) const;

    QList<ViewedDocument> m_documents;
    QString m_filter;
    std::vector<std::unique_ptr<Node>> m_files;
    qsizetype m_matches = 0;
};

} // namespace ui
