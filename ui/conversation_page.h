// ConversationPage: the conversation that is open: its messages, or the start page while there are
// none, and the composer below.

#pragma once

#include "ui/composer.h"
#include "ui/start_page.h"
#include "ui/status_line.h"

#include <QPointer>

#include <functional>

class QAbstractItemModel;
class QStackedWidget;
class QVBoxLayout;

namespace ui {

class Transcript;
class UndoBar;

class ConversationPage : public QWidget
{
    Q_OBJECT

public:
    explicit ConversationPage(QWidget* parent = nullptr);

    void setTranscript(QAbstractItemModel* messages); // borrowed; roles: ui/transcript_role.h
    void setStatus(const Status& status);
    void setThinkingShown(bool isShown);
    void setScopeBar(QWidget* bar); // above the composer; takes ownership
    StartPage* startPage() const { return m_startPage; }
    Transcript* transcript() const { return m_transcript; }
    Composer* composer() const { return m_composer; }

    // The text in the composer, and how far the transcript is scrolled, in the view's own words.
    void setDraft(const QString& text);
    QString draft() const;
    void addToDraft(const QString& text); // behind what is there; the focus is in the composer then
    void setScroll(const QString& scroll);
    QString scroll() const;
    void showMessage(qint64 id); // scrolls to it
    void find();

    void offer(const QString& sentence, const QString& action, std::function<void()> accepted);

    // Puts the last question into the composer; sending it asks it anew, as another branch.
    bool canEditLastQuestion() const;
    void editLastQuestion();
    bool isEditing() const { return m_edited != 0; }
    void cancelEditing();
    // To the next or the former of the alternatives, of the last message that has some.
    void stepBranch(int delta);

signals:
    void sendRequested(const QString& text);
    void stopRequested();
    void retryRequested(qint64 id);
    void editRequested(qint64 id, const QString& text);
    void branchRequested(qint64 id, int delta);
    void runRequested(qint64 id, int block);        // counted as Transcript does
    void quoteActivated(qint64 message, int index); // of its QuotesRole
    void linkActivated(const QUrl& url);
    void draftChanged(const QString& text);

protected:
    void keyPressEvent(QKeyEvent* event) override;

private:
    void setUpComposer();
    void send(const QString& text);
    void endEditing(const QString& draft);
    void showMessages();
    QVariant value(int row, int role) const;
    int lastQuestionRow() const;

    QPointer<QAbstractItemModel> m_messages;
    QStackedWidget* m_pages;
    StartPage* m_startPage;
    Transcript* m_transcript;
    UndoBar* m_undoBar;
    QWidget* m_editingBar;
    Composer* m_composer;
    QVBoxLayout* m_column = nullptr; // the composer and what stands above it
    qint64 m_edited = 0;             // the question that is edited; 0: none
    QString m_keptDraft;             // what was in the composer before
    bool m_isFilling = false;        // the draft changes, but not by the user
};

} // namespace ui
