// ChatSearch: goes from match to match in a conversation of which the page holds a part. The feed
// knows which messages have the text; the page knows how often each shows it.

#pragma once

#include <QJsonObject>
#include <QList>
#include <QObject>
#include <QString>

namespace ui {

class ChatFeed;

class ChatSearch : public QObject
{
    Q_OBJECT

public:
    explicit ChatSearch(const ChatFeed& feed, QObject* parent = nullptr); // borrowed

    void setQuery(const QString& query); // empty: ends the search
    void next() { step(+1); }
    void previous() { step(-1); }
    void forgetRows(); // they are other messages now; the next step searches anew

    // What the page answers.
    void begin(int topRow); // the first row in view
    void noteMatch(int row, int index, int count);

signals:
    void operationNeeded(const QJsonObject& operation);
    void resultChanged(const QString& result);

private:
    void step(int by);
    void goToRow(int by);
    void show();

    const ChatFeed& m_feed;
    QString m_query;
    QList<int> m_rows; // that have the text
    int m_at = 0;      // index into m_rows
    int m_index = 0;   // match within the message; -1: the last
    int m_count = 0;   // matches of the message
    int m_direction = +1;
    int m_skipped = 0; // messages in a row that have the text in their source, but do not show it
};

} // namespace ui
