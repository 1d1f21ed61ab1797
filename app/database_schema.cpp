#include "app/database_schema.h"

namespace app {
namespace {

// Conversations as trees of messages, and an index of their words. It is an index of three
// characters each, which finds Chinese and code as well as words, and it is told of an answer when
// that is complete: to index a growing text twice a second would cost more than to write it.
QStringList conversations()
{
    return {
        QStringLiteral(R"(CREATE TABLE folder (
            id INTEGER PRIMARY KEY,
            parent INTEGER REFERENCES folder(id) ON DELETE SET NULL,
            name TEXT NOT NULL))"),
        QStringLiteral(R"(CREATE TABLE conversation (
            id INTEGER PRIMARY KEY,
            folder INTEGER REFERENCES folder(id) ON DELETE SET NULL,
            title TEXT NOT NULL,
            created INTEGER NOT NULL,
            updated INTEGER NOT NULL,
            pinned INTEGER NOT NULL DEFAULT 0,
            trashed INTEGER NOT NULL DEFAULT 0,
            model TEXT NOT NULL DEFAULT '',
            settings TEXT NOT NULL DEFAULT '',
            draft TEXT NOT NULL DEFAULT '',
            scroll TEXT NOT NULL DEFAULT '',
            open_tab TEXT NOT NULL DEFAULT '',
            leaf INTEGER NOT NULL DEFAULT 0))"),
        QStringLiteral(R"(CREATE TABLE message (
            id INTEGER PRIMARY KEY,
            conversation INTEGER NOT NULL REFERENCES conversation(id) ON DELETE CASCADE,
            parent INTEGER REFERENCES message(id) ON DELETE CASCADE,
            author INTEGER NOT NULL,
            text TEXT NOT NULL,
            thinking TEXT NOT NULL,
            thinking_tokens INTEGER NOT NULL,
            state INTEGER NOT NULL,
            note TEXT NOT NULL,
            sampling TEXT NOT NULL,
            created INTEGER NOT NULL))"),
        QStringLiteral("CREATE INDEX message_of_conversation ON message(conversation)"),
        QStringLiteral("CREATE INDEX message_of_parent ON message(parent)"),
        QStringLiteral("CREATE INDEX message_running ON message(id) WHERE state = 0"),
        QStringLiteral(R"(CREATE VIRTUAL TABLE message_index USING fts5(
            text, thinking, content = 'message', content_rowid = 'id', tokenize = 'trigram'))"),
        QStringLiteral(R"(CREATE TRIGGER message_inserted AFTER INSERT ON message
            WHEN new.state <> 0 BEGIN
                INSERT INTO message_index(rowid, text, thinking)
                VALUES (new.id, new.text, new.thinking);
            END)"),
        QStringLiteral(R"(CREATE TRIGGER message_updated AFTER UPDATE ON message BEGIN
                INSERT INTO message_index(message_index, rowid, text, thinking)
                SELECT 'delete', old.id, old.text, old.thinking WHERE old.state <> 0;
                INSERT INTO message_index(rowid, text, thinking)
                SELECT new.id, new.text, new.thinking WHERE new.state <> 0;
            END)"),
        QStringLiteral(R"(CREATE TRIGGER message_deleted AFTER DELETE ON message
            WHEN old.state <> 0 BEGIN
                INSERT INTO message_index(message_index, rowid, text, thinking)
                VALUES ('delete', old.id, old.text, old.thinking);
            END)"),
    };
}

// The versions of the app of a conversation. Another connection writes them than the conversations,
// so nothing says here that the conversation must be there first; a trigger lets them go together.
QStringList apps()
{
    return {
        QStringLiteral(R"(CREATE TABLE app (
            id INTEGER PRIMARY KEY,
            conversation INTEGER NOT NULL UNIQUE,
            shown INTEGER NOT NULL,
            keeps_data INTEGER NOT NULL))"),
        QStringLiteral(R"(CREATE TABLE app_version (
            id INTEGER PRIMARY KEY,
            app INTEGER NOT NULL REFERENCES app(id) ON DELETE CASCADE,
            number INTEGER NOT NULL,
            origin INTEGER NOT NULL,
            status INTEGER NOT NULL,
            message INTEGER NOT NULL,
            parent INTEGER NOT NULL,
            created INTEGER NOT NULL,
            entry TEXT NOT NULL,
            thumbnail BLOB))"),
        QStringLiteral("CREATE INDEX app_version_of_app ON app_version(app)"),
        QStringLiteral(R"(CREATE TABLE app_file (
            version INTEGER NOT NULL REFERENCES app_version(id) ON DELETE CASCADE,
            position INTEGER NOT NULL,
            name TEXT NOT NULL,
            text TEXT NOT NULL,
            PRIMARY KEY (version, name)) WITHOUT ROWID)"),
        QStringLiteral(R"(CREATE TRIGGER app_of_conversation AFTER DELETE ON conversation BEGIN
                DELETE FROM app WHERE conversation = old.id;
            END)"),
    };
}

// Sets of documents; their texts and readings lie in folders named by the id. A conversation asks one
// set, or none (0). Runs are what was measured of readings.
QStringList documents()
{
    return {
        QStringLiteral(R"(CREATE TABLE document_set (
            id INTEGER PRIMARY KEY,
            title TEXT NOT NULL,
            paths TEXT NOT NULL,
            excluded TEXT NOT NULL DEFAULT '[]',
            tokens INTEGER NOT NULL DEFAULT 0,
            bytes INTEGER NOT NULL DEFAULT 0,
            model TEXT NOT NULL DEFAULT '',
            created INTEGER NOT NULL,
            used INTEGER NOT NULL,
            wanted INTEGER NOT NULL DEFAULT 0))"),
        QStringLiteral(R"(CREATE TABLE reading_run (
            id INTEGER PRIMARY KEY,
            model TEXT NOT NULL,
            device TEXT NOT NULL,
            found INTEGER NOT NULL,
            tokens INTEGER NOT NULL,
            seconds REAL NOT NULL,
            bytes INTEGER NOT NULL,
            created INTEGER NOT NULL))"),
        QStringLiteral(
            "ALTER TABLE conversation ADD COLUMN document_set INTEGER NOT NULL DEFAULT 0"),
        QStringLiteral("ALTER TABLE conversation ADD COLUMN asking TEXT NOT NULL DEFAULT ''"),
    };
}

} // namespace

QList<QStringList> migrations() { return {conversations(), apps(), documents()}; }

} // namespace app
