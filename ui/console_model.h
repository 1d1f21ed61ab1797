// ConsoleModel: what a page has said, newest last, as a list of limited length. Equal messages in a
// row are counted. Messages are gathered and shown a few times a second, so that a page that says
// something a hundred thousand times costs the window almost nothing. All of it is untrusted text.

#pragma once

#include <QAbstractListModel>
#include <QString>
#include <QTimer>

#include <deque>

namespace ui {

enum class ConsoleLevel { Info, Warning, Error, Input, Result };

struct ConsoleEntry
{
    ConsoleLevel level = ConsoleLevel::Info;
    QString text;
    QString file; // of the app; empty: nowhere
    int line = 0; // from 1; 0: unknown
    int count = 1;
};

class ConsoleModel : public QAbstractListModel
{
    Q_OBJECT

public:
    static constexpr int kMostEntries = 5000;
    static constexpr int kShowIntervalMs = 60;
    static constexpr qsizetype kLongestText = 10'000;

    enum Role { LevelRole = Qt::UserRole + 1, FileRole, LineRole, CountRole };

    explicit ConsoleModel(QObject* parent = nullptr);

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;

    void add(ConsoleEntry entry);
    void clear();
    // Messages of a level, repeats included, since it was cleared; also those no longer in the list.
    qint64 count(ConsoleLevel level) const { return m_counts[int(level)]; }
    // Messages that were dropped because there were too many.
    qint64 droppedCount() const { return m_dropped; }

signals:
    void countsChanged();

private:
    void showWaiting();

    std::deque<ConsoleEntry> m_entries;
    std::deque<ConsoleEntry> m_waiting;
    qint64 m_counts[5] = {};
    qint64 m_dropped = 0;
    QTimer m_timer;
};

} // namespace ui
