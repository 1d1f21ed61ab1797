// What the models of the library tell its views of each row.

#pragma once

#include <Qt>

namespace ui {

enum class LibraryKind { Conversation, Folder, Other };

enum LibraryRole {
    LibraryIdRole = Qt::UserRole + 1, // qint64
    LibraryKindRole,                  // int(LibraryKind)
    IsPinnedRole,                     // bool
};

// Of a search result.
enum SearchRole {
    HitConversationRole = Qt::UserRole + 1, // qint64
    HitMessageRole,                         // qint64; 0: the title
    HitExcerptRole,                         // QString, one line
};

} // namespace ui
