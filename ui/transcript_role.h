// What a transcript's model tells the view of each row, beside nothing else: a row is a message.

#pragma once

#include <Qt>

namespace ui {

enum class Author { User, Assistant };

enum TranscriptRole {
    AuthorRole = Qt::UserRole + 1, // int(Author)
    TextRole,                      // QString
    ThinkingRole,                  // QString, what the assistant thought before it spoke
    NoteRole,      // QString, a line below the message: its cost, or what went wrong
    HasFailedRole, // bool: the note is an error, and trying again makes sense
};

} // namespace ui
