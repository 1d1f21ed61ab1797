#include "app/conversation_search.h"

#include <algorithm>

namespace app {
namespace {

using engine::Result;

// The index knows pieces of three characters; a shorter word, such as most Chinese ones, is looked
// for in the texts themselves.
constexpr qsizetype kIndexedCharacters = 3;
constexpr qsizetype kExcerptBefore = 12; // the list is narrow
constexpr qsizetype kExcerptLength = 120;

struct Condition
{
    QString sql;
    QVariantList values;
};

// For LIKE ... ESCAPE '\'.
QString pattern(QString word)
{
    word.replace(u'\\', QStringLiteral("\\\\"));
    word.replace(u'%', QStringLiteral("\\%"));
    word.replace(u'_', QStringLiteral("\\_"));
    return u'%' + word + u'%';
}

Condition containsAll(const QStringList& words, const QString& text)
{
    Condition condition;
    QStringList parts;
    for (const QString& word : words) {
        parts += text + QLatin1String(" LIKE ? ESCAPE '\\'");
        condition.values += pattern(word);
    }
    condition.sql = parts.join(QLatin1String(" AND "));
    return condition;
}

// The characters that are no surrogates are counted by the index; QString counts UTF-16.
qsizetype characters(const QString& word) { return word.toUcs4().size(); }

Condition messageContainsAll(const QStringList& words)
{
    QStringList quoted, shortWords;
    for (QString word : words) {
        if (characters(word) < kIndexedCharacters)
            shortWords += word;
        else
            quoted += u'"' + word.replace(u'"', QStringLiteral("\"\"")) + u'"';
    }
    Condition condition =
        containsAll(shortWords, QStringLiteral("(message.text || ' ' || message.thinking)"));
    if (quoted.isEmpty())
        return condition;
    if (!shortWords.isEmpty())
        condition.sql += QLatin1String(" AND ");
    condition.sql += QLatin1String(
        "message.id IN (SELECT rowid FROM message_index WHERE message_index MATCH ?)");
    condition.values += quoted.join(u' ');
    return condition;
}

} // namespace

QString excerpt(const QString& text, const QStringList& words)
{
    qsizetype first = -1;
    for (const QString& word : words)
        if (const qsizetype at = text.indexOf(word, 0, Qt::CaseInsensitive); at >= 0)
            first = first < 0 ? at : std::min(first, at);
    const qsizetype begin = std::max<qsizetype>(0, first - kExcerptBefore);
    QString line = text.mid(begin, kExcerptLength).simplified();
    if (begin > 0)
        line.prepend(u'\u2026');
    if (begin + kExcerptLength < text.size())
        line.append(u'\u2026');
    return line;
}

Result<QList<SearchHit>> search(Database& database, const QString& query, int limit)
{
    QList<SearchHit> hits;
    const QStringList words = query.simplified().split(u' ', Qt::SkipEmptyParts);
    if (words.isEmpty())
        return hits;

    const Condition title = containsAll(words, QStringLiteral("title"));
    Result<QSqlQuery> rows =
        database.run(QStringLiteral("SELECT id, title FROM conversation WHERE trashed = 0 AND %1 "
                                    "ORDER BY updated DESC LIMIT %2")
                         .arg(title.sql)
                         .arg(limit),
                     title.values);
    if (!rows)
        return rows.error();
    while (rows->next())
        hits.append({rows->value(0).toLongLong(), 0, rows->value(1).toString(), {}});

    const Condition message = messageContainsAll(words);
    rows = database.run(
        QStringLiteral("SELECT message.id, conversation.id, conversation.title, message.text, "
                       "message.thinking FROM message "
                       "JOIN conversation ON conversation.id = message.conversation "
                       "WHERE conversation.trashed = 0 AND %1 ORDER BY message.id DESC LIMIT %2")
            .arg(message.sql)
            .arg(limit - hits.size()),
        message.values);
    if (!rows)
        return rows.error();
    while (rows->next()) {
        const QString text = rows->value(3).toString();
        const bool isInText = std::any_of(words.begin(), words.end(), [&](const QString& word) {
            return text.contains(word, Qt::CaseInsensitive);
        });
        hits.append({rows->value(1).toLongLong(), rows->value(0).toLongLong(),
                     rows->value(2).toString(),
                     excerpt(isInText ? text : rows->value(4).toString(), words)});
    }
    return hits;
}

} // namespace app
