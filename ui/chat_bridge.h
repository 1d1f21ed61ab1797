// ChatBridge: the one object that the page of the transcript sees, as "program". Emitting changed()
// is how the page is told; the functions are what it says.

#pragma once

#include <QJsonArray>
#include <QObject>
#include <QString>
#include <QUrl>

namespace ui {

class ChatFeed;

class ChatBridge : public QObject
{
    Q_OBJECT

public:
    explicit ChatBridge(const ChatFeed& feed, QObject* parent = nullptr); // borrowed

    void setCanAsk(bool canAsk) { m_canAsk = canAsk; }

    Q_INVOKABLE void ready() { emit pageReady(); }
    Q_INVOKABLE void applied() { emit changesApplied(); }
    Q_INVOKABLE void failed(const QString& reason) { emit pageFailed(reason); }
    Q_INVOKABLE void scrolled(const QString& scroll) { emit scrollChanged(scroll); }
    Q_INVOKABLE void want(const QJsonArray& rows);
    Q_INVOKABLE void retry(qint64 id);
    Q_INVOKABLE bool edit(qint64 id, const QString& text); // whether it was taken
    Q_INVOKABLE void branch(qint64 id, int delta);
    Q_INVOKABLE void run(qint64 id, int block);
    Q_INVOKABLE void quote(qint64 id, int index);
    Q_INVOKABLE void activate(const QString& address);
    Q_INVOKABLE void copyText(const QString& text) { emit copyRequested(text); }
    Q_INVOKABLE void copyMessage(qint64 id) { emit copyRequested(textOf(id)); }
    Q_INVOKABLE void copyEverything();
    Q_INVOKABLE QString textOf(qint64 id) const; // the page may have its beginning only
    Q_INVOKABLE void seeking(int topRow) { emit searchBegan(topRow); }
    Q_INVOKABLE void found(int row, int index, int count) { emit matchFound(row, index, count); }

signals:
    void changed(const QJsonArray& operations); // heard by the page

    void pageReady();
    void changesApplied();
    void pageFailed(const QString& reason); // an error in its script: it shows who knows what
    void scrollChanged(const QString& scroll);
    void rowsWanted(const QList<int>& rows);
    void retryRequested(qint64 id);
    void editRequested(qint64 id, const QString& text);
    void branchRequested(qint64 id, int delta);
    void runRequested(qint64 id, int block);
    void quoteActivated(qint64 id, int index);
    void linkActivated(const QUrl& url);
    void copyRequested(const QString& text);
    void searchBegan(int topRow);
    void matchFound(int row, int index, int count);

private:
    bool has(qint64 id) const;

    const ChatFeed& m_feed;
    bool m_canAsk = true;
};

} // namespace ui
