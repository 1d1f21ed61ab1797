// What the ignore files in and above a folder say of it: asked from git, which knows their rules best.

#pragma once

#include "engine/result.h"

#include <QByteArray>
#include <QString>
#include <QStringList>
#include <QTemporaryDir>

#include <functional>

namespace documents {

// Git is asked with an empty index of its own, so it reports what is on the disk and never writes to
// the folder.
class IgnoreRules
{
public:
    explicit IgnoreRules(const std::function<bool()>& isCancelled);

    // What .gitignore and .ignore name, relative to `folder`, folders with / at the end; or why that
    // is not known. Rules of the repository around it count unless they ignore the folder as a whole:
    // whoever names it wants it read.
    engine::Result<QStringList> ignored(const QString& folder) const;

private:
    engine::Result<QStringList> ask(const QString& folder, const QString& root,
                                    const char* rules) const;
    engine::Result<QByteArray> run(const QString& folder, const QStringList& arguments) const;

    const std::function<bool()>& m_isCancelled;
    QString m_git;
    QTemporaryDir m_empty;
    engine::Status m_isReady;
};

} // namespace documents
