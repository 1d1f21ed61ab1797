// DocumentTreeModel: a DocumentTree for a tree view: names with check boxes, tokens and sizes,
// sorted and narrowed down by words.

#pragma once

#include "ui/document_tree.h"

#include <QAbstractItemModel>

namespace ui {

class DocumentTreeModel : public QAbstractItemModel
{
    Q_OBJECT

public:
    enum Column { Name, Tokens, Size, ColumnCount };

    explicit DocumentTreeModel(QObject* parent = nullptr);

    void setFiles(const QList<PlannedFile>& files);
    void setWords(const QString& words); // shows what has all of them in its path
    void setIncluded(const std::vector<int>& nodes, bool isIncluded); // what of them is shown
    const DocumentTree& tree() const { return m_tree; }
    int shownFiles() const { return m_shownFiles; }

    QModelIndex indexOf(int node, int column = Name) const; // invalid: it is not shown
    static int nodeOf(const QModelIndex& index);            // the root for an invalid one

    QModelIndex index(int row, int column, const QModelIndex& parent = {}) const override;
    QModelIndex parent(const QModelIndex& index) const override;
    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    bool setData(const QModelIndex& index, const QVariant& value, int role) override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    Qt::ItemFlags flags(const QModelIndex& index) const override;
    void sort(int column, Qt::SortOrder order) override;

signals:
    void numbersChanged();                                            // the nodes are the same
    void inclusionChanged(const QStringList& names, bool isIncluded); // by the user

private:
    QString text(const DocumentNode& node, int column) const;
    QString description(int id, int column) const;
    bool isShown(const DocumentNode& node) const;
    void arrange(); // fills what follows
    bool isBefore(int a, int b) const;
    void announceNumbers();

    DocumentTree m_tree;
    QStringList m_words;
    int m_sortColumn = Tokens;
    Qt::SortOrder m_order = Qt::DescendingOrder;
    std::vector<std::vector<int>> m_shown; // of each node, the children that are shown, in order
    std::vector<int> m_rows;               // of each node; -1: not shown
    int m_shownFiles = 0;
};

} // namespace ui
