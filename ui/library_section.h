// LibrarySection: one kind of things in the library: a heading that folds, and a tree below it.

#pragma once

#include <QWidget>

class QAbstractItemModel;
class QModelIndex;
class QToolButton;
class QTreeView;

namespace ui {

class LibrarySection : public QWidget
{
    Q_OBJECT

public:
    // Borrows the model. A section that yields is not higher than its rows, and hidden without any.
    enum class Height { Fills, Yields };
    LibrarySection(const QString& title, QAbstractItemModel* model, Height height,
                   QWidget* parent = nullptr);

    QTreeView* view() const { return m_view; }
    void setFolded(bool isFolded);
    bool isFolded() const { return m_isFolded; }

signals:
    void opened(const QModelIndex& index); // by a click or by Enter
    void menuRequested(const QModelIndex& index, const QPoint& globalPosition); // maybe of no row

protected:
    void changeEvent(QEvent* event) override;

private:
    void setUpView(QAbstractItemModel* model);
    void dimHeading();
    void showMenu(const QPoint& position);
    void fitHeight();

    QToolButton* m_heading;
    QTreeView* m_view;
    QString m_title;
    Height m_height;
    bool m_isFolded = false;
};

} // namespace ui
