// ChatView: shows the messages of a list model (roles: ui/transcript_role.h) as a web page of ours,
// with formatted text, code, formulas and what can be done with each message. No web engine runs
// until the first message is shown, or warmUp() says that there will soon be one.

#pragma once

#include <QJsonArray>
#include <QJsonObject>
#include <QUrl>
#include <QWidget>

class QAbstractItemModel;
class QLabel;
class QStackedWidget;
class QTimer;
class QWebEnginePage;
class QWebEngineView;

namespace ui {

class ChatBridge;
class ChatFeed;
class ChatPage;
class ChatSearch;
class FindBar;

class ChatView : public QWidget
{
    Q_OBJECT

public:
    // Whether set-up has installed the page and its libraries.
    static bool isInstalled();

    explicit ChatView(QWidget* parent = nullptr);
    ~ChatView() override;

    void setModel(QAbstractItemModel* model); // borrowed
    void setThinkingShown(bool isShown);
    void setCanAsk(bool canAsk); // whether a message could be asked anew now; it can at first
    void warmUp();
    void find(); // opens the search

    // The row at the top of the view and the pixels of it that are above; empty: the end.
    QString scroll() const { return m_scroll; }
    void setScroll(const QString& scroll);

    QWebEnginePage* page() const; // none before the web engine runs

signals:
    // Of the message that has this id (IdRole):
    void retryRequested(qint64 id);
    void editRequested(qint64 id, const QString& text);
    void branchRequested(qint64 id, int delta);
    // Blocks of code are counted from 0 in each message; a web page without a fence counts, too.
    void runRequested(qint64 id, int block);
    void quoteActivated(qint64 id, int index); // of its QuotesRole

    void linkActivated(const QUrl& url);
    void copied();

protected:
    void changeEvent(QEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;

private:
    void setUpStack();
    void setUpSearch();
    void createPage();
    QJsonObject asking() const;
    void followModel();
    void beginPage();
    void onCrash();
    void push(const QJsonObject& operation);
    void send();

    QStackedWidget* m_stack;
    QLabel* m_invitation;
    QWidget* m_apology;
    FindBar* m_findBar;
    ChatFeed* m_feed;
    ChatBridge* m_bridge;
    ChatSearch* m_search;
    QWebEngineView* m_view = nullptr;
    ChatPage* m_page = nullptr;
    QJsonArray m_first;      // for a new page, before it is told of messages
    QJsonArray m_operations; // about messages that it has been told of
    QTimer* m_sending;
    QString m_scroll;
    QList<qint64> m_crashes; // milliseconds since the epoch
    bool m_canAsk = true;
    bool m_isReady = false;    // the page listens
    bool m_isApplying = false; // the page has not answered yet
};

} // namespace ui
