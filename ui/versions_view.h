// VersionsView: the versions of the app with their pictures, and what the chosen one has changed.

#pragma once

#include "ui/diff_view.h"

#include <QImage>
#include <QWidget>

class QLabel;
class QListWidget;
class QPushButton;

namespace ui {

struct VersionItem
{
    qint64 id = 0;
    QString name;   // "v3 (you)"
    QString prompt; // what was asked for
    QString state;  // "2 errors"
    QImage picture;
    bool isShown = false;
    bool isRunning = false;
    bool hasFailed = false;
};

class VersionsView : public QWidget
{
    Q_OBJECT

public:
    explicit VersionsView(QWidget* parent = nullptr);

    void setVersions(const QList<VersionItem>& versions);
    // Of the version that is chosen in the list.
    void setDiff(const QString& headline, const QList<DiffSection>& sections);
    qint64 chosen() const; // 0: none

signals:
    void versionChosen(qint64 id);    // to be compared
    void versionRequested(qint64 id); // to be gone back to

private:
    void request();
    void updateButton();

    QListWidget* m_list;
    QLabel* m_headline;
    QPushButton* m_goTo;
    DiffView* m_diff;
    QList<VersionItem> m_versions; // newest first
};

} // namespace ui
