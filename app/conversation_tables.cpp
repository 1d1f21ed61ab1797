#include "app/conversation_tables.h"

#include "app/chat_presets.h"

namespace app {
namespace {

using engine::Result;
using engine::Status;

QVariant orNull(qint64 id) { return id != 0 ? QVariant(id) : QVariant(); }

const auto kEntryColumns = QStringLiteral("id, folder, title, created, updated, pinned, trashed");

LibraryEntry entryFrom(const QSqlQuery& row)
{
    LibraryEntry entry;
    entry.id = row.value(0).toLongLong();
    entry.folder = row.value(1).toLongLong();
    entry.title = row.value(2).toString();
    entry.created = row.value(3).toLongLong();
    entry.updated = row.value(4).toLongLong();
    entry.isPinned = row.value(5).toBool();
    entry.trashed = row.value(6).toLongLong();
    return entry;
}

Message messageFrom(const QSqlQuery& row)
{
    Message message;
    message.id = row.value(0).toLongLong();
    message.parent = row.value(1).toLongLong();
    message.author =
        row.value(2).toInt() == int(ui::Author::User) ? ui::Author::User : ui::Author::Assistant;
    message.text = row.value(3).toString();
    message.thinking = row.value(4).toString();
    message.thinkingTokens = row.value(5).toInt();
    message.state = MessageState(qBound(0, row.value(6).toInt(), int(MessageState::Interrupted)));
    message.note = row.value(7).toString();
    message.sampling = row.value(8).toString();
    message.created = row.value(9).toLongLong();
    return message;
}

} // namespace

Result<int> ConversationTables::markInterrupted()
{
    const Result<QSqlQuery> done =
        m_database.run(QStringLiteral("UPDATE message SET state = ? WHERE state = ?"),
                       {int(MessageState::Interrupted), int(MessageState::Running)});
    if (!done)
        return done.error();
    return done->numRowsAffected();
}

Result<QList<LibraryEntry>> ConversationTables::entries()
{
    Result<QSqlQuery> rows =
        m_database.run(QStringLiteral("SELECT %1 FROM conversation").arg(kEntryColumns));
    if (!rows)
        return rows.error();
    QList<LibraryEntry> entries;
    while (rows->next())
        entries.append(entryFrom(*rows));
    return entries;
}

Result<QList<Folder>> ConversationTables::folders()
{
    Result<QSqlQuery> rows = m_database.run(QStringLiteral("SELECT id, parent, name FROM folder"));
    if (!rows)
        return rows.error();
    QList<Folder> folders;
    while (rows->next())
        folders.append(
            {rows->value(0).toLongLong(), rows->value(1).toLongLong(), rows->value(2).toString()});
    return folders;
}

Result<qint64> ConversationTables::largestId()
{
    Result<QSqlQuery> row =
        m_database.run(QStringLiteral("SELECT max(coalesce((SELECT max(id) FROM folder), 0),"
                                      " coalesce((SELECT max(id) FROM conversation), 0),"
                                      " coalesce((SELECT max(id) FROM message), 0))"));
    if (!row)
        return row.error();
    return row->next() ? row->value(0).toLongLong() : 0;
}

Result<StoredConversation> ConversationTables::read(qint64 conversation)
{
    Result<QSqlQuery> row =
        m_database.run(QStringLiteral("SELECT %1, model, settings, draft, scroll, open_tab, leaf, "
                                      "document_set, asking FROM conversation WHERE id = ?")
                           .arg(kEntryColumns),
                       {conversation});
    if (!row)
        return row.error();
    if (!row->next())
        return engine::Error{engine::ErrorCode::InvalidArgument,
                             "there is no such conversation any more"};
    StoredConversation stored;
    stored.entry = entryFrom(*row);
    stored.details.model = row->value(7).toString();
    stored.details.settings = chatSettingsFrom(row->value(8).toString());
    stored.details.draft = row->value(9).toString();
    stored.details.scroll = row->value(10).toString();
    stored.details.openTab = row->value(11).toString();
    stored.details.leaf = row->value(12).toLongLong();
    stored.details.documentSet = row->value(13).toLongLong();
    stored.details.asking = row->value(14).toString();
    Result<QList<Message>> messages = messagesOf(conversation);
    if (!messages)
        return messages.error();
    stored.messages = std::move(*messages);
    return stored;
}

// Ids grow, so that a parent comes before its children.
Result<QList<Message>> ConversationTables::messagesOf(qint64 conversation)
{
    Result<QSqlQuery> rows = m_database.run(
        QStringLiteral("SELECT id, parent, author, text, thinking, thinking_tokens, state, note, "
                       "sampling, created FROM message WHERE conversation = ? ORDER BY id"),
        {conversation});
    if (!rows)
        return rows.error();
    QList<Message> messages;
    while (rows->next())
        messages.append(messageFrom(*rows));
    return messages;
}

Status ConversationTables::write(const LibraryEntry& entry)
{
    return statusOf(m_database.run(
        QStringLiteral("INSERT INTO conversation (id, folder, title, created, updated, pinned, "
                       "trashed) VALUES (?, ?, ?, ?, ?, ?, ?) "
                       "ON CONFLICT(id) DO UPDATE SET folder = excluded.folder, "
                       "title = excluded.title, created = excluded.created, "
                       "updated = excluded.updated, pinned = excluded.pinned, "
                       "trashed = excluded.trashed"),
        {entry.id, orNull(entry.folder), textValue(entry.title), entry.created, entry.updated,
         entry.isPinned, entry.trashed}));
}

Status ConversationTables::write(const Folder& folder)
{
    return statusOf(
        m_database.run(QStringLiteral("INSERT INTO folder (id, parent, name) VALUES (?, ?, ?) "
                                      "ON CONFLICT(id) DO UPDATE SET parent = excluded.parent, "
                                      "name = excluded.name"),
                       {folder.id, orNull(folder.parent), textValue(folder.name)}));
}

Status ConversationTables::write(qint64 conversation, const Message& message)
{
    return statusOf(m_database.run(
        QStringLiteral("INSERT INTO message (id, conversation, parent, author, text, thinking, "
                       "thinking_tokens, state, note, sampling, created) "
                       "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) "
                       "ON CONFLICT(id) DO UPDATE SET text = excluded.text, "
                       "thinking = excluded.thinking, thinking_tokens = excluded.thinking_tokens, "
                       "state = excluded.state, note = excluded.note, "
                       "sampling = excluded.sampling"),
        {message.id, conversation, orNull(message.parent), int(message.author),
         textValue(message.text), textValue(message.thinking), message.thinkingTokens,
         int(message.state), textValue(message.note), textValue(message.sampling),
         message.created}));
}

Status ConversationTables::write(qint64 conversation, const ConversationDetails& details)
{
    return statusOf(m_database.run(
        QStringLiteral("UPDATE conversation SET model = ?, settings = ?, draft = ?, scroll = ?, "
                       "open_tab = ?, leaf = ?, document_set = ?, asking = ? WHERE id = ?"),
        {textValue(details.model), toText(details.settings), textValue(details.draft),
         textValue(details.scroll), textValue(details.openTab), details.leaf, details.documentSet,
         textValue(details.asking), conversation}));
}

Status ConversationTables::removeConversation(qint64 id)
{
    return statusOf(m_database.run(QStringLiteral("DELETE FROM conversation WHERE id = ?"), {id}));
}

Status ConversationTables::removeMessage(qint64 id)
{
    return statusOf(m_database.run(QStringLiteral("DELETE FROM message WHERE id = ?"), {id}));
}

Status ConversationTables::removeFolder(qint64 id)
{
    return statusOf(m_database.run(QStringLiteral("DELETE FROM folder WHERE id = ?"), {id}));
}

} // namespace app
