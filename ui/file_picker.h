// FilePicker: a popup with the names of many files and a field that narrows them down.

#pragma once

#include <QFrame>
#include <QStringList>

class QLabel;
class QLineEdit;
class QListView;
class QSortFilterProxyModel;
class QStringListModel;

namespace ui {

class FilePicker : public QFrame
{
    Q_OBJECT

public:
    explicit FilePicker(QWidget* parent = nullptr);

    void setFiles(const QStringList& files);
    // Above the widget; it becomes the current one's popup and is closed by a choice or Escape.
    void openAt(const QWidget* widget, const QString& current);

signals:
    void everythingChosen();
    void fileChosen(const QString& file);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void choose(const QModelIndex& index);
    void narrow(const QString& words);

    QStringListModel* m_files;
    QSortFilterProxyModel* m_shown;
    QLineEdit* m_words;
    QListView* m_list;
    QLabel* m_nothing;
};

} // namespace ui
