// Database: a connection to the one SQLite file of the program. It belongs to the thread that opened
// it; another thread opens its own.

#pragma once

#include "engine/result.h"

#include <QSqlQuery>
#include <QStringList>
#include <QVariant>

#include <memory>

namespace app {

class Database
{
public:
    // Creates the file and its folder where they are missing, readable for their owner only, and
    // brings the tables up to date, after a copy of the file was made beside it. A damaged file is
    // set aside under another name, and a new one begun.
    static engine::Result<std::unique_ptr<Database>> open(const QString& path);
    // The same with other steps than those of app/database_schema.h.
    static engine::Result<std::unique_ptr<Database>> open(const QString& path,
                                                          const QList<QStringList>& steps);
    // Another connection to a file that was opened at this start: checking it takes as long as
    // reading it, and is not done again.
    static engine::Result<std::unique_ptr<Database>> openAgain(const QString& path);
    ~Database();

    Database(const Database&) = delete;
    Database& operator=(const Database&) = delete;

    // One statement, with values for its question marks. What contradicts the tables, such as a
    // reference to nothing, fails with InvalidArgument.
    engine::Result<QSqlQuery> run(const QString& statement, const QVariantList& values = {});

    // Everything that `change` runs, or nothing when it fails.
    template <class Change>
    engine::Status transact(Change change)
    {
        if (auto begun = run(QStringLiteral("BEGIN IMMEDIATE")); !begun)
            return begun.error();
        engine::Status status = change();
        if (status) {
            auto committed = run(QStringLiteral("COMMIT"));
            if (committed)
                return status;
            status = committed.error();
        }
        rollBack();
        return status;
    }

    // What the user should know of the opening, such as the new name of a damaged file. Translated.
    const QString& notice() const { return m_notice; }

private:
    explicit Database(const QString& path);

    engine::Status connect();
    engine::Status check();
    engine::Status migrate(const QList<QStringList>& steps);
    engine::Status setAside();
    engine::Status backUp(int version);
    engine::Result<int> version();
    engine::Error error(const QString& what) const;
    void disconnect();
    void rollBack();

    QString m_path;
    QString m_connection; // by which Qt knows it
    QString m_notice;
};

// A null text would become NULL, which the tables do not take.
inline QVariant textValue(const QString& text) { return text.isNull() ? QStringLiteral("") : text; }

template <class T>
engine::Status statusOf(const engine::Result<T>& result)
{
    if (!result)
        return result.error();
    return engine::Done{};
}

} // namespace app
