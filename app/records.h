// What is kept of conversations, as values: they travel between the window's thread and the one that
// writes.

#pragma once

#include "ui/chat_settings.h"
#include "ui/transcript_role.h"

#include <QList>
#include <QString>

namespace app {

// Times are milliseconds since 1970; ids are unique in the whole database and never 0.

enum class MessageState {
    Running,
    Answered,    // completely or until it was stopped
    Failed,      // the note says why
    Interrupted, // the program ended while it was being written
};

struct Message
{
    qint64 id = 0;
    qint64 parent = 0; // the message that it follows; 0: it begins the conversation
    ui::Author author = ui::Author::User;
    QString text;
    QString thinking;
    int thinkingTokens = 0;
    MessageState state = MessageState::Answered;
    QString note;     // a line below it: its cost, or what went wrong
    QString sampling; // of an answer: the settings that it was made with (app/chat_presets.h)
    qint64 created = 0;
};

// What the library shows of a conversation.
struct LibraryEntry
{
    qint64 id = 0;
    qint64 folder = 0; // 0: in none
    QString title;
    qint64 created = 0;
    qint64 updated = 0;
    bool isPinned = false;
    qint64 trashed = 0; // when; 0: not in the trash
};

// What else belongs to it as a whole.
struct ConversationDetails
{
    QString model;
    ui::ChatSettings settings;
    QString draft;
    QString scroll;         // where it was read; the view's own words
    QString openTab;        // of the workbench; its own words
    qint64 leaf = 0;        // the last message of the branch that is shown
    qint64 documentSet = 0; // that is asked; 0: none
    QString asking;         // what of it, and how; app/asking.h
};

struct StoredConversation
{
    LibraryEntry entry;
    ConversationDetails details;
    QList<Message> messages; // parents before children
};

struct Folder
{
    qint64 id = 0;
    qint64 parent = 0; // 0: at the top
    QString name;
};

struct SearchHit
{
    qint64 conversation = 0;
    qint64 message = 0; // 0: the title
    QString title;
    QString excerpt; // one line around the first word that was found
};

} // namespace app
