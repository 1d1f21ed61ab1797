// DocumentList: the tree of files with check boxes, tokens and sizes, a field that narrows it down,
// and what can be done with the files that are selected.

#pragma once

#include "ui/document_tree_model.h"

#include <QSet>
#include <QWidget>

class QLabel;
class QLineEdit;
class QTreeView;

namespace ui {

class DocumentList : public QWidget
{
    Q_OBJECT

public:
    explicit DocumentList(QWidget* parent = nullptr);

    void setFiles(const QList<PlannedFile>& files) { m_model->setFiles(files); }
    DocumentTreeModel* model() const { return m_model; }

    void setCurrentNode(int node); // opens the folders that it is in
    void showLargestFirst();       // with the focus

signals:
    void currentChanged(int node);
    void fileActivated(const QString& name);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void setUpView();
    void setUpFilter();
    void spanSentences();
    void restoreExpanded();
    void showMatches();
    void remember(const QModelIndex& folder, bool isExpanded);
    void activate(const QModelIndex& index);
    void toggleSelected();
    void showMenu(const QPoint& position);
    std::vector<int> selectedNodes() const;

    DocumentTreeModel* m_model;
    QTreeView* m_view;
    QLineEdit* m_words;
    QLabel* m_matches;
    QSet<QString> m_expanded; // paths, as the user left them
    bool m_isRestoring = false;
};

} // namespace ui
