#include "app/passage_index.h"

#include "app/database.h"

#include <QCryptographicHash>

#include <algorithm>
#include <map>
#include <set>

namespace app {
namespace {

using documents::Source;
using engine::Done;
using engine::Result;
using engine::Status;

constexpr qsizetype kPassageLength = 800; // characters, about 200 tokens
constexpr int kMostPassages = 200;
constexpr int kMostTerms = 64;

struct Passage
{
    int document = 0;
    qsizetype begin = 0;
    qsizetype end = 0;
};

// Whole lines, never across documents.
std::vector<Passage> passagesOf(const std::vector<Source>& sources)
{
    std::vector<Passage> passages;
    for (std::size_t document = 0; document < sources.size(); ++document) {
        const Source& source = sources[document];
        for (std::size_t line = 0; line < source.lines.size();) {
            const qsizetype begin = source.lines[line].begin;
            qsizetype end = begin;
            while (line < source.lines.size() && (end == begin || end - begin < kPassageLength)) {
                ++line;
                end = line < source.lines.size() ? source.lines[line].begin : source.text.size();
            }
            passages.push_back({int(document), begin, end});
        }
    }
    return passages;
}

bool isIdeograph(QChar c) { return c.script() == QChar::Script_Han; }

// FTS5 parts words by white space and signs; Chinese has none between words, so that each ideograph
// is a word of its own, and two that follow each other are searched as a phrase.
QString indexed(QStringView text)
{
    QString words;
    words.reserve(text.size());
    for (const QChar c : text) {
        if (isIdeograph(c)) {
            words += u' ';
            words += c;
            words += u' ';
        } else {
            words += c;
        }
    }
    return words;
}

QString quoted(const QString& words) { return u'"' + words + u'"'; }

// Any of the question's words; those that are everywhere count little in bm25.
QString queryFor(const QString& question)
{
    std::set<QString> terms;
    QString word;
    const auto endWord = [&] {
        if (word.size() > 1)
            terms.insert(quoted(word.toLower()));
        word.clear();
    };
    for (qsizetype i = 0; i < question.size(); ++i) {
        const QChar c = question[i];
        if (isIdeograph(c)) {
            endWord();
            if (i + 1 < question.size() && isIdeograph(question[i + 1]))
                terms.insert(quoted(QString(c) + u' ' + question[i + 1]));
        } else if (c.isLetterOrNumber()) {
            word += c;
        } else {
            endWord();
        }
    }
    endWord();
    QStringList list;
    for (const QString& term : terms) {
        if (list.size() < kMostTerms)
            list.append(term);
    }
    return list.join(QStringLiteral(" OR "));
}

QList<QStringList> steps()
{
    return {{QStringLiteral("CREATE TABLE made (hash TEXT NOT NULL)"),
             QStringLiteral("CREATE TABLE passage (id INTEGER PRIMARY KEY, document INTEGER NOT "
                            "NULL, first INTEGER NOT NULL, last INTEGER NOT NULL)"),
             QStringLiteral("CREATE VIRTUAL TABLE passage_words USING fts5(words, content = '', "
                            "tokenize = 'porter unicode61 remove_diacritics 2')")}};
}

// Of what was indexed: other texts need another index.
QString hashOf(const std::vector<Source>& sources)
{
    QCryptographicHash hash(QCryptographicHash::Sha1);
    for (const Source& source : sources) {
        hash.addData(source.name.toUtf8());
        hash.addData(QByteArrayView(reinterpret_cast<const char*>(source.text.utf16()),
                                    source.text.size() * 2));
    }
    return QString::fromLatin1(hash.result().toHex());
}

Status fill(Database& database, const ComposedSet& set, const QString& hash,
            const std::stop_token& stop)
{
    return database.transact([&]() -> Status {
        for (const char* statement :
             {"DELETE FROM made", "DELETE FROM passage",
              "INSERT INTO passage_words(passage_words) VALUES ('delete-all')"})
            if (Status done = statusOf(database.run(QLatin1String(statement))); !done)
                return done;
        qint64 id = 0;
        for (const Passage& passage : passagesOf(set.sources)) {
            if (stop.stop_requested())
                return engine::Error{engine::ErrorCode::Stopped, "the search was stopped"};
            const Source& source = set.sources[std::size_t(passage.document)];
            const QStringView text =
                QStringView(source.text).mid(passage.begin, passage.end - passage.begin);
            ++id;
            Status done = statusOf(
                database.run(QStringLiteral("INSERT INTO passage VALUES (?, ?, ?, ?)"),
                             {id, passage.document, qint64(passage.begin), qint64(passage.end)}));
            if (done)
                done = statusOf(database.run(
                    QStringLiteral("INSERT INTO passage_words(rowid, words) VALUES (?, ?)"),
                    {id, indexed(text)}));
            if (!done)
                return done;
        }
        return statusOf(database.run(QStringLiteral("INSERT INTO made VALUES (?)"), {hash}));
    });
}

Status bringUpToDate(Database& database, const ComposedSet& set, const std::stop_token& stop)
{
    const QString hash = hashOf(set.sources);
    Result<QSqlQuery> made = database.run(QStringLiteral("SELECT hash FROM made"));
    if (!made)
        return made.error();
    if (made->next() && made->value(0).toString() == hash)
        return Done{};
    made->finish();
    return fill(database, set, hash, stop);
}

} // namespace

Result<FoundPassages> findPassages(const QString& indexFile, const ComposedSet& set,
                                   const QString& question, qsizetype characters,
                                   const std::stop_token& stop)
{
    Result<std::unique_ptr<Database>> database = Database::open(indexFile, steps());
    if (!database)
        return database.error();
    if (Status ready = bringUpToDate(**database, set, stop); !ready)
        return ready.error();
    FoundPassages found;
    const QString query = queryFor(question);
    if (query.isEmpty())
        return found;
    Result<QSqlQuery> rows = (*database)->run(
        QStringLiteral("SELECT document, first, last FROM passage_words JOIN passage "
                       "ON passage.id = passage_words.rowid WHERE passage_words MATCH ? "
                       "ORDER BY bm25(passage_words) LIMIT %1")
            .arg(kMostPassages),
        {query});
    if (!rows)
        return rows.error();
    std::map<int, std::map<qsizetype, qsizetype>> chosen; // ends by begins, by documents
    qsizetype length = 0;
    while (rows->next()) {
        const qsizetype begin = rows->value(1).toLongLong();
        const qsizetype end = rows->value(2).toLongLong();
        if (found.count > 0 && length + end - begin > characters)
            break;
        length += end - begin;
        chosen[rows->value(0).toInt()][begin] = end;
        ++found.count;
    }
    for (const auto& [document, places] : chosen) {
        if (document < 0 || document >= int(set.sources.size()))
            continue;
        const Source& source = set.sources[std::size_t(document)];
        Source part{source.name, source.text, {}, source.number};
        for (const auto& [begin, end] : places) {
            const Source lines = documents::excerpt(source, begin, end);
            part.lines.insert(part.lines.end(), lines.lines.begin(), lines.lines.end());
        }
        found.sources.push_back(std::move(part));
    }
    return found;
}

} // namespace app
