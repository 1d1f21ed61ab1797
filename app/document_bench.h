// DocumentBench: joins the documents of the conversation that is shown with their page, their viewer,
// the bar above the composer, and the quotations of the answers.

#pragma once

#include "app/document_values.h"
#include "ui/document_plan.h"
#include "ui/viewed_document.h"

#include <QHash>
#include <QObject>

namespace ui {
class DocumentPage;
class DocumentView;
class ScopeBar;
}

namespace app {

class ChatController;
class Conversation;
class Conversations;
class DocumentDesk;

class DocumentBench : public QObject
{
    Q_OBJECT

public:
    struct Widgets
    {
        ui::DocumentPage& page;
        ui::DocumentView& view;
        ui::ScopeBar& bar;
    };

    // Borrows all of them.
    DocumentBench(DocumentDesk& desk, Conversations& conversations, ChatController& controller,
                  const Widgets& widgets, QObject* parent = nullptr);

    // The conversation that is open gets these files to ask, or a new one does where it has something
    // else already.
    void begin(const QStringList& paths);
    void beginWith(qint64 set);
    void beginWithSame(); // a new conversation about what the open one asks
    void showConversation();
    void showQuote(qint64 message, int index);

signals:
    void documentsShown(const QString& title); // of the conversation that is open; empty: none
    void pageWanted();
    void textWanted();
    void questionWanted(const QString& draft); // into the composer; may be empty

private:
    void attach(qint64 set);
    void connectDesk();
    void connectWidgets();
    Conversation& conversation() const;
    qint64 set() const;
    void refresh();
    void showTexts();
    void showDocuments(const QList<QList<documents::Heading>>& outlines);
    void showScope();
    void showState();
    void choose(const Asking& asking);
    void forgetQuotes();
    void checkAnswers();
    void checkAnswer(qint64 conversation, qint64 message);
    void askAbout(int document, qsizetype begin, qsizetype end, ui::DocumentQuestion what);
    int documentNamed(const QString& name) const;

    DocumentDesk& m_desk;
    Conversations& m_conversations;
    ChatController& m_controller;
    Widgets m_widgets;
    QMetaObject::Connection m_conversationFollowed;
    QMetaObject::Connection m_branchFollowed;
    QHash<qint64, QList<CheckedQuote>> m_quotes; // by message, of the conversation that is shown
    StoredSet m_shown;                           // by the viewer
};

} // namespace app
