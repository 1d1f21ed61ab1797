#include "app/documents/ignore_rules.h"

#include "engine/text.h"

#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QFileInfo>
#include <QProcess>
#include <QStandardPaths>

namespace documents {
namespace {

constexpr int kMostGitSeconds = 120;
constexpr int kAskedEveryMs = 50; // whether it was cancelled

engine::Error unknown(const QString& reason)
{
    return {engine::ErrorCode::NotSupported, reason.toStdString()};
}

// The folder that has a .git; without one the folder itself.
QString repositoryOf(const QString& folder)
{
    QDir above(folder);
    do {
        if (QFileInfo::exists(above.filePath(QStringLiteral(".git"))))
            return above.path();
    } while (above.cdUp());
    return folder;
}

} // namespace

IgnoreRules::IgnoreRules(const std::function<bool()>& isCancelled)
    : m_isCancelled(isCancelled)
    , m_git(QStandardPaths::findExecutable(QStringLiteral("git")))
    , m_isReady(unknown(QStringLiteral("git is not installed")))
{
    if (m_git.isEmpty())
        return;
    const engine::Result<QByteArray> made =
        run(QDir::tempPath(), {QStringLiteral("init"), QStringLiteral("-q"),
                               QStringLiteral("--bare"), m_empty.path()});
    m_isReady = made ? engine::Status(engine::Done{}) : engine::Status(made.error());
}

engine::Result<QStringList> IgnoreRules::ignored(const QString& folder) const
{
    if (!m_isReady)
        return m_isReady.error();
    const QString root = repositoryOf(folder);
    QStringList names;
    for (const char* const rules : {".gitignore", ".ignore"}) { // git takes one name at a time
        engine::Result<QStringList> found = ask(folder, root, rules);
        // Git fails, or names the folder itself, where it lies in one that is ignored.
        if (root != folder && (!found || found->contains(QStringLiteral("./"))))
            found = ask(folder, folder, rules);
        if (!found)
            return found.error();
        names += *found;
    }
    return names;
}

engine::Result<QStringList> IgnoreRules::ask(const QString& folder, const QString& root,
                                             const char* rules) const
{
    const engine::Result<QByteArray> listed =
        run(folder,
            {QStringLiteral("--git-dir=") + m_empty.path(), QStringLiteral("--work-tree=") + root,
             QStringLiteral("ls-files"), QStringLiteral("-z"), QStringLiteral("--others"),
             QStringLiteral("--ignored"), QStringLiteral("--directory"),
             QStringLiteral("--exclude-per-directory=") + QLatin1String(rules)});
    if (!listed)
        return listed.error();
    QStringList names;
    for (const QByteArray& name : listed->split('\0')) {
        if (!name.isEmpty())
            names.append(QFile::decodeName(name));
    }
    return names;
}

engine::Result<QByteArray> IgnoreRules::run(const QString& folder,
                                            const QStringList& arguments) const
{
    QProcess git;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QStringLiteral("GIT_CONFIG_NOSYSTEM"), QStringLiteral("1"));
    environment.insert(QStringLiteral("GIT_CONFIG_GLOBAL"), QStringLiteral("/dev/null"));
    git.setProcessEnvironment(environment);
    git.setWorkingDirectory(folder);
    git.start(m_git, arguments);
    QElapsedTimer timer;
    timer.start();
    while (git.state() != QProcess::NotRunning && !git.waitForFinished(kAskedEveryMs)) {
        const bool isTooLate = timer.hasExpired(qint64{kMostGitSeconds} * 1000);
        if (!isTooLate && !m_isCancelled())
            continue;
        git.kill();
        git.waitForFinished();
        return unknown(QStringLiteral("git took more than %1 s").arg(kMostGitSeconds));
    }
    if (git.error() == QProcess::FailedToStart)
        return unknown(git.errorString());
    if (git.exitStatus() != QProcess::NormalExit || git.exitCode() != 0)
        return unknown(QString::fromLocal8Bit(git.readAllStandardError()).simplified());
    return git.readAllStandardOutput();
}

} // namespace documents
