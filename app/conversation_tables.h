// ConversationTables: reads and writes the tables of conversations, folders and messages. Blocks;
// the thread of its database.

#pragma once

#include "app/database.h"
#include "app/records.h"

namespace app {

class ConversationTables
{
public:
    // Borrows the database.
    explicit ConversationTables(Database& database) : m_database(database) {}

    // What was being written when the program ended becomes Interrupted. Returns how many there were.
    engine::Result<int> markInterrupted();

    engine::Result<QList<LibraryEntry>> entries();
    engine::Result<QList<Folder>> folders();
    engine::Result<qint64> largestId();
    engine::Result<StoredConversation> read(qint64 conversation);

    // Each inserts what is new and replaces what is there.
    engine::Status write(const LibraryEntry& entry);
    engine::Status write(const Folder& folder);
    engine::Status write(qint64 conversation, const Message& message);
    // Of a conversation whose entry was written.
    engine::Status write(qint64 conversation, const ConversationDetails& details);

    engine::Status removeConversation(qint64 id);
    engine::Status removeMessage(qint64 id); // and what follows it
    engine::Status removeFolder(qint64 id);  // what was in it is in none then

private:
    engine::Result<QList<Message>> messagesOf(qint64 conversation);

    Database& m_database;
};

} // namespace app
