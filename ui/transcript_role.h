// What a transcript's model tells the view of each row, beside nothing else: a row is a message.

#pragma once

#include <Qt>

namespace ui {

enum class Author { User, Assistant };
enum class MessageState { Running, Answered, Failed };

enum TranscriptRole {
    AuthorRole = Qt::UserRole + 1, // int(Author)
    TextRole,                      // QString
    ThinkingRole,                  // QString, what the assistant thought before it spoke
    NoteRole,           // QString, a line below the message: its cost, or what went wrong
    HasFailedRole,      // bool: the note is an error, and trying again makes sense
    IdRole,             // qint64, by which requests of the user name the message
    ThinkingTokensRole, // int, 0: not known
    BranchRole,         // int, from 1: which of the alternatives at this place is shown
    BranchCountRole,    // int, 0 or 1: there is no other
    StateRole,          // int(MessageState)
    // QVariantList of QVariantMap, one for each quotation of an answer, as the program found it:
    // "status": "exact", "repaired", "elsewhere" (than cited) or "missing"; "label": where;
    // "text": the quotation, shortened; "tip": the difference, or the nearest text.
    QuotesRole,
};

} // namespace ui
