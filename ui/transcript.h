// Transcript: the messages of a list model (roles: ui/transcript_role.h), as the page of ChatView where
// set-up has installed it, else as the plain text of TranscriptView.

#pragma once

#include <QPointer>
#include <QUrl>
#include <QWidget>

class QAbstractItemModel;

namespace ui {

class ChatView;
class TranscriptView;

class Transcript : public QWidget
{
    Q_OBJECT

public:
    explicit Transcript(QWidget* parent = nullptr);

    void setModel(QAbstractItemModel* model); // borrowed
    void setThinkingShown(bool isShown);
    void setCanAsk(bool canAsk); // whether a message could be asked anew now
    void warmUp();               // a message will come soon
    void find();

    // How far it is scrolled, in its own words; empty: to the end.
    QString scroll() const;
    void setScroll(const QString& scroll);
    void showRow(int row); // its beginning comes to the top, where there is enough below it

signals:
    // Of the message that has this id (IdRole):
    void retryRequested(qint64 id);
    void editRequested(qint64 id, const QString& text);
    void branchRequested(qint64 id, int delta);
    // Blocks of code are counted from 0 in each message; a web page without a fence counts, too.
    void runRequested(qint64 id, int block);
    void quoteActivated(qint64 id, int index); // of its QuotesRole
    void linkActivated(const QUrl& url);

private:
    void setUpPage();
    void setUpPlainText();

    QPointer<QAbstractItemModel> m_model;
    ChatView* m_page = nullptr; // one of the two
    TranscriptView* m_plain = nullptr;
};

} // namespace ui
