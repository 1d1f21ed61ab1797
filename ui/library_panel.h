// LibraryPanel: what there is to open: the search over everything, conversations in folders, the
// trash, and whatever sections others add.

#pragma once

#include "ui/library_section.h"

#include <QWidget>

class QLabel;
class QLineEdit;
class QListView;
class QMenu;
class QPushButton;
class QStackedWidget;
class QTimer;
class QVBoxLayout;

namespace ui {

class LibraryPanel : public QWidget
{
    Q_OBJECT

public:
    explicit LibraryPanel(QWidget* parent = nullptr);

    // Roles: ui/library_role.h. All borrowed.
    void setConversations(QAbstractItemModel* conversations, QAbstractItemModel* trash);
    void setResults(QAbstractItemModel* hits);
    // Between the conversations and the trash; it yields.
    LibrarySection* addSection(const QString& title, QAbstractItemModel* model);

    void setCurrent(qint64 conversation); // shows which one is open
    void beginSearch();                   // the focus is in the field then
    QString query() const;
    void rename(qint64 id); // opens the editor in the row

signals:
    void newConversationRequested();
    void newFolderRequested(qint64 parent);
    void conversationOpened(qint64 id, qint64 message); // message 0: where it was left
    void pinRequested(qint64 id, bool isPinned);
    void deleteRequested(qint64 id);
    void deleteFolderRequested(qint64 id);
    void moveRequested(qint64 id, qint64 folder);
    void restoreRequested(qint64 id);
    void deleteForGoodRequested(qint64 id);
    void emptyTrashRequested();
    void searchRequested(const QString& query); // empty: no longer

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void setUpSearch();
    void onQueryEdited();
    void openHit(const QModelIndex& index);
    void showConversationMenu(const QModelIndex& index, const QPoint& position);
    void showTrashMenu(const QModelIndex& index, const QPoint& position);
    void addMoveMenu(QMenu* menu, qint64 id);
    QModelIndex find(qint64 id) const;

    QPushButton* m_new;
    QLineEdit* m_search;
    QTimer* m_typing;
    QStackedWidget* m_pages;
    QVBoxLayout* m_sections;
    QListView* m_hits;
    QLabel* m_nothing; // instead of hits
    LibrarySection* m_conversations = nullptr;
    LibrarySection* m_trash = nullptr;
};

} // namespace ui
